import { ApplicationCommandOptionType } from 'discord.js';

import { composeIncidents } from '#src/alert/compose-history.ts';
import type { ToldIncident } from '#src/alert/compose-history.ts';
import { customId, parseKey } from '#src/channels/discord/interactions/custom-id.ts';
import type { Caller, Reply } from '#src/channels/discord/interactions/handler.ts';
import { renderCardPanel } from '#src/channels/discord/render/card-panel.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { DAY_MS } from '#src/domain/time.ts';

import type { Command, CommandDeps, ExchangeInfo } from './command.ts';
import { completed } from './shared/describe-command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { demandExchange } from './shared/find-exchange.ts';
import { suggestExchanges } from './shared/suggest.ts';
import { watchedBy } from './shared/watched.ts';

const DAYS = 30;
const DAYS_MAX = 365;
const PER_PAGE = 15;

/** What is listed: of one exchange or of all, of so many days. */
interface Wanted {
  readonly exchange: string;
  readonly days: number;
  readonly page: number;
}

export const incidents: Command = {
  visibility: 'private',
  place: 'anywhere',
  data: {
    name: 'incidents',
    ...ANYWHERE,
    options: [
      completed('exchange'),
      { type: ApplicationCommandOptionType.Integer, name: 'days', min_value: 1, max_value: DAYS_MAX },
    ],
  },

  run(request, deps) {
    const { locale, numbers, strings } = request;
    const typed = strings['exchange'];
    const exchange = typed === undefined ? '' : demandExchange(deps.exchanges(), typed, deps.say(locale)).id;
    return listed({ exchange, days: numbers['days'] ?? DAYS, page: 0 }, request, deps);
  },

  complete: ({ focused }, deps) =>
    focused.name === 'exchange' ? suggestExchanges(deps.exchanges(), focused.value) : [],

  actions: [
    {
      action: 'incidents',
      answer: 'update',
      run: (request, deps) => listed(wantedBy(request.key), request, deps),
    },
    {
      action: 'incidents-of',
      answer: 'private',
      run: (request, deps) => listed(wantedBy(request.key), request, deps),
    },
  ],
};

/** `binance~30~2`. Anybody can send any key. */
function wantedBy(key: string): Wanted {
  const [exchange = '', days, page] = parseKey(key);
  return {
    exchange,
    days: Math.min(Math.max(Math.trunc(Number(days)) || DAYS, 1), DAYS_MAX),
    page: Math.max(Math.trunc(Number(page)) || 0, 0),
  };
}

async function listed({ days, exchange, page }: Wanted, asker: Caller, deps: CommandDeps): Promise<Reply> {
  const say = deps.say(asker.locale);
  const now = deps.clock.now();
  const since = now - days * DAY_MS;
  const one = deps.exchanges().find(({ id }) => id === exchange);
  if (exchange !== '' && one === undefined) throw new UserError(say('reply.forgotten'));
  const asked = one === undefined ? watchedBy(asker, deps).exchanges : [one];
  const all = (await Promise.all(asked.map((exchange) => toldOf(exchange, since, deps))))
    .flat()
    .toSorted((a, b) => b.incident.since - a.incident.since);
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const at = Math.min(page, pages - 1);
  const shown = all.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
  const card = composeIncidents(
    shown,
    { now, days, count: all.length, ...(one !== undefined && { exchangeName: one.name }) },
    deps.voice(asker.locale),
  );
  const turn = (to: number): string => customId('incidents', [exchange, days, to].join('~'));
  return renderCardPanel(card, {
    ...(pages > 1 && { note: say('panel.page', { page: at + 1, pages }) }),
    buttons: [
      ...(at > 0 ? [{ label: say('panel.previous'), customId: turn(at - 1) }] : []),
      ...(at < pages - 1 ? [{ label: say('panel.next'), customId: turn(at + 1) }] : []),
    ],
  });
}

/** The incidents of an exchange that went on at any time since then, as far as anybody was told of them. */
async function toldOf(
  { id, name, retired }: ExchangeInfo,
  since: number,
  deps: CommandDeps,
): Promise<ToldIncident[]> {
  const closed = await deps.closedIncidents(id, since);
  const open = retired === undefined ? deps.view(id).incidents : [];
  const known = new Map([...closed, ...open].map((incident) => [incident.id, incident]));
  return [...known.values()].filter(({ told }) => told).map((incident) => ({ exchangeName: name, incident }));
}
