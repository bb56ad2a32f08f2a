import { describe, expect, it } from 'vitest';

import type { Claim } from '#src/domain/exchange-state.ts';
import type { Reading, Signal } from '#src/domain/reading.ts';
import { implicitClaim, unsaid, weighReading } from '#src/engine/claims/weigh.ts';
import { START, testPolicy } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

function aReading(signal: Signal, changes: Partial<Reading> = {}): Reading {
  return {
    service: 'binance/withdrawals',
    status: 'major_outage',
    basis: signal === 'probe' ? 'measured' : 'official',
    signal,
    evidence: 'closed',
    ...changes,
  };
}

function aClaim(signal: Signal, changes: Partial<Claim> = {}): Claim {
  const { service: _service, ...claim } = aReading(signal);
  return { ...claim, status: 'operational', since: START - MINUTE, evidence: 'open', ...changes };
}

const options = { now: START, policy: testPolicy };
const hear = (claim: Claim, changes: Partial<Reading> = {}, more: { gapSince?: number } = {}): Claim =>
  weighReading(claim, aReading(claim.signal, { basis: claim.basis, ...changes }), { ...options, ...more });

/** How often a change is said until it is believed. */
function timesUntilBelieved(claim: Claim, changes: Partial<Reading> = {}): number {
  let after = claim;
  let times = 0;
  do {
    after = hear(after, changes);
    times += 1;
  } while (after.doubt !== undefined && times < 9);
  return times;
}

describe('How often a change is said until it is believed', () => {
  it.each<[rule: string, times: number, claim: Claim, reading?: Partial<Reading>]>([
    ['words', 1, aClaim('word')],
    ['words that are counted', 2, aClaim('word', { basis: 'measured' })],
    ['words of a list that has troubles alone', 2, aClaim('word'), { listsTroubleOnly: true }],
    ['switches', 2, aClaim('flag')],
    ['probes that fail', 3, aClaim('probe')],
    ['probes that answer again', 2, aClaim('probe', { status: 'major_outage' }), { status: 'operational' }],
  ])('%s: %d', (_rule, times, claim, reading) => {
    expect(timesUntilBelieved(claim, reading)).toBe(times);
  });

  it('is counted anew when something else is said', () => {
    const doubted = hear(aClaim('flag'));
    expect(doubted).toMatchObject({ status: 'operational', doubt: { status: 'major_outage', count: 1 } });
    const other = hear(doubted, { status: 'partial_outage' });
    expect(other.doubt).toMatchObject({ status: 'partial_outage', count: 1 });
    expect(hear(doubted, { status: 'operational' })).not.toHaveProperty('doubt');
  });
});

