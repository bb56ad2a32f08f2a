import { describe, expect, it } from 'vitest';

import type { CommandDeps, InGuild } from '#commands/command.ts';
import { subscribe } from '#commands/subscribe.ts';
import { unsubscribe } from '#commands/unsubscribe.ts';
import { watchlist } from '#commands/watchlist.ts';
import { disableAddress } from '#src/delivery/audience/address-state.ts';
import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { noon } from '#test/delivery/a-notice.ts';
import { aRequest, fakeDeps, usualPermissions } from '#test/commands/fake-deps.ts';

const here = aRequest().channel;

async function follow(
  deps: CommandDeps,
  strings: Record<string, string>,
  changes: Partial<InGuild<CommandRequest>> = {},
) {
  return (await subscribe.run(aRequest(strings, changes), deps)).content;
}

async function pressUndo(deps: CommandDeps, key: string, memberPermissions = 1n << 4n): Promise<Reply> {
  const action = subscribe.actions?.find((one) => one.action === 'undo');
  if (action === undefined || action.answer === 'form') throw new Error('There is no such button.');
  const { strings: _, numbers: _n, flags: _f, roles: _r, ...caller } = aRequest();
  return await action.run({ ...caller, key, memberPermissions, values: [], fields: {}, channels: {} }, deps);
}

