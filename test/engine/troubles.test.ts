import { describe, expect, it } from 'vitest';

import { contextAt } from '#test/engine/incident/an-incident.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { explains } from '#src/engine/scene/troubles.ts';
import { LATER, aClaim, stateWith } from './some-claims.ts';
import type { SaidByVoice } from './some-claims.ts';

const scene = (said: SaidByVoice, silent: readonly string[] = []): Scene =>
  sceneOf(stateWith(said, silent), contextAt(LATER));

const top = (said: SaidByVoice): readonly string[] =>
  scene(said)
    .troubles()
    .top.map(
      ({ regions, service }) =>
        `${service.slice('binance/'.length)}${regions === undefined ? '' : `@${regions.join('+')}`}`,
    );

const down = aClaim('word', 'major_outage');
const slow = aClaim('word', 'degraded_performance');
const closed = aClaim('flag', 'major_outage');
const dead = aClaim('probe', 'major_outage');

describe('What is wrong', () => {
  it.each<[rule: string, said: SaidByVoice, top: readonly string[]]>([
    [
      'is what is down, in order',
      { page: { withdrawals: down, deposits: slow, spot: aClaim('word', 'operational') } },
      ['deposits', 'withdrawals'],
    ],
    [
      'is not what an outage above explains',
      { page: { withdrawals: down, 'withdrawals/BTC': down } },
      ['withdrawals'],
    ],
    [
      'is what is worse than what is above it',
      { page: { withdrawals: slow, 'withdrawals/BTC': down } },
      ['withdrawals', 'withdrawals/BTC'],
    ],
    [
      'is not what is no worse than it',
      { page: { withdrawals: slow, 'withdrawals/BTC': slow } },
      ['withdrawals'],
    ],
    ['is each endpoint that does not answer', { ping: { api: dead }, other: { '': dead } }, ['', 'api']],
    ['is no endpoint that an outage explains', { ping: { api: dead }, page: { '': down } }, ['']],
    [
      'is nothing that is closed for good',
      { list: { 'withdrawals/BTC/BTC': aClaim('flag', 'major_outage', { baseline: true }) } },
      [],
    ],
    ['is nothing that is maintained', { page: { spot: aClaim('word', 'under_maintenance') } }, []],
    [
      'is what is down in a country',
      { 'posts@GB': { withdrawals: aClaim('statement', 'major_outage') } },
      ['withdrawals@GB'],
    ],
    [
      'is not what is down there because it is down everywhere',
      { 'posts@GB': { 'withdrawals/BTC': down }, page: { withdrawals: down } },
      ['withdrawals'],
    ],
    [
      'is not what is down there because the very same is down everywhere',
      { 'posts@GB': { withdrawals: down }, page: { withdrawals: down } },
      ['withdrawals'],
    ],
    [
      'is not explained by what is down elsewhere',
      { 'posts@GB': { withdrawals: down }, page: { 'withdrawals/BTC': down } },
      ['withdrawals/BTC', 'withdrawals@GB'],
    ],
  ])('%s', (_rule, said, expected) => {
    expect(top(said)).toEqual(expected);
  });

  it('of a pair is nothing where its quote was removed', () => {
    const removed = aClaim('word', 'operational', { basis: 'inferred', rule: 'quote_removed' });
    const said = (rollUp: SaidByVoice): SaidByVoice => ({
      ...rollUp,
      pairs: { 'spot/BTC/BUSD': closed, 'spot/BTC': slow },
    });
    expect(top(said({ '~roll-up': { 'spot/*/BUSD': removed } }))).toEqual(['spot/BTC']);
    expect(top(said({ '~roll-up': { 'spot/*/USDC': removed } }))).toEqual(['spot/BTC', 'spot/BTC/BUSD']);
  });

  it('of a coin is nothing of its own where it is out on halted networks alone', () => {
    const network = aClaim('word', 'major_outage', { basis: 'inferred', rule: 'network_share' });
    const parts = ['binance/withdrawals/BTC/BTC', 'binance/withdrawals/BTC/BEP20'];
    const coin = aClaim('word', 'major_outage', { rule: 'whole_coin', extent: { hit: 2, of: 2, parts } });
    const said = (coinClaim: typeof coin, ...networks: readonly string[]): SaidByVoice => ({
      '~roll-up': {
        'withdrawals/BTC': coinClaim,
        ...Object.fromEntries(networks.map((name) => [`withdrawals/*/${name}`, network])),
      },
      list: { 'withdrawals/BTC/BTC': closed },
    });
    expect(top(said(coin, 'BTC', 'BEP20'))).toEqual(['withdrawals/*/BEP20', 'withdrawals/*/BTC']);
    expect(top(said(coin, 'BTC'))).toEqual(['withdrawals/*/BTC', 'withdrawals/BTC']);
    const disturbed = said(coin, 'BTC', 'BEP20');
    const rolledUp = {
      ...disturbed['~roll-up'],
      'withdrawals/*/BTC': { ...network, status: 'degraded_performance' },
    } as const;
    expect(top({ ...disturbed, '~roll-up': rolledUp })).toContain('withdrawals/BTC');
    const more = { ...coin, extent: { hit: 3, of: 3, parts } };
    expect(top(said(more, 'BTC', 'BEP20'))).toContain('withdrawals/BTC');
    expect(top(said({ ...coin, rule: 'most_coins' }, 'BTC', 'BEP20'))).toContain('withdrawals/BTC');
  });

  it('knows what is out of sight, and what is maintained', () => {
    const { maintained, unseen } = scene(
      {
        page: { withdrawals: down, spot: aClaim('word', 'operational') },
        other: { spot: aClaim('word', 'under_maintenance') },
      },
      ['page'],
    ).troubles();
    expect([...unseen.keys()]).toEqual(['binance/withdrawals']);
    expect(maintained.map(({ service }) => service)).toEqual(['binance/spot']);
  });

  it('of an announced halt of which nothing was heard for a day is trouble still, and in sight', () => {
    const old = { statedAt: LATER - 25 * 3_600_000 };
    const { all, unseen } = scene({ posts: { card: aClaim('statement', 'major_outage', old) } }).troubles();
    expect([...all.keys()]).toEqual(['binance/card']);
    expect([...unseen.keys()]).toEqual([]);
  });

  it('says which trouble explains a service that is in some', () => {
    const { swallower } = scene({ page: { withdrawals: down, 'withdrawals/BTC': down } });
    expect(swallower('binance/withdrawals/BTC', '')?.service).toBe('binance/withdrawals');
    expect(swallower('binance/withdrawals', '')).toBeUndefined();
    expect(swallower('binance/withdrawals/ETH', '')).toBeUndefined();
  });
});

