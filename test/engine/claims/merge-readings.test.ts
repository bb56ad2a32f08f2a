import { describe, expect, it } from 'vitest';

import { claimOn, claimsFrom, entriesOf } from '#src/domain/claims.ts';
import type { Claim, Claims } from '#src/domain/exchange-state.ts';
import type { Reading } from '#src/domain/reading.ts';
import { mergeReadings, mergeSome, repeat } from '#src/engine/claims/merge-readings.ts';
import { START, flag, probe, statement, testPolicy, word } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;
const NOTHING = claimsFrom([]);
const options = { now: START, policy: testPolicy, firstTime: false };
const first = { ...options, firstTime: true };
const merge = (claims: Claims, ...readings: readonly Reading[]): Claims =>
  mergeReadings(claims, readings, options);
const on = (claims: Claims, path: string): Claim | undefined => claimOn(claims, `binance/${path}`);
/** What is claimed, by path. */
const statuses = (claims: Claims): Record<string, string> =>
  Object.fromEntries(Array.from(entriesOf(claims), ([service, { status }]) => [service.slice(8), status]));

const NETWORK_OF = 'withdrawals/BTC/BTC';
const open = flag(NETWORK_OF, true);
const closed = flag(NETWORK_OF, false);

describe('What is said of one service several times in a poll', () => {
  const said = (...readings: readonly Reading[]): Claim | undefined =>
    on(mergeReadings(NOTHING, readings, first), 'withdrawals');
  const bad = word('withdrawals', 'major_outage', { evidence: 'b' });
  const worse = word('withdrawals', 'partial_outage', { evidence: 'a' });

  it('is the worst of it, in whatever order', () => {
    for (const readings of [
      [bad, worse],
      [worse, bad],
    ])
      expect(said(...readings)).toMatchObject({ status: 'major_outage', evidence: 'b' });
  });

  it('is, of equals, the first by its words, in whatever order', () => {
    const other = { ...bad, evidence: 'a' };
    for (const readings of [
      [bad, other],
      [other, bad],
    ])
      expect(said(...readings)?.evidence).toBe('a');
    const again = { ...bad, link: 'https://example.com' };
    expect(said(bad, again)).not.toHaveProperty('link');
  });

  it('is, of statements, the newest, however bad; and of those of one time the worst', () => {
    const halted = statement('withdrawals', 'major_outage', START - 5 * MINUTE);
    const resumed = statement('withdrawals', 'operational', START - MINUTE);
    for (const readings of [
      [halted, resumed],
      [resumed, halted],
    ])
      expect(said(...readings)).toMatchObject({ status: 'operational' });
    const both = statement('withdrawals', 'major_outage', START - MINUTE);
    for (const readings of [
      [both, resumed],
      [resumed, both],
    ])
      expect(said(...readings)).toMatchObject({ status: 'major_outage' });
  });

  it('is the worse of a statement and a word, whatever their times', () => {
    const later = statement('withdrawals', 'operational', START);
    const earlier = word('withdrawals', 'major_outage', { statedAt: START - MINUTE });
    for (const readings of [
      [later, earlier],
      [earlier, later],
    ])
      expect(said(...readings)).toMatchObject({ status: 'major_outage' });
  });

  it('is nothing, where it is about a plan or an end', () => {
    const plan = { id: '1', phase: 'scheduled' as const, from: START, until: null, title: '' };
    expect(said(statement('withdrawals', 'operational', START, { window: plan }))).toBeUndefined();
    expect(said(word('withdrawals', 'under_maintenance', { window: plan }))?.status).toBe(
      'under_maintenance',
    );
    const ending = { id: '2', at: null, title: '' };
    expect(said(statement('withdrawals', 'operational', START, { ending }))).toBeUndefined();
  });
});