describe('/subscribe', () => {
  it('follows a selector here, at the standard level, and says what will be told', async () => {
    const deps = fakeDeps();
    const answer = await follow(deps, { target: 'binance/withdrawals' });
    expect(answer).toContain('<#100> follows **Binance** withdrawals: outages, disturbances, maintenance.');
    expect(deps.guilds.get('1').subscriptions).toEqual([
      {
        id: '1',
        channelId: '100',
        target: { kind: 'selector', selector: 'binance/withdrawals' },
        level: 'standard',
        createdAt: noon,
      },
    ]);
  });

  it.each([
    ['Binance Withdrawals', 'binance/withdrawals'],
    ['BNB/withdrawals/usdt', 'binance/withdrawals/USDT'],
    ['Huobi Global/withdrawals', 'htx/withdrawals'],
    ['*/withdrawals', '*/withdrawals'],
    ['binance/', 'binance'],
  ])('reads %s as %s', async (target, selector) => {
    const deps = fakeDeps();
    await follow(deps, { target });
    expect(deps.guilds.get('1').subscriptions).toMatchObject([{ target: { selector } }]);
  });

  it('follows a watch list', async () => {
    const deps = fakeDeps();
    await watchlist.run(aRequest({ name: 'mine' }, { subcommand: 'create' }), deps);
    expect(await follow(deps, { target: 'Mine' })).toMatch(/watch list \*\*mine\*\*[\s\S]*still empty/);
    expect(deps.guilds.get('1').subscriptions).toMatchObject([{ target: { kind: 'list', name: 'mine' } }]);
  });

  it('changes what is there already, and takes up what was disabled', async () => {
    const deps = fakeDeps();
    await follow(deps, { target: 'binance' });
    await deps.guilds.update('1', (guild) => disableAddress(guild, '100', { kind: 'gone' }, noon));
    expect(await follow(deps, { target: 'binance', level: 'major' })).toMatch(
      /level standard → major[\s\S]*alerts go on from now/,
    );
    expect(deps.guilds.get('1').subscriptions).toMatchObject([{ id: '1', level: 'major' }]);
    expect(deps.guilds.get('1').subscriptions[0]?.disabled).toBeUndefined();
  });

  it.each([
    ['of another server', { guildId: '2' }, /another server/],
    ['that the member may not manage', { memberPermissions: 0n }, /Manage Channels/],
    ['of which nobody says what the member may', { memberPermissions: null }, /Manage Channels/],
  ])('refuses a channel %s', async (_, changes, expected) => {
    const channel = { ...here, id: '200', ...changes };
    await expect(follow(fakeDeps(), { target: 'binance' }, { channels: { channel } })).rejects.toThrow(
      expected,
    );
  });

  it.each([
    ['text' as const, 1n << 10n, /needs Send Messages and Embed Links/],
    ['text' as const, usualPermissions & ~(1n << 14n), /needs Embed Links/],
    ['thread' as const, usualPermissions & ~(1n << 38n), /needs Send Messages in Threads/],
    ['text' as const, 0n, /View Channel/],
    ['other' as const, usualPermissions, /text channels/],
  ])('says what it may not do in a %s channel with %s', async (kind, appPermissions, expected) => {
    const deps = fakeDeps();
    const channel = { id: '200', kind, appPermissions, memberPermissions: 1n << 4n };
    await expect(follow(deps, { target: 'binance' }, { channels: { channel } })).rejects.toThrow(expected);
    expect(deps.guilds.get('1').subscriptions).toEqual([]);
  });

  it('needs no more than Administrator', async () => {
    const channel = { ...here, appPermissions: 1n << 3n };
    expect(await follow(fakeDeps(), { target: 'binance' }, { channel })).toContain('✅');
  });

  it('leaves unchanged what is not named, and says what changed from what to what', async () => {
    const deps = fakeDeps();
    const mention = { id: '9', name: 'traders', mentionable: true };
    await follow(deps, { target: 'binance' }, { roles: { mention } });
    const answer = await follow(deps, { target: 'binance', level: 'major' });
    expect(answer).toContain('level standard → major. Still mentions <@&9>.');
    expect(deps.guilds.get('1').subscriptions).toMatchObject([{ level: 'major', roleId: '9' }]);
    const ended = await follow(deps, { target: 'binance' }, { flags: { no_mention: true } });
    expect(ended).toContain('mention <@&9> → nobody');
    expect(deps.guilds.get('1').subscriptions[0]?.roleId).toBeUndefined();
    expect(await follow(deps, { target: 'binance' })).toContain('just so already');
  });

  it('keeps a style that is not named, and says what it becomes', async () => {
    const deps = fakeDeps();
    await follow(deps, { target: 'binance', style: 'thread' });
    expect(await follow(deps, { target: 'binance', level: 'major' })).toContain('level standard → major');
    expect(deps.guilds.get('1').subscriptions).toMatchObject([{ style: 'thread', level: 'major' }]);
    expect(await follow(deps, { target: 'binance', style: 'compact' })).toContain('style thread → one line');
  });

  it('takes several targets at once', async () => {
    const deps = fakeDeps();
    await follow(deps, { target: 'binance, usdt trc , kraken/withdrawals' });
    expect(deps.guilds.get('1').subscriptions.map(({ target }) => target)).toEqual([
      { kind: 'selector', selector: 'binance' },
      { kind: 'selector', selector: '*/withdrawals/USDT/TRC20' },
      { kind: 'selector', selector: 'kraken/withdrawals' },
    ]);
  });

  it('does not follow a coin that nobody lists, which would be silence for ever', async () => {
    const deps = fakeDeps();
    await expect(follow(deps, { target: 'binance/withdrawals/NOTACOIN' })).rejects.toThrow(
      'I do not know a coin “NOTACOIN” at Binance.',
    );
    await expect(follow(deps, { target: 'binance/withdrawals/XYZZ' })).rejects.toThrow('Did you mean XYZ?');
    expect(deps.guilds.get('1').subscriptions).toEqual([]);
  });

  it('says at once what is down right now', async () => {
    expect(await follow(fakeDeps(), { target: 'binance/withdrawals' })).toMatch(
      /Right now:\n• Binance withdrawals: down, since <t:/,
    );
    expect(await follow(fakeDeps(), { target: 'kraken/website' })).toContain(
      'Right now: no trouble that we see.',
    );
  });

  it('can be undone by who may, as long as nobody changed it since', async () => {
    const deps = fakeDeps();
    await follow(deps, { target: 'binance', level: 'major' });
    const changed = await subscribe.run(aRequest({ target: 'binance', level: 'detailed' }), deps);
    const key = /v1:undo:(\w+)/.exec(JSON.stringify(changed.components))?.[1] ?? '';
    const press = (memberPermissions = 1n << 4n) => pressUndo(deps, key, memberPermissions);
    await expect(press(0n)).rejects.toThrow('Only members with Manage Channels may do that.');
    expect((await press()).content).toContain('as it was before');
    expect(deps.guilds.get('1').subscriptions).toMatchObject([{ level: 'major' }]);
    await expect(press()).rejects.toThrow('undone already');
    await expect(pressUndo(deps, 'unknown')).rejects.toThrow('no longer remember');
  });

  it('undoes several at once, as they were made', async () => {
    const deps = fakeDeps();
    const made = await subscribe.run(aRequest({ target: 'binance, kraken' }), deps);
    const key = /v1:undo:(\w+)/.exec(JSON.stringify(made.components))?.[1] ?? '';
    await pressUndo(deps, key);
    expect(deps.guilds.get('1').subscriptions).toEqual([]);
  });

  it('makes a watch list of a starter, and follows it', async () => {
    const deps = fakeDeps();
    const suggested = subscribe.complete?.(
      {
        guildId: '1',
        userId: '500',
        locale: 'en-US',
        strings: {},
        focused: { name: 'target', value: 'stable' },
      },
      deps,
    );
    expect(suggested?.[0]?.value).toBe('starter:stablecoins');
    expect(await follow(deps, { target: 'starter:stablecoins' })).toContain('watch list **stablecoins**');
    const { subscriptions, watchLists } = deps.guilds.get('1');
    expect(watchLists[0]).toMatchObject({ name: 'stablecoins' });
    expect(watchLists[0]?.selectors).toContain('*/withdrawals/USDT');
    expect(subscriptions).toMatchObject([{ target: { kind: 'list', name: 'stablecoins' } }]);
    expect(await follow(deps, { target: suggested?.[0]?.name ?? '' })).toContain('just so already');
  });

  it('mentions a role that can be mentioned', async () => {
    const mention = { id: '9', name: 'traders', mentionable: true };
    expect(await follow(fakeDeps(), { target: 'binance' }, { roles: { mention } })).toContain('<@&9>');
  });

  it.each([
    [{ id: '9', name: 'traders', mentionable: false }, /may not mention traders.*Mention Everyone/],
    [{ id: '1', name: '@everyone', mentionable: true }, /do not mention everyone/],
  ])('refuses to mention %j', async (mention, expected) => {
    await expect(follow(fakeDeps(), { target: 'binance' }, { roles: { mention } })).rejects.toThrow(expected);
  });

  it.each([
    ['nowhere/withdrawals', /do not watch an exchange named “nowhere”/],
    ['binance/nonsense', /no component/],
    ['binance/withdrawls', /no component of an exchange. Did you mean withdrawals\?/],
    ['binance/staking', /do not watch staking of Binance/],
    ['bitmex', /retired/],
    ['', /what to follow/],
    ['x'.repeat(300), /at most 100/],
  ])('says what is wrong with the target %s', async (target, expected) => {
    await expect(follow(fakeDeps(), { target })).rejects.toThrow(expected);
  });

  it('checks networks against what was seen, and calls each by its one name', async () => {
    const known = fakeDeps();
    const side = {
      service: 'x',
      status: 'operational',
      since: 0,
      sinceKnown: true,
      shut: [],
      open: [],
    } as const;
    const line = { exchange: 'binance', exchangeName: 'Binance', freshAt: 0, withdrawals: side };
    const deps = {
      ...known,
      typedWorld: () => ({
        ...known.typedWorld(),
        assets: new Map([['USDT', new Set(['TRC20', 'ERC20', 'TON'])]]),
      }),
      // Binance moves it over two of them.
      viewCoin: (_: string, __: string, network = 'TRC20') =>
        ['TRC20', 'ERC20'].includes(network) ? line : undefined,
    };
    const target = async (text: string): Promise<unknown> => {
      await follow(deps, { target: text }, { channel: { ...here, id: text } });
      return deps.guilds.get('1').subscriptions.at(-1)?.target;
    };
    expect(await target('binance/withdrawals/USDT/tron')).toEqual({
      kind: 'selector',
      selector: 'binance/withdrawals/USDT/TRC20',
    });
    await expect(target('binance/withdrawals/USDT/FOO')).rejects.toThrow(
      'I do not know a network “FOO” for USDT. Choose one of the suggestions while you type.',
    );
    await expect(target('binance/withdrawals/USDT/TRC2')).rejects.toThrow('Did you mean TRC20?');
    await expect(target('binance/withdrawals/USDT/TON')).rejects.toThrow('“TON” for USDT');
    expect(await target('*/withdrawals/USDT/TON')).toMatchObject({ selector: '*/withdrawals/USDT/TON' });
    await expect(target('*/withdrawals/*/NOCHAIN')).rejects.toThrow('a network “NOCHAIN”.');
    // What is traded for is no network.
    expect(await target('binance/spot/USDT/EUR')).toMatchObject({ selector: 'binance/spot/USDT/EUR' });
  });

  it('has an end', async () => {
    const deps = fakeDeps();
    for (let id = 0; id < 100; id += 1) {
      await follow(deps, { target: 'binance' }, { channel: { ...here, id: String(id) } });
    }
    await expect(follow(deps, { target: 'kraken' })).rejects.toThrow(/at most 100 subscriptions/);
  });

  it('suggests watch lists, exchanges, components and coins as they are typed', async () => {
    const deps = fakeDeps();
    await watchlist.run(aRequest({ name: 'bin-list', selector: 'binance' }, { subcommand: 'create' }), deps);
    const suggest = (value: string) =>
      subscribe
        .complete?.(
          { guildId: '1', userId: '500', locale: 'en-US', strings: {}, focused: { name: 'target', value } },
          deps,
        )
        .map((one) => one.value) ?? [];
    expect(suggest('bin').slice(0, 2)).toEqual(['bin-list', 'binance']);
    expect(suggest('binance')).toContain('binance/withdrawals');
    expect(suggest('binance/with')[0]).toBe('binance/withdrawals');
    expect(suggest('binance/withdrawals/x')).toEqual(['binance/withdrawals/XYZ']);
    expect(suggest('*')).toContain('*/withdrawals');
    expect(suggest('bitmex')).toEqual([]);
    expect(suggest('').length).toBeLessThanOrEqual(25);
  });
});

