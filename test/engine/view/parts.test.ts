import { describe, expect, it } from 'vitest';

import type { Claim } from '#src/domain/exchange-state.ts';
import type { Status } from '#src/domain/status.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { byParts, countAssets, countParts, foldCoins, partsBelow } from '#src/engine/view/parts.ts';
import type { Part } from '#src/engine/view/parts.ts';
import { aVerdict, contextAt } from '#test/engine/incident/an-incident.ts';
import { LATER, aClaim, stateWith } from '#test/engine/some-claims.ts';
import type { SaidByVoice } from '#test/engine/some-claims.ts';

const MINUTE = 60_000;
const open = aClaim('flag', 'operational');
const closed = aClaim('flag', 'major_outage');
const forGood = aClaim('flag', 'major_outage', { baseline: true });

/** The parts of a service that are seen, as `binance/…: status`, those closed for good apart. */
function parts(said: SaidByVoice, path = 'withdrawals', silent: readonly string[] = []) {
  const scene = sceneOf(stateWith(said, silent), contextAt(LATER));
  const found = partsBelow(scene, path === '' ? 'binance' : `binance/${path}`);
  const short = (list: readonly Part[]): string[] =>
    list.map(({ service, status }) => `${service.slice('binance/'.length)}: ${status}`);
  return { live: short(found.live), closed: short(found.closed) };
}

describe('The parts of a service', () => {
  it('are what lies below it, of switches and words, as they stand', () => {
    const said = {
      list: { 'withdrawals/BTC/BTC': open, 'withdrawals/ETH': closed, 'deposits/BTC/BTC': closed },
      page: {
        'withdrawals/XRP': aClaim('word', 'partial_outage'),
        withdrawals: aClaim('word', 'operational'),
      },
    };
    expect(parts(said).live).toEqual([
      'withdrawals/BTC/BTC: operational',
      'withdrawals/ETH: major_outage',
      'withdrawals/XRP: partial_outage',
    ]);
    expect(parts(said, 'withdrawals/BTC/BTC').live).toEqual([]);
    expect(parts(said, '').live).toHaveLength(4);
  });

  it.each<[rule: string, path: string, claim: Claim]>([
    ['what was announced once', 'withdrawals/BTC', aClaim('statement', 'major_outage')],
    ['an endpoint', 'withdrawals/BTC', aClaim('probe', 'major_outage')],
    ['what is out of sight', 'withdrawals/BTC', { ...closed, unseenSince: LATER }],
    ['what nobody knows anything of', 'withdrawals/BTC', aClaim('word', 'unknown')],
  ])('are not %s', (_rule, path, claim) => {
    expect(parts({ list: { [path]: claim } })).toEqual({ live: [], closed: [] });
  });

  it('are not what follows from others, nor what an old list says, nor what holds in some countries', () => {
    const btc = { 'withdrawals/BTC': closed };
    expect(parts({ '~roll-up': btc }).live).toEqual([]);
    expect(parts({ list: btc }, 'withdrawals', ['list']).live).toEqual([]);
    expect(parts({ 'list@GB': btc }).live).toEqual([]);
    expect(parts({ list: btc }).live).toHaveLength(1);
  });

  it('are the worst of what several lists say of each', () => {
    const btc = (claim: Claim) => ({ 'withdrawals/BTC': claim });
    const partly = aClaim('flag', 'partial_outage');
    expect(parts({ a: btc(partly), b: btc(closed), c: btc(open) }).live).toEqual([
      'withdrawals/BTC: major_outage',
    ]);
    const scene = sceneOf(stateWith({ a: btc(closed), b: btc(closed) }), contextAt(LATER));
    expect(partsBelow(scene, 'binance/withdrawals').live[0]?.evidence.source).toBe('a');
  });

  it('closed for good are that apart, unless one list shows new trouble', () => {
    const btc = (claim: Claim) => ({ 'withdrawals/BTC': claim });
    const other = { 'withdrawals/ETH': forGood };
    expect(parts({ a: { ...btc(forGood), ...other }, b: btc(closed) })).toEqual({
      live: ['withdrawals/BTC: major_outage'],
      closed: ['withdrawals/ETH: major_outage'],
    });
    expect(parts({ a: btc(forGood), b: btc(open) })).toEqual({
      live: [],
      closed: ['withdrawals/BTC: major_outage'],
    });
  });

  it('are known since when, where their change was seen', () => {
    const known = (claim: Claim) =>
      partsBelow(
        sceneOf(stateWith({ list: { 'withdrawals/BTC': claim } }), contextAt(LATER)),
        'binance/withdrawals',
      ).live[0]?.sinceKnown;
    expect(known(closed)).toBe(true);
    expect(known({ ...closed, afterGap: 5 })).toBe(false);
    expect(known({ ...open, baseline: true })).toBe(false);
  });
});