describe('What a source says', () => {
  it('is believed at once where it was never heard, and doubted where it was', () => {
    const known = mergeReadings(NOTHING, [open], first);
    expect(statuses(known)).toEqual({ [NETWORK_OF]: 'operational' });
    expect(on(merge(known, closed), NETWORK_OF)).toMatchObject({
      status: 'operational',
      doubt: { status: 'major_outage', count: 1 },
    });
    expect(statuses(merge(merge(known, closed), closed))).toEqual({ [NETWORK_OF]: 'major_outage' });
  });

  it('is the very same claims where it changes nothing', () => {
    const known = mergeReadings(NOTHING, [open, word('spot', 'operational')], first);
    const again = [flag(NETWORK_OF, true), word('spot', 'operational')];
    expect(merge(known, ...again)).toBe(known);
  });

  it('no longer holds of what it leaves out, and holds on of the rest', () => {
    const known = mergeReadings(NOTHING, [open, word('spot', 'operational')], first);
    expect(statuses(merge(known, word('spot', 'operational')))).toEqual({ spot: 'operational' });
    const down = merge(
      merge(known, closed, word('spot', 'operational')),
      closed,
      word('spot', 'operational'),
    );
    expect(on(merge(down, word('spot', 'operational')), NETWORK_OF)?.unseenSince).toBe(START);
    // As many as before, and another among them.
    const other = merge(down, word('spot', 'operational'), flag('withdrawals/ETH/ETH', true));
    expect(on(other, NETWORK_OF)?.unseenSince).toBe(START);
  });

  it('is forgotten at once where it was stated too long ago', () => {
    const old = statement('withdrawals', 'major_outage', START - 8 * 24 * 60 * MINUTE);
    expect(statuses(merge(NOTHING, old))).toEqual({});
    expect(statuses(merge(NOTHING, statement('withdrawals', 'major_outage', START - MINUTE)))).toEqual({
      withdrawals: 'major_outage',
    });
  });

  it('is weighed anew each time, though the readings are the very same, until it is believed', () => {
    const known = mergeReadings(NOTHING, [open], first);
    const readings = [closed];
    const once = mergeReadings(known, readings, options);
    const twice = mergeReadings(once, readings, options);
    expect(statuses(twice)).toEqual({ [NETWORK_OF]: 'major_outage' });
    const later = mergeReadings(twice, readings, options);
    expect(mergeReadings(later, readings, options)).toBe(later);
  });

  it('keeps statements that are said again apart from what was heard of lists', () => {
    const post = statement('withdrawals', 'major_outage', START - 5 * MINUTE);
    const known = mergeReadings(NOTHING, [post], options);
    const edited = { ...post, status: 'operational' as const, evidence: 'resumed', editedAt: START };
    expect(statuses(mergeReadings(known, [edited], options))).toEqual({ withdrawals: 'operational' });
  });
});

describe('What a statement leaves out', () => {
  const btc = 'binance/withdrawals/BTC';
  const halted = statement('withdrawals', 'major_outage', START - 5 * MINUTE);
  const resumed = (more: Partial<Reading> = {}): Reading =>
    statement('withdrawals', 'operational', START - MINUTE, { except: [btc], ...more });
  const after = (known: Claims, ...readings: readonly Reading[]): Record<string, string> =>
    statuses(merge(known, ...readings));
  const known = merge(NOTHING, halted);

  it('is as the whole was before, from the time of the statement on', () => {
    const next = merge(known, resumed());
    expect(statuses(next)).toEqual({ withdrawals: 'operational', 'withdrawals/BTC': 'major_outage' });
    expect(on(next, 'withdrawals/BTC')).toMatchObject({ since: halted.statedAt, statedAt: START - MINUTE });
  });

  it('is as it says itself, where it says anything of it', () => {
    const own = statement('withdrawals/BTC', 'partial_outage', START - MINUTE);
    expect(after(known, resumed(), own)).toMatchObject({ 'withdrawals/BTC': 'partial_outage' });
  });

  it.each<[rule: string, known: Claims, reading: Reading]>([
    [
      'where the whole was well',
      merge(NOTHING, statement('withdrawals', 'operational', START - 5 * MINUTE)),
      resumed(),
    ],
    ['where nothing was known of the whole', NOTHING, resumed()],
    ['where the whole is halted still', known, resumed({ status: 'partial_outage' })],
    ['where the statement is older than what is known', known, resumed({ statedAt: START - 9 * MINUTE })],
    ['where it leaves out nothing', known, resumed({ except: [] })],
    [
      'where the switches had shown the halt to be over',
      claimsFrom(
        Array.from(entriesOf(known), ([service, claim]) => [service, { ...claim, overtaken: true as const }]),
      ),
      resumed(),
    ],
    [
      'where it is no statement',
      mergeReadings(NOTHING, [word('withdrawals', 'major_outage')], first),
      word('withdrawals', 'operational', { except: [btc] }),
    ],
  ])('is not spoken of %s', (_rule, before, reading) => {
    expect(Object.keys(after(before, reading))).toEqual(['withdrawals']);
  });
});

describe('Readings that speak of their own services alone', () => {
  it('leave what was said of others, and drop nothing', () => {
    const known = mergeReadings(NOTHING, [open, word('spot', 'major_outage')], first);
    const next = mergeSome(known, [word('spot', 'operational'), word('api', 'operational')], options);
    expect(statuses(next)).toEqual({ [NETWORK_OF]: 'operational', spot: 'operational', api: 'operational' });
    expect(mergeSome(known, [word('spot', 'major_outage')], options)).toBe(known);
  });
});

