import { describe, expect, it } from 'vitest';

import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Window } from '#src/domain/reading.ts';
import { amended, joinServices, sameAs } from '#src/engine/maintenance/same-window.ts';
import type { ToldWindow } from '#src/engine/maintenance/same-window.ts';
import { START } from '#test/support/engine-bench.ts';
import { aMaintenance } from './a-maintenance.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = START + HOUR;
const UNTIL = START + 2 * HOUR;

const told = (
  paths: readonly string[],
  window: Partial<Window> = {},
  more: Partial<ToldWindow> = {},
): ToldWindow => ({
  services: paths.map((path) => `binance/${path}`),
  signal: 'statement',
  window: { id: 'other', phase: 'scheduled', from: FROM, until: UNTIL, title: '', ...window },
  ...more,
});

describe('A window that is told of once more', () => {
  const known = (paths: readonly string[], window: Partial<Window> = {}): Maintenance =>
    aMaintenance(paths, { window });

  it.each<[rule: string, known: Maintenance, told: ToldWindow, isSame: boolean]>([
    ['is of the same, at the same time', known(['spot']), told(['spot']), true],
    ['is of a part of it', known(['withdrawals']), told(['withdrawals/BTC']), true],
    ['is of more', known(['withdrawals/BTC']), told(['withdrawals']), true],
    ['is not of something else', known(['withdrawals/BTC']), told(['withdrawals/ETH']), false],
    [
      'is of something that overlaps, where they begin together',
      known(['withdrawals/BTC', 'deposits/BTC']),
      told(['withdrawals/BTC', 'spot/BTC'], { from: FROM + 45 * MINUTE }),
      true,
    ],
    [
      'is not of something that overlaps at another time',
      known(['withdrawals/BTC', 'deposits/BTC']),
      told(['withdrawals/BTC', 'spot/BTC'], { from: FROM + 45 * MINUTE + 1 }),
      false,
    ],
    ['is of other components at the very same times', known(['spot']), told(['margin']), true],
    [
      'is not of other components at nearly the same',
      known(['spot']),
      told(['margin'], { from: FROM + 1 }),
      false,
    ],
    [
      'is not of them where the end is another',
      known(['spot']),
      told(['margin'], { until: UNTIL + 1 }),
      false,
    ],
    ['is not of a coin and a component at the same times', known(['spot/BTC']), told(['margin']), false],
    [
      'is of another way of the same trading at the very same times',
      known(['derivatives/FUTURES']),
      told(['derivatives/OPTIONS']),
      true,
    ],
    [
      'is not of another way of other trading',
      known(['derivatives/FUTURES']),
      told(['spot/BLOCK-TRADING']),
      false,
    ],
    ['is not of another coin', known(['deposits/BTC']), told(['deposits/ETH']), false],
    ['is not of a component and a coin either', known(['spot']), told(['margin/BTC']), false],
    ['overlaps in time', known(['spot']), told(['spot'], { from: UNTIL - 1, until: UNTIL + HOUR }), true],
    [
      'is not one that begins when it ends',
      known(['spot']),
      told(['spot'], { from: UNTIL, until: UNTIL + HOUR }),
      false,
    ],
    [
      'is not one that ends when it begins',
      known(['spot']),
      told(['spot'], { from: START, until: FROM }),
      false,
    ],
    [
      'begins with it, where no end is known',
      known(['spot'], { until: null }),
      told(['spot'], { until: null }),
      true,
    ],
    [
      'is not a later one, where no end is known',
      known(['spot'], { until: null }),
      told(['spot'], { from: FROM + HOUR, until: null }),
      false,
    ],
    [
      'is not a later one, where its own end is not known',
      known(['spot']),
      told(['spot'], { from: FROM + 50 * MINUTE, until: null }),
      false,
    ],
    ['may name no beginning', known(['spot']), told(['spot'], { from: null }), true],
    ['may name no beginning and no end', known(['spot'], { from: null, until: null }), told(['spot']), true],
  ])('%s', (_rule, one, other, isSame) => {
    expect(sameAs(other, [one])).toBe(isSame ? one : undefined);
  });

  it('is of the same countries', () => {
    const inBritain = { ...known(['spot']), regions: ['GB'] };
    expect(sameAs(told(['spot']), [inBritain])).toBeUndefined();
    expect(sameAs(told(['spot'], {}, { regions: ['GB'] }), [inBritain])).toBe(inBritain);
  });

  it('is none that has ended', () => {
    expect(sameAs(told(['spot']), [aMaintenance(['spot'], { stage: 'ended' })])).toBeUndefined();
  });
});

