import { expect, test } from 'vitest';

import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Reading } from '#src/domain/reading.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { lookAt } from '#src/engine/scene/look.ts';
import { rollUp } from '#src/engine/inference/roll-up.ts';
import { createEngineBench, flag, testPolicy, testProfile, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';
import * as fc from '#test/support/fast-check.ts';

// What did not change is not computed again. It has to come to what is computed from nothing, among enough coins for
// many shelves.

const COINS = 150;
const NETWORKS = 5;
const SERVICES = Array.from({ length: COINS }, (_, i) =>
  ['withdrawals', 'deposits'].map((component) => `${component}/C${i}/N${i % NETWORKS}`),
).flat();

/** What one poll changes of the list: switches, rows that go or come, and a network as a whole. */
interface Change {
  readonly switched: readonly number[];
  readonly toggled: readonly number[];
  readonly network: number | undefined;
  readonly said: boolean;
  readonly passMs: number;
}

const place = fc.integer({ min: 0, max: SERVICES.length - 1 });
const change: fc.Arbitrary<Change> = fc.record({
  switched: fc.array(place, { maxLength: 6 }),
  toggled: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(place, { maxLength: 2 }) },
  ),
  network: fc.option(fc.integer({ min: 0, max: NETWORKS - 1 }), { nil: undefined, freq: 4 }),
  said: fc.boolean(),
  passMs: fc.constantFrom(2_000, 30_000, 60_000, 30 * 60_000, 8 * 24 * 3_600_000),
});

/** The readings of each poll; what does not change is the very object that it was, as the poller keeps it. */
function pollsOf(
  changes: readonly Change[],
): { wallets: Reading[]; second: Reading[]; page: Reading[]; passMs: number }[] {
  const open = new Map(SERVICES.map((service) => [service, flag(service, true)]));
  const gone = new Set<string>();
  const turn = (service: string): void => {
    open.set(service, flag(service, open.get(service)?.status !== 'operational'));
  };
  return changes.map(({ switched, toggled, network, said, passMs }) => {
    for (const i of switched) turn(SERVICES[i] ?? '');
    if (network !== undefined) for (const one of SERVICES) if (one.endsWith(`/N${network}`)) turn(one);
    for (const i of toggled) {
      const service = SERVICES[i] ?? '';
      if (!gone.delete(service)) gone.add(service);
    }
    const wallets = [...open].filter(([service]) => !gone.has(service)).map(([, reading]) => reading);
    return {
      wallets,
      // Another list of some of them, which agrees now and then.
      second: said ? wallets.filter(({ service }) => service.includes('/C1')) : [],
      page: [word('withdrawals', said ? 'operational' : 'degraded_performance')],
      passMs,
    };
  });
}

function copyOf(state: ExchangeState): ExchangeState {
  return structuredClone(state);
}

function expectSame(bench: EngineBench): void {
  const context = { now: bench.now(), policy: testPolicy, profile: testProfile };
  const state = bench.state();
  const fresh = copyOf(state);
  expect(rollUp(lookAt(state, context))).toEqual(rollUp(lookAt(fresh, context)));
  expect(sceneOf(state, context).troubles()).toEqual(sceneOf(fresh, context).troubles());
}

test('what is carried over from the last step is what is computed from nothing', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 2, maxLength: 12 }), (changes) => {
      const carried = createEngineBench();
      const fromNothing = createEngineBench();
      for (const { wallets, second, page, passMs } of pollsOf(changes)) {
        for (const bench of [carried, fromNothing]) {
          const lists = [bench.ok('wallets', wallets), bench.ok('status-page', page)];
          if (second.length > 0) lists.push(bench.ok('system-status', second));
          bench.observe(...lists);
          bench.observe({ source: 'wallets', at: bench.now(), kind: 'unchanged' });
          bench.pass(passMs);
        }
        fromNothing.restart();
        expectSame(carried);
        expect(carried.state()).toEqual(fromNothing.state());
      }
      expect(carried.notices()).toEqual(fromNothing.notices());
    }),
    { numRuns: 4 },
  );
});
