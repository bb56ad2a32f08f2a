import type { Followers } from '#src/domain/alert-record.ts';
import type { Attempt, Delivery, DeliveryEnding, PostedMessage, Telling } from '#src/domain/delivery.ts';
import { deliveryId, postedMessageId } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Collection, Commit, Write } from '#src/platform/collection.ts';

import { runningNumber } from './supersede.ts';
import { deliveriesOf } from './tellings.ts';

export interface LedgerStore {
  readonly deliveries: Collection<Telling>;
  readonly attempts: Collection<Attempt>;
  readonly endings: Collection<DeliveryEnding>;
  readonly messages: Collection<PostedMessage>;
  readonly followers: Collection<Followers>;
  readonly commit: Commit;
}

/** What is left to tell, as it stands in the store. It alone writes it. */
export interface Ledger {
  /** What an earlier run has left, with what was tried of it. */
  load(): Promise<{ readonly left: readonly Delivery[]; readonly attempts: ReadonlyMap<string, Attempt> }>;
  /** What keeps tellings, to be committed together with the cleared outbox. */
  writesOf(tellings: readonly Telling[]): Write[];
  /** The deliveries of tellings that were kept, one after the other. */
  take(tellings: readonly Telling[]): Iterable<Delivery>;
  /** Before a delivery is sent. */
  begin(delivery: Delivery, attempt: Attempt, superseded: readonly Ended[]): Promise<void>;
  /** What keeps that deliveries have ended. */
  endWrites(ended: readonly Ended[], written?: Written): Write[];
  /** When deliveries have ended, with what was posted. */
  end(ended: readonly Ended[], written?: Written): Promise<void>;
  /** Who wants to hear at one of these places that an incident is over. */
  followersOf(incident: string, places: readonly string[]): Promise<string[]>;
  /** A delivery was told, or given up. */
  hasEnded(id: string): Promise<boolean>;
  /** Whether a beginning after what an address was told last was never told there, as its end had come. */
  hasMissed(posted: PostedMessage, notice: Notice): Promise<boolean>;
  /** Something of the notice is still to be told. */
  isLive(noticeId: string): boolean;
  posted(incident: string, address: string): Promise<PostedMessage | undefined>;
  /** By address: what was posted of an incident. */
  postedOf(incident: string): Promise<Map<string, PostedMessage>>;
}

/** What is kept together with how deliveries ended. */
export interface Written {
  readonly posted?: readonly PostedMessage[];
  /** Deliveries whose tries need not be known any more. */
  readonly attempts?: readonly string[];
  /** What is to be told because of it. */
  readonly owed?: readonly Telling[];
}

export interface Ended {
  readonly delivery: Delivery;
  readonly ending: DeliveryEnding;
}

export function createLedger(store: LedgerStore): Ledger {
  /** By telling: deliveries that have not ended. */
  const left = new Map<string, { readonly noticeId: string; count: number }>();

  async function endedOf(noticeId: string): Promise<Set<string>> {
    const ids = new Set<string>();
    for await (const [id] of store.endings.entries(`${noticeId}@`)) ids.add(id);
    return ids;
  }

  /** A telling whose deliveries have all ended is forgotten; until then their endings say what is left of it. */
  async function settle(ended: readonly Ended[]): Promise<void> {
    const done: string[] = [];
    for (const { delivery } of ended) {
      const rest = left.get(delivery.telling);
      if (rest === undefined) continue;
      rest.count -= 1;
      if (rest.count === 0 && left.delete(delivery.telling)) done.push(delivery.telling);
    }
    if (done.length > 0) await store.commit(done.map((id) => store.deliveries.deletionOf(id)));
  }

  const endWrites: Ledger['endWrites'] = (ended, { posted = [], attempts = [], owed = [] } = {}) => [
    ...owed.map((telling) => store.deliveries.writeOf(telling.id, telling)),
    ...posted.map((message) =>
      store.messages.writeOf(postedMessageId(message.incident, message.address), message),
    ),
    ...ended.map(({ delivery, ending }) => store.endings.writeOf(delivery.id, ending)),
    ...attempts.map((id) => store.attempts.deletionOf(id)),
  ];

  return {
    async load() {
      const attempts = new Map<string, Attempt>();
      for await (const [id, attempt] of store.attempts.entries()) attempts.set(id, attempt);
      const tellings: Telling[] = [];
      for await (const [, telling] of store.deliveries.entries()) tellings.push(telling);
      const open: Delivery[] = [];
      const finished: string[] = [];
      for (const [noticeId, parts] of Map.groupBy(tellings, ({ notice }) => notice.id)) {
        const ended = await endedOf(noticeId);
        for (const telling of parts) {
          const rest = deliveriesOf(telling).filter(({ id }) => !ended.has(id));
          if (rest.length === 0) finished.push(telling.id);
          else left.set(telling.id, { noticeId, count: rest.length });
          open.push(...rest);
        }
      }
      if (finished.length > 0) await store.commit(finished.map((id) => store.deliveries.deletionOf(id)));
      return { left: open.toSorted(inOrder), attempts };
    },
    writesOf: (tellings) => tellings.map((telling) => store.deliveries.writeOf(telling.id, telling)),
    take(tellings) {
      for (const { id, notice, to } of tellings) left.set(id, { noticeId: notice.id, count: to.length });
      return tellings.values().flatMap(deliveriesOf);
    },
    async begin({ id }, attempt, superseded) {
      const endings = superseded.map((one) => store.endings.writeOf(one.delivery.id, one.ending));
      await store.commit([store.attempts.writeOf(id, attempt), ...endings]);
      await settle(superseded);
    },
    endWrites,
    async end(ended, written) {
      await store.commit(endWrites(ended, written));
      await settle(ended);
    },
    async followersOf(incident, places) {
      const known = await Promise.all(
        places.map((place) => store.followers.get(postedMessageId(incident, place))),
      );
      return [...new Set(known.flatMap((one) => one?.userIds ?? []))];
    },
    hasEnded: async (id) => (await store.endings.get(id)) !== undefined,
    async hasMissed({ address, incident, noticeId }, notice) {
      const between = runningNumber(notice.id) - runningNumber(noticeId) - 1;
      const ids = Array.from({ length: between }, (_, i) =>
        deliveryId(`${incident}#${runningNumber(noticeId) + 1 + i}`, address),
      );
      const endings = await Promise.all(ids.map((id) => store.endings.get(id)));
      return endings.some((ending) => ending?.isBeginning === true);
    },
    isLive: (id) => [...left.values()].some(({ noticeId }) => noticeId === id),
    posted: (incident, address) => store.messages.get(postedMessageId(incident, address)),
    async postedOf(incident) {
      const posted = new Map<string, PostedMessage>();
      for await (const [, message] of store.messages.entries(`${incident}@`)) {
        if (message.incident === incident) posted.set(message.address, message);
      }
      return posted;
    },
  };
}

/** The order in which they were decided; the numbers in notice ids settle a tie. */
export function inOrder(a: Delivery, b: Delivery): number {
  return a.createdAt - b.createdAt || runningNumber(a.notice.id) - runningNumber(b.notice.id);
}
