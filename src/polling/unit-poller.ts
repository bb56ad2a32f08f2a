import { isTrouble } from '#src/domain/status.ts';
import type { Policy } from '#src/domain/policy.ts';
import { backOffMs } from '#src/platform/back-off.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

import { hostOf } from './classify.ts';
import type { Stepped } from './exchange-writer.ts';
import { nextReread } from './plan.ts';
import type { PollUnit } from './plan.ts';
import type { SourceRead, SourceReader, UnitRead } from './read-source.ts';
import { GOOD_HEALTH, noteOutcome } from './source-health.ts';
import type { SourceHealth } from './source-health.ts';

export interface UnitPollerDeps {
  readonly unit: PollUnit;
  readonly reader: SourceReader;
  readonly exchangeName: string;
  readonly policy: Policy;
  readonly clock: Clock;
  /** Until when a host, or a unit, is to be left alone, on the monotonic clock: shared by all units. */
  readonly heldUntil: Map<string, number>;
  /** Has the engine take in what was read. */
  readonly observe: (reads: readonly SourceRead[]) => Promise<Stepped>;
  readonly onOperator: (message: string) => void;
  readonly log: Logger;
  /** How reading each source goes, by its id: kept where a unit takes another's place. */
  readonly health: Map<string, SourceHealth>;
}

/** A host that does not say for how long it wants to be left alone is asked again after a quarter of an hour. */
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Values outside the documented ones are reported once each; a source that invents new ones all the time is not. */
const MAX_UNREAD_REPORTED = 100;

/** Reads one unit, one read at a time, and again out of turn when the engine is in doubt. */
export class UnitPoller {
  readonly unit: PollUnit;
  private readonly deps: UnitPollerDeps;
  private readonly hosts: readonly string[];
  private readonly reported = new Set<string>();
  private running: Promise<void> | undefined;
  private reread: { readonly at: number; readonly cancel: () => void } | undefined;
  private throttledTimes = 0;
  private isStopped = false;

  constructor(deps: UnitPollerDeps) {
    this.deps = deps;
    this.unit = deps.unit;
    this.hosts = [...new Set(deps.unit.requests.map(({ url }) => hostOf(url)))];
  }

  /** Reads now, or waits for the read under way; does nothing while a host wants to be left alone. Never rejects. */
  poll(): Promise<void> {
    if (this.running !== undefined) return this.running;
    if (this.isStopped || this.isHeld()) return Promise.resolve();
    this.running = this.readAndObserve().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Reads again after so long, unless a try is due sooner. */
  rereadAfter(afterMs: number): void {
    if (this.isStopped) return;
    const now = this.deps.clock.monotonic();
    const at = nextReread(this.reread?.at, afterMs, now);
    if (at === this.reread?.at) return;
    this.reread?.cancel();
    const cancel = this.deps.clock.setTimer(at - now, () => {
      this.reread = undefined;
      void this.poll();
    });
    this.reread = { at, cancel };
  }

  /** Begins nothing new; what the read under way brings is dropped. */
  stop(): void {
    this.isStopped = true;
    this.reread?.cancel();
  }

  private async readAndObserve(): Promise<void> {
    const { reader, observe, log } = this.deps;
    // This read is the one that was wanted.
    this.reread?.cancel();
    this.reread = undefined;
    try {
      const read = await reader.read();
      if (this.isStopped) return;
      const { reads } = read;
      for (const one of reads) this.report(one);
      this.holdIfThrottled(reads);
      const stepped = await observe(reads);
      if (stepped.kind === 'stepped') this.followUp(read, stepped);
    } catch (error) {
      log.error({ err: error, unit: this.unit.id }, 'poll failed');
    }
  }

  private followUp(
    { reads, keep }: UnitRead,
    { before, after }: Extract<Stepped, { kind: 'stepped' }>,
  ): void {
    const heard = new Map(reads.map(({ observation: { kind, source } }) => [source, kind]));
    // The engine may refuse what was decoded, such as a list without its rows: that is no answer to stand by.
    keep(({ id }) => {
      const kind = heard.get(id);
      return (kind !== 'ok' && kind !== 'unchanged') || after.sources[id]?.outcome === 'ok';
    });
    for (const { observation } of reads) {
      const { kind, source } = observation;
      const isNewSilence =
        kind === 'failed' && observation.reach === 'unproven' && before.sources[source]?.outcome !== 'failed';
      const [soon] = this.deps.policy.rereadMs;
      if (
        isNewSilence &&
        soon !== undefined &&
        observation.readings.some(({ status }) => isTrouble(status))
      ) {
        this.rereadAfter(soon);
      }
    }
  }

  private isHeld(): boolean {
    const { clock, heldUntil } = this.deps;
    const now = clock.monotonic();
    return [this.unit.id, ...this.hosts].some((key) => now < (heldUntil.get(key) ?? 0));
  }

  /**
   * A host that names a time, or bans, means all that we ask of it; otherwise only this is too much. So it is where
   * the host was left alone for that time, and this alone is too much again: what else it serves stays in sight.
   */
  private holdIfThrottled(reads: readonly SourceRead[]): void {
    const throttled = reads.find(({ observation }) => observation.kind === 'throttled');
    if (throttled === undefined) {
      this.throttledTimes = 0;
      return;
    }
    this.throttledTimes += 1;
    const { retryAfterMs, detail } = throttled;
    const waitMs =
      retryAfterMs === null || retryAfterMs === 0
        ? backOffMs(this.throttledTimes, { firstMs: 2 * this.unit.everyMs, longestMs: LONGEST_PAUSE_MS })
        : retryAfterMs;
    const isFirst = this.throttledTimes === 1;
    const isWholeHost = detail.httpStatus === 418 || (retryAfterMs !== null && isFirst);
    const key = isWholeHost ? hostOf(detail.url) : this.unit.id;
    const until = this.deps.clock.monotonic() + waitMs;
    this.deps.heldUntil.set(key, Math.max(until, this.deps.heldUntil.get(key) ?? 0));
    this.deps.log.info({ unit: this.unit.id, held: key, waitMs }, 'throttled');
  }

  private report({ source, observation, detail }: SourceRead): void {
    const { log } = this.deps;
    const { ms, bytes, wireBytes, unread } = detail;
    log.debug(
      { unit: this.unit.id, source: source.id, outcome: observation.kind, ms, bytes, wireBytes },
      'poll',
    );
    const { health, news } = noteOutcome(this.deps.health.get(source.id) ?? GOOD_HEALTH, observation.kind);
    this.deps.health.set(source.id, health);
    if (news !== null) this.tell(source, news, 'message' in observation ? observation.message : '');
    for (const value of unread) this.reportUnread(source, value);
  }

  private tell(source: ConfiguredSource, news: 'bad' | 'back', message: string): void {
    const name = `${this.deps.exchangeName}, source "${source.id}"`;
    const text = news === 'bad' ? `${name}, cannot be read: ${message}` : `${name}, can be read again.`;
    if (source.undocumented) this.deps.log.debug({ source: source.id }, text);
    else this.deps.onOperator(text);
  }

  private reportUnread(source: ConfiguredSource, value: string): void {
    const key = `${source.id} ${value}`;
    if (this.reported.has(key) || this.reported.size >= MAX_UNREAD_REPORTED) return;
    this.reported.add(key);
    const level = source.undocumented ? 'debug' : 'warn';
    this.deps.log[level]({ unit: this.unit.id, source: source.id, value }, 'value not documented');
  }
}
