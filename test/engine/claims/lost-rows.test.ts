import { describe, expect, it } from 'vitest';

import { claimsFrom } from '#src/domain/claims.ts';
import type { Claims, SourceState } from '#src/domain/exchange-state.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { isRefused } from '#src/engine/claims/lost-rows.ts';
import { mergeReadings } from '#src/engine/claims/merge-readings.ts';
import { contextAt } from '#test/engine/incident/an-incident.ts';
import { START, coins, statement, testPolicy, word } from '#test/support/engine-bench.ts';

const HOUR = 3_600_000;
const TEN = coins(10, (i) => i < 5);
const known = mergeReadings(claimsFrom([]), TEN, { now: START, policy: testPolicy, firstTime: true });

const answer = (readings: readonly Reading[], more: object = {}): Observation => ({
  source: 'wallets',
  at: START,
  kind: 'ok',
  readings,
  ...more,
});
const refused = (observation: Observation, before?: SourceState, claims: Claims = known): boolean =>
  isRefused(claims, observation, before, contextAt(START));

describe('A list is refused', () => {
  it('that lacks more than half of its rows', () => {
    expect(refused(answer(TEN.slice(0, 4)))).toBe(true);
    expect(refused(answer([]))).toBe(true);
    expect(refused(answer(TEN.slice(0, 5)))).toBe(false);
    expect(refused(answer(TEN))).toBe(false);
  });

  it('whatever else it has: rows that are new, and statements, are not what it had', () => {
    const others = coins(10, () => false, 'deposits');
    expect(refused(answer([...TEN.slice(0, 4), ...others]))).toBe(true);
    const stated = TEN.slice(4).map(({ service }) =>
      statement(service.slice('binance/'.length), 'operational', START),
    );
    expect(refused(answer([...TEN.slice(0, 4), ...stated]))).toBe(true);
  });

  it('not where it never had rows, says that it has but a part, or is no answer at all', () => {
    expect(refused(answer([]), undefined, claimsFrom([]))).toBe(false);
    const words = mergeReadings(claimsFrom([]), [word('spot', 'major_outage', { ref: '1' })], {
      now: START,
      policy: testPolicy,
      firstTime: true,
    });
    expect(refused(answer([]), undefined, words)).toBe(false);
    expect(refused(answer([], { partial: true }))).toBe(false);
    expect(refused({ source: 'wallets', at: START, kind: 'unchanged' })).toBe(false);
  });

  it('no longer once it has stayed so for more than an hour', () => {
    const state = (
      since: number,
      lostRows: Pick<SourceState, 'lostRows'> = { lostRows: true },
    ): SourceState => ({
      outcome: 'broken',
      ...lostRows,
      since,
      checkedAt: START,
      okAt: 1,
    });
    const short = answer(TEN.slice(0, 4));
    expect(refused(short, state(START - HOUR))).toBe(true);
    expect(refused(short, state(START - HOUR - 1))).toBe(false);
    expect(refused(short, state(START - HOUR - 1, {}))).toBe(true);
  });
});
