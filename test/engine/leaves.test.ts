import { describe, expect, it } from 'vitest';

import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import { coinsByComponent } from '#src/engine/inference/leaves.ts';
import type { Coins } from '#src/engine/inference/leaves.ts';
import { lookAt } from '#src/engine/scene/look.ts';
import { tallyOf } from '#src/engine/claims/tally.ts';
import { contextAt } from '#test/engine/incident/an-incident.ts';
import { LATER, aClaim, stateWith } from './some-claims.ts';
import type { SaidByVoice } from './some-claims.ts';

const open = aClaim('flag', 'operational');
const closed = aClaim('flag', 'major_outage');
const forGood = aClaim('flag', 'major_outage', { baseline: true });

function coins(
  said: SaidByVoice,
  {
    silent = [],
    component = 'withdrawals',
    isHeld = () => false,
    changes = {},
  }: {
    readonly silent?: readonly string[];
    readonly component?: string;
    readonly isHeld?: (service: string, claim: Claim) => boolean;
    readonly changes?: Partial<ExchangeState>;
  } = {},
): Coins | undefined {
  const state = { ...stateWith(said, silent), ...changes };
  return coinsByComponent(lookAt(state, contextAt(LATER)), isHeld).get(component);
}

const unwell = (found: Coins | undefined): Record<string, readonly string[]> =>
  Object.fromEntries(
    [...(found?.unwell ?? [])].map(([asset, leaves]) => [
      asset,
      leaves.map(({ network, source, status }) => `${source} ${network ?? '-'} ${status}`),
    ]),
  );

