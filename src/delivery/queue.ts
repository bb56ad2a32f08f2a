import { deliver } from '#src/delivery/deliver.ts';
import type { DeliverDeps, DeliverOutcome } from '#src/delivery/deliver.ts';
import { Lanes } from '#src/delivery/lanes.ts';
import type { Delivery } from '#src/domain/delivery.ts';

export interface DeliveryQueueDeps extends DeliverDeps {
  /** Its address cannot be posted to any more; the reason is a sentence for the guild's admins. */
  onLost(delivery: Delivery, reason: string): Promise<void>;
  /** Nothing can be sent until the operator has acted; what is pending stays stored. */
  onHalted(reason: string): void;
  /** Addresses that are sent to at once. */
  readonly parallel?: number;
}

export interface DeliveryQueue {
  /** Takes up what an earlier run has left, and begins to send. */
  start(): Promise<void>;
  /** Stores deliveries without sending them yet. One that is already pending stays as it is. */
  keep(deliveries: readonly Delivery[]): Promise<void>;
  /** Sends kept deliveries: once nobody else answers for them any more. */
  release(deliveries: readonly Delivery[]): void;
  /** Addresses that an incident is still to be told to. */
  addressesOf(incident: string): readonly string[];
  /** How many deliveries are pending. */
  size(): number;
  /** Begins nothing new, and resolves when what is under way has ended, or after a few seconds. */
  stop(): Promise<void>;
}

/** Discord allows 50 requests a second, and one takes about a quarter of it. */
const PARALLEL = 12;

/** What has not ended by then is tried again after the next start. */
const STOP_GRACE_MS = 5_000;

/** A store that did not take a record is given this long. */
const STORE_RETRY_MS = 5_000;

/** Edits of one address keep this distance. */
const EDIT_EVERY_MS = 10_000;

/**
 * Sends deliveries until each is told: in order within an address, addresses side by side. It alone writes the
 * stored deliveries.
 */
export function createDeliveryQueue(deps: DeliveryQueueDeps): DeliveryQueue {
  const { deliveries, clock, log, parallel = PARALLEL } = deps;
  const lanes = new Lanes();
  const held = new Map<string, Delivery>();
  const ready = new Set<string>();
  const busy = new Map<string, Promise<void>>();
  const timers = new Map<string, () => void>();
  let running = false;

  function wake(address: string): void {
    timers.get(address)?.();
    timers.delete(address);
    if (!running || busy.has(address)) return;
    const next = lanes.next(address, clock.now());
    if (next.kind === 'run') ready.add(address);
    if (next.kind === 'wait') {
      timers.set(
        address,
        clock.setTimer(next.until - clock.now(), () => wake(address)),
      );
    }
    pump();
  }

  function pump(): void {
    for (const address of ready) {
      if (!running || busy.size >= parallel) return;
      ready.delete(address);
      const next = lanes.next(address, clock.now());
      if (next.kind === 'run') busy.set(address, work(address, next.delivery));
    }
  }

  async function work(address: string, delivery: Delivery): Promise<void> {
    try {
      await settle(delivery, await deliver(delivery, deps));
    } catch (error) {
      // The store did not take it. What is in memory still stands, and is tried again.
      log.error({ delivery: delivery.id, err: error }, 'could not record a delivery; trying again');
      const again = { ...delivery, attempts: delivery.attempts + 1, notBefore: clock.now() + STORE_RETRY_MS };
      lanes.replace(delivery, again);
    } finally {
      busy.delete(address);
      wake(address);
    }
  }

  async function settle(delivery: Delivery, outcome: DeliverOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'done':
        if (delivery.kind === 'refresh')
          lanes.delayEdits(delivery.target.address, clock.now() + EDIT_EVERY_MS);
        return forget(delivery);
      case 'retry':
        log.warn(
          { delivery: delivery.id, attempts: outcome.delivery.attempts },
          `not sent yet: ${outcome.reason}`,
        );
        if (lanes.replace(delivery, outcome.delivery)) await deliveries.set(delivery.id, outcome.delivery);
        return;
      case 'channel_lost':
        log.warn({ delivery: delivery.id, address: delivery.target.address }, `disabled: ${outcome.reason}`);
        await deps.onLost(delivery, outcome.reason);
        for (const pending of lanes.ofAddress(delivery.target.address)) await forget(pending);
        return;
      case 'unauthorized':
        running = false;
        log.error({ pending: lanes.size }, `deliveries have stopped: ${outcome.reason}`);
        deps.onHalted(outcome.reason);
        return;
    }
  }

  async function forget(delivery: Delivery): Promise<void> {
    await deliveries.delete(delivery.id);
    lanes.remove(delivery);
  }

  async function keepOne(delivery: Delivery): Promise<void> {
    if (delivery.kind === 'notice') {
      if (held.has(delivery.id) || lanes.has(delivery)) return;
      // Of an earlier run, which may have tried it already.
      const stored = await deliveries.get(delivery.id);
      if (stored !== undefined) {
        held.set(delivery.id, stored);
        return;
      }
    }
    await deliveries.set(delivery.id, delivery);
    held.set(delivery.id, delivery);
  }

  function putInLane(delivery: Delivery): void {
    const superfluous = lanes.put(delivery);
    if (superfluous === undefined) return;
    deliveries.delete(superfluous.id).catch((error: unknown) => {
      // It is stored needlessly; after a restart it is found to be outdated.
      log.warn({ delivery: superfluous.id, err: error }, 'could not forget an outdated edit');
    });
  }

  return {
    async start() {
      const left: Delivery[] = [];
      for await (const [, delivery] of deliveries.entries()) if (!held.has(delivery.id)) left.push(delivery);
      for (const delivery of left.toSorted(inOrder)) putInLane(delivery);
      if (left.length > 0) log.info({ pending: left.length }, 'taking up deliveries of an earlier run');
      running = true;
      for (const address of lanes.addresses()) wake(address);
    },

    async keep(planned) {
      for (const delivery of planned) await keepOne(delivery);
    },

    release(planned) {
      for (const { id, target } of planned) {
        const delivery = held.get(id);
        held.delete(id);
        if (delivery !== undefined) putInLane(delivery);
        wake(target.address);
      }
    },

    addressesOf(incident) {
      const kept = [...held.values()].filter(
        ({ kind, notice }) => kind === 'notice' && notice.incident === incident,
      );
      return [...lanes.addressesOf(incident), ...kept.map(({ target }) => target.address)];
    },

    size: () => lanes.size + held.size,

    async stop() {
      running = false;
      for (const cancel of timers.values()) cancel();
      timers.clear();
      const grace = Promise.withResolvers<void>();
      const cancel = clock.setTimer(STOP_GRACE_MS, grace.resolve);
      await Promise.race([Promise.all(busy.values()), grace.promise]);
      cancel();
    },
  };
}

/** The order in which they were decided; the numbers in notice ids settle a tie. */
function inOrder(a: Delivery, b: Delivery): number {
  return a.createdAt - b.createdAt || a.id.localeCompare(b.id, 'en', { numeric: true });
}