describe('/unsubscribe', () => {
  const stop = async (deps: CommandDeps, target: string, channels = {}) =>
    (await unsubscribe.run(aRequest({ target }, { channels }), deps)).content;

  it('takes the number or the target', async () => {
    const deps = fakeDeps();
    await follow(deps, { target: 'kraken' });
    await follow(deps, { target: 'binance' });
    expect(await stop(deps, '1')).toContain('no longer follows **Kraken**');
    expect(await stop(deps, 'Binance')).toContain('no longer follows **Binance**');
    expect(deps.guilds.get('1').subscriptions).toEqual([]);
  });

  it('means this channel where several follow the same, and asks where none is meant', async () => {
    const deps = fakeDeps();
    for (const id of ['200', '300', '100'])
      await follow(deps, { target: 'kraken' }, { channel: { ...here, id } });
    expect(await stop(deps, 'kraken')).toContain('<#100>');
    await expect(stop(deps, 'kraken')).rejects.toThrow(/<#200>, <#300>/);
    expect(await stop(deps, 'kraken', { channel: { ...here, id: '300' } })).toContain('<#300>');
  });

  it('says where to look for what is not there', async () => {
    await expect(stop(fakeDeps(), 'kraken')).rejects.toThrow(/\/alerts list/);
  });

  it('suggests what there is', async () => {
    const deps = fakeDeps();
    await follow(deps, { target: 'kraken/withdrawals' });
    const ask = {
      guildId: '1',
      userId: '500',
      locale: 'en-US',
      strings: {},
      focused: { name: 'target', value: 'with' },
    };
    expect(unsubscribe.complete?.(ask, deps)).toEqual([{ name: '1: Kraken withdrawals', value: '1' }]);
  });
});
