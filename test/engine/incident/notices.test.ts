import { describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, Notice, TimelineEntry } from '#src/domain/incident.ts';
import type { IncidentNews } from '#src/engine/incident/news.ts';
import { record } from '#src/engine/incident/notices.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { START, createEngineBench, flag, word } from '#test/support/engine-bench.ts';
import { MINUTE, aPart, anIncident, contextAt } from './an-incident.ts';

const NOW = START + 10 * MINUTE;
const NOTHING = emptyExchangeState('binance');

const down = (changes: Partial<Incident> = {}): Incident => anIncident(['withdrawals'], changes);
const up = (changes: Partial<Incident> = {}): Incident =>
  anIncident(['withdrawals'], {
    status: 'operational',
    parts: [aPart('withdrawals', { status: 'operational' })],
    ...changes,
  });

/** What is recorded when an incident goes from one state to another with some news. */
function recorded(
  news: IncidentNews,
  after: Incident,
  before: Incident = after,
  state: ExchangeState = NOTHING,
) {
  return record(news, after, before, sceneOf(state, contextAt(NOW)));
}

function noticeOf(...args: Parameters<typeof recorded>): Notice {
  const { item } = recorded(...args);
  if (item === undefined) throw new Error('Nothing goes out.');
  return item.notice;
}

const partsOf = (...args: Parameters<typeof recorded>) => noticeOf(...args).parts;

describe('What goes out of a decision', () => {
  it.each<[rule: string, news: IncidentNews, incident: Incident]>([
    ['nothing that is quiet', { kind: 'quiet' }, down()],
    ['no refresh of what nobody was told of', { kind: 'refresh' }, down({ told: false })],
    ['no end of what nobody was told of', { kind: 'resolved' }, up({ told: false })],
  ])('is %s, and the incident stays as it is', (_rule, news, incident) => {
    const { incident: next, item } = recorded(news, incident);
    expect(item).toBeUndefined();
    expect(next).toBe(incident);
  });

  it('is the beginning, which is numbered, told and noted', () => {
    const { incident, item } = recorded(
      { kind: 'opened' },
      down({ told: false, notices: 0, rule: 'announced' }),
    );
    expect(item?.kind).toBe('notice');
    expect(item?.notice.id).toBe('binance-x-1#1');
    expect(incident).toMatchObject({ told: true, notices: 1 });
    expect(incident.timeline).toEqual([
      { at: NOW, kind: 'opened', status: 'major_outage', rule: 'announced' },
    ]);
  });

  it('is a change, with what changed', () => {
    const { incident, item } = recorded({ kind: 'changed', change: 'worse' }, down());
    expect(item?.notice).toMatchObject({ kind: 'changed', change: 'worse' });
    expect(incident.timeline).toEqual([
      { at: NOW, kind: 'changed', change: 'worse', status: 'major_outage' },
    ]);
  });

  it('keeps the newest fifty entries of the timeline', () => {
    const entry = (at: number): TimelineEntry => ({ at, kind: 'reopened', status: 'major_outage' });
    const long = Array.from({ length: 50 }, (_, i) => entry(i));
    const { timeline } = recorded({ kind: 'resolved' }, up({ timeline: long }), down()).incident;
    expect(timeline).toHaveLength(50);
    expect([timeline[0]?.at, timeline.at(-1)?.at]).toEqual([1, NOW]);
  });

  it.each<[kind: Notice['kind'], incident: Partial<Incident>]>([
    ['opened', {}],
    ['changed', { timeline: [{ at: START, kind: 'changed', status: 'major_outage' }] }],
    ['reopened', { timeline: [{ at: START, kind: 'reopened', status: 'major_outage' }] }],
    ['resolved', { timeline: [{ at: START, kind: 'resolved', status: 'operational' }] }],
    ['flapping', { timeline: [{ at: START, kind: 'flapping', status: 'major_outage' }] }],
    ['flapping', { flapping: true, timeline: [{ at: START, kind: 'reopened', status: 'major_outage' }] }],
  ])('of a refresh is what was told last: %s', (kind, changes) => {
    const incident = down({ notices: 4, ...changes });
    const { incident: next, item } = recorded({ kind: 'refresh' }, incident);
    expect(item).toMatchObject({ kind: 'refresh', notice: { kind, id: 'binance-x-1#4' } });
    expect(next).toBe(incident);
  });
});

