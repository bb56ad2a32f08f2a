import type { Reading, Window } from '#src/domain/reading.ts';
import { servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { LANGUAGES, languageOf } from '#src/languages/languages.ts';
import type { Lexicon } from '#src/languages/lexicon.ts';
import { pathsOf, placeText } from '#src/names/place-text.ts';
import type { Moment } from '#src/names/token.ts';
import type { AnnouncementReading, Writing } from '#src/reader/announcement.ts';
import { fieldMoments } from '#src/reader/field.ts';
import { toPlainText } from '#src/reader/plain-text.ts';
import { findMoments } from '#src/reader/time/find-moments.ts';
import { withoutTimes } from '#src/reader/time/without-times.ts';
import { endOf, spanOf } from '#src/reader/window.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { isWebAddress, plainLine } from '#src/sources/page/page-text.ts';
import type { DecodeContext } from '#src/sources/source.ts';

import type { Post } from './post.ts';
import { understandPost } from './understand-post.ts';

const wordsFor = (what: keyof Lexicon['amending']): RegExp =>
  new RegExp(LANGUAGES.map(({ amending }) => amending[what]).join('|'), 'iu');

const EXTENDED = new RegExp(LANGUAGES.map(({ extended }) => extended).join('|'), 'iu');
const WORKS = wordsFor('works');
const PLANNED = wordsFor('planned');
const CALLED_OFF = wordsFor('calledOff');
const PUT_OFF = wordsFor('putOff');
const MOVED_TO = wordsFor('movedTo');

/**
 * What a post says of a maintenance that another one planned: that it is called off, or put off. None where it says
 * neither. Which maintenance that is, the engine finds by the services and the time.
 */
export function amendmentOf(post: Post, context: DecodeContext): Reading[] {
  const title = plainLine(post.title);
  const body = plainLine(post.body ?? '');
  const isAbout = PLANNED.test(title) || PLANNED.test(body);
  const isCalledOff = CALLED_OFF.test(title);
  // What runs for longer, or reopens later, is no plan that is moved.
  if (!isCalledOff && EXTENDED.test(title)) return extensionOf(post, title, context);
  if (!isAbout || !(isCalledOff || PUT_OFF.test(title))) return [];
  const plans = isCalledOff ? [] : plansIn(post, context);
  const services =
    plans.length > 0
      ? plans.map(({ service }) => service)
      : (servicesIn(title, context) ?? servicesIn(body, context) ?? []);
  const told = isCalledOff ? null : movedTo(title, post, context);
  // A title often has the bare day of what its body tells by the hour.
  const isExact = isCalledOff || (told !== null && !told.dayOnly);
  const byField = isExact ? null : movedByField(post, context);
  const moved = isExact
    ? told
    : byField?.isChanged === true
      ? byField
      : (plans[0] ?? movedTo(body, post, context) ?? byField ?? told);
  const window: Window = {
    id: oneLine(post.id),
    // What is put off until nobody knows when does not take place when it was to.
    phase: moved === null ? 'canceled' : 'scheduled',
    from: moved?.from ?? null,
    until: moved?.until ?? null,
    title,
    amends: true,
    ...(moved?.dayOnly === true && { dayOnly: true as const }),
  };
  return services.map((service) => amending(service, window, post));
}

function amending(service: ServicePath, window: Window, { id, link, publishedAt }: Post): Reading {
  return {
    service,
    status: 'operational',
    basis: 'official',
    signal: 'statement',
    evidence: window.title,
    spoken: true,
    ...(link !== undefined && isWebAddress(link) && { link }),
    statedAt: publishedAt,
    ref: oneLine(id),
    window,
  };
}

/** "The maintenance is extended until ten": a plan that runs, with another end. */
function extensionOf(post: Post, title: string, context: DecodeContext): Reading[] {
  if (!WORKS.test(title)) return [];
  const said = understandPost(post, context).readings.filter(
    ({ effect, regions, until }) => effect === 'halted' && until !== null && regions.length === 0,
  );
  const until = Math.max(0, ...said.map((one) => one.until ?? 0));
  if (until <= post.publishedAt) return [];
  const window = {
    id: oneLine(post.id),
    phase: 'scheduled',
    from: null,
    until,
    title,
    amends: true,
  } as const;
  return said.map(({ service }) => amending(service, window, post));
}

/** What the post itself says that will be closed, where it tells the hour. */
function plansIn(post: Post, context: DecodeContext): AnnouncementReading[] {
  const plans = understandPost(post, context).readings.filter(
    ({ dayOnly, effect, from }) => effect === 'scheduled' && from !== null && dayOnly !== true,
  );
  const isOne = plans.every(({ from, until }) => from === plans[0]?.from && until === plans[0]?.until);
  return isOne ? plans : [];
}

function servicesIn(text: string, { exchange, network }: DecodeContext): string[] | undefined {
  if (text === '') return undefined;
  const first = text.split(/[.。]\s/)[0] ?? text;
  const place = placeText(withoutTimes(first, { publishedAt: 0, zone: 'UTC' }), {
    network,
    ownNames: [exchange],
  });
  const paths = place.whole ? [''] : pathsOf(place);
  return paths.length === 0 ? undefined : paths.map((path) => servicePath(exchange, path));
}

interface MovedTo {
  readonly from: number | null;
  readonly until: number | null;
  readonly dayOnly: boolean;
}

/** The times that it is moved to. */
function movedTo(text: string, { publishedAt }: Post, { writing }: DecodeContext): MovedTo | null {
  const when = MOVED_TO.exec(text)
    ?.slice(1)
    .find((time) => time !== undefined);
  if (when === undefined) return null;
  const [time = ''] = when.split(/[.。]\s/);
  const found = findMoments(toPlainText(time), {
    publishedAt,
    zone: zoneOf(text, writing),
    day: null,
  }).tokens;
  return movedBy(
    found.map(({ moment }) => moment),
    publishedAt,
  );
}

/** "After the change: …" */
function movedByField(
  { body = '', publishedAt }: Post,
  { writing }: DecodeContext,
): (MovedTo & { readonly isChanged: boolean }) | null {
  const { isChanged, moments } = fieldMoments(body, publishedAt, zoneOf(body, writing));
  const moved = movedBy(moments, publishedAt);
  return moved === null ? null : { ...moved, isChanged };
}

function zoneOf(text: string, writing: Writing | undefined): string {
  const { language, zone } = languageOf(text);
  return language === 'en' ? (writing?.zone ?? zone) : zone;
}

function movedBy(moments: readonly Moment[], publishedAt: number): MovedTo | null {
  const span = spanOf(moments, false);
  if (span.from === null) return null;
  return {
    from: span.from,
    until: endOf(span, publishedAt),
    dayOnly: moments.some((m) => m.kind === 'instant' && m.wholeDay === true && m.at === span.from),
  };
}
