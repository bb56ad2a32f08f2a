import { momentOf } from './worlds.ts';
import type { Moment } from './worlds.ts';

/** Worlds in which a property once did not hold, each named by what happens in it. */
export const FOUND_WORLDS: Readonly<Record<string, readonly Moment[]>> = {
  'a coin that was told to be back falls with all others, and is out of sight when they are back': [
    ...twice(momentOf({ withdrawals: false, faults: { 'status-page': 'broken' } }, '---x-xxx')),
    momentOf({ withdrawals: false }, '------xx'),
    ...twice(momentOf({ withdrawals: false }, '--------')),
    ...twice(momentOf({}, '+--x-++-')),
    ...twice(momentOf({ withdrawals: false }, '-----xx-')),
    momentOf({}, '+--+-x--'),
  ],
};

function twice(moment: Moment): Moment[] {
  return [moment, moment];
}