describe('A notice of an incident', () => {
  it('says what it is about, for whom it holds, and how it was', () => {
    const incident = down({
      basis: 'measured',
      unconfirmed: true,
      disputed: true,
      rule: 'does_not_answer',
      regions: ['GB'],
      accounts: 'some',
      members: ['binance/withdrawals/BTC'],
      extent: { hit: 1, of: 9, parts: ['binance/withdrawals/BTC'] },
      eta: NOW + MINUTE,
    });
    expect(
      noticeOf({ kind: 'changed', change: 'worse' }, incident, down({ status: 'partial_outage' })),
    ).toEqual({
      id: 'binance-x-1#2',
      kind: 'changed',
      change: 'worse',
      at: NOW,
      services: ['binance/withdrawals'],
      parts: [
        { service: 'binance/withdrawals', status: 'major_outage', previous: 'major_outage', since: START },
      ],
      members: ['binance/withdrawals/BTC'],
      exchangeName: 'Binance',
      status: 'major_outage',
      previous: 'partial_outage',
      basis: 'measured',
      unconfirmed: true,
      disputed: true,
      rule: 'does_not_answer',
      incident: 'binance-x-1',
      since: START,
      sinceKnown: true,
      downs: 1,
      evidence: [],
      extent: { hit: 1, of: 9, parts: ['binance/withdrawals/BTC'] },
      stillWorking: [],
      eta: NOW + MINUTE,
      regions: ['GB'],
      accounts: 'some',
    });
  });

  it('leaves out what is not so', () => {
    expect(Object.keys(noticeOf({ kind: 'opened' }, down()))).toEqual([
      'id',
      'kind',
      'at',
      'services',
      'parts',
      'exchangeName',
      'status',
      'previous',
      'basis',
      'unconfirmed',
      'disputed',
      'incident',
      'since',
      'sinceKnown',
      'downs',
      'evidence',
      'stillWorking',
    ]);
    expect(noticeOf({ kind: 'opened' }, down()).disputed).toBe(false);
  });

  it('names what is back, where anything is', () => {
    const back = ['binance/deposits'];
    expect(noticeOf({ kind: 'changed', change: 'partly_back', back }, down()).back).toEqual(back);
    expect(noticeOf({ kind: 'changed', change: 'partly_back', back: [] }, down())).not.toHaveProperty('back');
  });

  it('of a beginning that nobody saw says when it worked last, and of what follows does not', () => {
    const unseen = down({ sinceKnown: false });
    expect(noticeOf({ kind: 'opened' }, unseen).workedAt).toBe(START);
    expect(noticeOf({ kind: 'changed', change: 'worse' }, unseen)).not.toHaveProperty('workedAt');
    expect(noticeOf({ kind: 'opened' }, down())).not.toHaveProperty('workedAt');
  });

  it('says what was expected before, where that was moved', () => {
    const moved = [down({ eta: NOW + 2 * MINUTE }), down({ eta: NOW + MINUTE })] as const;
    expect(noticeOf({ kind: 'changed', change: 'eta_moved' }, ...moved).previousEta).toBe(NOW + MINUTE);
    expect(noticeOf({ kind: 'changed', change: 'worse' }, ...moved)).not.toHaveProperty('previousEta');
    expect(noticeOf({ kind: 'changed', change: 'eta_moved' }, moved[0], down())).not.toHaveProperty(
      'previousEta',
    );
  });

  it('of an end says how long it lasted, and expects nothing more', () => {
    const over = noticeOf({ kind: 'resolved' }, up({ eta: NOW + MINUTE }), down());
    expect(over.durationMs).toBe(10 * MINUTE);
    expect(over).not.toHaveProperty('eta');
    expect(over).not.toHaveProperty('upMs');
    expect(noticeOf({ kind: 'changed', change: 'worse' }, down())).not.toHaveProperty('durationMs');
  });

  it('of the end of a later fall counts from that fall', () => {
    const again = { downs: 2, phaseSince: START + 7 * MINUTE };
    expect(noticeOf({ kind: 'resolved' }, up({ downs: 2 }), down(again)).durationMs).toBe(3 * MINUTE);
  });

  it('of the end of flapping counts from the first fall, and says how long it has worked', () => {
    const flapped = up({ downs: 4, phaseSince: START + 6 * MINUTE });
    expect(noticeOf({ kind: 'resolved' }, flapped)).toMatchObject({
      durationMs: 10 * MINUTE,
      upMs: 4 * MINUTE,
    });
  });

  it('of a return of the trouble is dated anew, and says how long it had worked', () => {
    const before = up({ phaseSince: START + 4 * MINUTE });
    const again = down({ downs: 2, phaseSince: NOW });
    expect(noticeOf({ kind: 'reopened' }, again, before)).toMatchObject({
      since: NOW,
      upMs: 6 * MINUTE,
      downs: 2,
    });
    expect(noticeOf({ kind: 'changed', change: 'worse' }, again).since).toBe(START);
    expect(noticeOf({ kind: 'opened' }, down(), up())).not.toHaveProperty('upMs');
  });

  it('is not dated after its time', () => {
    expect(noticeOf({ kind: 'opened' }, down({ since: NOW + 1 })).since).toBe(NOW);
  });

  it('says of what an outage left behind that its beginning was told with that', () => {
    const left = down({ leftBehind: true });
    expect(noticeOf({ kind: 'changed', change: 'worse' }, left).leftBehind).toBe(true);
    expect(noticeOf({ kind: 'opened' }, left)).not.toHaveProperty('leftBehind');
  });
});

