import type { Say } from '#src/alert/catalogue.ts';
import { moment } from '#src/alert/text.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type { ActionRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitNames } from '#src/channels/discord/render/message-body.ts';
import { renderPanel } from '#src/channels/discord/render/panel.ts';
import { renderText } from '#src/channels/discord/render/text.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { isTrouble } from '#src/domain/status.ts';
import { isWatched } from '#src/domain/watched.ts';
import type { CoinLine, CoinSide } from '#src/engine/view/coin.ts';
import { bestKnownFirst } from '#src/names/well-known.ts';

import type { Command, CommandDeps } from './command.ts';
import { completed } from './shared/describe-command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { rank } from './shared/suggest.ts';
import { understand } from './shared/understand.ts';

/** A select shows so many; the first is for all networks. */
const NETWORKS_MAX = 24;
const EVERY_NETWORK = '*';

export const coin: Command = {
  visibility: 'private',
  place: 'anywhere',
  data: {
    name: 'coin',
    ...ANYWHERE,
    options: [
      completed('symbol', { required: true, max_length: 60 }),
      completed('network', { max_length: 60 }),
    ],
  },

  run({ strings, locale }, deps) {
    const say = deps.say(locale);
    const { asset, network } = meantBy(strings['symbol'] ?? '', strings['network'], deps, say);
    return renderCoin(asset, network, deps, say);
  },

  complete({ strings, focused }, deps) {
    const { assets, networks } = deps.typedWorld();
    const meant = understand(strings['symbol'] ?? '', deps.typedWorld());
    if (focused.name === 'symbol') {
      const named = understand(focused.value, deps.typedWorld()).asset;
      const known = bestKnownFirst([...assets.keys()]).map((one) => ({ name: one, value: one }));
      const first = named === undefined ? [] : [{ name: named, value: named }];
      return [...first, ...rank(known, focused.value).filter(({ value }) => value !== named)].slice(0, 25);
    }
    const own = [...(assets.get(meant.asset ?? '') ?? networks)].toSorted();
    return rank(
      own.map((one) => ({ name: one, value: one })),
      focused.value,
    );
  },

  actions: [
    { action: 'coin', answer: 'update', run: shownAgain },
    // No two parts of a message may have one id, so that the select has another than the button.
    { action: 'coin-on', answer: 'update', run: shownAgain },
    { action: 'coin-show', answer: 'public', run: shownAgain },
  ],
};

function shownAgain({ key, values, locale }: ActionRequest, deps: CommandDeps): Reply {
  const [asset = '', shown = EVERY_NETWORK] = key.split('/');
  const chosen = values[0] ?? shown;
  return renderCoin(asset, chosen === EVERY_NETWORK ? undefined : chosen, deps, deps.say(locale));
}

function meantBy(
  symbol: string,
  typedNetwork: string | undefined,
  deps: CommandDeps,
  say: Say,
): { asset: string; network: string | undefined } {
  const world = deps.typedWorld();
  const meant = understand(typedNetwork === undefined ? symbol : `${symbol} ${typedNetwork}`, world);
  if (meant.asset === undefined) throw new UserError(say('coin.unknown', { coin: escapeText(symbol, 60) }));
  if (typedNetwork !== undefined && meant.network === undefined) {
    throw new UserError(
      say('coin.unknownNetwork', { network: escapeText(typedNetwork, 60), coin: meant.asset }),
    );
  }
  return { asset: meant.asset, network: meant.network };
}

