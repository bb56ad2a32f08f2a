import { describe, expect, it } from 'vitest';

import type { EndingPlan } from '#src/domain/ending.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Reading } from '#src/domain/reading.ts';
import { isEnding } from '#src/engine/endings/is-ending.ts';
import { START, createEngineBench, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';
import { MINUTE, contextAt } from './incident/an-incident.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = START + 3 * DAY;

/** A post that says that a service is given up for good. */
function ends(path: string, at: number | null = SOON, more: Partial<Reading> = {}, id = 'post-1'): Reading {
  return {
    ...word(path, 'operational'),
    signal: 'statement',
    statedAt: START,
    ref: id,
    evidence: '',
    ending: { id, at, title: `Notice of removal ${id}` },
    ...more,
  };
}

/** A bench on which the announcements have been read before. */
function heard(before: readonly Reading[] = []): EngineBench {
  const bench = createEngineBench();
  bench.say('announcements', before);
  bench.pass(MINUTE);
  return bench;
}

const told = (bench: EngineBench): readonly Notice[] =>
  bench.notices().filter(({ kind }) => kind === 'ending_scheduled');
const plans = (bench: EngineBench): readonly EndingPlan[] => bench.state().endings;

describe('What is given up for good', () => {
  it('is told once, with what ends when, in the words of the post', () => {
    const bench = heard();
    const said = [
      ends('deposits/ABC', SOON, { link: 'https://example.com/post' }),
      ends('withdrawals/ABC', SOON + DAY),
    ];
    bench.say('announcements', said);
    bench.say('announcements', said);
    expect(told(bench)).toEqual([
      {
        id: 'binance-announcements-post-1#1',
        kind: 'ending_scheduled',
        at: START + MINUTE,
        services: ['binance/deposits/ABC', 'binance/withdrawals/ABC'],
        exchangeName: 'Binance',
        status: 'operational',
        previous: 'operational',
        basis: 'official',
        unconfirmed: false,
        disputed: false,
        rule: 'ends_for_good',
        incident: 'binance-announcements-post-1',
        since: SOON,
        sinceKnown: true,
        evidence: [
          {
            source: 'announcements',
            venue: 'announcements',
            service: 'binance/deposits/ABC',
            basis: 'official',
            status: 'operational',
            since: SOON,
            link: 'https://example.com/post',
            quote: 'Notice of removal post-1',
          },
        ],
        stillWorking: [],
        endings: [
          { service: 'binance/deposits/ABC', at: SOON },
          { service: 'binance/withdrawals/ABC', at: SOON + DAY },
        ],
      },
    ]);
    expect(plans(bench)).toMatchObject([
      { notices: 1, source: 'announcements', firstSeenAt: START + MINUTE },
    ]);
  });

  it('is told in the order in which it ends, and else by name', () => {
    const bench = heard();
    bench.say('announcements', [
      ends('withdrawals/ABC', SOON),
      ends('deposits/ABC', SOON),
      ends('spot/ABC', SOON - DAY),
      ends('margin/ABC', null),
    ]);
    expect(told(bench)[0]?.services).toEqual([
      'binance/margin/ABC',
      'binance/spot/ABC',
      'binance/deposits/ABC',
      'binance/withdrawals/ABC',
    ]);
    expect(told(bench)[0]?.since).toBe(SOON - DAY);
  });

  it('has no date where none is named, and no words where there are none', () => {
    const bench = heard();
    bench.say('announcements', [
      ends('withdrawals/ABC', null, { ending: { id: 'x', at: null, title: ' ' } }),
    ]);
    const [notice] = told(bench);
    expect(notice?.since).toBe(START + MINUTE);
    expect(notice?.evidence[0]).not.toHaveProperty('quote');
    expect(notice?.evidence[0]).not.toHaveProperty('link');
  });

  it('in some countries is told as that', () => {
    const bench = heard();
    bench.say('announcements', [
      ends('withdrawals/GBP', SOON, { regions: ['GB'] }),
      ends('withdrawals/EUR', SOON, { regions: [] }),
    ]);
    expect(told(bench).map(({ regions, services }) => [services[0], regions])).toEqual([
      ['binance/withdrawals/GBP', ['GB']],
      ['binance/withdrawals/EUR', undefined],
    ]);
  });

  it.each<[what: string, before: readonly Reading[], said: readonly Reading[]]>([
    ['that was there when first read', [ends('withdrawals/ABC')], [ends('withdrawals/ABC')]],
    ['whose time is over', [], [ends('withdrawals/ABC', START)]],
    ['that is only a pair', [], [ends('spot/ABC/USDT')]],
  ])('and %s is known and not told', (_what, before, said) => {
    const bench = heard(before);
    bench.say('announcements', said);
    expect(told(bench)).toEqual([]);
    expect(plans(bench)).toMatchObject([{ notices: 0 }]);
  });

  it.each<[what: string, said: readonly Reading[]]>([
    ['of which a part is still to end', [ends('deposits/ABC', START), ends('withdrawals/ABC')]],
    ['of which a part has no date', [ends('deposits/ABC', START), ends('withdrawals/ABC', null)]],
    ['that is more than pairs', [ends('spot/ABC/USDT'), ends('spot/ABC')]],
    ['that is a coin on one network', [ends('withdrawals/ABC/ERC20')]],
  ])('and %s is told', (_what, said) => {
    const bench = heard();
    bench.say('announcements', said);
    expect(told(bench)).toHaveLength(1);
  });

  it('is heard of in answers alone', () => {
    const bench = heard();
    bench.observe({ source: 'announcements', at: bench.now(), kind: 'unchanged' });
    expect(plans(bench)).toEqual([]);
  });
});

describe('A second post of an end', () => {
  const first = [ends('withdrawals/ABC'), ends('deposits/ABC')];

  it.each<[what: string, again: readonly Reading[], count: number]>([
    ['that reminds of all of it is no news', [ends('withdrawals/ABC', SOON, {}, 'post-2')], 1],
    ['that names no date is none either', [ends('withdrawals/ABC', null, {}, 'post-2')], 1],
    ['of a network of it is none either', [ends('withdrawals/ABC/ERC20', SOON, {}, 'post-2')], 1],
    ['at another date is another end', [ends('withdrawals/ABC', SOON + DAY, {}, 'post-2')], 2],
    ['of something wider is another end', [ends('withdrawals', SOON, {}, 'post-2')], 2],
    [
      'of something more is another end',
      [ends('withdrawals/ABC', SOON, {}, 'post-2'), ends('withdrawals/XYZ', SOON, {}, 'post-2')],
      2,
    ],
    ['in some countries is another end', [ends('withdrawals/ABC', SOON, { regions: ['GB'] }, 'post-2')], 2],
  ])('%s', (_what, again, count) => {
    const bench = heard();
    bench.say('announcements', first);
    bench.say('announcements', [...first, ...again]);
    expect(told(bench)).toHaveLength(count);
  });

  it('that is the same one, edited, changes what is known and tells nothing', () => {
    const bench = heard();
    bench.say('announcements', [ends('withdrawals/ABC'), ends('withdrawals/XYZ', SOON, {}, 'post-2')]);
    const before = plans(bench);
    bench.say('announcements', [ends('withdrawals/ABC'), ends('withdrawals/XYZ', SOON, {}, 'post-2')]);
    expect(plans(bench)[0]).toBe(before[0]);
    bench.say('announcements', [
      ends('withdrawals/ABC', SOON + DAY),
      ends('withdrawals/XYZ', SOON, {}, 'post-2'),
    ]);
    expect(plans(bench).map(({ services }) => services[0]?.at)).toEqual([SOON + DAY, SOON]);
    expect(told(bench)).toHaveLength(2);
  });
});

describe('An end is remembered', () => {
  function rememberedAfter(ms: number, at: number | null): boolean {
    const bench = heard();
    bench.say('announcements', [ends('withdrawals/ABC', at)]);
    bench.pass(ms);
    bench.tick();
    return plans(bench).length > 0;
  }

  it('for ninety days after the last of its dates', () => {
    const until = SOON - (START + MINUTE) + 90 * DAY;
    expect(rememberedAfter(until - 1, SOON)).toBe(true);
    expect(rememberedAfter(until, SOON)).toBe(false);
  });

  it('for ninety days after it was first heard of, where it has none', () => {
    expect(rememberedAfter(90 * DAY - 1, null)).toBe(true);
    expect(rememberedAfter(90 * DAY, null)).toBe(false);
  });
});

describe('What is closed', () => {
  const plan = (changes: Partial<EndingPlan> = {}): EndingPlan => ({
    id: 'x',
    source: 'announcements',
    services: [{ service: 'binance/withdrawals/ABC', at: SOON }],
    title: '',
    firstSeenAt: START,
    notices: 1,
    ...changes,
  });
  const isAnnounced = (path: string, now: number, changes: Partial<EndingPlan> = {}) =>
    isEnding(`binance/${path}`, [plan(changes)], contextAt(now));

  it('was announced to end from twelve hours before its time on', () => {
    expect(isAnnounced('withdrawals/ABC', SOON - 12 * HOUR)).toBe(true);
    expect(isAnnounced('withdrawals/ABC', SOON - 12 * HOUR - 1)).toBe(false);
    expect(isAnnounced('withdrawals/ABC', SOON + 30 * DAY)).toBe(true);
  });

  it('was announced to end at any time, where no date was named', () => {
    const services = [{ service: 'binance/withdrawals/ABC', at: null }];
    expect(isAnnounced('withdrawals/ABC', START, { services })).toBe(true);
  });

  it('was announced beside others, or in another post', () => {
    const [abc] = plan().services;
    const xyz = { service: 'binance/withdrawals/XYZ', at: SOON };
    const services = abc === undefined ? [] : [xyz, abc];
    expect(isAnnounced('withdrawals/ABC', SOON, { services })).toBe(true);
    const plans = [plan({ services: [xyz] }), plan()];
    expect(isEnding('binance/withdrawals/ABC', plans, contextAt(SOON))).toBe(true);
  });

  it('was announced with what contains it, and by nothing else', () => {
    expect(isAnnounced('withdrawals/ABC/ERC20', SOON)).toBe(true);
    expect(isAnnounced('withdrawals', SOON)).toBe(false);
    expect(isAnnounced('withdrawals/ABCD', SOON)).toBe(false);
  });

  it('was not announced for all by an end in some countries', () => {
    expect(isAnnounced('withdrawals/ABC', SOON, { regions: ['GB'] })).toBe(false);
  });
});
