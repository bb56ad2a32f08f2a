import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import type { Incident, OutboxItem } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { StepContext } from '#src/engine/context.ts';
import { digestOf } from '#src/engine/digest.ts';
import type { ExchangeProfile } from '#src/engine/profile.ts';
import type { Reread, StepResult } from '#src/engine/step.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Collection, Commit, Write } from '#src/platform/collection.ts';
import type { Logger } from '#src/platform/log.ts';
import { inTurns } from '#src/platform/turns.ts';

type Step = (state: ExchangeState, observations: readonly Observation[], context: StepContext) => StepResult;

export interface ExchangeWriterDeps {
  readonly profile: ExchangeProfile;
  readonly policy: Policy;
  readonly step: Step;
  readonly clock: Clock;
  readonly states: Collection<ExchangeState>;
  /** Where something is kept in the same write as a state: see `clearOutbox`. */
  readonly commit?: Commit;
  /** Keeps an incident that is over. Called again with the same one after a crash or a failed write. */
  readonly archive: (exchange: string, incident: Incident) => Promise<void>;
  /** The exchange has something new in its outbox. */
  readonly onOutbox: (exchange: string) => void;
  readonly onOperator: (message: string) => void;
  readonly log: Logger;
}

/** What became of some observations. */
export type Stepped =
  | {
      readonly kind: 'stepped';
      readonly before: ExchangeState;
      readonly after: ExchangeState;
      readonly rereads: readonly Reread[];
    }
  /** The decision could not be stored, so it was not taken: what was observed has to be observed again. */
  | { readonly kind: 'not_stored' };

/** Freshness alone is worth a write only so often. */
const FRESHNESS_WRITE_MS = 60_000;
// A record of thousands of coins is most of a megabyte. After a crash its freshness is still within what is not stale.
const LARGE_FRESHNESS_WRITE_MS = 4 * 60_000;
const LARGE_CLAIMS = 1_000;

/** The one writer of an exchange's record. What it does, it does one after the other. */
export class ExchangeWriter {
  private readonly deps: ExchangeWriterDeps;
  private current: ExchangeState;
  private stored: ExchangeState | undefined;
  private storedAt = 0;
  private hasStoreFailed = false;
  private isFinished = false;
  private readonly turn = inTurns();

  constructor(deps: ExchangeWriterDeps) {
    this.deps = deps;
    this.current = emptyExchangeState(deps.profile.id);
  }

  /** What is known and stored, save for freshness. */
  get state(): ExchangeState {
    return this.current;
  }

  load(): Promise<void> {
    return this.inTurn(async () => {
      const { profile, states, clock } = this.deps;
      this.stored = await states.get(profile.id);
      this.current = this.stored ?? emptyExchangeState(profile.id);
      this.storedAt = clock.monotonic();
      if (this.current.outbox.length > 0) this.deps.onOutbox(profile.id);
    });
  }

  /** Takes one step of the engine, and stores what it decided before anybody is told. Never rejects. */
  observe(observations: readonly Observation[]): Promise<Stepped> {
    return this.inTurn(async () => {
      const { profile, policy, clock, log } = this.deps;
      const before = this.current;
      if (this.isFinished) return { kind: 'not_stored' };
      try {
        const { state, closed, rereads } = this.deps.step(before, observations, {
          now: clock.now(),
          policy,
          profile,
        });
        await this.keep(state, closed);
        return { kind: 'stepped', before, after: state, rereads };
      } catch (error) {
        log.error({ err: error, exchange: profile.id }, 'step not taken');
        return { kind: 'not_stored' };
      }
    });
  }

  /** Removes dispatched items from the outbox, and keeps what they have become in the same write. Rejects when that cannot be stored; the outbox then stays. */
  clearOutbox(items: Iterable<OutboxItem>, instead: readonly Write[] = []): Promise<void> {
    return this.inTurn(async () => {
      // The very items: a refresh that came meanwhile carries the id of the notice that it is about.
      const done = new Set(items);
      const outbox = this.current.outbox.filter((item) => !done.has(item));
      if (outbox.length === this.current.outbox.length && instead.length === 0) return;
      await this.store({ ...this.current, outbox }, instead);
    });
  }

  /** Writes what is not written yet, and takes no more steps. Never rejects. */
  finish(): Promise<void> {
    return this.inTurn(async () => {
      this.isFinished = true;
      if (this.stored === this.current || this.current.updatedAt === 0) return;
      await this.store(this.current).catch((error: unknown) => {
        this.deps.log.error({ err: error, exchange: this.deps.profile.id }, 'last write failed');
      });
    });
  }

  private async keep(next: ExchangeState, closed: readonly Incident[]): Promise<void> {
    const { profile, clock, onOutbox, archive } = this.deps;
    const before = this.current;
    if (closed.length === 0 && isSameButFresh(before, next)) {
      this.current = next;
      if (clock.monotonic() - this.storedAt < freshnessWriteMs(next) && this.stored !== undefined) return;
    }
    // The archive goes first: a crash in between archives the same incident again, and loses none.
    for (const incident of closed) await this.orReport(archive(profile.id, incident));
    await this.store(next);
    if (next.outbox.length > 0 && next.outbox !== before.outbox) onOutbox(profile.id);
  }

  private async store(next: ExchangeState, also: readonly Write[] = []): Promise<void> {
    const { profile, states, clock, onOperator } = this.deps;
    const { commit } = this.deps;
    await this.orReport(
      commit === undefined || also.length === 0
        ? states.set(profile.id, next)
        : commit([states.writeOf(profile.id, next), ...also]),
    );
    this.current = next;
    this.stored = next;
    this.storedAt = clock.monotonic();
    if (this.hasStoreFailed) onOperator(`The store takes the state of ${profile.name} again.`);
    this.hasStoreFailed = false;
  }

  private async orReport(write: Promise<void>): Promise<void> {
    try {
      await write;
    } catch (error) {
      const { profile, onOperator } = this.deps;
      if (!this.hasStoreFailed) {
        const reason = error instanceof Error ? error.message : String(error);
        onOperator(
          `The state of ${profile.name} cannot be stored (${reason}), so nothing new is told of it; free some space or check the store.`,
        );
      }
      this.hasStoreFailed = true;
      throw error;
    }
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    return this.turn(this.deps.profile.id, task);
  }
}

function freshnessWriteMs({ claims }: ExchangeState): number {
  const size = Object.values(claims).reduce((sum, own) => sum + digestOf(own).size, 0);
  return size > LARGE_CLAIMS ? LARGE_FRESHNESS_WRITE_MS : FRESHNESS_WRITE_MS;
}

/** Whether nothing changed but when things were last looked at. */
function isSameButFresh(before: ExchangeState, next: ExchangeState): boolean {
  return (
    before.claims === next.claims &&
    isSameList(before.incidents, next.incidents) &&
    isSameList(before.maintenances, next.maintenances) &&
    isSameList(before.outbox, next.outbox) &&
    hasSameOutcomes(before.sources, next.sources)
  );
}

function isSameList(before: readonly unknown[], next: readonly unknown[]): boolean {
  return before === next || (before.length === next.length && next.every((item, i) => item === before[i]));
}

function hasSameOutcomes(before: ExchangeState['sources'], next: ExchangeState['sources']): boolean {
  if (before === next) return true;
  const names = Object.keys(next);
  if (names.length !== Object.keys(before).length) return false;
  return names.every((name) => isSameOutcome(before[name], next[name]));
}

function isSameOutcome(before: SourceState | undefined, next: SourceState | undefined): boolean {
  return (
    before?.outcome === next?.outcome && before?.message === next?.message && before?.since === next?.since
  );
}
