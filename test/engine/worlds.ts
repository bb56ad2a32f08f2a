import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { contains } from '#src/domain/service.ts';
import { createEngineBench, flag, probe, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';
import * as fc from '#test/support/fast-check.ts';

// Random worlds for the engine: what is true of an exchange, poll by poll, and how well it can be read.

export const POLL_MS = 30_000;

/** What is true of the exchange during one poll, and how well each source can be read. */
export interface Moment {
  readonly withdrawals: boolean;
  readonly api: boolean;
  readonly coins: readonly boolean[];
  /** Whether the list of coins has each of them at all. */
  readonly listed: readonly boolean[];
  readonly faults: Readonly<Record<string, Fault>>;
}

type Fault = 'none' | 'broken' | 'throttled' | 'blocked' | 'misconfigured' | 'unproven' | 'repeat';

export const SOURCES = ['status-page', 'wallets', 'spot-ping'] as const;
export const WELL: Moment = {
  withdrawals: true,
  api: true,
  coins: Array.from({ length: 8 }, () => true),
  listed: Array.from({ length: 8 }, () => true),
  faults: {},
};

const fault = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fault>('none') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Fault>(
      'broken',
      'throttled',
      'blocked',
      'misconfigured',
      'unproven',
      'repeat',
    ),
  },
);
export const faults = fc.record({ 'status-page': fault, wallets: fault, 'spot-ping': fault });

const moment: fc.Arbitrary<Moment> = fc.record({
  withdrawals: fc.boolean(),
  api: fc.boolean(),
  coins: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  listed: fc.constant(WELL.listed),
  faults,
});

/** The same with lists that lose rows, and get them back. */
const holeyMoment: fc.Arbitrary<Moment> = fc
  .tuple(moment, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
  .map(([what, listed]) => ({ ...what, listed }));

/** Worlds that change at random, each state holding for a random number of polls. */
const worldOf = (what: fc.Arbitrary<Moment>) =>
  fc
    .array(fc.tuple(what, fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 25 })
    .map((phases) => phases.flatMap(([now, times]) => Array.from({ length: times }, () => now)));

export const anyWorld = fc.oneof(worldOf(moment), worldOf(holeyMoment));

function readingsOf(source: string, now: Moment): readonly Reading[] {
  switch (source) {
    case 'status-page':
      return [
        word('withdrawals', now.withdrawals ? 'operational' : 'major_outage'),
        word('spot', 'operational'),
      ];
    case 'wallets':
      return now.coins.flatMap((isOpen, i) =>
        now.listed[i] === true ? [flag(`withdrawals/C${i}/N${i % 2}`, isOpen)] : [],
      );
    default:
      return [probe('api', 'operational')];
  }
}

function observationOf(bench: EngineBench, source: string, now: Moment, before: Moment): Observation {
  const kind = now.faults[source] ?? 'none';
  switch (kind) {
    case 'none':
      return source === 'spot-ping' && !now.api
        ? bench.failed(source)
        : bench.ok(source, readingsOf(source, now));
    case 'repeat':
      if (source === 'spot-ping' && !now.api) return bench.failed(source);
      return isSame(source, now, before) && (before.faults[source] ?? 'none') === 'none'
        ? { source, at: bench.now(), kind: 'unchanged' }
        : bench.ok(source, readingsOf(source, now));
    case 'unproven':
      return { ...bench.failed(source, 'unproven'), ...(source !== 'spot-ping' && { readings: [] }) };
    case 'broken':
    case 'throttled':
    case 'blocked':
    case 'misconfigured':
      return { source, at: bench.now(), kind, message: 'no' };
  }
}

function isSame(source: string, a: Moment, b: Moment): boolean {
  return JSON.stringify(readingsOf(source, a)) === JSON.stringify(readingsOf(source, b));
}

/** Whether any source lists it, or what is part of it, as working. */
export function saysItWorks(service: string, now: Moment): boolean {
  return SOURCES.flatMap((source) => readingsOf(source, now)).some(
    (reading) => reading.status === 'operational' && contains(service, reading.service),
  );
}

interface Course {
  readonly order?: readonly string[];
  readonly afterEach?: (bench: EngineBench, now: Moment) => void;
}

/** How long it takes until nothing is waited for: the flap window, and a little. */
const CALM_POLLS = 72;

/** Lives through a world that begins and ends well, so that what was opened can be resolved. */
export function live(moments: readonly Moment[], { order = SOURCES, afterEach }: Course = {}): EngineBench {
  const bench = createEngineBench();
  const days = [WELL, WELL, WELL, ...moments, ...Array.from({ length: CALM_POLLS }, () => WELL)];
  let before = WELL;
  for (const now of days) {
    bench.observe(...order.map((source) => observationOf(bench, source, now, before)));
    afterEach?.(bench, now);
    bench.pass(POLL_MS);
    before = now;
  }
  return bench;
}

/** A moment, told shortly: of each coin `+` open, `x` closed, `-` not listed. */
export function momentOf(what: Partial<Omit<Moment, 'coins' | 'listed'>>, coins = '++++++++'): Moment {
  const marks = coins.split('');
  return {
    ...WELL,
    ...what,
    coins: marks.map((mark) => mark === '+'),
    listed: marks.map((mark) => mark !== '-'),
  };
}