describe('A part of a notice', () => {
  const WITHDRAWALS = 'binance/withdrawals';

  it('that is back says how long it was down', () => {
    expect(partsOf({ kind: 'resolved' }, up(), down())).toEqual([
      {
        service: WITHDRAWALS,
        status: 'operational',
        previous: 'major_outage',
        since: START,
        durationMs: 10 * MINUTE,
      },
    ]);
  });

  it('that goes on, or was back before, does not', () => {
    expect(partsOf({ kind: 'changed', change: 'worse' }, down())?.[0]).not.toHaveProperty('durationMs');
    expect(partsOf({ kind: 'resolved' }, up())?.[0]).not.toHaveProperty('durationMs');
  });

  it('that is new worked before', () => {
    const both = anIncident(['withdrawals', 'deposits']);
    expect(partsOf({ kind: 'changed', change: 'worse' }, both, down())).toMatchObject([
      { service: WITHDRAWALS, previous: 'major_outage' },
      { service: 'binance/deposits', previous: 'operational' },
    ]);
  });
});

describe('What joined by a refresh', () => {
  const joined = (after: Incident, before: Incident) => noticeOf({ kind: 'refresh' }, after, before).joined;

  it.each<[rule: string, after: Incident, before: Incident, joined: readonly string[] | undefined]>([
    ['is nothing where nothing did', down(), down(), undefined],
    ['is a service that fell since', anIncident(['withdrawals', 'deposits']), down(), ['binance/deposits']],
    [
      'is no service that works',
      anIncident([], { parts: [aPart('withdrawals'), aPart('deposits', { status: 'operational' })] }),
      down(),
      undefined,
    ],
    [
      'is none that a wider trouble explains',
      anIncident([], { parts: [aPart('withdrawals'), aPart('deposits', { absorbed: 'elsewhere' })] }),
      down(),
      undefined,
    ],
    [
      'is a coin of a group, and not its component',
      anIncident([], {
        parts: [aPart('withdrawals', { members: ['binance/withdrawals/A', 'binance/withdrawals/B'] })],
      }),
      anIncident([], {
        parts: [aPart('withdrawals', { members: ['binance/withdrawals/A'] })],
        members: ['binance/withdrawals/A'],
      }),
      ['binance/withdrawals/B'],
    ],
    [
      'is not what is the same by a wider name',
      anIncident(['withdrawals/BTC', 'withdrawals/BTC/BTC']),
      anIncident(['withdrawals/BTC/BTC']),
      undefined,
    ],
  ])('%s', (_rule, after, before, what) => {
    expect(joined(after, before)).toEqual(what);
  });

  it('is told of as news where it is news', () => {
    const both = anIncident(['withdrawals', 'deposits']);
    expect(noticeOf({ kind: 'changed', change: 'worse' }, both, down())).not.toHaveProperty('joined');
  });
});

