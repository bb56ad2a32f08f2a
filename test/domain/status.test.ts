import * as fc from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import { isTrouble, severityOf, STATUSES, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

const anyStatus = fc.constantFrom(...STATUSES);

describe('the order of statuses', () => {
  it('goes from what we cannot see to what hurts most', () => {
    const fromMildToBad: Status[] = [
      'unknown',
      'operational',
      'under_maintenance',
      'degraded_performance',
      'partial_outage',
      'major_outage',
    ];
    expect(STATUSES.toSorted((a, b) => severityOf(a) - severityOf(b))).toEqual(fromMildToBad);
  });

  it('gives no two statuses the same place', () => {
    expect(new Set(STATUSES.map(severityOf)).size).toBe(STATUSES.length);
  });
});

describe('trouble', () => {
  it.each<[Status, boolean]>([
    ['degraded_performance', true],
    ['partial_outage', true],
    ['major_outage', true],
    ['operational', false],
    ['under_maintenance', false],
    ['unknown', false],
  ])('%s: %s', (status, expected) => {
    expect(isTrouble(status)).toBe(expected);
  });
});

describe('the worst of several statuses', () => {
  it.each<[string, Status[], Status]>([
    ['of none is unknown', [], 'unknown'],
    ['is no worse for what we cannot see', ['operational', 'unknown'], 'operational'],
    ['lets maintenance outrank operation', ['operational', 'under_maintenance'], 'under_maintenance'],
    [
      'lets trouble outrank maintenance',
      ['under_maintenance', 'degraded_performance'],
      'degraded_performance',
    ],
    [
      'is the full outage among partial ones',
      ['partial_outage', 'major_outage', 'operational'],
      'major_outage',
    ],
  ])('%s', (_name, statuses, worst) => {
    expect(worstOf(statuses)).toBe(worst);
  });

  it('is one of them, at least as bad as each, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { minLength: 1 }), (statuses) => {
        const worst = worstOf(statuses);
        expect(statuses).toContain(worst);
        for (const status of statuses) expect(severityOf(worst)).toBeGreaterThanOrEqual(severityOf(status));
        expect(worstOf(statuses.toReversed())).toBe(worst);
      }),
    );
  });
});
