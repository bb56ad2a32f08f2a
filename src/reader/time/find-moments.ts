import { DAY_MS, HOUR_MS } from '#src/domain/time.ts';
import { LANGUAGES } from '#src/languages/languages.ts';
import type { TimeWords } from '#src/languages/time-words.ts';
import type { Moment, Token, TokenOf } from '#src/names/token.ts';

import { findAtoms } from './atoms.ts';
import type { Atom } from './atoms.ts';
import { dayAt, plusDays } from './calendar.ts';
import type { CalendarDay } from './calendar.ts';
import { instantIn, zoneNamed } from './zones.ts';
import type { Zone } from './zones.ts';

const WORDS = LANGUAGES.map(({ time }) => time);
const any = (select: (words: TimeWords) => string): string => WORDS.map(select).join('|');

const GLUE = new RegExp(
  String.raw`^[\s,()@・]{0,6}(?:(?:\(\p{L}{1,9}\)|${any(({ glue }) => glue)})[\s,()]{0,4}){0,6}$`,
  'iu',
);
const RANGE = new RegExp(
  String.raw`^[\s)]{0,4}(?:${any(({ glue }) => glue)})?[\s)]{0,2}(?:-|~|${any(({ range }) => range)})[\s(]{0,4}(?:${any(({ glue }) => glue)})?[\s(]{0,2}$`,
  'i',
);
const UNTIL_BEFORE = new RegExp(`(?:${any(({ untilBefore }) => untilBefore)})$`, 'i');
const FROM_BEFORE = new RegExp(`(?:${any(({ fromBefore }) => fromBefore)})$`, 'i');
const UNTIL_AFTER = new RegExp(String.raw`^[\s)]*(?:${any(({ untilAfter }) => untilAfter)})`, 'i');
const FROM_AFTER = new RegExp(String.raw`^[\s)]*(?:${any(({ fromAfter }) => fromAfter)}|~(?!\s*\d))`, 'i');
const AGO_AFTER = new RegExp(`^(?:${any(({ ago }) => ago)})`, 'i');
const IDLE_DURATION_BEFORE =
  /(?:delay(?:s|ed)? (?:of|by) (?:up to|at least|as much as|more than|over)|past|(?<!(?:to|will|should|may) )last|following an?|after an?|over the|previous|every|24\/7|lasted|for|after|took|taking(?: up to)?|of) (?:about |approximately |nearly |almost )?$/i;
const RUNNING_DURATION_BEFORE =
  /(?:for (?:about|approximately|around|roughly|up to|~|the next|another|at least|an estimated) |for )$/i;
/** How late something comes says nothing of when that is over. */
const LATE_AFTER = new RegExp(`^(?:${any(({ lateAfter }) => lateAfter)})`, 'i');
const LATER_AFTER = /^ (?:later|after(?:wards?)?|thereafter)\b/i;
/** "An hour before the upgrade" counts from a moment that is not told. */
const RELATIVE_AFTER = /^ (?:before|prior to|ahead of|in advance)\b/i;
const VOID_BEFORE = new RegExp(`(?:${any(({ voidBefore }) => voidBefore)})$`, 'i');
const VOID_AFTER = new RegExp(`^(?:${any(({ voidAfter }) => voidAfter)})`, 'i');
/** "Moved from ten to noon" is no window. */
const MOVED_FROM = new RegExp(
  String.raw`(?:${LANGUAGES.map(({ amending }) => amending.putOff).join('|')})\s*(?:${any(({ fromBefore }) => fromBefore)})$`,
  'i',
);
const AHEAD_AFTER = new RegExp(`^(?:${any(({ ahead }) => ahead)})`);
const AHEAD_BEFORE = /\bin (?:about |approximately |around |roughly )?$/i;

interface Stamp {
  readonly atoms: readonly Atom[];
  readonly start: number;
  readonly end: number;
}

export interface MomentOptions {
  readonly publishedAt: number;
  /** The zone of times that name none. */
  readonly zone: Zone;
  /** The day that the text spoke of last. */
  readonly day: CalendarDay | null;
  /** The moment that the text named last, from which "later" counts. */
  readonly last?: Moment | undefined;
}

export interface FoundMoments {
  readonly tokens: readonly TokenOf<'time'>[];
  /** Where times stand that no longer hold. */
  readonly idle: readonly Token[];
  readonly day: CalendarDay | null;
}

