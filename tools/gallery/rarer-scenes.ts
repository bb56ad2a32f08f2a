import { alerts } from '#commands/alerts.ts';
import { coin } from '#commands/coin.ts';
import type { Command, InGuild } from '#commands/command.ts';
import { follow } from '#commands/follow.ts';
import { incidents } from '#commands/incidents.ts';
import { note } from '#commands/note.ts';
import { status } from '#commands/status.ts';
import { subscribe } from '#commands/subscribe.ts';
import { unsubscribe } from '#commands/unsubscribe.ts';
import { uptime } from '#commands/uptime.ts';
import { watchlist } from '#commands/watchlist.ts';
import type { CommandRequest } from '#src/channels/discord/interactions/handler.ts';
import type { CoinLine, CoinSide } from '#src/engine/view/coin.ts';
import { inTurns } from '#src/platform/turns.ts';
import { anIncident } from '#test/commands/an-incident.ts';
import { minute } from '#test/delivery/a-notice.ts';

import { aServer, now } from './a-server.ts';
import type { AServer } from './a-server.ts';
import type { ShownMessage } from './message-html.ts';
import type { GalleryScene } from './scenes.ts';

const HOUR = 60 * minute;
const HERE = '100';

type Changes = Partial<InGuild<CommandRequest>>;

/** What a command answers, or why it refuses. */
async function asked(
  { ask }: Pick<AServer, 'ask'>,
  command: Command,
  strings: Record<string, string> = {},
  changes: Changes = {},
): Promise<ShownMessage> {
  try {
    return await ask(command, strings, changes);
  } catch (error) {
    return { content: error instanceof Error ? error.message : '', at: now, ephemeral: true };
  }
}

/** What is wrong with what was typed, and what to do. */
export const refusals: GalleryScene = async (catalogue, locale) => {
  const server = aServer(catalogue, locale);
  const { asker } = server;
  await server.set((guild) => ({
    ...guild,
    watchLists: [{ name: 'mine', selectors: ['binance', 'kraken/withdrawals'] }],
    subscriptions: [HERE, '4000'].map((channelId, i) => ({
      id: String(i),
      channelId,
      target: { kind: 'list' as const, name: 'mine' },
      level: 'standard' as const,
      createdAt: 0,
    })),
  }));
  const elsewhere = { ...asker.channel, id: '4001' };
  const file = { id: '1', name: 'settings.json', size: 100, url: '' };
  const broken = JSON.stringify({
    watchLists: [{ name: 'Binance', selectors: ['mtgox/withdrawals'] }],
    subscriptions: [{ channelId: '4001', target: { selector: 'binance' }, level: 'loud' }],
    settings: { locale: 'xx', quietHours: { from: '25:00', until: '07:00' } },
  });
  const importing = {
    ...server,
    ask: async (command: Command, strings = {}, changes = {}) => ({
      ...(await command.run(
        { ...asker, strings, ...changes },
        { ...server.deps, speaker: { ...server.deps.speaker, read: async () => broken } },
      )),
      at: now,
      ephemeral: true as const,
    }),
  };
  const inList = (subcommand: string, strings: Record<string, string>): Promise<ShownMessage> =>
    asked(server, watchlist, strings, { subcommand });
  return await Promise.all([
    asked(server, status, { service: 'withdrawals' }),
    asked(server, status, { exchange: 'binanse' }),
    asked(server, status, { exchange: 'binance', service: 'staking' }),
    asked(server, coin, { symbol: 'NOTACOIN' }),
    asked(server, subscribe, { target: 'binance/withdrawls' }),
    asked(server, subscribe, { target: 'binance/withdrawals/USDT/TRC20/x' }),
    asked(server, subscribe, { target: 'bitmex' }),
    asked(
      server,
      subscribe,
      { target: 'binance' },
      { channels: { channel: { ...elsewhere, guildId: '2' } } },
    ),
    asked(
      server,
      subscribe,
      { target: 'binance' },
      { channels: { channel: { ...elsewhere, kind: 'other' } } },
    ),
    asked(
      server,
      subscribe,
      { target: 'binance' },
      { roles: { mention: { id: asker.guildId, name: '@everyone', mentionable: false } } },
    ),
    asked(
      server,
      subscribe,
      { target: 'binance' },
      {
        roles: { mention: { id: '7000', name: 'Traders', mentionable: false } },
        channels: { channel: { ...elsewhere, appPermissions: (1n << 10n) | (1n << 11n) | (1n << 14n) } },
      },
    ),
    asked(
      server,
      subscribe,
      { target: 'binance' },
      { memberPermissions: 0n, channel: { ...asker.channel, memberPermissions: 0n } },
    ),
    asked(server, unsubscribe, { target: 'kraken' }),
    asked(server, unsubscribe, { target: 'mine' }),
    inList('create', { name: 'my list!' }),
    inList('create', { name: 'kraken' }),
    inList('create', { name: 'mine' }),
    inList('remove', { name: 'mine', selector: 'htx' }),
    inList('delete', { name: 'mine' }),
    inList('show', { name: 'other' }),
    asked(server, alerts, { time_zone: 'Moon' }, { subcommand: 'settings' }),
    asked(server, alerts, { quiet_from: '25:00' }, { subcommand: 'settings' }),
    asked(server, note, { id: '9' }, { subcommand: 'remove' }),
    asked(importing, alerts, {}, { subcommand: 'import', files: { file }, memberPermissions: 1n << 5n }),
  ]);
};

