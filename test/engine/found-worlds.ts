import type { Status } from '#src/domain/status.ts';

import { WELL, momentOf } from './worlds.ts';
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
  'a coin falls, then its network, and then the coin again': [
    ...twice(momentOf({}, '+++x++++')),
    momentOf({}, '+++x++++'),
    ...twice(momentOf({}, '+x+x+x++')),
    momentOf({}, '+++++++-'),
    WELL,
    ...twice(momentOf({}, '+x++++++')),
  ],
  'a network falls over a coin, leaves others behind, and the coin falls again': [
    momentOf({}, '+++x++++'),
    momentOf({}, '+x+x+x+x'),
    momentOf({}, '+x+++x+x'),
    WELL,
    ...twice(momentOf({}, '+++x++++')),
  ],
  'a coin comes back beneath all withdrawals, and falls again when they are back': [
    ...twice(momentOf({ api: false }, '++++++x+')),
    momentOf({ api: false }),
    momentOf({ withdrawals: false }),
    WELL,
    ...twice(momentOf({}, '++++++x+')),
  ],
  'a coin is told by its network in the same incident, and falls again beside others': [
    momentOf({}, '+x+x++++'),
    momentOf({}, '+x+x+++x'),
    momentOf({}, '+++-x-+x'),
    momentOf({}, '++++x+++'),
    momentOf({}, '+x++x+++'),
    momentOf({}, '+x++++++'),
  ],
  'one coin is back, falls again with its network, and the other is back then': [
    momentOf({}, '++x+++++'),
    momentOf({}, '++x++x++'),
    ...twice(momentOf({}, '+++++x++')),
    ...twice(momentOf({}, 'x+x+x+x+')),
  ],
  'a coin comes back beneath all withdrawals, and is not listed when they are back': [
    ...twice(momentOf({}, '++++++x+')),
    WELL,
    momentOf({ withdrawals: false }),
    momentOf({}, '++++++-+'),
    WELL,
    ...twice(momentOf({}, '++++++x+')),
  ],
  'a coin and all deposits are out, deposits come back as all withdrawals fall, and the coin with those': [
    momentOf({}, '++++++x+', '+xx++xx+'),
    momentOf({}, '-++--+x-', '+xx++xx+'),
    momentOf({ withdrawals: false }),
    WELL,
    ...twice(momentOf({}, '++++++x+')),
  ],
  'a coin is announced to be off, then its network there, then the whole network, then the coin alone': [
    momentOf({ announced: post('withdrawals/C1') }),
    momentOf({ announced: post('withdrawals/C1/N1') }),
    momentOf({ announced: post('withdrawals/*/N1', 'major_outage', true) }),
    momentOf({ announced: post('withdrawals/C1', 'partial_outage', true) }),
  ],
  'a network is off by an announcement, while a page calls its component disturbed, and stays off after it': [
    momentOf(
      {
        incident: { id: 'b', on: ['withdrawals'], status: 'degraded_performance' },
        announced: post('withdrawals/*/N1'),
      },
      '+++x+-++',
    ),
    momentOf({}, '+-+x+x+-'),
  ],
  'all withdrawals leave a network behind, are disturbed again beside it, and well again': [
    momentOf({
      incident: { id: 'a', on: ['withdrawals'], status: 'major_outage' },
      announced: post('withdrawals/*/N1', 'degraded_performance'),
    }),
    momentOf({}, '+x+++x++'),
    momentOf({}, '+x+--x+-'),
    momentOf({ incident: { id: 'b', on: ['withdrawals'], status: 'degraded_performance' } }, '++-++--+'),
    momentOf({}, '+++x+++x'),
  ],
  'a coin that was announced to be off is said to be back, appears as closed, and is announced once more': [
    momentOf({ announced: post('withdrawals/C1/N1') }, '+-++++++'),
    momentOf({}, '+x++++++'),
    momentOf({ announced: post('withdrawals/C1/N1', 'degraded_performance') }),
  ],
  'a network that another story told of goes on with that of all deposits, and stays in it': [
    ...twice(momentOf({}, '++++++++', '++++++x+')),
    momentOf({}, '++++++++', 'x+x++x++'),
    momentOf({}, '++++-+-+', 'x+x++x++'),
    momentOf({}, '++++++++', '++xx++++'),
    momentOf({}, '-++++-++', '++xx++x+'),
    momentOf({}, '++++-+++'),
    momentOf({}, '+++--+++', 'x+x++xx+'),
  ],
  'a coin told with another is not listed beneath all withdrawals and closed after, and the other falls again':
    [
      ...twice(momentOf({}, '+++++x++', '+++x++++')),
      WELL,
      momentOf({ withdrawals: false }),
      momentOf({ withdrawals: false }, '+++++-++'),
      momentOf({}, '+++++x++'),
      ...twice(momentOf({}, '++++++++', '+++x++++')),
    ],
};

function post(
  of: string,
  status: Status = 'major_outage',
  isEdited = false,
): NonNullable<Moment['announced']> {
  return { of, status, isEdited };
}

function twice(moment: Moment): Moment[] {
  return [moment, moment];
}
