import { alerts } from '#commands/alerts.ts';
import { lookForBoards } from '#commands/alerts/board.ts';
import { coin } from '#commands/coin.ts';
import type { Command } from '#commands/command.ts';
import { note } from '#commands/note.ts';
import { greet, setUp, setUpForm } from '#commands/shared/set-up.ts';
import { withDirectHint } from '#commands/shared/direct-hint.ts';
import { statusPanel } from '#commands/status/panels.ts';
import { subscribe } from '#commands/subscribe.ts';
import { watchlist } from '#commands/watchlist.ts';
import type { Form, Reply } from '#src/channels/discord/interactions/handler.ts';
import { parseCustomId } from '#src/channels/discord/interactions/custom-id.ts';
import type { Subscription } from '#src/domain/guild.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import type { CoinLine, CoinSide } from '#src/engine/view/coin.ts';
import { minute } from '#test/delivery/a-notice.ts';

import { aServer, now } from './a-server.ts';
import type { AServer } from './a-server.ts';
import type { ShownMessage } from './message-html.ts';
import type { GalleryScene } from './scenes.ts';

const HOUR = 60 * minute;
const ALERTS = '4000';

function aSubscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: '1',
    channelId: ALERTS,
    target: { kind: 'selector', selector: 'binance/withdrawals' },
    level: 'standard',
    createdAt: 0,
    ...changes,
  };
}

/** What a command of `commands` does with a button, as an answer for the asker alone. */
async function press(
  { asker, deps }: AServer,
  command: Command,
  id: string,
  values: readonly string[] = [],
): Promise<Reply> {
  const { action: name, key = '' } = parseCustomId(id) ?? {};
  const action = command.actions?.find((one) => one.action === name);
  if (action === undefined || action.answer === 'form') throw new RangeError(`There is no button ${id}.`);
  return await action.run({ ...asker, key, values, fields: {}, channels: {} }, deps);
}

function formOf({ asker, deps }: AServer, command: Command, name: string): Form {
  const action = command.actions?.find((one) => one.action === name);
  if (action === undefined || action.answer !== 'form') throw new RangeError(`There is no form ${name}.`);
  return action.open({ ...asker, key: '', values: [], fields: {}, channels: {} }, deps);
}

const mine = (reply: Reply): ShownMessage => ({ ...reply, at: now, ephemeral: true });

/** From the greeting to the tested alert. */
export const setup: GalleryScene = async (catalogue, locale) => {
  const said: Reply[] = [];
  const server = aServer(catalogue, locale);
  const speaker = {
    ...server.deps.speaker,
    say: async (_: string, message: Reply) => {
      said.push(message);
      return '1';
    },
  };
  const deps = { ...server.deps, speaker };
  await greet({ guildId: server.asker.guildId, channelId: '1', locale }, deps);
  const request = { ...server.asker, key: '', values: [], fields: {}, channels: {} };
  const form = setUpForm(request, deps);
  const channel = { ...server.asker.channel, id: ALERTS };
  const done = await setUp(
    {
      ...request,
      fields: { 'exchanges-0': ['binance', 'kraken'], channel: [ALERTS] },
      channels: { [ALERTS]: channel },
    },
    deps,
  );
  const tested = await press({ ...server, deps }, subscribe, 'v1:test:1');
  return [{ ...said[0], at: now }, { form, at: now }, mine(done), mine(tested), { ...said[1], at: now }];
};

/** What `/subscribe` answers: something new, a change, and what it does not know. */
export const subscribing: GalleryScene = async (catalogue, locale) => {
  const server = aServer(catalogue, locale);
  const { asker } = server;
  const ask: typeof server.ask = (...asked) => server.ask(...asked);
  const roles = { mention: { id: '7000', name: 'Traders', mentionable: true } };
  const refused = async (strings: Record<string, string>, changes = {}): Promise<ShownMessage> => {
    try {
      return await ask(subscribe, strings, changes);
    } catch (error) {
      return mine({ content: error instanceof Error ? error.message : '' });
    }
  };
  const closed = { ...asker.channel, id: '4001', appPermissions: 1n << 10n };
  return [
    await ask(subscribe, { target: 'binance' }, { roles }),
    await ask(subscribe, { target: 'binance', level: 'major' }),
    await ask(subscribe, { target: 'kraken' }),
    await refused({ target: 'binance/withdrawals/NOTACOIN' }),
    await refused({ target: 'kraken' }, { channels: { channel: closed } }),
    await ask(watchlist, { name: 'mine', selector: 'binance, kraken/withdrawals' }, { subcommand: 'create' }),
    await ask(watchlist, {}, { subcommand: 'show' }),
  ];
};

