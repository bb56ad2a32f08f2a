import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import type { Incident, OutboxItem } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Policy } from '#src/domain/policy.ts';
import { abandoned } from '#src/engine/endings/abandon.ts';
import type { StepContext } from '#src/engine/context.ts';
import type { ExchangeProfile } from '#src/engine/profile.ts';
import type { Reread, StepResult } from '#src/engine/step.ts';
import type { Clock } from '#src/platform/clock.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import type { Write } from '#src/platform/collection.ts';
import type { Logger } from '#src/platform/log.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import { inTurns } from '#src/platform/turns.ts';

type Step = (state: ExchangeState, observations: readonly Observation[], context: StepContext) => StepResult;

export interface ExchangeWriterDeps {
  readonly profile: ExchangeProfile;
  readonly policy: Policy;
  readonly step: Step;
  readonly clock: Clock;
  readonly states: {
    get(exchange: string): Promise<ExchangeState | undefined>;
    /** Keeps a state, and other writes with it: all of it or none. */
    set(exchange: string, state: ExchangeState, alongside: readonly Write[]): Promise<void>;
    /** By exchange of which anything is known: when it was last decided on; 0 where all was forgotten. */
    lastDecisions?(): Promise<ReadonlyMap<string, number>>;
  };
  /** What keeps an incident that is over. It is written together with the state that it is no longer in. */
  readonly archive: (exchange: string, incident: Incident) => Write;
  /** These are new in the outbox of an exchange, and safe. */
  readonly onOutbox: (exchange: string, items: readonly OutboxItem[]) => void;
  /** Whether a step of an exchange may be taken here and now, where others may lead it too. */
  readonly mayWrite?: (exchange: string) => boolean;
  /** Somebody else has replaced the state of an exchange: no more steps are taken here until it is loaded again. */
  readonly onOvertaken?: (exchange: string) => void;
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

/** The one writer of an exchange's state. What it does, it does one after the other. */
export class ExchangeWriter {
  private deps: ExchangeWriterDeps;
  private readonly turn = inTurns();
  private current: ExchangeState;
  private stored: ExchangeState | undefined;
  private storedAt = 0;
  private hasStoreFailed = false;
  private isFinished = false;

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
      const { profile, states, clock, onOutbox } = this.deps;
      this.stored = await states.get(profile.id);
      this.current = this.stored ?? emptyExchangeState(profile.id);
      this.storedAt = clock.monotonic();
      this.isFinished = false;
      if (this.current.outbox.length > 0) onOutbox(profile.id, this.current.outbox);
    });
  }

  /** Takes one step of the engine, and stores what it decided before anybody is told. Never rejects. */
  observe(observations: readonly Observation[]): Promise<Stepped> {
    return this.inTurn(async () => {
      const { profile, policy, clock, log } = this.deps;
      const before = this.current;
      if (this.isFinished || this.deps.mayWrite?.(profile.id) === false) return { kind: 'not_stored' };
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

  /**
   * Removes dispatched items from the outbox, and keeps what they have become in the same write. Rejects when that
   * cannot be stored; the outbox then stays.
   */
  clearOutbox(items: Iterable<OutboxItem>, instead: readonly Write[] = []): Promise<void> {
    return this.inTurn(async () => {
      // The very items: a refresh that came meanwhile carries the id of the notice that it is about.
      const done = new Set(items);
      const outbox = this.current.outbox.filter((item) => !done.has(item));
      if (outbox.length < this.current.outbox.length || instead.length > 0)
        await this.store({ ...this.current, outbox }, instead);
    });
  }

  /** Decides the next step by another policy. What is known stays. */
  configure({ policy, profile }: Pick<ExchangeWriterDeps, 'policy' | 'profile'>): void {
    this.deps = { ...this.deps, policy, profile };
  }

  /** Forgets all that is known, closes what is open without a word, and takes no more steps. Never rejects. */
  abandon(): Promise<void> {
    return this.inTurn(async () => {
      this.isFinished = true;
      const { archive, clock, log, profile } = this.deps;
      if (this.current.updatedAt === 0) return;
      const { closed, state } = abandoned(this.current, clock.now());
      await this.store(
        state,
        closed.map((incident) => archive(profile.id, incident)),
      ).catch((error: unknown) => {
        log.error({ err: error, exchange: profile.id }, 'what is no longer watched was not closed');
      });
    });
  }

  /** Writes what is not written yet, and takes no more steps. Never rejects. */
  finish(): Promise<void> {
    return this.inTurn(async () => {
      if (this.isFinished) return;
      this.isFinished = true;
      if (this.stored === this.current || this.current.updatedAt === 0) return;
      await this.store(this.current).catch((error: unknown) => {
        this.deps.log.error({ err: error, exchange: this.deps.profile.id }, 'last write failed');
      });
    });
  }

  private async keep(next: ExchangeState, closed: readonly Incident[]): Promise<void> {
    const { profile, clock, log, onOutbox, archive } = this.deps;
    const before = this.current;
    if (closed.length === 0 && isSameButFresh(before, next)) {
      this.current = next;
      if (clock.monotonic() - this.storedAt < FRESHNESS_WRITE_MS && this.stored !== undefined) return;
    }
    await this.store(
      next,
      closed.map((incident) => archive(profile.id, incident)),
    );
    const known = new Set(before.outbox);
    const news = next.outbox.filter((item) => !known.has(item));
    for (const { kind, notice } of news) {
      const { id, rule, services } = notice;
      if (kind === 'notice') log.info({ notice: id, kind: notice.kind, services, rule }, 'decided');
    }
    if (news.length > 0) onOutbox(profile.id, news);
  }

  private async store(next: ExchangeState, alongside: readonly Write[] = []): Promise<void> {
    const { profile, states, clock, onOperator } = this.deps;
    try {
      await states.set(profile.id, next, alongside);
    } catch (error) {
      if (error instanceof OvertakenError) {
        this.isFinished = true;
        this.deps.onOvertaken?.(profile.id);
        throw error;
      }
      if (!this.hasStoreFailed) {
        const reason = reasonOf(error);
        onOperator(
          `The state of ${profile.name} cannot be stored (${reason}), so nothing new is told of it; free some space or check the store.`,
        );
      }
      this.hasStoreFailed = true;
      throw error;
    }
    this.current = next;
    this.stored = next;
    this.storedAt = clock.monotonic();
    if (this.hasStoreFailed) onOperator(`The store takes the state of ${profile.name} again.`);
    this.hasStoreFailed = false;
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    return this.turn(this.deps.profile.id, task);
  }
}

/** Whether nothing changed but when things were last looked at. */
function isSameButFresh(before: ExchangeState, next: ExchangeState): boolean {
  const keys = Object.keys(next) as (keyof ExchangeState)[];
  return (
    keys.every((key) => key === 'updatedAt' || key === 'sources' || isSame(before[key], next[key])) &&
    hasSameOutcomes(before.sources, next.sources)
  );
}

function isSame(before: unknown, next: unknown): boolean {
  if (before === next) return true;
  if (!Array.isArray(before) || !Array.isArray(next)) return false;
  return before.length === next.length && next.every((item, i) => item === before[i]);
}

function hasSameOutcomes(before: ExchangeState['sources'], next: ExchangeState['sources']): boolean {
  if (before === next) return true;
  const names = Object.keys(next);
  if (names.length !== Object.keys(before).length) return false;
  return names.every((name) => isSameOutcome(before[name], next[name]));
}

function isSameOutcome(before: SourceState | undefined, next: SourceState | undefined): boolean {
  return (
    before === next ||
    (before?.outcome === next?.outcome &&
      before?.lostRows === next?.lostRows &&
      before?.since === next?.since)
  );
}
