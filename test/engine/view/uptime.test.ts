import * as fc from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import type { Status } from '#src/domain/status.ts';
import { reportUptime } from '#src/engine/view/uptime.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = 100 * DAY;
const last = (days: number) => ({
  now,
  begins: Array.from({ length: days }, (_, i) => now - (days - i) * DAY),
});

const spell = (fromH: number, untilH: number, status: Status = 'major_outage') => ({
  from: now - fromH * HOUR,
  until: now - untilH * HOUR,
  status,
});

describe('uptime', () => {
  it('is whole where nothing happened', () => {
    expect(reportUptime([], [], last(2))).toMatchObject({
      share: 1,
      watchedMs: 2 * DAY,
      downMs: 0,
      worst: 'operational',
    });
  });

  it('counts outages against it, disturbances and maintenance beside it', () => {
    const report = reportUptime(
      [spell(6, 3), spell(12, 11, 'degraded_performance'), spell(14, 12, 'under_maintenance')],
      [],
      last(1),
    );
    expect(report).toMatchObject({ downMs: 3 * HOUR, disturbedMs: HOUR, maintainedMs: 2 * HOUR });
    expect(report.share).toBeCloseTo(21 / 24, 10);
  });

  it('counts what overlaps once, as the worse', () => {
    const report = reportUptime([spell(6, 3), spell(5, 2, 'degraded_performance'), spell(4, 3)], [], last(1));
    expect(report).toMatchObject({ downMs: 3 * HOUR, disturbedMs: HOUR });
  });

  it('leaves out what nobody watched, and knows nothing where nobody watched at all', () => {
    const gap = { from: now - 30 * HOUR, until: now - 4 * HOUR };
    const report = reportUptime([spell(6, 3)], [gap], last(1));
    expect(report).toMatchObject({ watchedMs: 4 * HOUR, downMs: HOUR, share: 0.75 });
    expect(reportUptime([], [{ from: 0, until: now }], last(1))).toMatchObject({
      share: null,
      worst: 'unknown',
    });
  });

  it('puts each hour into its day', () => {
    const { days } = reportUptime([spell(26, 20)], [], last(2));
    expect(days.map(({ downMs }) => downMs / HOUR)).toEqual([2, 4]);
  });

  it('never counts more than there was, whatever overlaps what', () => {
    const hour = fc.integer({ min: -10, max: 100 });
    const span = fc.tuple(hour, hour).map(([a, b]) => ({
      from: now - Math.max(a, b) * HOUR,
      until: now - Math.min(a, b) * HOUR,
    }));
    const status = fc.constantFrom<Status>('major_outage', 'degraded_performance', 'under_maintenance');
    const spells = fc.array(fc.tuple(span, status).map(([of, is]) => ({ ...of, status: is })));
    fc.assert(
      fc.property(spells, fc.array(span), (some, gaps) => {
        const { watchedMs, downMs, disturbedMs, maintainedMs, share } = reportUptime(some, gaps, last(3));
        expect(watchedMs).toBeLessThanOrEqual(3 * DAY);
        expect(downMs + disturbedMs + maintainedMs).toBeLessThanOrEqual(watchedMs);
        expect(share ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
