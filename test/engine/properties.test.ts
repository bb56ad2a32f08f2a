import { describe, expect, it, vi } from 'vitest';

import { testPolicy } from '#test/support/engine-bench.ts';
import * as fc from '#test/support/fast-check.ts';
import { progress } from '#test/support/progress.ts';

import { FOUND_WORLDS } from './found-worlds.ts';
import { lived } from './lived-worlds.ts';
import { openedWhileDown, outOfTurn, plansOutOfTurn } from './told-in-turn.ts';
import { POLL_MS, SOURCES, WELL, anyWorld, faults, live } from './worlds.ts';
import type { Moment } from './worlds.ts';

/** Few by default; `npm run test:properties` asks for more, from a seed of its own. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
vi.setConfig({ testTimeout: 120_000 + numRuns * 500 });

function check<T>(
  arbitrary: fc.Arbitrary<T>,
  property: (value: T) => void,
  examples: readonly T[] = [],
): void {
  const all = numRuns + examples.length;
  const { currentTestName = '' } = expect.getState();
  const tick = progress((line) => process.stderr.write(`${line}\n`));
  let done = 0;
  const counted = (value: T): void => {
    property(value);
    done += 1;
    tick(() => `${done} of ${all}: ${currentTestName}`);
  };
  fc.assert(fc.property(arbitrary, counted), {
    numRuns: all,
    examples: examples.map((one) => [one]),
  });
}

/** Of random worlds, and of those in which something once did not hold. */
function checkWorlds(property: (moments: readonly Moment[]) => void): void {
  check<readonly Moment[]>(anyWorld, property, Object.values(FOUND_WORLDS));
}

describe('in any world', () => {
  it('an incident opens once, comes back only after it was resolved, and is resolved only while it is open', () => {
    checkWorlds((moments) => {
      expect(outOfTurn(lived(moments).outbox)).toEqual([]);
    });
  });

  it('a maintenance begins before it ends, and each word on it can follow the one before', () => {
    checkWorlds((moments) => {
      expect(plansOutOfTurn(lived(moments).outbox)).toEqual([]);
    });
  });

  it('no two notices have the same id', () => {
    checkWorlds((moments) => {
      const ids = lived(moments).notices.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)]);
    });
  });

  it('no service is told to be down twice without an up between', () => {
    checkWorlds((moments) => {
      const { lapsed, outbox } = lived(moments);
      expect(openedWhileDown(outbox, lapsed)).toEqual([]);
    });
  });

  it('nothing is told to be back while it is known to be down', () => {
    checkWorlds((moments) => {
      expect(lived(moments).toldBackWhileDown).toEqual([]);
    });
  });

  it('every trouble is of exactly one incident', () => {
    checkWorlds((moments) => {
      expect(lived(moments).ofNoneOrSeveral).toEqual([]);
    });
  });

  it('nothing is told to be back without a reading that says so, and each recovery names it', () => {
    checkWorlds((moments) => {
      expect(lived(moments).backWithoutReading).toEqual([]);
    });
  });

  it('everything that was told to be down is told to be back, once the world is well again', () => {
    checkWorlds((moments) => {
      expect(lived(moments).stillDown).toEqual([]);
    });
  });

  it('the order of sources within a poll decides nothing', () => {
    const shuffled = fc.shuffledSubarray([...SOURCES], { minLength: SOURCES.length });
    check(fc.tuple(anyWorld, shuffled), ([moments, order]) => {
      expect(live(moments, { order }).notices()).toEqual(lived(moments).notices);
    });
  });

  it('a restart at any point changes no notice', () => {
    checkWorlds((moments) => {
      const restarted = live(moments, { afterEach: (bench) => bench.restart() });
      expect(restarted.notices()).toEqual(lived(moments).notices);
    });
  });

  it('hearing the same poll twice tells nothing twice', () => {
    checkWorlds((moments) => {
      const bench = live(moments, { afterEach: (running) => running.tick() });
      expect(bench.notices().map(({ id }) => id)).toEqual([...new Set(bench.notices().map(({ id }) => id))]);
    });
  });
});

describe('in a world that never leaves operational', () => {
  it('nobody is told anything, whatever the faults of sources and network', () => {
    check(fc.array(faults, { maxLength: 200 }), (moments) => {
      expect(live(moments.map((now) => ({ ...WELL, faults: now }))).notices()).toEqual([]);
    });
  });
});

describe('every outage that outlasts its confirmation', () => {
  /** Outages of at least three minutes, and longer pauses than the flap window between them. */
  const outages = fc.array(
    fc.record({ polls: fc.integer({ min: 6, max: 60 }), pause: fc.integer({ min: 62, max: 90 }) }),
    { minLength: 1, maxLength: 4 },
  );
  const sourceOfTrouble = fc.constantFrom<keyof Moment>('withdrawals', 'api', 'coins');

  function worldWith(what: keyof Moment, plan: readonly { polls: number; pause: number }[]): Moment[] {
    const hit: Moment = { ...WELL, [what]: what === 'coins' ? WELL.coins.map(() => false) : false };
    return plan.flatMap(({ polls, pause }) => [
      ...Array.from({ length: polls }, () => hit),
      ...Array.from({ length: pause }, () => WELL),
    ]);
  }

  it('is opened exactly once and resolved exactly once', () => {
    check(fc.tuple(sourceOfTrouble, outages), ([what, plan]) => {
      const kinds = live(worldWith(what, plan))
        .notices()
        .map(({ kind }) => kind);
      expect(kinds).toEqual(plan.flatMap(() => ['opened', 'resolved']));
    });
  });

  it('lasts in what is told as long as it lasted in the world', () => {
    check(fc.tuple(sourceOfTrouble, outages), ([what, plan]) => {
      const told = live(worldWith(what, plan))
        .notices()
        .flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]));
      const slackMs = testPolicy.confirm.probeFailure * POLL_MS;
      for (const [i, { polls }] of plan.entries()) {
        expect(Math.abs((told[i] ?? 0) - polls * POLL_MS)).toBeLessThanOrEqual(slackMs);
      }
    });
  });
});

describe('a storm of flaps', () => {
  it('makes a bounded number of notices', () => {
    const storm = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 40, maxLength: 120 });
    check(storm, (lengths) => {
      const moments = lengths.flatMap((polls, i) =>
        Array.from({ length: polls }, () => ({ ...WELL, withdrawals: i % 2 === 0 })),
      );
      expect(live(moments).notices().length).toBeLessThanOrEqual(6);
    });
  });
});