/** The instants, windows and durations that a sentence names. */
export function findMoments(text: string, options: MomentOptions): FoundMoments {
  const stamps = groupAtoms(findAtoms(text, options.publishedAt), text);
  const tokens: TokenOf<'time'>[] = [];
  const idle: Token[] = [];
  let { day } = options;
  let taken: Stamp | undefined;
  // A day alone is one of the zone that its sentence names.
  const named = stamps.map((stamp) => part(stamp, 'zone')?.zone).find((zone) => zone !== undefined);
  for (const [i, stamp] of stamps.entries()) {
    if (stamp === taken || isRepeated(text, stamp, stamps[i - 1])) continue;
    const next = stamps[i + 1];
    const duration = part(stamp, 'duration');
    if (duration !== undefined) {
      const moment = durationMoment(duration.ms, text, stamp, {
        ...options,
        before: tokens.at(-1)?.moment ?? options.last,
      });
      if (moment !== null) tokens.push(timeToken(text, stamp.start, stamp.end, moment));
      continue;
    }
    day = dayOf(stamp, options) ?? (next && isRange(text, stamp, next) ? dayOf(next, options) : null) ?? day;
    if (!part(stamp, 'clock') && !part(stamp, 'date') && !part(stamp, 'day')) continue;
    const last = next !== undefined && isRange(text, stamp, next) ? next : stamp;
    const { end } = last;
    if (
      VOID_BEFORE.test(text.slice(Math.max(0, stamp.start - 60), stamp.start)) ||
      VOID_AFTER.test(text.slice(end, end + 40))
    ) {
      taken = last;
      idle.push({ kind: 'filler', start: stamp.start, end, text: text.slice(stamp.start, end) });
      continue;
    }
    if (next !== undefined && isRange(text, stamp, next) && part(next, 'duration') === undefined) {
      const isMoved = MOVED_FROM.test(text.slice(Math.max(0, stamp.start - 24), stamp.start));
      const third = stamps[i + 2];
      // "From July 28 to August 4, 07:00 - 07:40": what it is moved to is the window.
      if (isMoved && third !== undefined && isRange(text, next, third)) continue;
      const window = windowMoment(stamp, next, { ...options, day });
      tokens.push(timeToken(text, stamp.start, next.end, isMoved ? endAlone(window) : window));
      day = dayOf(next, options) ?? day;
      taken = next;
      continue;
    }
    const at = instantOfStamp(
      stamp,
      { ...options, day },
      part(stamp, 'clock') === undefined ? named : undefined,
    );
    tokens.push(
      timeToken(text, stamp.start, stamp.end, {
        kind: 'instant',
        at,
        role: roleOf(text, stamp),
        ...(part(stamp, 'clock') === undefined && { wholeDay: true as const }),
      }),
    );
  }
  return { tokens, idle, day };
}

function groupAtoms(atoms: readonly Atom[], text: string): Stamp[] {
  const stamps: { atoms: Atom[]; start: number; end: number }[] = [];
  let zone: Atom | undefined;
  for (const [i, atom] of atoms.entries()) {
    const last = stamps.at(-1);
    const fits =
      last !== undefined &&
      atom.kind !== 'duration' &&
      !isInBrackets(text.slice(last.end, atom.start), atom, atoms[i + 1], last.atoms) &&
      last.atoms.every((a) => slotOf(a) !== slotOf(atom) && a.kind !== 'duration') &&
      (GLUE.test(text.slice(last.end, atom.start)) ||
        (isBareDay(last.atoms) && atom.kind === 'clock' && DASH.test(text.slice(last.end, atom.start))));
    if (last !== undefined && fits) {
      last.atoms.push(atom);
      last.end = atom.end;
    } else if (atom.kind === 'zone') zone = atom;
    else if (zone !== undefined && atom.kind !== 'duration' && GLUE.test(text.slice(zone.end, atom.start)))
      stamps.push({ atoms: [zone, atom], start: zone.start, end: atom.end });
    else stamps.push({ atoms: [atom], start: atom.start, end: atom.end });
  }
  return stamps;
}

/** "10:30 PM ET (May 16, 2:30 AM UTC)" tells the same time twice. */
function isInBrackets(gap: string, atom: Atom, next: Atom | undefined, last: readonly Atom[]): boolean {
  return (
    gap.includes('(') &&
    slotOf(atom) === 'date' &&
    next?.kind === 'clock' &&
    last.some(({ kind }) => kind === 'clock')
  );
}

