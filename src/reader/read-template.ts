import { ANY, servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { LANGUAGES, languageOf } from '#src/languages/languages.ts';
import { chainOf, nameRules } from '#src/names/name-rules.ts';
import { namesIn } from '#src/names/names-in.ts';
import { scan } from '#src/names/scan.ts';
import { placesOf } from '#src/names/scope.ts';
import { segmentOf } from '#src/names/segment.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';
import type { Moment } from '#src/names/token.ts';

import type { AnnouncedEnding, AnnouncementReading, ReadOptions, Template } from './announcement.ts';
import { toPlainText } from './plain-text.ts';
import type { PostWords } from './scan-post.ts';
import type { ScannedSentence } from './sentences.ts';
import { momentsOf } from './moments.ts';
import { findMoments } from './time/find-moments.ts';
import { withoutTimes } from './time/without-times.ts';
import { endOf, isAhead, spanOf, widen } from './window.ts';
import type { TimeSpan } from './window.ts';

export interface TemplateReading {
  readonly readings: readonly AnnouncementReading[];
  readonly endings: readonly AnnouncedEnding[];
}

const NAMES = nameRules({});
const LIST = new RegExp(
  String.raw`\s*(?:[,/;&\u3001\uFF0C\u30FB]|\band\b|${LANGUAGES.map(({ listWords }) => listWords).join('|')})\s*`,
);
const MAX_TITLE = 500;
/** Sure as a form is, its times may be told by the body otherwise. */
const SURE = 0.97;

/**
 * Reads a post by the first of the exchange's own templates that its title fits. `null` where it fits none, or says
 * too little: then the words count as prose. The times that the title leaves out are those that the prose gives.
 */
export function readTemplate(
  { body, title }: PostWords,
  sentences: readonly ScannedSentence[],
  prose: readonly AnnouncementReading[],
  options: ReadOptions & { readonly exchange: string },
): TemplateReading | null {
  const head = toPlainText((title ?? body ?? '').slice(0, MAX_TITLE)).split('\n')[0] ?? '';
  for (const template of options.templates ?? []) {
    const match = template.match.exec(head);
    if (match !== null) return readingOf(template, match, sentences, prose, options);
  }
  return null;
}

function readingOf(
  { effect, services }: Template,
  { 0: words, groups = {} }: RegExpExecArray,
  sentences: readonly ScannedSentence[],
  prose: readonly AnnouncementReading[],
  options: ReadOptions & { readonly exchange: string },
): TemplateReading | null {
  if (effect === 'nothing') return { readings: [], endings: [] };
  const paths = pathsOf(groups, services, options);
  if (paths.length === 0) return null;
  const told = prose.filter((one) => one.effect !== 'resumed' && paths.includes(one.service));
  // Each is told with its own time, or with that of what is told.
  const spans = paths.map((path) => {
    const own = told.find(({ service }) => service === path) ?? told[0];
    return { service: path, span: spanOfGroups(groups, own ?? bodySpan(sentences), options) };
  });
  if (effect === 'ended') {
    const endings = spans.map(({ service, span }) => ({ service, at: span.from ?? span.until, regions: [] }));
    return { readings: [], endings };
  }
  const readings = spans.flatMap(({ service, span }) => readingAt(service, span, effect, words, options));
  return { readings, endings: [] };
}

/** None where it is over. */
function readingAt(
  service: ServicePath,
  span: TimeSpan,
  effect: AnnouncementReading['effect'],
  words: string,
  { publishedAt }: ReadOptions,
): AnnouncementReading[] {
  const until = endOf(span, publishedAt);
  if (effect !== 'resumed' && until !== null && until <= publishedAt) return [];
  const isPlanned = effect === 'scheduled' && (span.from === null || isAhead(span, until, publishedAt));
  const isHaltAhead = effect === 'halted' && span.from !== null && span.from > publishedAt;
  const isTrouble = effect === 'halted' || effect === 'scheduled';
  return [
    {
      service,
      effect: isPlanned || isHaltAhead ? 'scheduled' : isTrouble ? 'halted' : effect,
      from: span.from,
      until: effect === 'resumed' ? null : until,
      ...((isPlanned || isHaltAhead) &&
        until === null &&
        span.dayOnly === true && { dayOnly: true as const }),
      sure: SURE,
      because: [words],
      regions: [],
      except: [],
    },
  ];
}

function pathsOf(
  groups: Readonly<Record<string, string | undefined>>,
  services: Template['services'],
  {
    exchange,
    network = (name) => name,
    publishedAt,
    zone = 'UTC',
  }: ReadOptions & { readonly exchange: string },
): ServicePath[] {
  const [coin, chain, pair] = [groups['coin'], groups['network'], groups['pair']].map((name) =>
    name === undefined ? undefined : withoutTimes(name, { publishedAt, zone }),
  );
  if (services.length === 0) return [exchange];
  const pairs = (pair ?? '').split(LIST).flatMap((text) => {
    const [, base, quote] =
      /^([A-Za-z0-9]+)[/_-]?(USDT|USDC|USD|BTC|ETH|KRW|JPY|EUR)$/.exec(text.trim()) ?? [];
    return base === undefined || quote === undefined ? [] : [`${base.toUpperCase()}/${quote}`];
  });
  const coins = coin === undefined ? [] : coin.split(LIST).flatMap((text) => placeIn(text) ?? []);
  // A name that cannot be read must not widen to the whole component.
  if ((coin !== undefined && coins.length === 0) || (pair !== undefined && pairs.length === 0)) return [];
  const by = chain === undefined || chain.trim() === '' ? undefined : segmentOf(network(networkIn(chain)));
  return services.flatMap((component) => {
    if (pairs.length > 0) return pairs.map((one) => `${exchange}/${component}/${one}`);
    if (coins.length > 0)
      return coins.map(({ asset, on }) =>
        servicePath(exchange, component, asset, on === undefined ? by : segmentOf(network(on))),
      );
    return [servicePath(exchange, component, by === undefined ? undefined : ANY, by)];
  });
}

/** The coin that a text names, on which network: "Solana (SOL)", "SOL", "solana", "Polygon-based USDT". */
function placeIn(text: string): { readonly asset: string; readonly on?: string } | undefined {
  const bracketed = /\(([A-Za-z0-9.+]{1,12})\)\s*$/.exec(text)?.[1];
  if (bracketed !== undefined) return { asset: bracketed.toUpperCase() };
  const named = namesIn(text, { lexicon: languageOf(text), rules: NAMES, keepsDoubtful: true });
  const place = placesOf(named).find(({ asset }) => asset !== null);
  if (place !== undefined && place.asset !== null && place.asset !== UNKNOWN)
    return { asset: place.asset, ...(place.network !== null && { on: place.network }) };
  return /^[A-Z0-9.]{1,12}$/.test(text.trim()) ? { asset: text.trim() } : undefined;
}

function networkIn(text: string): string {
  const token = scan(text, languageOf(text), NAMES, []).find(
    ({ kind }) => kind === 'network' || kind === 'asset',
  );
  if (token?.kind === 'network') return token.network;
  return token?.kind === 'asset' ? (chainOf(token.asset) ?? token.asset) : text.trim();
}

/** The times of the groups; what they leave out, the body's fields and sentences tell. */
function spanOfGroups(
  { from, time, until }: Readonly<Record<string, string | undefined>>,
  said: Pick<TimeSpan, 'from' | 'until' | 'dayOnly'> & { readonly lastsMs?: number | null },
  options: ReadOptions,
): TimeSpan {
  const read = (text: string | undefined): Moment[] => {
    if (text === undefined) return [];
    const zone = options.zone ?? languageOf(text).zone;
    return findMoments(text, { publishedAt: options.publishedAt, zone, day: null }).tokens.map(
      ({ moment }) => moment,
    );
  };
  const own: TimeSpan = widen(
    { ...beginOf(read(from)), until: firstAt(read(until)), lastsMs: null },
    spanOf(read(time), false),
  );
  const told: TimeSpan = { lastsMs: null, ...said };
  // A title has the bare day of what the body tells by the hour.
  return own.dayOnly === true && told.from !== null ? widen(told, own) : widen(own, told);
}

function bodySpan(sentences: readonly ScannedSentence[]): TimeSpan {
  return spanOf(
    sentences.filter(({ isTitle }) => !isTitle).flatMap(({ tokens }) => momentsOf(tokens)),
    false,
  );
}

function beginOf(moments: readonly Moment[]): Pick<TimeSpan, 'dayOnly' | 'from'> {
  const { dayOnly, from } = spanOf(moments.slice(0, 1), false);
  return { from, ...(dayOnly === true && { dayOnly }) };
}

function firstAt(moments: readonly Moment[]): number | null {
  const [first] = moments;
  if (first === undefined || first.kind === 'duration') return null;
  return first.kind === 'window' ? first.from : first.at;
}