describe('What is believed', () => {
  it('has held since it was first said', () => {
    const doubted = hear(aClaim('flag'));
    const later = weighReading(doubted, aReading('flag'), { ...options, now: START + 2_000 });
    expect(later).toMatchObject({ status: 'major_outage', since: START, evidence: 'closed' });
    expect(later).not.toHaveProperty('doubt');
  });

  it('has held since the time that the exchange names', () => {
    expect(hear(aClaim('word'), { since: START - 7 })).toMatchObject({ since: START - 7 });
  });

  it('began somewhere in the gap before it, where the source was silent or it was out of sight', () => {
    expect(hear(aClaim('word'), {}, { gapSince: 5 }).afterGap).toBe(5);
    expect(hear(aClaim('word', { unseenSince: 6 })).afterGap).toBe(6);
    expect(hear(aClaim('word', { unseenSince: 6 }), {}, { gapSince: 5 }).afterGap).toBe(5);
    expect(hear(aClaim('word'))).not.toHaveProperty('afterGap');
    // The gap is the one before the first doubt, not before a later one.
    const doubted = hear(aClaim('flag'), {}, { gapSince: 5 });
    expect(doubted.doubt?.afterGap).toBe(5);
    expect(hear(doubted, {}, { gapSince: 7 }).afterGap).toBe(5);
    expect(hear(hear(aClaim('flag')), {}, { gapSince: 7 })).not.toHaveProperty('afterGap');
  });

  it('is still a baseline where nothing was known before it', () => {
    const unknown = aClaim('word', { status: 'unknown', baseline: true });
    expect(hear(unknown).baseline).toBe(true);
    expect(hear(aClaim('word', { baseline: true }))).not.toHaveProperty('baseline');
    expect(hear(aClaim('word', { status: 'unknown' }))).not.toHaveProperty('baseline');
  });

  it('holds all that the reading says, and nothing of the claim before', () => {
    const said: Partial<Reading> = {
      spoken: true,
      link: 'https://example.com',
      eta: 7,
      statedAt: 8,
      ref: '9',
      extent: { hit: 1, of: 2, parts: ['x'] },
      except: ['binance/withdrawals/BTC'],
      accounts: 'some',
      rule: 'by_share',
      editedAt: 6,
      listsTroubleOnly: true,
    };
    const { service: _service, ...expected } = aReading('word', said);
    const heard = hear(hear(aClaim('word', { link: 'old', eta: 1 }), said), said);
    expect(heard).toStrictEqual({ ...expected, since: START });
    const plain = hear(aClaim('word', { link: 'old', eta: 1, ref: '1', spoken: true }), { except: [] });
    const { service: _, ...bare } = aReading('word');
    expect(plain).toStrictEqual({ ...bare, since: START });
  });

  it('is doubted in the words of the doubt', () => {
    const doubted = hear(aClaim('flag'), { link: 'there', spoken: true });
    expect(doubted.doubt).toMatchObject({ evidence: 'closed', link: 'there', spoken: true, since: START });
    expect(doubted.evidence).toBe('open');
    const said = { spoken: true, link: 'there', ref: '9', statedAt: 8, eta: 7 } as const;
    const { doubt } = hear(aClaim('flag'), said, { gapSince: 5 });
    expect(doubt).toStrictEqual({
      ...said,
      status: 'major_outage',
      evidence: 'closed',
      since: START,
      count: 1,
      afterGap: 5,
    });
    expect(hear(aClaim('flag')).doubt).toStrictEqual({
      status: 'major_outage',
      evidence: 'closed',
      since: START,
      count: 1,
    });
  });
});

describe('What is said again', () => {
  const said = aClaim('word', {
    status: 'major_outage',
    evidence: 'closed',
    link: 'there',
    eta: 7,
    statedAt: 8,
    ref: '9',
    extent: { hit: 1, of: 2, parts: ['x'] },
    rule: 'by_share',
    spoken: true,
  });
  const { since: _since, ...rest } = said;
  const again: Partial<Reading> = rest;

  it('leaves the very same claim', () => {
    expect(hear(said, again)).toBe(said);
  });

  it.each<[what: string, changes: Partial<Reading>]>([
    ['words', { evidence: 'still closed' }],
    ['link', { link: 'elsewhere' }],
    ['expected end', { eta: 70 }],
    ['time', { statedAt: 80 }],
    ['page incident', { ref: '90' }],
    ['rule', { rule: 'by_majors' }],
    ['number of coins hit', { extent: { hit: 2, of: 2, parts: ['x'] } }],
    ['number of coins', { extent: { hit: 1, of: 3, parts: ['x'] } }],
    ['named coins', { extent: { hit: 1, of: 2, parts: ['y'] } }],
    ['place that sees it', { seenFrom: ['eu'] }],
  ])('with another %s is taken over, since when it was', (_what, changes) => {
    expect(hear(said, { ...again, ...changes })).toMatchObject({ ...changes, since: said.since });
  });

  it('in words that are for people by now is taken over', () => {
    const { spoken: _spoken, ...unspoken } = said;
    expect(hear(unspoken, again).spoken).toBe(true);
  });

  it('is in sight again, and no longer doubted', () => {
    const doubted = hear(aClaim('flag', { unseenSince: 5 }));
    const after = hear(doubted, { status: 'operational', evidence: 'open' });
    expect(after).not.toHaveProperty('doubt');
    expect(after).not.toHaveProperty('unseenSince');
  });

  it('keeps that it was so when first seen, that a gap was before it, and when its post was edited', () => {
    const old = aClaim('word', { baseline: true, afterGap: 5, editedAt: 6, overtaken: true, ref: '9' });
    const same = { status: 'operational', ref: '9', evidence: 'new' } as const;
    expect(hear(old, same)).toMatchObject({ baseline: true, afterGap: 5, editedAt: 6, overtaken: true });
    expect(hear(old, { ...same, ref: '10' })).not.toHaveProperty('overtaken');
  });
});

