import type { ExchangeConfig } from '#config/exchange-config.ts';
import type { Certainty } from '#config/schema.ts';
import { variablesIn } from '#config/source-variables.ts';
import { COMPONENTS, parseService } from '#src/domain/service.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import type { Venue } from '#src/domain/venue.ts';
import { isWatched } from '#src/domain/watched.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

import { anchorOf, markdownTable } from './markdown.ts';
import { UNREADABLE } from './unreadable.ts';

type Way = 'status' | 'coins' | 'pairs' | 'ping' | 'page' | 'posts';

const WAYS: Record<Venue, Way> = {
  system_status: 'status',
  offers: 'status',
  events: 'status',
  coin_list: 'coins',
  market_list: 'pairs',
  probe: 'ping',
  announcements: 'posts',
  status_page: 'page',
};

const SURENESS: Record<Certainty, string> = {
  documented: 'its documentation',
  recorded: 'recorded answers',
  client: 'a client',
  guessed: 'a guess',
};

/** Components with a column of their own; the others share one. */
const COLUMNS = ['api', 'spot', 'derivatives', 'deposits', 'withdrawals'] as const;
const OTHERS = COMPONENTS.filter((component) => !(COLUMNS as readonly string[]).includes(component));

const INTRODUCTION = `# Exchanges

<!-- Written by \`npm run docs:exchanges\` from config/exchanges. Edit those files, not this one. -->

What is watched of each exchange, and how. Each has one file in [config/exchanges](../config/exchanges); its comments say
why it is read so. [Adding an exchange](adding-an-exchange.md) tells how to write another.`;

const LEGEND = `| word | what is read | basis |
| --- | --- | --- |
| status | a system status, a list of planned and ongoing events, or another single word | official |
| coins | the switches of each coin on each network; together they make up the component | official |
| pairs | whether each pair is traded; together they make up the component | official |
| ping | whether the endpoint answers | measured |
| page | the status page: its components, incidents and maintenances | official |
| posts | announcements, by the words in them | official |

*Whole* is about all of the exchange. A time is how often that is read. **†** is not in the exchange's
documentation: its failure is never loud. An empty cell means that nothing tells of it but the page and the posts, where
there are any.

*Known from* says how sure it is that a source answers as it is read: its documentation says so; somebody recorded its
answers; a client's source reads it so; or it is a guess, whose failure is expected. What the documentation of a field
leaves open is read as unknown, whatever the source.`;

/**
 * `docs/exchanges.md`. Variables in headers have to stand for themselves (`\${X_BEARER_TOKEN}`), so that a source
 * shows what it needs.
 */