/** `/alerts list`, one of it, and its board; the settings, and the form for the times. */
export const managing: GalleryScene = async (catalogue, locale) => {
  const server = aServer(catalogue, locale);
  await server.set((guild) => ({
    ...guild,
    watchLists: [
      { name: 'mine', selectors: ['binance', 'kraken/withdrawals'] },
      { name: 'empty', selectors: [] },
    ],
    subscriptions: [
      aSubscription({ roleId: '7000' }),
      aSubscription({
        id: '2',
        target: { kind: 'list', name: 'mine' },
        level: 'detailed',
        paused: { at: now - 26 * HOUR, reason: { kind: 'no_right', rights: ['EmbedLinks'] } },
      }),
      aSubscription({
        id: '3',
        target: { kind: 'selector', selector: '*/withdrawals/USDT/TRC20' },
        disabled: { at: now - 50 * HOUR, reason: { kind: 'gone' } },
      }),
      aSubscription({ id: '4', target: { kind: 'list', name: 'empty' }, level: 'major' }),
    ],
    boards: [{ id: '1', channelId: ALERTS, list: 'mine', messageId: '1', createdAt: 0 }],
    settings: {
      locale,
      logChannelId: '4002',
      timeZone: 'Asia/Seoul',
      quietHours: { from: '23:00', until: '07:00' },
      digest: { at: '08:30' },
      remindAfterHours: 2,
    },
  }));
  return [
    await server.ask(alerts, {}, { subcommand: 'list' }),
    mine(await press(server, alerts, 'v1:alerts-one:', ['2'])),
    mine(await press(server, alerts, 'v1:alerts-one:', ['board-1'])),
    await server.ask(alerts, {}, { subcommand: 'settings' }),
    { form: formOf(server, alerts, 'settings-times'), at: now },
    await server.ask(alerts, { target: 'binance' }, { subcommand: 'mute', numbers: { hours: 8 } }),
  ];
};

/** A board, in trouble and well. */
export const board: GalleryScene = async (catalogue, locale) => {
  const shown = async (isWell: boolean): Promise<ShownMessage> => {
    const server = aServer(catalogue, locale);
    const { deps } = server;
    await server.set((guild) => ({
      ...guild,
      settings: { locale },
      watchLists: [{ name: 'mine', selectors: ['binance', 'kraken', 'htx/withdrawals'] }],
    }));
    const well = (id: string) => {
      const view = deps.view(id);
      const components = view.components.map((one) => ({ ...one, status: 'operational' as const }));
      return { ...view, status: 'operational' as const, components };
    };
    const render = lookForBoards(isWell ? { ...deps, view: well } : deps);
    const one = { id: '1', channelId: ALERTS, list: 'mine', createdAt: 0 };
    const made = render(deps.guilds.get(server.asker.guildId), one);
    return { ...made?.message, at: now };
  };
  return [await shown(false), await shown(true)];
};

/** What admins say of a service, and how members see it. */
export const notes: GalleryScene = async (catalogue, locale) => {
  const server = aServer(catalogue, locale);
  await server.set((guild) => ({ ...guild, watchLists: [{ name: 'all', selectors: ['*'] }] }));
  const text = 'Use TRC20 until Friday; our desk answers in #help';
  return [
    await server.ask(note, { service: 'binance/withdrawals', text }, { subcommand: 'add' }),
    mine(statusPanel({ path: 'binance', page: 0 }, server.asker, server.deps)),
  ];
};

/** What a member follows by direct message. */
export const direct: GalleryScene = async (catalogue, locale) => {
  const server = aServer(catalogue, locale);
  const home = memberSettingsId(server.asker.userId);
  const here = {
    guildId: home,
    channel: { ...server.asker.channel, id: '5000', kind: 'direct' as const },
    memberPermissions: 1n << 3n,
  };
  const followed = await server.ask(subscribe, { target: 'binance/withdrawals' }, here);
  const list = await server.ask(alerts, {}, { ...here, subcommand: 'list' });
  const settings = await server.ask(alerts, {}, { ...here, subcommand: 'settings' });
  await server.deps.guilds.update(home, (guild) => ({
    ...guild,
    subscriptions: guild.subscriptions.map((one) => ({
      ...one,
      paused: { at: now - 3 * HOUR, reason: { kind: 'no_direct' as const } },
    })),
  }));
  const panel = statusPanel(
    { path: 'kraken', page: 0 },
    { ...server.asker, memberPermissions: null, guildId: undefined },
    server.deps,
  );
  return [followed, list, settings, mine(await withDirectHint(panel, server.asker, server.deps))];
};

/** `/coin`: where it can be moved. */
export const coins: GalleryScene = async (catalogue, locale) => {
  const side = (status: CoinSide['status'], changes: Partial<CoinSide> = {}): CoinSide => ({
    service: 'x/withdrawals/USDT',
    status,
    since: now - 42 * minute,
    sinceKnown: true,
    shut: [],
    open: [],
    ...changes,
  });
  const line = (exchangeName: string, withdrawals: CoinSide, deposits = side('operational')): CoinLine => ({
    exchange: exchangeName.toLowerCase(),
    exchangeName,
    freshAt: now - 20_000,
    withdrawals,
    deposits,
  });
  const lines: Record<string, CoinLine> = {
    binance: line('Binance', side('major_outage')),
    kraken: line('Kraken', side('partial_outage', { shut: ['BEP20', 'SOL'], open: ['TRC20', 'ERC20'] })),
    htx: line('HTX', side('operational')),
  };
  const server = aServer(catalogue, locale);
  const deps = {
    ...server.deps,
    // Of the networks that are asked about, Kraken's is open.
    viewCoin: (exchange: string, _asset: string, network?: string) =>
      exchange === 'kraken' && network !== undefined ? line('Kraken', side('operational')) : lines[exchange],
    typedWorld: () => ({
      ...server.deps.typedWorld(),
      assets: new Map([['USDT', new Set(['TRC20', 'BEP20', 'ERC20', 'SOL'])]]),
    }),
  };
  const ask = async (strings: Record<string, string>) =>
    mine(await coin.run({ ...server.asker, strings }, deps));
  return [await ask({ symbol: 'USDT' }), await ask({ symbol: 'USDT', network: 'TRC20' })];
};
