import { describe, expect, it } from 'vitest';

import { claimsFrom } from '#src/domain/claims.ts';
import type { Claims, SourceState } from '#src/domain/exchange-state.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { whyRefused } from '#src/engine/claims/lost-rows.ts';
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
const why = (observation: Observation, before?: SourceState, claims: Claims = known): string | undefined =>
  whyRefused(claims, observation, before, contextAt(START));
const LOST = why(answer(TEN.slice(0, 4)));

describe('A list is refused', () => {
  it('that lacks more than half of its rows, with a sentence', () => {
    expect(LOST).toContain('lacks most of what it had before');
    expect(why(answer([]))).toBe(LOST);
    expect(why(answer(TEN.slice(0, 5)))).toBeUndefined();
    expect(why(answer(TEN))).toBeUndefined();
  });

  it('whatever else it has: rows that are new, and statements, are not what it had', () => {
    const others = coins(10, () => false, 'deposits');
    expect(why(answer([...TEN.slice(0, 4), ...others]))).toBe(LOST);
    const stated = TEN.slice(4).map(({ service }) =>
      statement(service.slice('binance/'.length), 'operational', START),
    );
    expect(why(answer([...TEN.slice(0, 4), ...stated]))).toBe(LOST);
  });

  it('not where it never had rows, says that it has but a part, or is no answer at all', () => {
    expect(why(answer([]), undefined, claimsFrom([]))).toBeUndefined();
    const words = mergeReadings(claimsFrom([]), [word('spot', 'major_outage', { ref: '1' })], {
      now: START,
      policy: testPolicy,
      firstTime: true,
    });
    expect(why(answer([]), undefined, words)).toBeUndefined();
    expect(why(answer([], { partial: true }))).toBeUndefined();
    expect(why({ source: 'wallets', at: START, kind: 'unchanged' })).toBeUndefined();
  });

  it('no longer once it has stayed so for more than an hour', () => {
    const state = (since: number, message = LOST ?? ''): SourceState => ({
      outcome: 'broken',
      message,
      since,
      checkedAt: START,
      okAt: 1,
    });
    const short = answer(TEN.slice(0, 4));
    expect(why(short, state(START - HOUR))).toBe(LOST);
    expect(why(short, state(START - HOUR - 1))).toBeUndefined();
    expect(why(short, state(START - HOUR - 1, 'no JSON'))).toBe(LOST);
  });
});