/** "09:00 UTC (11:00 Amsterdam, 17:00 Singapore)": the hour of a place that is no zone, beside one that has its zone. */
function isRepeated(text: string, stamp: Stamp, before: Stamp | undefined): boolean {
  if (
    before === undefined ||
    part(before, 'clock') === undefined ||
    stamp.atoms.some((a) => a.kind !== 'clock')
  )
    return false;
  const gap = text.slice(before.end, stamp.start);
  const isListed = /^\s?[(/]\s?$/.test(gap)
    ? part(before, 'zone') !== undefined
    : /^ \p{Lu}[\p{L} ]{2,20}[,;/] ?$/u.test(gap);
  return isListed && /^ \p{Lu}[\p{L} ]{2,20}[,;/)]/u.test(text.slice(stamp.end));
}

/** "Nov 17, 2026 - 13:42" is one time. */
const DASH = /^\s-\s$/;

function isBareDay(atoms: readonly Atom[]): boolean {
  return atoms.every(({ kind }) => kind === 'date');
}

function slotOf(atom: Atom): string {
  return atom.kind === 'day' ? 'date' : atom.kind;
}

function part<K extends Atom['kind']>(stamp: Stamp, kind: K): Extract<Atom, { kind: K }> | undefined {
  return stamp.atoms.find((a): a is Extract<Atom, { kind: K }> => a.kind === kind);
}

function isRange(text: string, a: Stamp, b: Stamp): boolean {
  return RANGE.test(text.slice(a.end, b.start)) && part(b, 'clock') !== undefined;
}

function dayOf(stamp: Stamp, { publishedAt, zone }: MomentOptions): CalendarDay | null {
  const relative = part(stamp, 'day');
  if (relative !== undefined) return plusDays(dayAt(publishedAt, zone), relative.days);
  return part(stamp, 'date')?.date ?? null;
}

function windowMoment(a: Stamp, b: Stamp, options: MomentOptions): Moment {
  const zone = part(a, 'zone') ?? part(b, 'zone');
  const withZone = (s: Stamp): Stamp =>
    zone === undefined || part(s, 'zone') ? s : { ...s, atoms: [...s.atoms, zone] };
  const from = instantOfStamp(withZone(a), options);
  let until = instantOfStamp(withZone(b), {
    ...options,
    day: dayOf(b, options) ?? options.day ?? dayAt(from, 0),
  });
  if (until <= from) until += DAY_MS;
  return { kind: 'window', from, until };
}

function endAlone(moment: Moment): Moment {
  return moment.kind === 'window' ? { kind: 'instant', at: moment.until, role: 'open' } : moment;
}

/** `other` is the zone of another time beside it. */
function instantOfStamp(stamp: Stamp, options: MomentOptions, other?: string): number {
  const named = part(stamp, 'zone')?.zone ?? other;
  const zone = named === undefined ? options.zone : zoneNamed(named, options.zone);
  const clock = part(stamp, 'clock') ?? { hour: 0, minute: 0 };
  const stated = dayOf(stamp, options) ?? options.day;
  if (stated !== null) return instantIn(zone, stated, clock.hour, clock.minute);
  const today = instantIn(zone, dayAt(options.publishedAt, zone), clock.hour, clock.minute);
  return today < options.publishedAt - 12 * HOUR_MS ? today + DAY_MS : today;
}

function roleOf(text: string, { start, end }: Stamp): 'from' | 'until' | 'open' {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 12);
  if (UNTIL_AFTER.test(after)) return 'until';
  if (FROM_AFTER.test(after)) return 'from';
  if (UNTIL_BEFORE.test(before)) return 'until';
  return FROM_BEFORE.test(before) ? 'from' : 'open';
}

function durationMoment(
  ms: number,
  text: string,
  { start, end }: Stamp,
  { before: previous, publishedAt }: { publishedAt: number; before: Moment | undefined },
): Moment | null {
  if (AGO_AFTER.test(text.slice(end, end + 9)))
    return { kind: 'instant', at: publishedAt - ms, role: 'from' };
  if (RELATIVE_AFTER.test(text.slice(end, end + 12)) || LATE_AFTER.test(text.slice(end, end + 12)))
    return null;
  if (LATER_AFTER.test(text.slice(end, end + 12)) && previous?.kind === 'instant') {
    return { kind: 'instant', at: previous.at + ms, role: 'open' };
  }
  const before = text.slice(Math.max(0, start - 24), start);
  if (IDLE_DURATION_BEFORE.test(before) && !RUNNING_DURATION_BEFORE.test(before)) return null;
  return AHEAD_BEFORE.test(before) || AHEAD_AFTER.test(text.slice(end, end + 4))
    ? { kind: 'duration', ms, ahead: true }
    : { kind: 'duration', ms };
}

function timeToken(text: string, start: number, end: number, moment: Moment): TokenOf<'time'> {
  return { kind: 'time', moment, start, end, text: text.slice(start, end) };
}
