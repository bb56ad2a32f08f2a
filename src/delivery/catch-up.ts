import type { CatchUpContent } from '#src/domain/content.ts';
import type { Delivery } from '#src/domain/delivery.ts';

import { isEnd } from '#src/domain/is-end.ts';
import { runningNumber } from './supersede.ts';

/** What deliveries that had to wait come to: of each incident the newest, those that go on and those that are over. */
export function catchUpOf(deliveries: readonly Pick<Delivery, 'notice'>[]): CatchUpContent {
  const inOrder = deliveries
    .map(({ notice }) => notice)
    .toSorted((a, b) => runningNumber(a.id) - runningNumber(b.id));
  const newest = new Map(inOrder.map((notice) => [notice.incident, notice]));
  const notices = [...newest.values()].toSorted((a, b) => a.since - b.since);
  return {
    kind: 'catch_up',
    goingOn: notices.filter((notice) => !isEnd(notice)),
    over: notices.filter(isEnd),
  };
}