describe('What still works', () => {
  const stateOf = (act: (bench: ReturnType<typeof createEngineBench>) => void): ExchangeState => {
    const bench = createEngineBench();
    bench.pass(10 * MINUTE);
    act(bench);
    return bench.state();
  };
  const working = (state: ExchangeState, incident = down(), kind: 'opened' | 'resolved' = 'opened') =>
    noticeOf({ kind }, incident, incident, state).stillWorking;

  const page = stateOf((bench) =>
    bench.say('status-page', [
      word('withdrawals', 'major_outage'),
      word('spot', 'operational'),
      word('deposits', 'operational'),
      word('api', 'partial_outage'),
    ]),
  );

  it('is each component that something calls well, in order', () => {
    expect(working(page)).toEqual(['deposits', 'spot']);
  });

  it('is named in what begins and goes on, and not once it is over', () => {
    expect(working(page, up(), 'resolved')).toEqual([]);
  });

  it('is nothing that the incident is about, wider or narrower', () => {
    expect(working(page, anIncident(['spot/BTC/USDT']))).toEqual(['deposits']);
    expect(working(page, anIncident(['deposits']))).toEqual(['spot']);
  });

  it('is nothing that only some of its coins call well while it is in trouble as a whole', () => {
    const mixed = stateOf((bench) => {
      bench.say('wallets', [flag('deposits/BTC/BTC', true)]);
      bench.say('status-page', [word('deposits', 'major_outage')]);
    });
    expect(working(mixed)).toEqual([]);
  });

  it('is nothing that was said too long ago', () => {
    const old = createEngineBench();
    old.say('status-page', [word('spot', 'operational')]);
    old.pass(9 * MINUTE);
    old.say('system-status', [word('api', 'operational')]);
    expect(working(old.state())).toEqual(['api']);
  });
});

describe('An end that nobody saw', () => {
  /** The endpoint of a list was away from the start, in which its coins came back. */
  function overAGap(second: 'gap' | 'seen' | 'later'): ExchangeState {
    const bench = createEngineBench();
    const both = (isOpen: boolean, other = isOpen) => [
      flag('withdrawals/BTC/BTC', isOpen),
      flag('withdrawals/ETH/ETH', other),
    ];
    bench.say('wallets', both(true));
    bench.pass(MINUTE);
    bench.insist('wallets', both(false));
    if (second === 'seen') {
      bench.pass(MINUTE);
      bench.insist('wallets', both(false, true));
    }
    bench.pass(8 * MINUTE);
    if (second === 'later') bench.insist('wallets', both(true, false));
    bench.insist('wallets', both(true));
    return bench.state();
  }
  const back = { status: 'operational' as const };
  const coinsBack = anIncident([], {
    status: 'operational',
    parts: [aPart('withdrawals/BTC/BTC', back), aPart('withdrawals/ETH/ETH', back)],
  });
  const coinsDown = anIncident(['withdrawals/BTC/BTC', 'withdrawals/ETH/ETH']);
  const end = (state: ExchangeState, after = coinsBack, before = coinsDown) =>
    noticeOf({ kind: 'resolved' }, after, before, state);

  it('is dated by when the last of it was seen to be down', () => {
    const over = end(overAGap('gap'));
    const heardLast = START + MINUTE + 2_000;
    expect(over).toMatchObject({ endedAtLatest: true, downAt: heardLast });
    expect(over.parts).toMatchObject([{ downAt: heardLast }, { downAt: heardLast }]);
  });

  it('was seen where the end of any part was', () => {
    const over = end(overAGap('seen'));
    expect(over).not.toHaveProperty('endedAtLatest');
    expect(over.parts?.map(({ downAt }) => downAt !== undefined)).toEqual([true, false]);
  });

  it('is one of the whole alone', () => {
    const partly = noticeOf(
      { kind: 'changed', change: 'partly_back' },
      coinsBack,
      coinsDown,
      overAGap('gap'),
    );
    expect(partly).not.toHaveProperty('endedAtLatest');
    expect(partly.parts).toMatchObject([{ downAt: START + MINUTE + 2_000 }, {}]);
  });

  it('of a group is dated by its first coin, unless a later end of one was seen', () => {
    const group = (status: 'operational' | 'major_outage') =>
      anIncident([], {
        status,
        parts: [
          aPart('withdrawals', {
            status,
            members: ['binance/withdrawals/BTC/BTC', 'binance/withdrawals/ETH/ETH'],
          }),
        ],
      });
    const groupEnd = (state: ExchangeState) => end(state, group('operational'), group('major_outage'));
    expect(groupEnd(overAGap('gap')).parts).toMatchObject([{ downAt: START + MINUTE + 2_000 }]);
    expect(groupEnd(overAGap('gap'))).toMatchObject({ endedAtLatest: true });
    // One came back before the others went out of sight; and one was still down after they were back.
    expect(groupEnd(overAGap('seen')).parts).toMatchObject([{ downAt: expect.any(Number) as number }]);
    expect(groupEnd(overAGap('later')).parts?.[0]).not.toHaveProperty('downAt');
  });

  it('is dated by what ends now, and not by what was back before', () => {
    const before = anIncident([], {
      parts: [aPart('withdrawals/BTC/BTC'), aPart('withdrawals/ETH/ETH', back)],
    });
    expect(end(overAGap('seen'), coinsBack, before)).toMatchObject({ endedAtLatest: true });
  });
});