describe('What a later word is about', () => {
  const first = aMaintenance(['withdrawals/BTC'], {
    window: { id: 'a' },
    link: 'https://x.example/en/post/77',
  });
  const second = aMaintenance(['withdrawals/BTC'], {
    window: { id: 'b', from: FROM + 5 * HOUR, until: null },
  });
  const wide = aMaintenance(['withdrawals'], { window: { id: 'c', from: START + 30 * MINUTE } });

  it('is what it names, by the id of its window or by the end of its link', () => {
    expect(amended(told([], { amends: 'b' }), [first, second])).toBe(second);
    expect(amended(told([], { amends: '/77' }), [second, first])).toBe(first);
  });

  it('is what is alike, where it names none that is known', () => {
    expect(amended(told(['withdrawals/BTC'], { amends: 'zzz' }), [first])).toBe(first);
    expect(amended(told(['spot'], { amends: 'zzz' }), [first])).toBeUndefined();
  });

  it('is none that has ended', () => {
    const over = aMaintenance(['withdrawals/BTC'], { window: { id: 'a' }, stage: 'ended' });
    expect(amended(told([], { amends: 'a' }), [over])).toBeUndefined();
    expect(amended(told(['withdrawals/BTC']), [over])).toBeUndefined();
  });

  it('is the one at the time that it says it was at', () => {
    const was = (at: number) => told(['withdrawals/BTC'], { amends: true, was: at });
    expect(amended(was(FROM + 5 * HOUR), [first, second])).toBe(second);
    expect(amended(was(FROM + 5 * HOUR + 45 * MINUTE), [first, second])).toBe(second);
    expect(amended(was(FROM), [second, first])).toBe(first);
  });

  it('is the one at the time of what is completed or called off', () => {
    const off = told(['withdrawals/BTC'], { phase: 'canceled', from: FROM + 5 * HOUR });
    expect(amended(off, [first, second])).toBe(second);
  });

  it('is the next to come, where no time tells', () => {
    const moved = told(['withdrawals/BTC'], { amends: true, from: FROM + 5 * HOUR });
    expect(amended(moved, [second, first])).toBe(first);
  });

  it('is the narrowest', () => {
    expect(amended(told(['withdrawals/BTC'], { amends: true }), [wide, first])).toBe(first);
    expect(amended(told(['withdrawals/ETH'], { amends: true }), [wide, first])).toBe(wide);
  });

  it('is a coin’s, where it tells of the chain that is called like it', () => {
    const coin = aMaintenance(['deposits/XRP']);
    expect(amended(told(['deposits/*/XRP'], { amends: true }), [coin])).toBe(coin);
    const chain = aMaintenance(['deposits/*/XRP']);
    expect(amended(told(['deposits/XRP'], { amends: true }), [chain])).toBe(chain);
    expect(amended(told(['withdrawals/XRP'], { amends: true }), [chain])).toBeUndefined();
    expect(amended(told(['deposits/ADA'], { amends: true }), [chain])).toBeUndefined();
    expect(
      amended(told(['deposits/XRP/XRP'], { amends: true }), [aMaintenance(['deposits/ADA/XRP'])]),
    ).toBeUndefined();
  });

  it('is of the same countries', () => {
    const inBritain = { ...first, regions: ['GB'] };
    expect(amended(told(['withdrawals/BTC'], { amends: true }), [inBritain])).toBeUndefined();
  });
});

describe('Services of two sources together', () => {
  it('are the fewest that name both', () => {
    expect(joinServices(['b/w/X'], ['b/w'])).toEqual(['b/w']);
    expect(joinServices(['b/w/X'], ['b/d/X'])).toEqual(['b/d/X', 'b/w/X']);
  });

  it('are the very same where the second adds nothing', () => {
    const services = ['b/w', 'b/d'];
    expect(joinServices(services, ['b/w/X', 'b/d'])).toBe(services);
    expect(joinServices(services, [])).toBe(services);
    expect(joinServices([], ['b/w'])).toEqual(['b/w']);
  });
});
