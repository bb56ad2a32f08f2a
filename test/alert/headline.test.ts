import { describe, expect, it } from 'vitest';

import { HEADLINE_MAX } from '#src/alert/card.ts';
import { composeIncidents } from '#src/alert/compose-history.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import { lengthOf, plain } from '#src/alert/text.ts';
import type { Notice } from '#src/domain/incident.ts';
import { anIncident } from '#test/commands/an-incident.ts';
import { aNotice, minute, noon } from '#test/delivery/a-notice.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

import { EXAMPLES } from './example-notices.ts';

const voice = shippedCatalogue.voice('en');

function told(changes: Partial<Notice>) {
  const { headline, rows } = composeNotice(aNotice(changes), { voice });
  expect(lengthOf(headline)).toBeLessThanOrEqual(HEADLINE_MAX);
  return { headline: plain(headline), rows: rows.map(plain).filter((row) => row.startsWith('Still off')) };
}

const OCCASIONS = ['now', 'late', 'closing'] as const;

const over = { kind: 'resolved', status: 'operational', previous: 'major_outage' } as const;
const left = (...parts: readonly string[]) => ({
  ...over,
  durationMs: 60 * minute,
  extent: { hit: parts.length, of: 30, parts: parts.map((part) => `binance/${part}`) },
});

describe('A message of what nobody saw come back', () => {
  it('says so, and nothing else, in place of the trouble', () => {
    const lapsed = aNotice({ lapsed: true, at: noon + 8 * 24 * 60 * minute });
    const { evidence, footer, headline, rows, tone } = composeNotice(lapsed, {
      voice,
      occasion: 'standing',
    });
    expect(plain(headline)).toMatch(/^Binance withdrawals: down since .*; nobody saw it come back$/);
    expect([tone, rows, evidence, footer]).toEqual(['unseen', [], [], []]);
  });
});

describe('What is over, in Japanese,', () => {
  it('is not told in the words for what goes on', () => {
    const japanese = shippedCatalogue.voice('ja');
    const cards = Object.values(EXAMPLES)
      .filter(({ kind }) => kind === 'resolved')
      .flatMap((notice) => OCCASIONS.map((occasion) => composeNotice(notice, { voice: japanese, occasion })));
    const incidents = [anIncident(), anIncident({ downs: 3 })];
    const history = composeIncidents(
      incidents.map((incident) => ({ exchangeName: 'Binance', incident })),
      { now: noon + 24 * 60 * minute, days: 30, count: incidents.length },
      japanese,
    );
    const said = [...cards, history].flatMap(({ headline, rows }) => [headline, ...rows].map(plain));
    expect(said.filter((text) => /停止中(?!でした|になりました)/u.test(text))).toEqual([]);
    expect(said.some((text) => text.includes('停止中でした'))).toBe(true);
  });
});

describe('The headline of a return names what is still off', () => {
  it('and no row says it again', () => {
    expect(told(left('withdrawals/BTC'))).toEqual({
      headline: 'Binance withdrawals are back after 1 h, all but BTC',
      rows: [],
    });
  });

  it('once where it is off both ways, and by the way where the other is open', () => {
    const services = ['binance/withdrawals', 'binance/deposits'] as const;
    expect(told({ ...left('withdrawals/BTC', 'deposits/BTC'), services }).headline).toBe(
      'Binance withdrawals and deposits are back after 1 h, all but BTC',
    );
    expect(told({ ...left('withdrawals/BTC'), services }).headline).toBe(
      'Binance withdrawals and deposits are back after 1 h, all but BTC withdrawals',
    );
  });

  it('by the network where it is one of a coin', () => {
    const services = ['binance/withdrawals/USDT'] as const;
    expect(told({ ...left('withdrawals/USDT/TRC20'), services }).headline).toBe(
      'Binance USDT withdrawals are back after 1 h, all but TRC20',
    );
  });

  it('by number where there are many, which a row names', () => {
    const coins = ['ADA', 'DOT', 'ICP', 'SUI', 'TON'].map((coin) => `withdrawals/${coin}`);
    expect(told(left(...coins))).toEqual({
      headline: 'Binance withdrawals are back after 1 h, all but ADA, DOT, SUI and 2 more',
      rows: ['Still off: ADA, DOT, SUI, TON and ICP'],
    });
  });
});

describe('What is back in part', () => {
  it.each(['partly_back', 'majors_back', 'better'] as const)(
    'is no bad news, however bad the rest is: %s',
    (change) => {
      const notice = aNotice({ kind: 'changed', change, back: ['binance/withdrawals/BTC'] });
      expect(composeNotice(notice, { voice }).tone).toBe('warning');
      // The first message shows how things stand.
      expect(composeNotice(notice, { voice, occasion: 'standing' }).tone).toBe('bad');
    },
  );
});

