import { describe, expect, it } from 'vitest';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';
import type { GuildPreferences } from '#src/domain/guild.ts';
import type { Clock } from '#src/platform/clock.ts';
import { aNotice, aRecovery, minute } from '#test/delivery/a-notice.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';

import { hurriedBy, patiently, setUp } from './a-process.ts';
import { commandWorld, press, shownIn } from './command-world.ts';

/** More exchanges than Discord shows choices, with coins on networks. */
function manyExchanges(): Partial<CommandDeps> {
  const known = fakeDeps();
  const [binance, ...others] = known.exchanges();
  if (binance === undefined) throw new Error('There is no exchange.');
  const first: ExchangeInfo = { ...binance, aliases: [...binance.aliases, '币安'] };
  const more = Array.from({ length: 26 }, (_, i): ExchangeInfo => ({
    id: `venue${i}`,
    name: `Venue ${String.fromCodePoint(65 + i)}`,
    aliases: [],
    components: ['withdrawals'],
  }));
  const exchanges = [first, ...others, ...more];
  const assets = new Map([
    ['USDT', new Set(['TRC20', 'ERC20'])],
    ['BTC', new Set(['BTC'])],
  ]);
  return {
    exchanges: () => exchanges,
    assets: (id, component) =>
      id === 'binance' && ['deposits', 'withdrawals'].includes(component) ? [...assets.keys()] : [],
    typedWorld: () => ({ ...known.typedWorld(), exchanges, assets }),
  };
}

async function typing() {
  const world = await commandWorld(manyExchanges());
  const { admin, emulator, general, guild } = world;
  const choices = async (target: string, member = admin): Promise<{ name: string; value: string }[]> => {
    const offered = await emulator.autocomplete(member, guild, general, 'subscribe', { target }, 'target');
    return offered.map(({ name, value }) => ({ name, value: String(value) }));
  };
  return { ...world, choices };
}

describe('While one types what to follow', () => {
  it('each of thirty exchanges is found', async () => {
    const { choices, deps } = await typing();
    const live = deps.exchanges().filter(({ retired }) => retired === undefined);
    expect(live.length).toBeGreaterThan(25);
    for (const { id, name } of live) expect((await choices(name)).map(({ value }) => value)).toContain(id);
  });

  it.each([
    ['usdt', '*/withdrawals/USDT'],
    ['btc withdrawals', '*/withdrawals/BTC'],
    ['binance usdt trc', 'binance/withdrawals/USDT/TRC20'],
    ['usdt trc', '*/withdrawals/USDT/TRC20'],
    ['币安', 'binance'],
    ['usdt', '*/withdrawals/USDT/ERC20'],
  ])('%s offers %s', async (typed, value) => {
    const { choices } = await typing();
    expect((await choices(typed)).map((one) => one.value)).toContain(value);
  });

  it.each(['en-US', 'zh-CN', 'ja', 'ko'])(
    'what is offered in %s can be typed by hand as well',
    async (locale) => {
      const { ask, choices, emulator, guild } = await typing();
      const member = emulator.addMember(guild, { name: 'eve', permissions: ['ManageChannels'], locale });
      const offered = new Set<string>();
      for (const typed of ['', 'binance', 'usdt', 'binance usdt'])
        for (const { name, value } of await choices(typed, member)) {
          if (value.startsWith('starter:') || value === 'my-exchanges') continue;
          offered.add(value);
          const reply = await ask('subscribe', { target: name }, member);
          const chosen = await ask('subscribe', { target: value }, member);
          expect([name, reply.content.split('\n')[0]?.startsWith('✅')]).toEqual([name, true]);
          // The same was followed: it is told that nothing changed.
          expect([name, chosen.content.startsWith('✅')]).toEqual([name, false]);
          await ask('unsubscribe', { target: value }, member);
        }
      expect(offered.size).toBeGreaterThan(20);
    },
    60_000,
  );
});

