import type { Delivery } from '#src/domain/delivery.ts';

/** What an address's lane has to do at a time. */
export type NextStep =
  | { readonly kind: 'run'; readonly delivery: Delivery }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'empty' };

interface Lane {
  /** In the order in which they must be told. */
  readonly notices: Delivery[];
  /** By incident: of several states of one message only the newest is worth showing. */
  readonly refreshes: Map<string, Delivery>;
  editNotBefore: number;
}

/** Pending deliveries: first in, first out at an address; new messages before edits of old ones. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  get size(): number {
    let size = 0;
    for (const lane of this.#lanes.values()) size += lane.notices.length + lane.refreshes.size;
    return size;
  }

  has(delivery: Delivery): boolean {
    return this.#find(delivery) !== undefined;
  }

  /** Adds or replaces a delivery. What it makes superfluous is returned, to be forgotten. */
  put(delivery: Delivery): Delivery | undefined {
    const lane = this.#laneOf(delivery.target.address);
    if (delivery.kind === 'refresh') {
      const older = lane.refreshes.get(delivery.notice.incident);
      lane.refreshes.set(delivery.notice.incident, delivery);
      return older?.id === delivery.id ? undefined : older;
    }
    const at = lane.notices.findIndex((other) => other.id === delivery.id);
    if (at < 0) lane.notices.push(delivery);
    else lane.notices[at] = delivery;
    return undefined;
  }

  /** Puts the next try of a delivery in its place; not when a newer refresh has taken that. */
  replace(delivery: Delivery, next: Delivery): boolean {
    if (this.#find(delivery) !== delivery) return false;
    this.put(next);
    return true;
  }

  /** Removes this very version; a newer refresh that has taken its place stays. */
  remove(delivery: Delivery): void {
    const lane = this.#lanes.get(delivery.target.address);
    if (lane === undefined) return;
    if (delivery.kind === 'refresh') {
      if (lane.refreshes.get(delivery.notice.incident) === delivery) {
        lane.refreshes.delete(delivery.notice.incident);
      }
      return;
    }
    const at = lane.notices.findIndex((other) => other.id === delivery.id);
    if (at >= 0) lane.notices.splice(at, 1);
  }

  ofAddress(address: string): Delivery[] {
    const lane = this.#lanes.get(address);
    return lane === undefined ? [] : [...lane.notices, ...lane.refreshes.values()];
  }

  addresses(): string[] {
    return [...this.#lanes.keys()];
  }

  /** Addresses that have a message of the incident waiting. */
  addressesOf(incident: string): string[] {
    return [...this.#lanes]
      .filter(([, lane]) => lane.notices.some(({ notice }) => notice.incident === incident))
      .map(([address]) => address);
  }

  /** Spaces out the edits of an address. */
  delayEdits(address: string, until: number): void {
    this.#laneOf(address).editNotBefore = until;
  }

  next(address: string, now: number): NextStep {
    const lane = this.#lanes.get(address);
    if (lane === undefined) return { kind: 'empty' };
    const [notice] = lane.notices;
    if (notice !== undefined) return dueAt(notice, notice.notBefore, now);
    const [refresh] = lane.refreshes.values();
    if (refresh !== undefined) return dueAt(refresh, Math.max(refresh.notBefore, lane.editNotBefore), now);
    return { kind: 'empty' };
  }

  #find(delivery: Delivery): Delivery | undefined {
    const lane = this.#lanes.get(delivery.target.address);
    if (lane === undefined) return undefined;
    const pending = delivery.kind === 'notice' ? lane.notices : [...lane.refreshes.values()];
    return pending.find(({ id }) => id === delivery.id);
  }

  #laneOf(address: string): Lane {
    let lane = this.#lanes.get(address);
    if (lane === undefined) {
      lane = { notices: [], refreshes: new Map(), editNotBefore: 0 };
      this.#lanes.set(address, lane);
    }
    return lane;
  }
}

function dueAt(delivery: Delivery, at: number, now: number): NextStep {
  return at <= now ? { kind: 'run', delivery } : { kind: 'wait', until: at };
}