function aPart(path: string, status: Status, since = LATER): Part {
  const service = `binance/${path}`;
  const evidence = {
    source: path,
    venue: 'coin_list' as const,
    service,
    basis: 'official' as const,
    status,
    since,
  };
  return { service, status, since, sinceKnown: since !== LATER - 3 * MINUTE, isProduct: false, evidence };
}

const later = LATER + MINUTE;
const earlier = LATER - 3 * MINUTE;

describe('A service that nothing speaks of as a whole', () => {
  const unknown = (path: string) => aVerdict(path, { status: 'unknown' });
  const judged = (path: string, live: readonly Part[], gone: readonly Part[] = []) => {
    const { closedSince, evidence, since, sinceKnown, status } = byParts(unknown(path), {
      live,
      closed: gone,
    });
    return { status, since, sinceKnown, closedSince, evidence: evidence.map(({ source }) => source) };
  };
  const btc = aPart('withdrawals/BTC', 'major_outage');
  const eth = aPart('withdrawals/ETH', 'major_outage', later);
  const ada = aPart('withdrawals/ADA', 'operational', earlier);

  it('as a component is partly out, at worst, where all that is known of it is', () => {
    expect(judged('withdrawals', [eth, btc])).toMatchObject({
      status: 'partial_outage',
      since: later,
      evidence: ['withdrawals/ETH', 'withdrawals/BTC'],
    });
    const slow = aPart('withdrawals/BTC', 'degraded_performance');
    expect(judged('withdrawals', [slow]).status).toBe('degraded_performance');
    const partly = aPart('withdrawals/ETH', 'partial_outage');
    expect(judged('withdrawals', [slow, partly]).status).toBe('partial_outage');
  });

  it('as a component is partly out, since the first of it, where a product of its own is', () => {
    const options = { ...aPart('derivatives/OPTIONS', 'major_outage'), isProduct: true };
    const btcPair = aPart('derivatives/BTC/USDT', 'operational', later);
    expect(judged('derivatives', [options, btcPair])).toMatchObject({
      status: 'partial_outage',
      since: LATER,
    });
    expect(judged('derivatives', [{ ...options, isProduct: false }, btcPair]).status).toBe('operational');
    expect(judged('derivatives', [{ ...options, status: 'operational' }, btcPair]).status).toBe(
      'operational',
    );
  });

  it('as a component works where any of it does, by what is hit', () => {
    expect(judged('withdrawals', [eth, btc, ada])).toEqual({
      status: 'operational',
      since: later,
      sinceKnown: true,
      closedSince: undefined,
      evidence: ['withdrawals/ETH', 'withdrawals/BTC'],
    });
  });

  it('as a coin works where all of it does, is partly out since the first, and out since the last of it', () => {
    const on = (network: string, status: Status, since = LATER) =>
      aPart(`withdrawals/BTC/${network}`, status, since);
    expect(
      judged('withdrawals/BTC', [on('A', 'operational', later), on('B', 'operational', earlier)]),
    ).toMatchObject({
      status: 'operational',
      since: later,
      evidence: [],
    });
    const some = [on('A', 'major_outage', later), on('B', 'major_outage', earlier), on('C', 'operational')];
    expect(judged('withdrawals/BTC', some)).toMatchObject({
      status: 'partial_outage',
      since: earlier,
      sinceKnown: false,
    });
    expect(judged('withdrawals/BTC', some.slice(0, 2))).toMatchObject({
      status: 'major_outage',
      since: later,
    });
    const mild = [on('A', 'degraded_performance'), on('B', 'partial_outage')];
    expect(judged('withdrawals/BTC', mild).status).toBe('partial_outage');
  });

  it('as a whole network works, whatever share of its coins is out', () => {
    const networks = [
      aPart('withdrawals/BTC/ETH', 'major_outage'),
      aPart('withdrawals/ADA/ETH', 'operational'),
    ];
    expect(judged('withdrawals/*/ETH', networks).status).toBe('operational');
  });

  it('is closed where all of it is closed for good: a coin since then, a component whenever', () => {
    const gone = [btc, aPart('withdrawals/BTC/A', 'major_outage', later)];
    expect(judged('withdrawals/BTC', [], gone)).toMatchObject({ status: 'major_outage', closedSince: later });
    expect(judged('withdrawals', [], gone)).toMatchObject({ status: 'major_outage', closedSince: undefined });
    expect(byParts(unknown('withdrawals'), { live: [], closed: gone })).not.toHaveProperty('closedSince');
    expect(judged('withdrawals/BTC', [ada], gone).status).toBe('operational');
    const nothing = unknown('withdrawals');
    expect(byParts(nothing, { live: [], closed: [] })).toBe(nothing);
  });

  it('is what is said of it, where anything is, and stays out of sight where it was seen to be down', () => {
    const said = aVerdict('withdrawals', { status: 'operational' });
    expect(byParts(said, { live: [btc], closed: [] })).toBe(said);
    const { evidence } = btc;
    const lost = aVerdict('withdrawals', { status: 'unknown', evidence: [evidence] });
    expect(byParts(lost, { live: [ada], closed: [] })).toBe(lost);
    const fine = aVerdict('withdrawals', { status: 'unknown', evidence: [ada.evidence] });
    expect(byParts(fine, { live: [ada], closed: [] }).status).toBe('operational');
  });
});

