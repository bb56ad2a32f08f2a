import { describe, expect, it } from 'vitest';

import { belongsTo, causeOf, isKin } from '#src/engine/incident/cause.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { START } from '#test/support/engine-bench.ts';
import { MINUTE, aVerdict, anIncident, contextAt } from './an-incident.ts';

const post = (ref: string): Partial<Verdict> => ({ refs: [ref], sources: ['page'] });

const kin: readonly [rule: string, a: Verdict, b: Verdict, expected: boolean][] = [
  ['two components', aVerdict('withdrawals'), aVerdict('spot'), true],
  [
    'the exchange and a component of it',
    aVerdict('withdrawals', { service: 'binance' }),
    aVerdict('spot'),
    true,
  ],
  ['one coin both ways', aVerdict('withdrawals/BTC'), aVerdict('deposits/BTC'), true],
  ['one coin on two networks', aVerdict('deposits/BTC/BTC'), aVerdict('deposits/BTC/LN'), true],
  ['two coins', aVerdict('deposits/BTC'), aVerdict('deposits/ETH'), false],
  ['a coin and a component', aVerdict('deposits/BTC'), aVerdict('withdrawals'), false],
  ['one network both ways', aVerdict('deposits/*/TRC20'), aVerdict('withdrawals/*/TRC20'), true],
  ['two networks', aVerdict('deposits/*/TRC20'), aVerdict('deposits/*/BEP20'), false],
  [
    'two coins by one list',
    aVerdict('deposits/BTC', { sources: ['wallets'] }),
    aVerdict('deposits/ETH', { sources: ['page', 'wallets'] }),
    true,
  ],
  [
    'two coins by two lists',
    aVerdict('deposits/BTC', { sources: ['wallets'] }),
    aVerdict('deposits/ETH', { sources: ['page'] }),
    false,
  ],
  [
    'two coins by one post',
    aVerdict('deposits/BTC', post('page#1')),
    aVerdict('deposits/ETH', post('page#1')),
    true,
  ],
  [
    'two coins that one page gives a story each',
    aVerdict('deposits/BTC', post('page#1')),
    aVerdict('deposits/ETH', post('page#2')),
    false,
  ],
  [
    'a coin and a component that one page gives a story each',
    aVerdict('deposits/BTC', post('page#1')),
    aVerdict('withdrawals', post('page#2')),
    false,
  ],
  [
    'one coin that one page gives two stories',
    aVerdict('deposits/BTC', post('page#1')),
    aVerdict('withdrawals/BTC', post('page#2')),
    true,
  ],
  [
    'two components that one page gives a story each',
    aVerdict('deposits', post('page#1')),
    aVerdict('spot', post('page#2')),
    true,
  ],
  [
    'two coins of one page, one of which has a story',
    aVerdict('deposits/BTC', post('page#1')),
    aVerdict('deposits/ETH', { sources: ['page'] }),
    true,
  ],
  [
    'two endpoints that do not answer',
    aVerdict('spot/BTC', { basis: 'measured' }),
    aVerdict('spot/ETH', { basis: 'measured' }),
    true,
  ],
  [
    'an endpoint that does not answer and a coin',
    aVerdict('spot/BTC', { basis: 'measured' }),
    aVerdict('deposits/ETH'),
    false,
  ],
  [
    'two components, one in some countries',
    aVerdict('spot', { regions: ['GB'] }),
    aVerdict('withdrawals'),
    false,
  ],
  [
    'two components in the same countries',
    aVerdict('spot', { regions: ['GB', 'IE'] }),
    aVerdict('withdrawals', { regions: ['IE', 'GB'] }),
    true,
  ],
];

describe('That two troubles fell by one cause', () => {
  it.each(kin)('within a minute: %s', (_rule, a, b, expected) => {
    expect([isKin(a, b), isKin(b, a)]).toEqual([expected, expected]);
  });
});

describe('That new trouble belongs to an incident', () => {
  it.each(kin)('a moment after it began: %s', (_rule, a, b, expected) => {
    const { basis, refs, sources } = a;
    const running = anIncident([], {
      parts: [{ service: a.service, status: a.status, since: START, sinceKnown: true, downs: 1 }],
      basis,
      cause: { refs, sources },
      ...(a.regions !== undefined && { regions: a.regions }),
    });
    expect(belongsTo(running, b, contextAt(START + MINUTE))).toBe(expected);
  });

  it('of more than a minute ago only by the same post', () => {
    const running = anIncident(['withdrawals'], { cause: { refs: ['page#1'], sources: ['page'] } });
    const later = contextAt(START + MINUTE + 1);
    expect(belongsTo(running, aVerdict('spot', { sources: ['page'] }), later)).toBe(false);
    expect(belongsTo(running, aVerdict('spot', post('page#1')), later)).toBe(true);
  });

  it('that is over for now only by the same post', () => {
    const over = anIncident(['withdrawals'], {
      status: 'operational',
      cause: { refs: ['page#1'], sources: [] },
    });
    expect(belongsTo(over, aVerdict('spot'), contextAt())).toBe(false);
    expect(belongsTo(over, aVerdict('spot', post('page#1')), contextAt())).toBe(true);
  });

  it('only where it is news like that, or known like that', () => {
    const told = anIncident(['withdrawals']);
    const silent = anIncident(['withdrawals'], { told: false });
    const seen = [told, silent].flatMap((incident) =>
      [true, false].map((isBaseline) => belongsTo(incident, aVerdict('spot', { isBaseline }), contextAt())),
    );
    expect(seen).toEqual([false, true, true, false]);
  });

  it('with a story of its own only where one of its services is the same coin', () => {
    const cause = { refs: ['page#1'], sources: ['page'] };
    const running = anIncident(['withdrawals/BTC', 'withdrawals/ETH'], { cause });
    expect(belongsTo(running, aVerdict('deposits/ETH', post('page#2')), contextAt())).toBe(true);
    expect(belongsTo(running, aVerdict('deposits/XRP', post('page#2')), contextAt())).toBe(false);
  });
});

describe('A cause', () => {
  it('grows by what says so, each once', () => {
    const known = causeOf([{ refs: ['page#1'], sources: ['page'] }]);
    const more = [
      { refs: ['page#1', 'page#2'], sources: ['page'] },
      { refs: ['page#2'], sources: ['wallets', 'page'] },
    ];
    expect(causeOf(more, known)).toEqual({ refs: ['page#1', 'page#2'], sources: ['page', 'wallets'] });
  });

  it('is the very same lists where nothing is new', () => {
    const known = { refs: ['page#1'], sources: ['page'] };
    const after = causeOf([{ refs: ['page#1'], sources: ['page'] }], known);
    expect(after.refs).toBe(known.refs);
    expect(after.sources).toBe(known.sources);
  });
});