describe('Of one coin that is back one way', () => {
  it('the headline says which way is not', () => {
    const services = ['binance/withdrawals/XRP', 'binance/deposits/XRP'] as const;
    const [out, back] = services;
    const parts = [
      { service: out, status: 'major_outage', previous: 'major_outage', since: noon },
      { service: back, status: 'operational', previous: 'major_outage', since: noon },
    ] as const;
    const news = { kind: 'changed', change: 'partly_back', services, parts, back: [back] } as const;
    expect(told(news).headline).toBe('Binance XRP deposits are back, withdrawals not yet');
  });
});

describe('A headline of several services', () => {
  const part = (
    component: string,
    status: 'operational' | 'partial_outage' | 'major_outage',
    previous: 'operational' | 'partial_outage' | 'major_outage',
  ) => ({ service: `binance/${component}`, status, previous, since: noon }) as const;

  it.each([
    [
      'that fell as well',
      'worse',
      [part('spot', 'major_outage', 'major_outage'), part('withdrawals', 'major_outage', 'operational')],
      'Binance withdrawals are down now, too',
    ],
    [
      'of which one got worse',
      'worse',
      [part('spot', 'partial_outage', 'partial_outage'), part('api', 'major_outage', 'partial_outage')],
      'Binance API is down now',
    ],
    [
      'of which one is better',
      'better',
      [part('spot', 'partial_outage', 'partial_outage'), part('api', 'partial_outage', 'major_outage')],
      'Binance API is better: only partly down now',
    ],
  ] as const)('names those %s', (_which, change, parts, line) => {
    const services = [parts[0].service, parts[1].service] as const;
    expect(told({ kind: 'changed', change, services, parts }).headline).toBe(line);
  });
});

describe('A headline of long names', () => {
  const services = [
    'binance/spot',
    'binance/derivatives/COIN-M-FUTURES',
    'binance/derivatives/OPTIONS',
  ] as const;

  it('leaves out the number of times rather than its end', () => {
    const since = noon - 60 * minute;
    const { headline } = told({ kind: 'flapping', services, downs: 3, since });
    expect(headline).not.toContain('…');
    expect(headline).toContain('3 times so far');
  });

  it('says of an end that moved when it is expected now', () => {
    const eta = noon + 60 * minute;
    const { headline } = told({ kind: 'changed', change: 'eta_moved', services, eta, previousEta: noon });
    expect(headline).not.toContain('…');
  });
});

describe('What people call', () => {
  it.each([
    ['derivatives/FUTURES', 'Binance futures trading is down'],
    ['derivatives/USDT-M-SWAPS', 'Binance USDT-M swap trading is down'],
    ['spot/TRADING-BOTS', 'Binance bot trading is down'],
    ['api/WEBSOCKET', 'Binance WebSocket API is down'],
    ['api/COIN-M-FUTURES', 'Binance COIN-M futures API is down'],
    ['withdrawals/BTC/BTC', 'Binance BTC withdrawals on Bitcoin are off'],
  ])('%s is said so', (path, headline) => {
    expect(told({ services: [`binance/${path}`] }).headline).toBe(headline);
  });

  it('a day is a day, whatever the zone', () => {
    const from = Date.parse('2024-03-06T00:00:00Z');
    const window = { id: 'w', phase: 'scheduled', from, until: null, title: '', dayOnly: true } as const;
    const card = composeNotice(aNotice({ kind: 'maintenance_scheduled', status: 'operational', window }), {
      voice,
    });
    expect(plain(card.headline)).toBe('Binance pauses withdrawals: 2024-03-06');
    expect(card.headline).toContainEqual({ kind: 'time', at: from + 12 * 60 * minute, style: 'date' });
  });
});

describe('Several coins of one kind', () => {
  it.each([
    [['withdrawals/SOL', 'withdrawals/ADA'], 'Binance withdrawals of SOL and ADA are off'],
    [['spot/ADA', 'spot/SOL'], 'Binance spot trading of SOL and ADA is off'],
    [['spot/ETH/USDT', 'spot/BTC/USDT'], 'Binance spot trading of BTC/USDT and ETH/USDT is off'],
    [
      ['deposits/SOL', 'deposits/ADA', 'withdrawals/SOL', 'withdrawals/ADA'],
      'Binance deposits and withdrawals of SOL and ADA are off',
    ],
    [['withdrawals/USDT/TRX', 'withdrawals/USDC/TRX'], 'Binance withdrawals of USDT and USDC on TRX are off'],
    [
      ['BTC', 'ETH', 'SOL', 'ADA', 'DOT'].map((coin) => `withdrawals/${coin}`),
      'Binance withdrawals of BTC, ETH, SOL and 2 more are off',
    ],
    [['spot/ADA', 'withdrawals/SOL'], 'Binance ADA spot trading and SOL withdrawals are off'],
  ])('of %j are named after what is off', (parts, headline) => {
    const [first = '', ...others] = parts.map((part) => `binance/${part}`);
    expect(told({ services: [first, ...others] }).headline).toBe(headline);
  });
});
