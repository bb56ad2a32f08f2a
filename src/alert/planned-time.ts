import type { Window } from '#src/domain/reading.ts';
import { DAY_MS } from '#src/domain/time.ts';

import { moment } from './text.ts';
import type { Span } from './text.ts';

const HALF_A_DAY_MS = DAY_MS / 2;

/** A day, which most sources give as its first moment: at noon it is the same one in nearly every zone. */
export function dayOf(at: number): Span {
  return { kind: 'time', at: at % DAY_MS === 0 ? at + HALF_A_DAY_MS : at, style: 'date' };
}

/** When a window begins: at an hour, or on a day where no hour is named. */
export function beginOf({ dayOnly }: Pick<Window, 'dayOnly'>, from: number, toldAt: number): Span {
  return dayOnly === true ? { kind: 'time', at: from + HALF_A_DAY_MS, style: 'date' } : moment(from, toldAt);
}