/** What stands in `/coin`, in order, where every exchange is another exception. */
export const exceptions: GalleryScene = async (catalogue, locale) => {
  const side = (is: CoinSide['status'], changes: Partial<CoinSide> = {}): CoinSide => ({
    service: 'x/withdrawals/USDT',
    status: is,
    since: now - 3 * HOUR,
    sinceKnown: true,
    shut: [],
    open: [],
    ...changes,
  });
  const [open, off, paused, unseen] = (
    ['operational', 'major_outage', 'under_maintenance', 'unknown'] as const
  ).map((is) => side(is)) as [CoinSide, CoinSide, CoinSide, CoinSide];
  const closed = side('major_outage', { closedSince: now - 2000 * HOUR });
  const partly = side('partial_outage', { shut: ['BEP20'], open: ['TRC20'] });
  const sides: Record<string, readonly [into: CoinSide | undefined, out: CoinSide | undefined]> = {
    Bybit: [open, open],
    OKX: [off, off],
    Kraken: [off, open],
    KuCoin: [paused, paused],
    HTX: [partly, open],
    Upbit: [open, undefined],
    Bithumb: [undefined, open],
    'Gate.io': [closed, closed],
    Bitget: [unseen, unseen],
  };
  const known = aServer(catalogue, locale).deps;
  const server = aServer(catalogue, locale, {
    exchanges: () => Object.keys(sides).map((name) => ({ id: name, name, aliases: [], components: [] })),
    typedWorld: () => ({ ...known.typedWorld(), assets: new Map([['USDT', new Set<string>()]]) }),
    viewCoin: (id): CoinLine | undefined => {
      const [deposits, withdrawals] = sides[id] ?? [];
      return { exchange: id, exchangeName: id, freshAt: now - 20_000, deposits, withdrawals } as CoinLine;
    },
  });
  return [await asked(server, coin, { symbol: 'USDT' })];
};

/** `/incidents` and `/uptime` of what is not over, keeps switching or was not watched. */
export const history: GalleryScene = async (catalogue, locale) => {
  const server = aServer(catalogue, locale, {
    closedIncidents: async (exchange) =>
      exchange === 'kraken'
        ? [
            anIncident({ id: 'a', services: ['kraken/withdrawals'], since: now - 30 * HOUR, downs: 4 }),
            anIncident({ id: 'b', services: ['kraken/withdrawals'], since: now - 300 * HOUR, lapsed: true }),
          ]
        : [],
    gaps: async () => [{ from: 0, until: now }],
  });
  return [
    await asked(server, incidents, { exchange: 'kraken' }),
    await asked(server, incidents, { exchange: 'htx' }),
    await asked(server, uptime, { exchange: 'kraken' }),
    await asked(server, status, { exchange: 'binance', service: 'withdrawals' }),
  ];
};

/** `/follow`: the hub of the operator's. */
export const hub: GalleryScene = async (catalogue, locale) => {
  const server = aServer(catalogue, locale, {
    hub: {
      guildId: '77',
      inTurn: inTurns(),
      channelOf: async () => '78',
      follow: async () => '79',
      unfollow: async () => undefined,
    },
  });
  await server.set((guild) => ({
    ...guild,
    subscriptions: [
      {
        id: '1',
        channelId: HERE,
        target: { kind: 'selector', selector: 'binance' },
        level: 'standard',
        createdAt: 0,
      },
    ],
  }));
  const manager = { channel: { ...server.asker.channel, memberPermissions: 1n << 29n } };
  return [
    await asked(server, follow, { exchange: 'binance' }, manager),
    await asked(server, follow, { exchange: 'binance' }, manager),
    await asked(server, alerts, {}, { subcommand: 'list' }),
    await asked(aServer(catalogue, locale), follow, { exchange: 'binance' }, manager),
  ];
};