describe('The coins of a component', () => {
  it('are those that a list has, by their switches', () => {
    const found = coins({
      list: {
        'withdrawals/BTC/BTC': open,
        'withdrawals/BTC/BEP20': open,
        'withdrawals/ETH/ETH': closed,
        'withdrawals/ETH/BEP20': open,
        'withdrawals/EUR': open,
        'deposits/BTC/BTC': closed,
      },
    });
    expect(found?.size).toBe(3);
    expect(unwell(found)).toEqual({ ETH: ['list ETH major_outage', 'list BEP20 operational'] });
    expect(Object.fromEntries(found?.networks ?? [])).toEqual({ BTC: 1, BEP20: 2, ETH: 1, EUR: 1 });
    expect(['BTC', 'ETH', 'EUR', 'XRP', 'BT'].map((asset) => found?.has(asset))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('are nothing that is no switch: no words, no whole network, and nothing that was counted', () => {
    expect(
      coins({
        list: {
          'withdrawals/*/BTC': closed,
          withdrawals: closed,
          'withdrawals/BTC': aClaim('word', 'major_outage'),
          'withdrawals/ETH': aClaim('flag', 'major_outage', { basis: 'measured' }),
        },
      }),
    ).toBeUndefined();
  });

  it('are nothing that is closed for good, unless an outage stands on it', () => {
    const said = { list: { 'withdrawals/BTC/BTC': forGood, 'withdrawals/ETH/ETH': open } };
    expect(coins(said)).toMatchObject({ size: 1 });
    expect(coins(said)?.has('BTC')).toBe(false);
    expect(unwell(coins(said, { isHeld: (service) => service.includes('BTC') }))).toHaveProperty('BTC');
    expect(coins({ list: { 'withdrawals/BTC/BTC': forGood } })).toBeUndefined();
  });

  it('are nothing that was announced to end and is closed', () => {
    const endings = [
      {
        id: 'x',
        source: 'posts',
        services: [{ service: 'binance/withdrawals/BTC', at: null }],
        title: '',
        firstSeenAt: LATER,
        notices: 1,
      },
    ];
    const said = (claim: Claim): SaidByVoice => ({
      list: { 'withdrawals/BTC/BTC': claim, 'withdrawals/ETH/ETH': open },
    });
    expect(coins(said(closed), { changes: { endings } })).toMatchObject({ size: 1 });
    expect(coins(said(open), { changes: { endings } })).toMatchObject({ size: 2 });
  });

  it('are not those of some countries alone', () => {
    expect(coins({ 'list@GB': { 'withdrawals/BTC/BTC': closed } })).toBeUndefined();
  });

  it('say how each switch stands', () => {
    const claim = aClaim('flag', 'major_outage', { spoken: true, evidence: 'upgrade', unseenSince: LATER });
    const [leaf] = coins({ list: { 'withdrawals/BTC/BTC': claim } })?.unwell.get('BTC') ?? [];
    expect(leaf).toEqual({
      service: 'binance/withdrawals/BTC/BTC',
      source: 'list',
      network: 'BTC',
      status: 'major_outage',
      since: claim.since,
      evidence: 'upgrade',
      spoken: true,
      isUnseen: true,
    });
  });
});

describe('Of two lists of the same coins', () => {
  const both = (a: Claim, b: Claim, silent: readonly string[] = []) =>
    unwell(coins({ a: { 'withdrawals/BTC/BTC': a }, b: { 'withdrawals/BTC/BTC': b } }, { silent }));

  it('the worse word counts', () => {
    expect(both(open, closed)).toEqual({ BTC: ['b BTC major_outage'] });
    expect(both(closed, open)).toEqual({ BTC: ['a BTC major_outage'] });
    expect(both(aClaim('flag', 'partial_outage'), closed)).toEqual({ BTC: ['b BTC major_outage'] });
  });

  it('the one that can be seen counts', () => {
    expect(both(closed, open, ['a'])).toEqual({});
    expect(both(open, closed, ['a'])).toEqual({ BTC: ['b BTC major_outage'] });
    expect(both({ ...closed, unseenSince: LATER }, open)).toEqual({});
    expect(both({ ...closed, unseenSince: LATER }, closed)).toEqual({ BTC: ['b BTC major_outage'] });
    expect(both(closed, { ...closed, unseenSince: LATER })).toEqual({ BTC: ['a BTC major_outage'] });
  });

  it('the first counts where both say the same', () => {
    expect(both(closed, closed)).toEqual({ BTC: ['a BTC major_outage'] });
    const unseen = { ...closed, unseenSince: LATER };
    expect(both(unseen, unseen)).toEqual({ BTC: ['a BTC major_outage'] });
  });

  it('what either has counts', () => {
    const found = coins({
      a: { 'withdrawals/BTC/BTC': open, 'withdrawals/ETH/ETH': open },
      b: { 'withdrawals/BTC/BEP20': closed, 'withdrawals/XRP/XRP': open, 'withdrawals/OLD/OLD': forGood },
    });
    expect(found?.size).toBe(3);
    expect(Object.fromEntries(found?.networks ?? [])).toEqual({ BTC: 1, ETH: 1, BEP20: 1, XRP: 1 });
    expect(unwell(found)).toEqual({ BTC: ['a BTC operational', 'b BEP20 major_outage'] });
    expect([found?.has('XRP'), found?.has('OLD')]).toEqual([true, false]);
  });
});

describe('A list of the halted alone', () => {
  const halted = aClaim('word', 'major_outage', { listsTroubleOnly: true });

  it('counts for what another one lists, where it is worse', () => {
    const list = { 'withdrawals/BTC/BTC': open, 'withdrawals/ETH/ETH': closed };
    const found = coins({
      list,
      halted: {
        'withdrawals/BTC/BTC': halted,
        'withdrawals/ETH/ETH': { ...halted, status: 'degraded_performance' },
        'withdrawals/BTC/LIGHTNING': halted,
        'withdrawals/XRP/XRP': halted,
        'deposits/BTC/BTC': halted,
      },
    });
    expect(unwell(found)).toEqual({ BTC: ['halted BTC major_outage'], ETH: ['list ETH major_outage'] });
    expect(found?.size).toBe(2);
  });

  it('counts for the very network that it names, of a coin that has several', () => {
    const list = { 'withdrawals/BTC/BEP20': open, 'withdrawals/BTC/BTC': open };
    const found = coins({ list, halted: { 'withdrawals/BTC/BTC': halted } });
    expect(unwell(found)).toEqual({ BTC: ['list BEP20 operational', 'halted BTC major_outage'] });
  });

  it('changes nothing where it says what the other list says', () => {
    const list = { 'withdrawals/BTC/BTC': closed };
    expect(unwell(coins({ list, halted: { 'withdrawals/BTC/BTC': halted } }))).toEqual({
      BTC: ['list BTC major_outage'],
    });
  });

  it('is no list by itself', () => {
    expect(coins({ halted: { 'withdrawals/BTC/BTC': halted } })).toBeUndefined();
  });
});

describe('What the switches of a voice are counted as', () => {
  const claims = (paths: Readonly<Record<string, Claim>>) => stateWith({ list: paths }).claims['list'] ?? [];

  it('is counted once for as long as they stay the same', () => {
    const all = claims({ 'withdrawals/BTC/BTC': open });
    expect(tallyOf(all)).toBe(tallyOf(all));
  });

  it('is the same over many shelves', () => {
    const all = Object.fromEntries(
      Array.from(
        { length: 300 },
        (_, i) => [`withdrawals/C${i}/N${i % 3}`, i % 10 === 0 ? closed : open] as const,
      ),
    );
    const tally = tallyOf(claims(all)).get('withdrawals');
    expect(tally).toMatchObject({ wellCoins: 270 });
    expect(tally?.unwell.size).toBe(30);
    expect([...(tally?.networks ?? [])].map(([, count]) => count)).toEqual([90, 90, 90]);
    expect([...(tally?.services() ?? [])]).toHaveLength(300);
    expect(tally?.lists('binance/withdrawals/C7')).toBe(true);
    expect(tally?.lists('binance/withdrawals/C300')).toBe(false);
    expect(tally?.lists('binance/withdrawals/C')).toBe(false);
  });
});
