import { describe, expect, it } from 'vitest';

import type { Claims } from '#src/domain/exchange-state.ts';
import type { Reading } from '#src/domain/reading.ts';
import { isPlain, newlySaid, noteHeard, noteHeardAgain } from '#src/engine/claims/heard.ts';
import { START, flag, statement, window, word } from '#test/support/engine-bench.ts';

const someClaims = (): Claims => [{}];
const [bitcoin, ether] = [flag('withdrawals/BTC', true), flag('withdrawals/ETH', true)];
const said = [bitcoin, ether];

/** What is new in readings, after `said` was heard of which some services have just changed. */
function news(
  readings: readonly Reading[],
  restless: readonly string[] = [],
): readonly Reading[] | undefined {
  const claims = someClaims();
  noteHeard(claims, said, new Set(restless));
  return newlySaid(claims, readings);
}

describe('What of a list has to be weighed', () => {
  it('is all where nothing was heard before', () => {
    expect(newlySaid(someClaims(), said)).toBeUndefined();
  });

  it('is nothing where all says the very same', () => {
    expect(news([bitcoin, ether])).toEqual([]);
  });

  it('is what says anything else', () => {
    const closed = flag('withdrawals/ETH', false);
    expect(news([bitcoin, closed])).toEqual([closed]);
  });

  it('is what has just changed, though it says the same', () => {
    expect(news([bitcoin, ether], [ether.service])).toEqual([ether]);
  });

  it.each<[what: string, readings: readonly Reading[]]>([
    ['longer', [bitcoin, ether, flag('withdrawals/ADA', true)]],
    ['shorter', [bitcoin]],
    ['in another order', [ether, bitcoin]],
    ['of something else', [bitcoin, flag('withdrawals/ADA', true)]],
    ['of something that is said once', [bitcoin, statement('withdrawals/ETH', 'major_outage', START)]],
  ])('is all of a list that is %s', (_what, readings) => {
    expect(news(readings)).toBeUndefined();
  });

  it('is, after the same body again, what changed by that and before', () => {
    const [before, after] = [someClaims(), someClaims()];
    noteHeard(before, said, new Set([bitcoin.service]));
    noteHeardAgain(before, after, [ether.service]);
    expect(newlySaid(after, said)).toEqual([bitcoin, ether]);
    const later = someClaims();
    noteHeardAgain(after, later, [ether.service]);
    expect(newlySaid(later, said)).toEqual([bitcoin, ether]);
  });

  it('is all, after the same body again, where nothing was heard before', () => {
    const after = someClaims();
    noteHeardAgain(someClaims(), after, [ether.service]);
    expect(newlySaid(after, said)).toBeUndefined();
  });
});

describe('What a reading does depends on it and on the claim alone', () => {
  it.each<[what: string, reading: Reading, is: boolean]>([
    ['of a switch', bitcoin, true],
    ['of a word', word('spot', 'operational'), true],
    ['not of a statement', statement('spot', 'operational', START), false],
    ['not of a plan', { ...word('spot', 'operational'), window: window('w', {}) }, false],
    ['not of an end', { ...word('spot', 'operational'), ending: { id: 'x', at: null, title: '' } }, false],
  ])('%s', (_what, reading, is) => {
    expect(isPlain(reading)).toBe(is);
  });
});