describe('What is asked for', () => {
  it('leaves what is not named as it was, and shows what changed', async () => {
    const { ask, emulator, guild } = await commandWorld();
    const role = emulator.addRole(guild, { name: 'traders', mentionable: true });
    await ask('subscribe', { target: 'binance', mention: role });
    const changed = await ask('subscribe', { target: 'binance', level: 'major' });
    expect(changed.content).toContain(`level standard → major. Still mentions <@&${role.id}>.`);
  });

  it('is refused for a coin that nobody lists, with the one that was meant', async () => {
    const { ask, deps, guild } = await commandWorld();
    const reply = await ask('subscribe', { target: 'binance/withdrawals/USDTT' });
    expect(reply.content).toContain('I do not know a coin “USDTT” at Binance. Did you mean USDT?');
    expect(deps.guilds.get(guild.id).subscriptions).toEqual([]);
  });

  it('is listed to the last of 63', async () => {
    const world = await commandWorld();
    const { ask, deps, general, guild } = world;
    await deps.guilds.update(guild.id, (known) => ({
      ...known,
      subscriptions: Array.from({ length: 63 }, (_, i) => ({
        id: String(i + 1),
        channelId: general.id,
        target: { kind: 'selector', selector: `binance/withdrawals/C${i + 1}` },
        level: 'standard',
        createdAt: 0,
      })),
    }));
    let page = await ask('alerts list');
    const seen = new Set<string>();
    for (let n = 1; ; n += 1) {
      for (const [, id = ''] of shownIn(page).matchAll(/`(\d+)`/g)) seen.add(id);
      if (!shownIn(page).includes(`"v1:alerts-list:${n}"`)) break;
      page = await press(world, page, `v1:alerts-list:${n}`);
    }
    expect(seen.size).toBe(63);
  });
});

async function followed(settings: GuildPreferences = {}, clock?: Clock) {
  const scene = await setUp(undefined, clock === undefined ? {} : { clock });
  const { alerts, ask, emulator, guild, process } = scene;
  await ask('subscribe', { target: 'binance', channel: alerts });
  await process.settings.update(guild.id, (known) => ({ ...known, settings }));
  const said = (): string[] =>
    emulator.messages(alerts.id).map(({ content }) => content.split('\n')[0] ?? '');
  return { ...scene, said };
}

describe('At the standard level', () => {
  it('a planned maintenance is told', async () => {
    const { emulator, alerts, process } = await followed();
    const window = { id: 'w', phase: 'scheduled', from: Date.now(), until: null, title: '' } as const;
    await process.tell(aNotice({ kind: 'maintenance_scheduled', status: 'operational', window }));
    const [told] = await emulator.messagesReach(alerts.id, 1);
    expect(told?.content).toMatch(/^🔧 \*\*Binance\*\* pauses withdrawals: <t:\d+:[tf]>$/);
  });

  it('coins are named by how many people hold them, whatever the order they are heard of in', async () => {
    const { process, said } = await followed();
    const off = (n: number, first: string, ...others: readonly string[]) =>
      process.tell(
        aNotice({
          id: `c-${n}#1`,
          incident: `c-${n}`,
          services: [
            `binance/withdrawals/${first}`,
            ...others.map((coin): `binance/${string}` => `binance/withdrawals/${coin}`),
          ],
        }),
      );
    await off(1, 'ADA', 'XRP', 'SOL', 'ETH', 'BTC');
    await expect
      .poll(said, patiently)
      .toEqual(['❌ **Binance** withdrawals of BTC, ETH, SOL and 2 more are off']);
    await off(2, 'XRP', 'ETH', 'SOL');
    await expect
      .poll(() => said()[1], patiently)
      .toBe('❌ **Binance** withdrawals of ETH, SOL and XRP are off');
  });

  it('what goes up and down is said to be down now, or back for now', async () => {
    const { process, said } = await followed();
    await process.tell(
      aNotice({ id: 'b-1#1', incident: 'b-1', kind: 'flapping', downs: 4, since: Date.now() }),
    );
    await expect
      .poll(said, patiently)
      .toEqual([expect.stringMatching(/keep switching: down now, for the 4th time/)]);
    await process.tell(
      aNotice({
        id: 'b-1#2',
        incident: 'b-1',
        kind: 'flapping',
        downs: 4,
        since: Date.now(),
        status: 'operational',
      }),
    );
    await expect.poll(said, patiently).toEqual([expect.stringMatching(/keep switching: back for now/)]);
  });
});

describe('In the quiet hours of a server', () => {
  it('what is critical is told at once, and the rest in the morning, what was over in one line', async () => {
    // The process sees its clock run twenty times as fast: morning is some seconds away.
    const clock = hurriedBy(20);
    const timeOfDay = (at: number): string => new Date(at).toISOString().slice(11, 16);
    const now = clock.now();
    const quietHours = { from: timeOfDay(now - 60 * minute), until: timeOfDay(now + 4 * minute) };
    const { process, said } = await followed({ quietHours }, clock);
    const disturbed = { status: 'degraded_performance' } as const;
    await process.tell(aNotice({ ...disturbed, id: 'a-1#1', incident: 'a-1' }));
    await process.tell(aRecovery({ id: 'a-1#2', incident: 'a-1' }));
    await process.tell(aNotice({ id: 'b-1#1', incident: 'b-1' }));
    await expect.poll(said, patiently).toEqual(['❌ **Binance** withdrawals are down']);
    await expect
      .poll(said, { timeout: 25_000 })
      .toEqual(['❌ **Binance** withdrawals are down', '✅ In quiet hours: 1 incident began and ended']);
  }, 40_000);
});