describe('A statement', () => {
  const halted = aClaim('statement', {
    status: 'major_outage',
    evidence: 'halted',
    statedAt: START - 10 * MINUTE,
    ref: 'post-1',
  });
  const state = (changes: Partial<Reading>, claim = halted): Claim =>
    hear(claim, { status: 'operational', evidence: 'resumed', ref: 'post-2', ...changes });

  it('takes the place of an older one, from when it was made on', () => {
    expect(state({ statedAt: START - 5 * MINUTE })).toMatchObject({
      status: 'operational',
      since: START - 5 * MINUTE,
    });
    expect(state({})).toMatchObject({ status: 'operational', since: START });
    expect(state({ statedAt: START - 10 * MINUTE }).status).toBe('operational');
  });

  it('that is older changes nothing, unless it was edited since', () => {
    expect(state({ statedAt: START - 20 * MINUTE })).toBe(halted);
    expect(state({ statedAt: START - 20 * MINUTE, editedAt: START - MINUTE })).toMatchObject({
      status: 'operational',
      since: START - MINUTE,
    });
    expect(state({ statedAt: START - 5 * MINUTE, editedAt: START - MINUTE }).since).toBe(START - MINUTE);
  });

  it('that is too old to count changes nothing', () => {
    const ancient = aClaim('statement', { status: 'major_outage', statedAt: 0 });
    expect(state({ statedAt: START - WEEK - 1 }, ancient)).toBe(ancient);
    expect(state({ statedAt: START - WEEK }, ancient).status).toBe('operational');
    expect(state({ statedAt: START - WEEK - 1, eta: START }, ancient).status).toBe('operational');
  });

  it('of the same counts from when it was first said; once overtaken, it is a new one', () => {
    const again = { status: 'major_outage', statedAt: START, evidence: 'still halted' } as const;
    expect(state(again).since).toBe(halted.since);
    expect(state(again, { ...halted, overtaken: true })).toMatchObject({ since: START });
    expect(state(again, { ...halted, overtaken: true })).not.toHaveProperty('overtaken');
  });

  describe('of the same post', () => {
    const same = { ref: 'post-1', statedAt: START - 10 * MINUTE, evidence: 'halted' } as const;

    it('says nothing new while its words are the same, whatever is made of them', () => {
      expect(state({ ...same, status: 'major_outage' })).toBe(halted);
      expect(state({ ...same, status: 'operational' })).toBe(halted);
    });

    it('is a new word once its text has changed, from when it was edited, or read, on', () => {
      expect(state({ ...same, evidence: 'resumed' })).toMatchObject({
        status: 'operational',
        since: START,
        editedAt: START,
      });
      expect(state({ ...same, evidence: 'resumed', editedAt: START - MINUTE })).toMatchObject({
        since: START - MINUTE,
        editedAt: START - MINUTE,
      });
    });

    it('is a new word by a later time of its edit alone', () => {
      expect(state({ ...same, editedAt: START - MINUTE }).status).toBe('operational');
      const edited = { ...halted, editedAt: START - MINUTE };
      expect(state({ ...same, editedAt: START - MINUTE }, edited)).toBe(edited);
    });

    it('that is edited and says the same goes on, unless it was overtaken', () => {
      const edit = { ...same, status: 'major_outage', evidence: 'still halted' } as const;
      expect(state(edit)).toMatchObject({ since: halted.since, evidence: 'still halted' });
      expect(state(edit, { ...halted, overtaken: true })).toMatchObject({ since: START, editedAt: START });
    });

    it('at another time, or without an id, is another one', () => {
      expect(state({ ...same, statedAt: START - 5 * MINUTE }).status).toBe('operational');
      const { ref: _ref, ...nameless } = halted;
      const { ref: _own, ...unnamed } = aReading('statement', { ...same, status: 'operational' });
      expect(weighReading(nameless, unnamed, options).status).toBe('operational');
    });
  });
});

