import { emptyLane, put } from '#src/delivery/sending/lane.ts';
import type { Lane, Waiting } from '#src/delivery/sending/lane.ts';
import { deliveriesOf, tellingsOf } from '#src/delivery/tellings.ts';
import type { Delivery, DeliveryKind } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';

interface DeliveryChanges {
  readonly kind?: DeliveryKind;
  readonly address?: string;
  readonly guildId?: string;
}

/** A notice, or a refresh of one, on its way to one address. */
export function aDelivery(
  changes: Partial<Notice> = {},
  { kind = 'notice', address = 'a', guildId = 'guild' }: DeliveryChanges = {},
): Delivery {
  const to = [{ guildId, target: { channel: 'discord', address, mentions: [] }, subscriptionIds: [] }];
  const [delivery] = tellingsOf({ kind, notice: aNotice(changes) }, to, noon).flatMap(deliveriesOf);
  if (delivery === undefined) throw new Error('There is no delivery.');
  return delivery;
}

/** It waits, since the clock began to run. */
export function aWaiting(delivery: Delivery, changes: Partial<Waiting> = {}): Waiting {
  return { delivery, sinceMs: 0, ...changes };
}

export function aLane(changes: Partial<Lane> = {}, ...deliveries: readonly Delivery[]): Lane {
  const lane = { ...emptyLane('a', 'guild'), ...changes };
  for (const delivery of deliveries) put(lane, aWaiting(delivery));
  return lane;
}
