import { createHash } from 'node:crypto';

import { deliveryId } from '#src/domain/delivery.ts';
import type { Addressee, Delivery, Telling } from '#src/domain/delivery.ts';

/** So many addresses are kept in one record, so that none grows without bounds. */
const ADDRESSEES_MAX = 250;

/** An item of the outbox on its way to addresses: few records, however many addresses there are. */
export function tellingsOf(
  item: Pick<Telling, 'kind' | 'notice'>,
  to: readonly Addressee[],
  now: number,
): Telling[] {
  const { kind, notice } = item;
  const mark = tellingMark({ ...item, createdAt: now });
  const tellings: Telling[] = [];
  for (let at = 0; at < to.length; at += ADDRESSEES_MAX) {
    const part = `${mark === '' ? '' : `!${mark}`}/${at / ADDRESSEES_MAX}`;
    const chunk = to.slice(at, at + ADDRESSEES_MAX);
    tellings.push({ id: `${notice.id}${part}`, kind, notice, createdAt: now, to: chunk });
  }
  return tellings;
}

/** The deliveries that a telling stands for. */
export function deliveriesOf(telling: Telling): Delivery[] {
  const { id, kind, notice, createdAt } = telling;
  const mark = tellingMark(telling);
  return telling.to.map((addressee) => ({
    ...addressee,
    id: deliveryId(notice.id, addressee.target.address, mark),
    telling: id,
    kind,
    notice,
    createdAt,
  }));
}

/**
 * A notice is told once. What is refreshed of it may change again, and back to what it was, so that each refresh counts as
 * one of its own; what else is said of it again counts by what it says.
 */
export function tellingMark({
  kind,
  notice,
  createdAt,
}: Pick<Telling, 'kind' | 'notice'> & { readonly createdAt?: number }): string {
  if (kind === 'notice') return '';
  return createHash('sha256')
    .update(JSON.stringify(kind === 'refresh' ? [notice, createdAt] : notice))
    .digest('hex')
    .slice(0, 8);
}
