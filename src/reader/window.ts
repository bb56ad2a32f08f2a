import { DAY_MS } from '#src/domain/time.ts';
import type { Moment } from '#src/names/token.ts';

export interface TimeSpan {
  readonly from: number | null;
  readonly until: number | null;
  readonly lastsMs: number | null;
  /** The end follows from how long works take. */
  readonly byLength?: true;
  /** It begins on a day that is told without its hour. */
  readonly dayOnly?: true;
}

const NO_SPAN: TimeSpan = { from: null, until: null, lastsMs: null };

/** What the moments of a clause say of a trouble's beginning and end. `ending`: its verb tells of the end. */
export function spanOf(moments: readonly Moment[], ending: boolean): TimeSpan {
  let span = NO_SPAN;
  for (const moment of moments) if (!isRefined(moment, moments)) span = merge(span, moment, ending);
  return span;
}

/** A day is told again with its hour: "on March 12 … from 14:00". */
export function isRefined(moment: Moment, moments: readonly Moment[]): boolean {
  if (moment.kind !== 'instant' || moment.wholeDay !== true) return false;
  return moments.some((other) => {
    if (other === moment || other.kind === 'duration') return false;
    const at = other.kind === 'instant' ? other.at : other.from;
    return Math.abs(at - moment.at) < DAY_MS;
  });
}

function merge(span: TimeSpan, moment: Moment, ending: boolean): TimeSpan {
  switch (moment.kind) {
    case 'window':
      return { ...span, from: span.from ?? moment.from, until: span.until ?? moment.until };
    case 'duration':
      return { ...span, lastsMs: span.lastsMs ?? moment.ms };
    case 'instant':
      if (moment.role === 'until' || ending) return { ...span, until: span.until ?? moment.at };
      if (span.from === null)
        return { ...span, from: moment.at, ...(moment.wholeDay === true && { dayOnly: true as const }) };
      return moment.at > span.from ? { ...span, until: span.until ?? moment.at } : span;
  }
}

/**
 * Fills what a span leaves open from a wider one: the text's window, the length of the works. That says nothing of what
 * is closed for them from another time on.
 */
export function widen(span: TimeSpan, wider: TimeSpan): TimeSpan {
  const { lastsMs, until } =
    wider.byLength === true && span.from !== null && span.lastsMs === null && span.from !== wider.from
      ? NO_SPAN
      : wider;
  return {
    from: span.from ?? wider.from,
    until: span.until ?? until,
    lastsMs: span.lastsMs ?? lastsMs,
    ...((span.until === null ? wider : span).byLength === true && { byLength: true as const }),
    ...((span.from === null ? wider : span).dayOnly === true && { dayOnly: true as const }),
  };
}

/** Whether it is still to come: something that begins on a day may do so at the end of it, where no hour is told. */
export function isAhead({ dayOnly, from }: TimeSpan, until: number | null, publishedAt: number): boolean {
  if (from === null) return false;
  return from + (dayOnly === true && until === null ? DAY_MS : 0) > publishedAt;
}

/** When it ends: as stated, or so long after its beginning (after publication, when it has begun). */
export function endOf({ from, until, lastsMs }: TimeSpan, publishedAt: number): number | null {
  if (until !== null) return from !== null && until <= from ? null : until;
  return lastsMs === null ? null : (from ?? publishedAt) + lastsMs;
}
