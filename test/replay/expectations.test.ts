import { describe, expect, test } from 'vitest';

import type { Notice } from '#src/domain/incident.ts';
import { compare, isMet } from '#src/replay/expectations.ts';
import type { Expectation } from '#src/replay/resolve-scenario.ts';

const NOON = Date.parse('2021-11-01T12:00:00Z');
const SECOND = 1000;

function notice(more: Partial<Notice> = {}): Notice {
  return {
    id: 'binance-withdrawals-1#1',
    kind: 'opened',
    at: NOON + 30 * SECOND,
    services: ['binance/withdrawals'],
    exchangeName: 'Binance',
    status: 'major_outage',
    previous: 'operational',
    basis: 'official',
    unconfirmed: false,
    disputed: false,
    incident: 'binance-withdrawals-1',
    since: NOON,
    sinceKnown: true,
    evidence: [
      {
        source: 'wallets',
        venue: 'coin_list',
        service: 'binance/withdrawals',
        basis: 'official',
        status: 'major_outage',
        since: NOON,
      },
    ],
    stillWorking: [],
    ...more,
  };
}

const opened: Expectation = { at: NOON, kind: 'opened', service: 'binance/withdrawals' };

/** What differs, row by row. */
function differences(expected: readonly Expectation[], told: readonly Notice[]): string[][] {
  return compare(expected, told).map((row) => [...row.differences]);
}

test('a notice that is expected, in time, makes no difference', () => {
  const rows = compare([opened], [notice()]);
  expect(rows).toHaveLength(1);
  expect(isMet(rows)).toBe(true);
});

test('nothing expected and nothing told is met', () => {
  expect(isMet(compare([], []))).toBe(true);
});

test('what was not told is named', () => {
  expect(differences([opened], [])).toEqual([['was not told']]);
});

test('what was told on top of it is named, wherever it came', () => {
  const stray = notice({ kind: 'changed' });
  expect(differences([opened], [stray, notice(), stray])).toEqual([
    ['was not expected'],
    [],
    ['was not expected'],
  ]);
});

test('the order counts', () => {
  const back: Expectation = { at: NOON, kind: 'resolved' };
  expect(isMet(compare([back, opened], [notice(), notice({ kind: 'resolved' })]))).toBe(false);
});

test('a notice about several services is about each of them', () => {
  const both = notice({ services: ['binance/deposits', 'binance/withdrawals'] });
  expect(isMet(compare([opened], [both]))).toBe(true);
});

describe('the time', () => {
  test('is within a minute where nothing is said', () => {
    expect(differences([opened], [notice({ at: NOON + 60 * SECOND })])).toEqual([[]]);
    expect(differences([opened], [notice({ at: NOON + 61 * SECOND })])).toEqual([['came 1 s too late']]);
  });

  test('is as late as the scenario allows', () => {
    const patient = { ...opened, within: 300 * SECOND };
    expect(differences([patient], [notice({ at: NOON + 300 * SECOND })])).toEqual([[]]);
  });

  test('is never too early', () => {
    expect(differences([opened], [notice({ at: NOON - SECOND })])).toEqual([['came 1 s too early']]);
  });
});

test.each<[string, Partial<Expectation>, string]>([
  ['status', { status: 'partial_outage' }, 'status is major_outage, not partial_outage'],
  ['previous status', { previous: 'unknown' }, 'previous is operational, not unknown'],
  ['basis', { basis: 'measured' }, 'basis is official, not measured'],
  ['confirmation', { unconfirmed: true }, 'unconfirmed is false, not true'],
  ['headline', { summary: 'are back' }, 'the headline "Binance withdrawals are down" lacks "are back"'],
  ['evidence', { evidence: ['wallets', 'announcements'] }, 'no evidence of announcements'],
  ['ETA', { eta: NOON }, 'the ETA is none, not 2021-11-01T12:00:00.000Z'],
  ['contradiction', { disputed: true }, 'disputed is false, not true'],
  [
    'status of several',
    { status: ['operational', 'partial_outage'] },
    'status is major_outage, not operational or partial_outage',
  ],
  ['further service', { also: ['binance/deposits'] }, 'does not speak of binance/deposits'],
  ['set of services', { only: ['binance/deposits'] }, 'speaks of binance/withdrawals'],
  ['part that is back', { back: ['binance/api'] }, 'does not say that binance/api is back'],
  ['region', { regions: ['GB'] }, 'is of no region, not of GB'],
  ['duration', { duration: 60_000 }, 'says nothing of how long it lasted'],
  ['window', { window: { from: NOON } }, 'the window is from none, not 2021-11-01T12:00:00.000Z'],
  ['change', { change: 'worse' }, 'change is none, not worse'],
])('another %s is said as it is', (_what, more, difference) => {
  expect(differences([{ ...opened, ...more }], [notice()])).toEqual([[difference]]);
});

test('what is not asked of a notice does not matter', () => {
  const told = notice({ eta: NOON, disputed: true, unconfirmed: true, basis: 'inferred' });
  expect(isMet(compare([opened], [told]))).toBe(true);
});

test('a duration is as expected to the minute, or to what is allowed', () => {
  const told = notice({ durationMs: 40 * 60_000 });
  expect(differences([{ ...opened, duration: 41 * 60_000 }], [told])).toEqual([[]]);
  expect(differences([{ ...opened, duration: 42 * 60_000 }], [told])).toEqual([
    ['lasted 2400 s, not 2520 s'],
  ]);
  expect(differences([{ ...opened, duration: 42 * 60_000, within: 120_000 }], [told])).toEqual([[]]);
});

describe('several ways to tell it', () => {
  const resolved: Expectation = { at: NOON, kind: 'resolved', service: 'binance/withdrawals' };
  const changed = notice({ kind: 'changed' });

  test('any of which will do', () => {
    const either = { either: [[{ ...opened, kind: 'flapping' as const }], [opened]] };
    expect(isMet(compare([either], [notice()]))).toBe(true);
    expect(differences([either], [changed])).toEqual([['was not told'], ['was not expected']]);
  });

  test('one of which may be nothing, and one several notices', () => {
    const either = { either: [[], [{ ...opened, kind: 'changed' as const }, opened]] };
    const back = notice({ kind: 'resolved' });
    expect(isMet(compare([either, resolved], [back]))).toBe(true);
    expect(isMet(compare([either, resolved], [changed, notice(), back]))).toBe(true);
    expect(isMet(compare([either, resolved], [changed, back]))).toBe(false);
  });

  test('some of which need not come', () => {
    const some = { ...opened, kind: 'changed' as const, atMost: 2 };
    expect(isMet(compare([opened, some], [notice()]))).toBe(true);
    expect(isMet(compare([opened, some], [notice(), changed, changed]))).toBe(true);
    expect(isMet(compare([opened, some], [notice(), changed, changed, changed]))).toBe(false);
  });
});