describe('What stood before a source first spoke', () => {
  const before = (signal: Signal, firstTime: boolean, changes: Partial<Reading> = {}): Claim =>
    implicitClaim(aReading(signal, changes), firstTime, START, testPolicy);

  it('of an endpoint is not known', () => {
    expect(before('probe', true)).toMatchObject({ status: 'unknown', baseline: true });
    expect(before('probe', false)).toMatchObject({ status: 'unknown', baseline: true });
  });

  it('in words is what it says when it is first read, and that all was well later', () => {
    expect(before('word', true)).toMatchObject({ status: 'major_outage', baseline: true, since: START });
    expect(before('word', false)).toStrictEqual({
      status: 'operational',
      since: START,
      basis: 'official',
      signal: 'word',
      evidence: '',
    });
    expect(before('word', false, { listsTroubleOnly: true }).listsTroubleOnly).toBe(true);
  });

  it('of a switch is what it says, whenever it appears', () => {
    expect(before('flag', true)).toMatchObject({ status: 'major_outage', baseline: true });
    expect(before('flag', false)).toMatchObject({ status: 'major_outage', baseline: true });
    expect(before('flag', false, { status: 'operational' })).not.toHaveProperty('baseline');
  });

  it('of a statement is what it says when it is first read, since it was made, unless that is too old', () => {
    const at = START - 60 * MINUTE;
    expect(before('statement', true, { statedAt: at })).toMatchObject({ baseline: true, since: at });
    expect(before('statement', true)).toMatchObject({ baseline: true, since: START });
    expect(before('statement', false, { statedAt: at }).status).toBe('operational');
    expect(before('statement', true, { statedAt: START - WEEK - 1 }).status).toBe('operational');
  });
});

describe('What is no longer said', () => {
  it.each<[rule: string, claim: Claim]>([
    ['an endpoint is not asked', aClaim('probe', { status: 'major_outage' })],
    ['a statement was said once', aClaim('statement', { status: 'major_outage' })],
  ])('stands: %s', (_rule, claim) => {
    expect(unsaid(claim, options)).toBe(claim);
  });

  it('is forgotten where it was well, once a doubt of words is settled', () => {
    expect(unsaid(aClaim('word'), options)).toBeUndefined();
    expect(unsaid(aClaim('word', { status: 'unknown' }), options)).toBeUndefined();
    expect(unsaid(hear(aClaim('flag')), options)).toBeUndefined();
    const doubted = hear(aClaim('word', { basis: 'measured' }));
    const after = unsaid(doubted, options);
    expect(after).toMatchObject({ status: 'operational' });
    expect(after).not.toHaveProperty('doubt');
  });

  it.each<[rule: string, claim: Partial<Claim>, evidence: string]>([
    ['it was an incident with an id', { ref: '7' }, 'not_listed'],
    ['it followed from parts', { basis: 'inferred' }, 'parts_open'],
  ])('is over at once where %s', (_rule, changes, evidence) => {
    expect(unsaid(aClaim('word', { status: 'major_outage', ...changes }), options)).toMatchObject({
      status: 'operational',
      since: START,
      evidence,
    });
  });

  it('is over after two readings where the list has troubles alone', () => {
    const listed = aClaim('word', { status: 'major_outage', listsTroubleOnly: true });
    const once = unsaid(listed, options);
    expect(once).toMatchObject({ status: 'major_outage', doubt: { status: 'operational', count: 1 } });
    expect(once && unsaid(once, options)).toMatchObject({ status: 'operational' });
  });

  it.each<[rule: string, claim: Claim]>([
    ['words without an id', aClaim('word', { status: 'major_outage' })],
    ['a switch', aClaim('flag', { status: 'major_outage' })],
    ['a switch with an id', aClaim('flag', { status: 'major_outage', ref: '7' })],
  ])('goes out of sight otherwise: %s', (_rule, claim) => {
    const unseen = unsaid({ ...claim, doubt: hear(aClaim('flag')).doubt! }, options);
    expect(unseen).toStrictEqual({ ...claim, unseenSince: START });
    if (unseen === undefined) return;
    expect(unsaid(unseen, { ...options, now: START + WEEK })).toBe(unseen);
    expect(unsaid(unseen, { ...options, now: START + WEEK + 1 })).toBeUndefined();
  });

  it('is a delisting where it had been closed for good', () => {
    expect(unsaid(aClaim('flag', { status: 'major_outage', baseline: true }), options)).toBeUndefined();
    const long = aClaim('flag', { status: 'major_outage', since: START - WEEK - 1 });
    expect(unsaid(long, options)).toBeUndefined();
  });
});