/** One line an exchange that is an exception; those that are fine in one line. */
function renderCoin(asset: string, network: string | undefined, deps: CommandDeps, say: Say): Reply {
  const lines = deps
    .exchanges()
    .filter(isWatched)
    .flatMap(({ id }) => deps.viewCoin(id, asset, network) ?? []);
  if (lines.length === 0) throw new UserError(say('coin.nowhere', { coin: escapeText(asset, 60) }));
  const told = lines.map((line) => ({ line, told: exceptionOf(line, deps.clock.now(), say) }));
  const exceptions = told.filter(({ told: { rank: order } }) => order < FINE);
  const fine = told.filter(({ told: { rank: order } }) => order === FINE);
  const unseen = told.filter(({ told: { rank: order } }) => order === UNSEEN);
  const names = (some: typeof told): string =>
    fitNames(
      some.map(({ line }) => escapeText(line.exchangeName, 40)),
      600,
      say,
    );
  const oldest = Math.min(...lines.map(({ freshAt }) => freshAt));
  const key = `${asset}/${network ?? EVERY_NETWORK}`;
  return renderPanel({
    headline: say(network === undefined ? 'coin.headline' : 'coin.headlineOn', {
      coin: escapeText(asset, 60),
      network: escapeText(network ?? '', 60),
    }),
    blocks: [
      exceptions
        .toSorted((a, b) => a.told.rank - b.told.rank || (a.line.exchangeName < b.line.exchangeName ? -1 : 1))
        .map((one) => one.told.text)
        .join('\n'),
      [
        ...(fine.length === 0 ? [] : [say('coin.fine', { count: fine.length, names: names(fine) })]),
        ...(unseen.length === 0 ? [] : [say('coin.unseen', { names: names(unseen) })]),
        say('coin.checked', { at: timestamp(oldest, 'R') }),
      ].join('\n'),
    ],
    selects: networkSelect(asset, network, deps, say),
    buttons: [
      { label: say('panel.refresh'), customId: customId('coin', key) },
      { label: say('panel.show'), customId: customId('coin-show', key) },
    ],
  });
}

function networkSelect(asset: string, network: string | undefined, deps: CommandDeps, say: Say) {
  const networks = [...(deps.typedWorld().assets.get(asset) ?? [])].toSorted();
  if (networks.length < 2) return [];
  return [
    {
      customId: customId('coin-on', `${asset}/${network ?? EVERY_NETWORK}`),
      placeholder: say('coin.pickNetwork', { network: network ?? say('coin.allNetworks') }),
      options: [
        { label: say('coin.allNetworks'), value: EVERY_NETWORK },
        ...networks.slice(0, NETWORKS_MAX).map((one) => ({ label: one, value: one })),
      ],
    },
  ];
}

const FINE = 10;
const UNSEEN = 11;

type SideState = 'open' | 'partly' | 'off' | 'closed' | 'paused' | 'unseen' | 'none';

function stateOf(side: CoinSide | undefined): SideState {
  if (side === undefined) return 'none';
  if (side.closedSince !== undefined) return 'closed';
  if (side.status === 'under_maintenance') return 'paused';
  if (side.status === 'unknown') return 'unseen';
  if (side.shut.length > 0 && side.open.length > 0) return 'partly';
  return isTrouble(side.status) ? 'off' : 'open';
}

/** What is to be said of one exchange, and how early in the list. */
function exceptionOf(
  line: CoinLine,
  now: number,
  say: Say,
): { readonly rank: number; readonly text: string } {
  const exchange = `**${escapeText(line.exchangeName, 40)}**`;
  const [into, out] = [stateOf(line.deposits), stateOf(line.withdrawals)];
  const text = (id: string, args: Record<string, string> = {}): string =>
    say(`coin.${id}`, { exchange, ...args });
  const since = (side: CoinSide | undefined): string => renderText([moment(side?.since ?? 0, now)]);
  if (into === 'open' && out === 'open') return { rank: FINE, text: '' };
  if (into === 'unseen' && out === 'unseen') return { rank: UNSEEN, text: '' };
  if (into === 'off' && out === 'off')
    return { rank: 0, text: text('off', { since: since(line.withdrawals) }) };
  if (out === 'off') return { rank: 1, text: text('withdrawalsOff', { since: since(line.withdrawals) }) };
  if (into === 'off') return { rank: 2, text: text('depositsOff', { since: since(line.deposits) }) };
  if (into === 'paused' || out === 'paused') {
    const what = into === out ? 'both' : out === 'paused' ? 'withdrawals' : 'deposits';
    return { rank: 3, text: text('paused', { what }) };
  }
  if (into === 'partly' || out === 'partly') {
    const partly = [
      ...(out === 'partly' ? [text('partlyOut', networksOf(line.withdrawals, say))] : []),
      ...(into === 'partly' ? [text('partlyIn', networksOf(line.deposits, say))] : []),
    ];
    return { rank: 4, text: partly.join('\n') };
  }
  if (into === 'open') return { rank: 5, text: text('depositsOnly') };
  if (out === 'open') return { rank: 6, text: text('withdrawalsOnly') };
  return { rank: 7, text: text('closed') };
}

function networksOf(side: CoinSide | undefined, say: Say): { shut: string; open: string } {
  const names = (some: readonly string[] = []): string =>
    fitNames(
      some.map((one) => escapeText(one, 30)),
      150,
      say,
    );
  return { shut: names(side?.shut), open: names(side?.open) };
}
