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
  'one coin of three is back, and the others go on beneath their network and are down when that is over': [
    ...twice(momentOf({}, 'x--xx-+-')),
    momentOf({}, 'x--xx-+-'),
    ...twice(momentOf({}, 'x--+--x-')),
    momentOf({ withdrawals: false, faults: { 'status-page': 'broken' } }, 'x--xx---'),
  ],
  'of two coins that all withdrawals left behind, one is back and the other is beneath its network': [
    ...twice(momentOf({ withdrawals: false }, '-+-x-xx-')),
    ...twice(momentOf({}, '-x---x+-')),
    momentOf({ withdrawals: false }, '--------'),
  ],
  'a network that is out is one no longer, because it lists fewer coins, and all that it lists stay out': [
    ...twice(momentOf({}, '-+xx-x-x')),
    ...twice(momentOf({}, '---x-x+x')),
  ],
};

function twice(moment: Moment): Moment[] {
  return [moment, moment];
}
