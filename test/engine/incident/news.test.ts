import { describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import type { Status } from '#src/domain/status.ts';
import { decideNews, majorsOf } from '#src/engine/incident/news.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { LATER, aClaim, stateWith } from '#test/engine/some-claims.ts';
import { START, createEngineBench, flag, statement } from '#test/support/engine-bench.ts';
import { MINUTE, aPart, anIncident, contextAt } from './an-incident.ts';

const HOUR = 60 * MINUTE;

/** What is told when an incident goes from one state to another, at a time. */
function newsOf(
  before: Incident,
  after: Incident,
  now = START + 10 * MINUTE,
  state = emptyExchangeState('binance'),
) {
  const { news, next } = decideNews(before, after, sceneOf(state, contextAt(now)));
  const what = news.kind === 'changed' ? news.change : news.kind;
  return { what, next, back: news.kind === 'changed' ? news.back : undefined };
}

const deposits = aPart('deposits');
const down = (changes: Partial<Incident> = {}): Incident => anIncident(['withdrawals'], changes);
const at = (status: Status, changes: Partial<Incident> = {}): Incident =>
  anIncident(['withdrawals'], { status, parts: [aPart('withdrawals', { status })], ...changes });
const two = (first: Status, second: Status, changes: Partial<Incident> = {}): Incident =>
  anIncident([], {
    parts: [aPart('withdrawals', { status: first }), aPart('deposits', { status: second })],
    ...changes,
  });

describe('What is told of an incident as a whole', () => {
  it.each<[rule: string, before: Incident, after: Incident, what: string]>([
    ['nothing while a wider one explains it', down(), at('operational', { absorbed: true }), 'quiet'],
    [
      'nothing when it comes out of a wider one',
      down({ absorbed: true }),
      two('major_outage', 'major_outage'),
      'quiet',
    ],
    ['nothing while it is over', at('operational'), at('operational'), 'quiet'],
    ['that it is over', down(), at('operational'), 'resolved'],
    ['that it is maintained', down(), at('under_maintenance'), 'maintained'],
    ['that maintenance is over', at('under_maintenance'), at('operational'), 'resolved'],
    ['that it is back', at('operational'), down({ downs: 1 }), 'reopened'],
    ['that it flaps, when it falls the third time', at('operational', { downs: 2 }), down(), 'flapping'],
    [
      'a refresh while it flaps',
      at('operational', { flapping: true, downs: 1 }),
      down({ flapping: true }),
      'refresh',
    ],
    ['a refresh when it is up for the moment', down({ flapping: true }), at('operational'), 'refresh'],
    ['nothing of what nobody was told of', down({ told: false }), down({ told: false }), 'quiet'],
    [
      'a beginning, when that gets worse',
      at('partial_outage', { told: false }),
      down({ told: false }),
      'opened',
    ],
  ])('%s', (_rule, before, after, what) => {
    expect(newsOf(before, after).what).toBe(what);
  });

  it('counts each fall, and dates each turn', () => {
    const now = START + 10 * MINUTE;
    expect(newsOf(at('operational'), down()).next).toMatchObject({
      downs: 2,
      phaseSince: now,
      flapping: false,
    });
    expect(newsOf(at('operational', { downs: 2 }), down()).next).toMatchObject({ downs: 3, flapping: true });
    expect(newsOf(down(), at('operational')).next.phaseSince).toBe(now);
    expect(newsOf(down(), down()).next.phaseSince).toBe(START);
  });

  it('of one that flaps says that it holds still in trouble, once it has for the window', () => {
    const flaps = down({ flapping: true, downs: 4, parts: [aPart('withdrawals', { downs: 4 })] });
    expect(newsOf(flaps, flaps, START + 30 * MINUTE - 1).what).toBe('quiet');
    const worse = two('major_outage', 'major_outage', { flapping: true });
    expect(newsOf(flaps, worse, START + 30 * MINUTE - 1).what).toBe('refresh');
    const steady = newsOf(flaps, flaps, START + 30 * MINUTE);
    expect(steady.what).toBe('steady');
    expect(steady.next).toMatchObject({ flapping: false, downs: 1, parts: [{ downs: 1 }] });
  });
});

describe('What is told of its parts', () => {
  it.each<[rule: string, before: Incident, after: Incident, what: string]>([
    [
      'nothing where nothing changed',
      two('major_outage', 'major_outage'),
      two('major_outage', 'major_outage'),
      'quiet',
    ],
    [
      'that one is back',
      two('major_outage', 'major_outage'),
      two('major_outage', 'operational'),
      'partly_back',
    ],
    [
      'that one is maintained',
      two('major_outage', 'major_outage'),
      two('major_outage', 'under_maintenance'),
      'partly_back',
    ],
    [
      'that one is worse',
      two('major_outage', 'partial_outage'),
      two('major_outage', 'major_outage'),
      'worse',
    ],
    [
      'that one fell again',
      two('major_outage', 'operational'),
      two('major_outage', 'partial_outage'),
      'worse',
    ],
    [
      'that one is better',
      two('major_outage', 'major_outage'),
      two('major_outage', 'partial_outage'),
      'better',
    ],
    ['that all is worse', at('partial_outage'), down(), 'worse'],
    ['that one joined', down(), two('major_outage', 'major_outage'), 'worse'],
  ])('%s', (_rule, before, after, what) => {
    expect(newsOf(before, after).what).toBe(what);
  });

  it('nothing where the worse word has gone and the milder one is that of before', () => {
    const piece = (source: string, status: Status): Evidence => ({
      source,
      venue: 'status_page',
      service: 'binance/withdrawals',
      basis: 'official',
      status,
      since: START,
    });
    const both = [piece('wallets', 'major_outage'), piece('page', 'partial_outage')];
    const lagging = at('partial_outage', { evidence: [piece('page', 'partial_outage')] });
    expect(newsOf(down({ evidence: both }), lagging).what).toBe('refresh');
    const before = down({ evidence: [piece('page', 'major_outage')] });
    expect(newsOf(before, lagging).what).toBe('better');
  });

  it('what joins in the first minute only brings the message up to date', () => {
    const after = two('major_outage', 'major_outage');
    expect(newsOf(down(), after, START + MINUTE).what).toBe('refresh');
    expect(newsOf(down(), after, START + MINUTE + 1).what).toBe('worse');
  });

  it('what is the same by a wider name has not joined', () => {
    const network = anIncident(['withdrawals/BTC/BTC']);
    const both = anIncident(['withdrawals/BTC', 'withdrawals/BTC/BTC']);
    expect(newsOf(network, both).what).toBe('refresh');
    const back = anIncident([], {
      parts: [aPart('withdrawals/BTC/BTC', { status: 'operational' }), aPart('api')],
    });
    expect(newsOf(back, anIncident(['withdrawals/BTC', 'withdrawals/BTC/BTC', 'api'])).what).toBe('worse');
  });

  it('what is the same by a wider name has not joined, though it is one of several', () => {
    const solana = aPart('withdrawals/SOL/SOLANA');
    const before = anIncident([], { parts: [solana, deposits] });
    const after = anIncident([], { parts: [solana, deposits, aPart('withdrawals/SOL')] });
    expect(newsOf(before, after).what).toBe('refresh');
  });

  it.each<[rule: string, before: readonly IncidentPart[], coins: readonly string[], what: string]>([
    ['has not, where it is of the coins that were told', [aPart('withdrawals/SOL')], ['SOL'], 'refresh'],
    [
      'has not, where it is of a few more',
      [aPart('withdrawals', { members: ['SOL', 'JUP'].map((coin) => `binance/withdrawals/${coin}/SOLANA`) })],
      ['SOL', 'JUP', 'RAY'],
      'refresh',
    ],
    ['has, where it is of twice as many', [aPart('withdrawals/SOL')], ['SOL', 'JUP'], 'worse'],
    ['has, where others were told', [aPart('withdrawals/ADA')], ['SOL'], 'worse'],
    ['has, where they were told of another component', [aPart('spot/SOL')], ['SOL'], 'worse'],
    [
      'has, where they had been back',
      [aPart('withdrawals/SOL', { status: 'operational' })],
      ['SOL'],
      'worse',
    ],
  ])('a network %s', (_rule, known, coins, what) => {
    const parts = coins.map((coin) => `binance/withdrawals/${coin}`);
    const extent = { hit: parts.length, of: parts.length, parts };
    const state = stateWith({
      '~roll-up': {
        'withdrawals/*/SOLANA': aClaim('word', 'major_outage', { rule: 'network_share', extent }),
      },
      wallets: { 'withdrawals/SOL/SOLANA': aClaim('flag', 'major_outage') },
    });
    const before = anIncident([], { parts: [...known, deposits] });
    const after = anIncident([], { parts: [deposits, aPart('withdrawals/*/SOLANA')] });
    expect(newsOf(before, after, LATER, state).what).toBe(what);
  });

  it('a coin has joined, whatever is gone', () => {
    const before = anIncident([], { parts: [aPart('withdrawals/SOL'), deposits] });
    const after = anIncident([], { parts: [deposits, aPart('withdrawals/ADA')] });
    expect(newsOf(before, after).what).toBe('worse');
  });

  it('what joins in the first minute is told where it makes the whole worse', () => {
    const before = at('partial_outage');
    const after = two('partial_outage', 'major_outage', { status: 'major_outage' });
    expect(newsOf(before, after, START + 30_000).what).toBe('worse');
  });

  it('names what is back', () => {
    const { back } = newsOf(two('major_outage', 'major_outage'), two('major_outage', 'operational'));
    expect(back).toEqual(['binance/deposits']);
  });

  it('one that fell the third time makes it flap', () => {
    const again = two('major_outage', 'major_outage', {
      parts: [aPart('withdrawals'), aPart('deposits', { downs: 3 })],
    });
    const { next, what } = newsOf(two('major_outage', 'operational'), again);
    expect([what, next.flapping, next.phaseSince]).toEqual(['flapping', true, START + 10 * MINUTE]);
  });
});

describe('What is told besides', () => {
  const now = START + 10 * MINUTE;
  it.each<[rule: string, before: Partial<Incident>, after: Partial<Incident>, what: string, now?: number]>([
    ['that it is disputed', {}, { disputed: true }, 'disputed'],
    ['not that it still is', { disputed: true }, { disputed: true }, 'quiet'],
    ['when it is expected to end', {}, { eta: now + HOUR }, 'eta_given'],
    [
      'not in the first minute, in which the message says so',
      {},
      { eta: now + HOUR },
      'refresh',
      START + MINUTE,
    ],
    ['not where that is past', {}, { eta: now }, 'refresh'],
    [
      'that it is expected a quarter of an hour later',
      { eta: now + HOUR },
      { eta: now + 75 * MINUTE },
      'eta_moved',
    ],
    ['or sooner', { eta: now + HOUR }, { eta: now + 45 * MINUTE }, 'eta_moved'],
    ['not a smaller shift', { eta: now + HOUR }, { eta: now + 75 * MINUTE - 1 }, 'refresh'],
    ['that it takes longer', { eta: now - 5 * MINUTE }, { eta: now - 5 * MINUTE }, 'eta_passed'],
    [
      'not before five minutes of grace',
      { eta: now - 5 * MINUTE + 1 },
      { eta: now - 5 * MINUTE + 1 },
      'quiet',
    ],
    ['that once', { eta: now - 5 * MINUTE }, { eta: now - 5 * MINUTE, etaPassed: now - 5 * MINUTE }, 'quiet'],
    ['not of an end before it was opened', { eta: START }, { eta: START }, 'quiet'],
  ])('%s', (_rule, before, after, what, when = now) => {
    expect(newsOf(down(before), down(after), when).what).toBe(what);
  });

  it('that its time has passed is not in the very step that moves it a little', () => {
    const now = START + 60 * MINUTE;
    const before = down({ eta: now - 7 * MINUTE });
    expect(newsOf(before, down({ eta: now - 6 * MINUTE }), now).what).toBe('refresh');
    expect(newsOf(before, before, now).what).toBe('eta_passed');
  });

  it('keeps that it was told that it takes longer', () => {
    const eta = now - 5 * MINUTE;
    expect(newsOf(down({ eta }), down({ eta })).next.etaPassed).toBe(eta);
  });

  const evidence = (source: string): Incident['evidence'] => [
    {
      source,
      venue: 'status_page',
      service: 'binance/withdrawals',
      basis: 'official',
      status: 'major_outage',
      since: START,
    },
  ];
  const extent = (hit: number, of = 100): Incident['extent'] & object => ({ hit, of, parts: [] });

  it.each<[rule: string, before: Partial<Incident>, after: Partial<Incident>, what: string]>([
    ['another source agrees', { evidence: evidence('a') }, { evidence: evidence('b') }, 'refresh'],
    ['the exchange confirms it', { unconfirmed: true }, {}, 'refresh'],
    ['it is disputed no more', { disputed: true }, {}, 'refresh'],
    ['a few coins of many are more', { extent: extent(30) }, { extent: extent(31) }, 'quiet'],
    ['a fiftieth of all coins is more', { extent: extent(30) }, { extent: extent(32) }, 'refresh'],
    ['a fiftieth of all coins is less', { extent: extent(32) }, { extent: extent(30) }, 'refresh'],
    ['one coin of few is more', { extent: extent(3, 9) }, { extent: extent(4, 9) }, 'refresh'],
    ['coins are counted for the first time', {}, { extent: extent(2) }, 'refresh'],
  ])('the message is brought up to date, or not, when %s', (_rule, before, after, what) => {
    expect(newsOf(down(before), down(after)).what).toBe(what);
  });

  it('the message is brought up to date when a coin joins its group', () => {
    const group = (...members: string[]): Incident => down({ parts: [aPart('withdrawals', { members })] });
    expect(newsOf(group('a', 'b'), group('a', 'b', 'c')).what).toBe('refresh');
    expect(newsOf(group('a', 'b'), group('a', 'b')).what).toBe('quiet');
  });
});

describe('Majors', () => {
  const parts = ['BTC', 'ETH', 'USDT', 'XYZ'].map((coin) => `binance/withdrawals/${coin}`);
  const [btc = '', eth = '', usdt = ''] = parts;
  const hit = (...coins: string[]): Partial<Incident> => ({ extent: { hit: 50, of: 100, parts: coins } });

  it('are those of the coins that are named as hit, unless they fell as a group', () => {
    expect(majorsOf(down(hit(...parts)), contextAt())).toEqual([btc, eth, usdt]);
    expect(majorsOf(down({ ...hit(...parts), members: [btc] }), contextAt())).toEqual([]);
    expect(majorsOf(down(), contextAt())).toEqual([]);
  });

  it('are remembered from when they are first seen to be hit', () => {
    expect(newsOf(down(), down(hit(btc))).next.majors).toEqual([btc]);
    expect(newsOf(down({ majors: [btc] }), down({ ...hit(btc, eth), majors: [btc] })).next.majors).toEqual([
      btc,
      eth,
    ]);
    expect(newsOf(down(), down()).next).not.toHaveProperty('majors');
  });

  it('are told to be back when two are, or the last', () => {
    const told = (...majors: string[]): Incident => down({ ...hit(...majors), majors });
    const two_ = newsOf(told(btc, eth, usdt), down({ ...hit(usdt), majors: [btc, eth, usdt] }));
    expect([two_.what, two_.back, two_.next.majors]).toEqual(['majors_back', [btc, eth], [usdt]]);
    const one = newsOf(told(btc, eth, usdt), down({ ...hit(eth, usdt), majors: [btc, eth, usdt] }));
    expect([one.what, one.next.majors]).toEqual(['quiet', [btc, eth, usdt]]);
    const last = newsOf(told(btc), down({ ...hit(eth), majors: [btc] }));
    expect([last.what, last.back, last.next.majors]).toEqual(['majors_back', [btc], [eth]]);
  });

  it('that are back with their component are not told once more', () => {
    const before = two('major_outage', 'major_outage', { majors: [btc, 'binance/deposits/BTC'] });
    const after = two('operational', 'major_outage', { majors: [btc, 'binance/deposits/BTC'] });
    expect(newsOf(before, after).next.majors).toEqual(['binance/deposits/BTC']);
    const all = newsOf({ ...before, majors: [btc] }, { ...after, majors: [btc] });
    expect(all.next).not.toHaveProperty('majors');
    const both = { majors: [btc, 'binance/deposits/BTC'] };
    const three = anIncident(['withdrawals', 'deposits', 'spot'], both);
    const works = ['withdrawals', 'deposits'].map((path) => aPart(path, { status: 'operational' }));
    const next = newsOf(three, anIncident([], { parts: [...works, aPart('spot')], ...both }));
    expect(next.next).not.toHaveProperty('majors');
    const none = newsOf(two('major_outage', 'major_outage'), two('operational', 'major_outage'));
    expect(none.next).not.toHaveProperty('majors');
  });

  it('are not told to be back where nothing of the list is closed and the whole is down all the same', () => {
    const before = down({ ...hit(btc, eth), majors: [btc, eth] });
    expect(newsOf(before, down({ majors: [btc, eth] })).what).toBe('refresh');
    const emptied = down({ extent: { hit: 0, of: 100, parts: [] }, majors: [btc, eth] });
    expect(newsOf(before, emptied).what).toBe('refresh');
  });

  it('leave the incident the very same while they are', () => {
    for (const same of [down(), down({ ...hit(btc), majors: [btc] })])
      expect(newsOf(same, same).next).toBe(same);
  });
});

describe('A part that the exchange says is back, while the rest is not', () => {
  function decide(path: string, statedAt: number, before: Partial<Incident> = {}) {
    const bench = createEngineBench();
    bench.say('wallets', [flag('withdrawals/BTC', true), flag('withdrawals/ETH', true)]);
    bench.say('announcements', [statement('spot', 'operational', START - HOUR)]);
    bench.pass(10 * MINUTE);
    bench.say('announcements', [statement(path, 'operational', statedAt)]);
    const incident = down(before);
    const { news, next } = decideNews(incident, incident, sceneOf(bench.state(), contextAt(bench.now())));
    return { news, resumed: next.resumed };
  }

  it('is told as such, once', () => {
    const { news, resumed } = decide('withdrawals/BTC', START + 5 * MINUTE);
    const back = ['binance/withdrawals/BTC'];
    expect([news, resumed]).toEqual([{ kind: 'changed', change: 'partly_back', back }, back]);
    expect(decide('withdrawals/BTC', START + 5 * MINUTE, { resumed: back }).news.kind).toBe('quiet');
  });

  it('is not where that was said before it fell, or of something else', () => {
    expect(decide('withdrawals/BTC', START).news.kind).toBe('quiet');
    expect(decide('deposits/BTC', START + 5 * MINUTE).news.kind).toBe('quiet');
    expect(decide('withdrawals', START + 5 * MINUTE).news.kind).toBe('quiet');
    expect(decide('withdrawals/BTC', START + 5 * MINUTE, { regions: ['GB'] }).news.kind).toBe('quiet');
  });
});
