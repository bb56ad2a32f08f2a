import { describe, expect, it } from 'vitest';

import { catchUpOf } from '#src/delivery/catch-up.ts';
import { runningNumber, supersede } from '#src/delivery/supersede.ts';
import type { NoticeKind } from '#src/domain/incident.ts';
import { aDelivery, aWaiting } from '#test/delivery/a-delivery.ts';

/** As `x#1 opened`; tried before where that is followed by `!`. */
function waits(what: string) {
  const [id = '', kind = ''] = what.replace('!', '').split(' ');
  const incident = id.slice(0, id.indexOf('#'));
  const delivery = aDelivery({ id, incident, kind: kind as NoticeKind });
  return aWaiting(delivery, what.endsWith('!') ? { tried: { attempt: { at: 0 } } } : {});
}

describe('Of messages that wait in a row', () => {
  it.each<[rule: string, waiting: [string, ...string[]], superseded: number, next: string]>([
    ['one is told', ['x#1 opened'], 0, 'x#1'],
    ['one that ends something is told', ['x#2 resolved'], 0, 'x#2'],
    ['a beginning gives way to its end', ['x#1 opened', 'x#2 resolved'], 1, 'x#2'],
    ['so does all in between', ['x#1 opened', 'x#2 changed', 'x#3 resolved'], 2, 'x#3'],
    ['so does maintenance', ['x#1 maintenance_started', 'x#2 maintenance_ended'], 1, 'x#2'],
    ['so does what is called off', ['x#1 maintenance_scheduled', 'x#2 maintenance_canceled'], 1, 'x#2'],
    ['so it does behind others', ['x#1 opened', 'y#1 opened', 'x#2 resolved'], 1, 'y#1'],
    ['not to the end of another', ['x#1 opened', 'y#2 resolved'], 0, 'x#1'],
    ['not to an end before it', ['x#3 reopened', 'x#2 resolved'], 0, 'x#3'],
    ['ends are counted, not spelled', ['x#9 reopened', 'x#10 resolved'], 1, 'x#10'],
    ['an end gives way to a later end', ['x#2 resolved', 'x#3 reopened', 'x#4 resolved'], 2, 'x#4'],
    ['a change is told by itself', ['x#1 opened', 'x#2 changed'], 0, 'x#1'],
    ['what may have arrived is not taken back', ['x#1 opened!', 'x#2 resolved'], 0, 'x#1'],
    ['nor anything behind it passed over', ['x#1 opened', 'x#2 changed!', 'x#3 resolved'], 1, 'x#2'],
    ['what flaps gives way to its later state', ['x#5 flapping', 'x#6 flapping'], 1, 'x#6'],
    ['but not to that of another', ['x#5 flapping', 'y#6 flapping'], 0, 'x#5'],
    ['nor to another kind of news', ['x#5 flapping', 'x#6 changed'], 0, 'x#5'],
    ['what does not flap yet does not', ['x#4 opened', 'x#5 flapping'], 0, 'x#4'],
  ])('%s', (_rule, [first, ...others], count, next) => {
    const told = supersede(waits(first), others.map(waits));
    expect(told.next.delivery.notice.id).toBe(next);
    expect(told.superseded.map(({ delivery }) => delivery.notice.id)).toEqual(
      [first, ...others].slice(0, count).map((one) => one.split(' ')[0]),
    );
  });
});

describe('The number of a notice', () => {
  it.each([
    ['binance-withdrawals-1#7', 7],
    ['binance-withdrawals-12#10', 10],
    ['a#b-1#2', 2],
    ['without one', Number.NaN],
  ])('in %s is %d', (id, number) => {
    expect(runningNumber(id)).toBe(number);
  });
});

describe('What is told after a while', () => {
  const notice = (incident: string, n: number, kind: NoticeKind, since: number) => ({
    notice: aDelivery({ incident, id: `${incident}#${n}`, kind, since }).notice,
  });
  const ids = (notices: readonly { readonly id: string }[]): string[] => notices.map(({ id }) => id);

  it('is the newest of each incident, whatever order it waited in', () => {
    const { goingOn, over } = catchUpOf([
      notice('x', 10, 'changed', 1),
      notice('x', 9, 'opened', 1),
      notice('y', 2, 'resolved', 2),
      notice('y', 1, 'opened', 2),
    ]);
    expect(ids(goingOn)).toEqual(['x#10']);
    expect(ids(over)).toEqual(['y#2']);
  });

  it('is told in the order in which it began', () => {
    const { goingOn, over } = catchUpOf([
      notice('late', 1, 'opened', 30),
      notice('early', 1, 'opened', 10),
      notice('late-over', 1, 'resolved', 40),
      notice('early-over', 1, 'maintenance_ended', 20),
    ]);
    expect(ids(goingOn)).toEqual(['early#1', 'late#1']);
    expect(ids(over)).toEqual(['early-over#1', 'late-over#1']);
  });
});
