import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, describe } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import {
  examineClock,
  examineNetwork,
  examineNode,
  examineStore,
  examineToken,
} from '#src/cli/doctor/examine.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import { followedAddresses } from '#src/storage/followed-addresses.ts';
import { openStore } from '#src/storage/store.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const TOKEN = 'a-token-that-is-not-known';
const config = shippedConfig();

const silentAt = (isSilent: (host: string) => boolean): HttpFetch =>
  ((request: { url: string }) => {
    const { host } = new URL(request.url);
    return Promise.resolve(
      isSilent(host)
        ? { kind: 'no_answer', reason: 'refused', url: request.url }
        : { kind: 'answer', url: request.url, status: 200, headers: {}, body: '' },
    );
  }) as unknown as HttpFetch;

describe('the doctor', () => {
  it('says which Node is needed where an older one runs', () => {
    expect(examineNode('v24.5.0', '>=24.5')).toMatchObject({ kind: 'well' });
    expect(examineNode('v24.4.1', '>=24.5')).toMatchObject({
      kind: 'bad',
      says: expect.stringContaining('>=24.5') as string,
    });
  });

  it.each([
    [[0, 200, -300], 'well', 'right'],
    [[61_000, 60_000, 59_000], 'bad', '60 s behind'],
    [[-7_200_000, -7_199_000, 5], 'bad', '7199 s ahead of'],
    [[], 'doubtful', 'no host'],
  ] as const)('judges the clock by what the hosts say: %j', (skews, kind, says) => {
    expect(examineClock(skews)).toMatchObject({ kind, says: expect.stringContaining(says) as string });
  });

  it('tells a single silent host from a network of ours that is down', async () => {
    const [all] = await examineNetwork(config, { fetch: silentAt(() => false), dates: new Map() });
    const [one] = await examineNetwork(config, {
      fetch: silentAt((host) => host === 'api.kraken.com'),
      dates: new Map(),
    });
    const [ours] = await examineNetwork(config, { fetch: silentAt(() => true), dates: new Map() });
    expect(all?.kind).toBe('well');
    expect(one).toMatchObject({
      kind: 'doubtful',
      says: expect.stringContaining('api.kraken.com refused the connection') as string,
    });
    expect(ours).toMatchObject({ kind: 'bad', says: expect.stringContaining('HTTPS_PROXY') as string });
    // A name for each of eighty hosts would be a page.
    expect(ours?.says).toMatch(
      /^0 of \d+ answer: (?:[\w.-]+ refused the connection[; ]*){5} and \d+ more\. Most/,
    );
  });

  it('asks each host by the way that its exchange names, and says which refuse this network', async () => {
    const [first] = config.exchanges;
    const asked: { url: string; proxy?: string }[] = [];
    const fetch = ((request: { url: string; proxy?: string }) => {
      asked.push(request);
      const status = request.url.includes('blocked.example') ? 451 : 200;
      return Promise.resolve({ kind: 'answer', url: request.url, status, headers: {}, body: '{}' });
    }) as unknown as HttpFetch;
    const sources = [
      { requests: [{ url: 'https://blocked.example/a', proxy: 'http://10.0.0.1:3128' }] },
      { requests: [{ url: 'https://open.example/a' }] },
    ];
    const found = await examineNetwork(
      { exchanges: [{ ...first, sources }] } as unknown as Parameters<typeof examineNetwork>[0],
      { fetch, dates: new Map() },
    );
    expect(asked[0]).toMatchObject({ proxy: 'http://10.0.0.1:3128' });
    expect(found).toContainEqual({
      what: 'blocks',
      kind: 'doubtful',
      says: expect.stringMatching(/^blocked\.example: .*`proxy:`/) as string,
    });
  });

  it('looks through the store', async () => {
    const storeUrl = `sqlite:${join(temporaryFolder(), 'downtick.db')}`;
    expect(await examineStore({ storeUrl })).toMatchObject({
      kind: 'well',
      says: 'none yet; the first start makes it.',
    });
    const store = openStore(storeUrl, { report: () => {} });
    await store.guilds.set('1', emptyGuild('1'));
    expect(await examineStore({ storeUrl })).toMatchObject({
      kind: 'well',
      says: expect.stringContaining('last used by') as string,
    });
    await store.close();
    expect((await examineStore({ storeUrl: 'memory:' })).kind).toBe('doubtful');
  });

  it.skipIf(!existsSync('/proc'))('says where no store can be made', async () => {
    // Nobody makes files there, not even root.
    const finding = await examineStore({ storeUrl: 'sqlite:/proc/sys/kernel/none/downtick.db' });
    expect(finding).toEqual({
      what: 'store',
      kind: 'bad',
      says: 'none yet, and this user cannot write in /proc/sys/kernel. Allow that, or name another file in STORE_URL.',
    });
  });

  it('finds a token that Discord does not take', async () => {
    const { apiUrl } = await emulatedDiscord();
    const [finding] = await examineToken({ discordToken: TOKEN, discordApiUrl: apiUrl }, []);
    expect(finding).toMatchObject({ what: 'token', kind: 'bad' });
    expect(JSON.stringify(finding)).not.toContain(TOKEN);
  });

  it('finds the rights that the bot lacks in a channel that follows something', async () => {
    const discord = await emulatedDiscord();
    const guild = discord.addGuild({ name: 'Guild' });
    const open = discord.addChannel(guild, { name: 'open' });
    const closed = discord.addChannel(guild, { name: 'closed', deny: ['EmbedLinks'] });
    const addresses = [open, closed].map(({ id }) => ({ guildId: guild.id, channelId: id }));
    const findings = await examineToken(
      { discordToken: discord.token, discordApiUrl: discord.apiUrl },
      addresses,
    );
    const rights = findings.find(({ what }) => what === 'rights');
    expect(rights).toMatchObject({
      kind: 'bad',
      says: expect.stringContaining(`channel ${closed.id}`) as string,
    });
    expect(rights?.says).toContain('the bot lacks Embed Links');
    expect(rights?.says).not.toContain(open.id);
  });
});

it('an address that is followed is found in the store of a bot that runs', async () => {
  const storeUrl = `sqlite:${join(temporaryFolder(), 'downtick.db')}`;
  const store = openStore(storeUrl, { report: () => {} });
  const follows = (channelId: string, disabled = false) => ({
    id: channelId,
    channelId,
    target: { kind: 'selector' as const, selector: 'binance' },
    level: 'standard' as const,
    style: 'reply' as const,
    createdAt: 0,
    ...(disabled && { disabled: { at: 1, reason: { kind: 'gone' as const } } }),
  });
  await store.guilds.set('1', {
    ...emptyGuild('1'),
    subscriptions: [follows('11'), follows('11'), follows('12', true)] as never,
  });
  expect(followedAddresses(storeUrl)).toEqual([{ guildId: '1', channelId: '11' }]);
  await store.close();
});