export function exchangesPage(exchanges: readonly ExchangeConfig[]): string {
  const byName = exchanges.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const watched = byName.filter(isWatched);
  const retired = byName.filter((exchange) => exchange.retired !== undefined);
  const sources = watched.flatMap((exchange) => exchange.sources);
  const undocumented = sources.filter((source) => source.undocumented).length;
  const parts = [
    INTRODUCTION,
    `${watched.length} exchanges, ${sources.length} sources, ${undocumented} of them undocumented.`,
    '## At a glance',
    overview(watched),
    LEGEND,
    ...(retired.length === 0 ? [] : ['## Retired', retiredTable(retired)]),
    '## Not readable',
    UNREADABLE,
    '## Source by source',
    ...watched.flatMap(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

function overview(exchanges: readonly ExchangeConfig[]): string {
  const rows = exchanges.map((exchange) => [
    `[${exchange.name}](#${anchorOf(exchange.name)})`,
    everyOf(exchange.sources.filter((source) => wayOf(source) === 'page')),
    everyOf(exchange.sources.filter((source) => wayOf(source) === 'posts')),
    ...['', ...COLUMNS].map((component) => lines(waysOf(exchange, component))),
    lines(OTHERS.flatMap((component) => waysOf(exchange, component).map((way) => `${component} ${way}`))),
  ]);
  return markdownTable(['exchange', 'page', 'posts', 'whole', ...COLUMNS, 'others'], rows);
}

/** Short lines, none of them broken, so that the table stays narrow. */
function lines(texts: readonly string[]): string {
  return texts.map((text) => text.replaceAll(' ', '\u00A0')).join('<br>');
}

/** How a component is watched, and how often. Pages and posts have columns of their own. */
function waysOf({ sources, watched }: ExchangeConfig, component: string): string[] {
  const found = sources.flatMap((source): { way: Way; source: ConfiguredSource }[] => {
    const way = wayOf(source);
    const services = (watched[source.id] ?? []).filter((service) => componentOf(service) === component);
    if (way === 'page' || way === 'posts' || services.length === 0) return [];
    const isProbe = source.probes !== undefined && services.includes(relativeTo(source, source.probes));
    return [{ way: isProbe ? 'ping' : way, source }];
  });
  return [...Map.groupBy(found, ({ way }) => way)].map(
    ([way, some]) => `${way} ${everyOf(some.map(({ source }) => source))}`,
  );
}

/** The cadence of the source that is read most often, marked where that one is undocumented. */
function everyOf(sources: readonly ConfiguredSource[]): string {
  const [fastest] = sources.toSorted((a, b) => a.everyMs - b.everyMs);
  return fastest === undefined ? '' : `${cadence(fastest.everyMs)}${fastest.undocumented ? ' †' : ''}`;
}

function section(exchange: ExchangeConfig): string[] {
  const { aliases, certainty, docs, id, name, note, sources, watched } = exchange;
  const alsoKnown = aliases.length === 0 ? '' : ` Also known as ${aliases.join(', ')}.`;
  const rows = sources.map((source) => [
    docs[source.id] === undefined ? source.id : `[${source.id}](${docs[source.id]})`,
    services(watched[source.id] ?? []),
    source.type,
    sureness(certainty[source.id]),
    hostOf(source),
    cadence(source.everyMs),
    remarks(source),
  ]);
  return [
    `### ${name}`,
    `[config/exchanges/${id}.yaml](../config/exchanges/${id}.yaml).${alsoKnown}${note === undefined ? '' : ` ${note}`}`,
    markdownTable(['source', 'watches', 'type', 'known from', 'host', 'every', 'remarks'], rows),
  ];
}

function sureness(known: ExchangeConfig['certainty'][string] | undefined): string {
  const word = known === undefined ? '' : SURENESS[known.sure];
  return known?.seen === undefined ? word : `[${word}](${known.seen})`;
}

function services(relative: readonly string[]): string {
  if (relative.length === 0) return 'what is announced';
  return relative.map((service) => (service === '' ? 'the exchange as a whole' : service)).join(', ');
}

function remarks(source: ConfiguredSource): string {
  const needed = variablesIn(source.requests);
  return [
    ...(source.undocumented ? ['undocumented †'] : []),
    ...needed.map((name) => `needs \`${name}\``),
    ...(source.alternates.length === 0 ? [] : [`or ${source.alternates.join(', ')}`]),
  ].join('; ');
}

function retiredTable(exchanges: readonly ExchangeConfig[]): string {
  const rows = exchanges.map(({ id, name, retired }) => [
    `[${name}](../config/exchanges/${id}.yaml)`,
    retired?.on ?? '',
    retired?.note ?? '',
  ]);
  return markdownTable(['exchange', 'closed on', 'note'], rows);
}

function wayOf({ venue }: ConfiguredSource): Way {
  return WAYS[venue];
}

function componentOf(service: string): string {
  return parseService(`exchange/${service}`).component ?? '';
}

function relativeTo({ exchange }: ConfiguredSource, service: string): string {
  return service.slice(exchange.length + 1);
}

function hostOf({ requests }: ConfiguredSource): string {
  const [request] = requests;
  return request === undefined ? '' : new URL(request.url).host;
}

function cadence(everyMs: number): string {
  if (everyMs >= HOUR_MS) return `${everyMs / HOUR_MS}h`;
  return everyMs >= 60_000 ? `${everyMs / 60_000}m` : `${everyMs / 1_000}s`;
}