describe('The parts in trouble', () => {
  const all = [
    aPart('withdrawals/ADA/ADA', 'operational'),
    aPart('withdrawals/XRP/XRP', 'partial_outage', later),
    aPart('withdrawals/ETH/B', 'major_outage'),
    aPart('withdrawals/ETH/A', 'major_outage'),
    aPart('withdrawals/BTC/A', 'major_outage', later),
    aPart('withdrawals/BTC/B', 'operational'),
    aPart('withdrawals/SOL/SOL', 'under_maintenance'),
  ];

  it('are counted each for itself, the worst first, then the newest, then by name', () => {
    for (const list of [all, all.toReversed()]) {
      const { hit, of, list: found } = countParts(list);
      expect([hit, of]).toEqual([4, 7]);
      expect(found.map(({ service }) => service.slice('binance/withdrawals/'.length))).toEqual([
        'BTC/A',
        'ETH/A',
        'ETH/B',
        'XRP/XRP',
      ]);
    }
  });

  it('are counted by coin: one that is out on all its networks is named once, since the last of them', () => {
    const late = aPart('withdrawals/ETH/C', 'partial_outage', later);
    const { hit, of, list } = foldCoins([...all, late]);
    expect([hit, of]).toEqual([3, 5]);
    expect(
      list.map(({ service, status, since }) => [service.slice('binance/withdrawals/'.length), status, since]),
    ).toEqual([
      ['BTC/A', 'major_outage', later],
      ['ETH', 'major_outage', later],
      ['XRP', 'partial_outage', later],
    ]);
  });

  it('are of so many coins, whole networks not counted', () => {
    expect(countAssets(all)).toBe(5);
    expect(countAssets([aPart('withdrawals/*/ETH', 'major_outage')])).toBe(0);
  });
});