describe('Trouble above accounts for trouble below', () => {
  it.each([
    ['major_outage', 'major_outage', true],
    ['partial_outage', 'major_outage', true],
    ['degraded_performance', 'degraded_performance', true],
    ['degraded_performance', 'partial_outage', false],
  ] as const)('%s for %s: %s', (above, below, is) => {
    expect(explains(above, below)).toBe(is);
  });
});

describe('A scene', () => {
  const MINUTE = 60_000;
  const said: SaidByVoice = {
    page: { withdrawals: down, deposits: aClaim('word', 'operational') },
    posts: { card: aClaim('statement', 'major_outage', { statedAt: LATER - 24 * 60 * MINUTE }) },
  };
  const state = stateWith(said);
  const at = (now: number, from = state) => sceneOf(from, contextAt(now));

  it('is taken over while the same is claimed, as fresh', () => {
    const verdict = at(LATER).verdict('binance/withdrawals');
    expect(at(LATER + MINUTE).verdict('binance/withdrawals')).toBe(verdict);
    expect(at(LATER).troubles()).toBe(at(LATER).troubles());
  });

  it('is another where a source has fallen silent', () => {
    at(LATER).verdict('binance/withdrawals');
    expect(at(LATER + 4 * MINUTE).verdict('binance/withdrawals').status).toBe('major_outage');
    expect(at(LATER + 4 * MINUTE + 1).verdict('binance/withdrawals').status).toBe('unknown');
  });

  it('is another once time alone changes an answer', () => {
    const heard = stateWith({ posts: said['posts'] ?? {} });
    expect(at(LATER, heard).verdict('binance/card')).not.toHaveProperty('lastKnown');
    expect(at(LATER + 1, heard).verdict('binance/card')).toHaveProperty('lastKnown');
  });

  it('is another by another policy', () => {
    const heard = stateWith({ posts: said['posts'] ?? {} });
    expect(at(LATER, heard).verdict('binance/card').status).toBe('major_outage');
    const context = contextAt(LATER);
    const strict = { ...context, policy: { ...context.policy, lastKnownMs: MINUTE } };
    expect(sceneOf(heard, strict).verdict('binance/card').status).toBe('unknown');
  });

  it('is another where the clock was set back', () => {
    const verdict = at(LATER).verdict('binance/withdrawals');
    expect(at(LATER - 1).verdict('binance/withdrawals')).not.toBe(verdict);
  });
});