describe('The same body again', () => {
  const again = (claims: Claims): Claims => repeat(claims, options);

  it('says what was doubted once more, in its own words', () => {
    const doubted: Reading = {
      ...word('spot', 'partial_outage', { basis: 'measured' }),
      evidence: 'cancel only',
      spoken: true,
      link: 'https://example.com/2',
      ref: '2',
      statedAt: START - MINUTE,
      eta: START + MINUTE,
    };
    const known = mergeReadings(
      NOTHING,
      [
        word('spot', 'operational', {
          basis: 'measured',
          ref: '1',
          link: 'https://example.com/1',
          statedAt: 5,
        }),
      ],
      first,
    );
    const { service: _service, ...said } = doubted;
    expect(on(again(merge(known, doubted)), 'spot')).toStrictEqual({ ...said, since: START });
  });

  it('says of a list that has troubles alone that it still lacks what it lacked', () => {
    const known = mergeReadings(NOTHING, [word('spot', 'major_outage', { listsTroubleOnly: true })], first);
    const once = merge(known);
    expect(on(once, 'spot')?.doubt).toMatchObject({ status: 'operational', count: 1 });
    expect(on(again(once), 'spot')).toStrictEqual({
      status: 'operational',
      since: START,
      basis: 'official',
      signal: 'word',
      evidence: 'not_listed',
      listsTroubleOnly: true,
    });
  });

  it('is an answer of the endpoint', () => {
    const failing = merge(NOTHING, probe('api', 'operational'), probe('website', 'operational'));
    const settled = merge(failing, probe('api', 'operational'), probe('website', 'operational'));
    expect(statuses(again(settled))).toEqual({ api: 'operational', website: 'operational' });
    const down = merge(settled, probe('api', 'major_outage'), probe('website', 'operational'));
    const up = on(again(down), 'api');
    expect(up).toMatchObject({ status: 'operational', evidence: 'answers' });
    expect(up).not.toHaveProperty('doubt');
  });

  it('leaves the very same claims where nothing is in doubt', () => {
    const known = mergeReadings(NOTHING, [closed, word('spot', 'operational')], first);
    expect(again(known)).toBe(known);
  });

  it('lets the same readings be weighed again, where it changed what they say', () => {
    const readings = [open, flag('withdrawals/ETH/ETH', true)];
    const known = mergeReadings(mergeReadings(NOTHING, readings, first), readings, options);
    const change = [closed, readings[1] ?? open];
    const doubted = mergeReadings(known, change, options);
    const believed = again(doubted);
    expect(on(believed, NETWORK_OF)?.status).toBe('major_outage');
    // The first of two readings that say it open again, where the body was the same between.
    const reopened = mergeReadings(believed, readings, options);
    expect(on(reopened, NETWORK_OF)?.doubt).toMatchObject({ status: 'operational', count: 1 });
  });
});

describe('A coin that is listed in another form', () => {
  const known = mergeReadings(NOTHING, [open, flag('withdrawals/ETH/ETH', true)], first);

  it('has been open until then, so that it is told when it closes as a whole', () => {
    const whole = [flag('withdrawals/BTC', false), flag('withdrawals/ETH/ETH', true)];
    const next = merge(merge(known, ...whole), ...whole);
    expect(on(next, 'withdrawals/BTC')).toMatchObject({ status: 'major_outage' });
    expect(on(next, 'withdrawals/BTC')).not.toHaveProperty('baseline');
    expect(on(next, NETWORK_OF)).toBeUndefined();
  });

  it('is back, when its networks are listed again', () => {
    const whole = [flag('withdrawals/BTC', false), flag('withdrawals/ETH/ETH', true)];
    const networks = [open, flag('withdrawals/ETH/ETH', true)];
    const next = merge(merge(merge(merge(known, ...whole), ...whole), ...networks), ...networks);
    expect(statuses(next)).toEqual({ [NETWORK_OF]: 'operational', 'withdrawals/ETH/ETH': 'operational' });
  });

  it('is a baseline as it was', () => {
    const closedFirst = mergeReadings(NOTHING, [closed], first);
    expect(on(merge(closedFirst, flag('withdrawals/BTC', false)), 'withdrawals/BTC')).toMatchObject({
      baseline: true,
    });
  });

  it('was open as a whole where any of its networks was', () => {
    const two = mergeReadings(
      NOTHING,
      [flag('withdrawals/BTC/BTC', false), flag('withdrawals/BTC/BEP20', true)],
      first,
    );
    expect(on(merge(two, flag('withdrawals/BTC', false)), 'withdrawals/BTC')).not.toHaveProperty('baseline');
  });

  it('is a listing where it goes on being listed as it was', () => {
    const next = merge(known, open, flag('withdrawals/BTC/BEP20', false), flag('withdrawals/ETH/ETH', true));
    expect(on(next, 'withdrawals/BTC/BEP20')).toMatchObject({ status: 'major_outage', baseline: true });
    expect(on(next, NETWORK_OF)).toMatchObject({ status: 'operational' });
  });
});
