import { describe, expect, it } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import { SourceError } from '#src/sources/source.ts';

const NOW = Date.parse('2026-03-20T12:00:00Z');
const { exchanges } = shippedConfig();

/** What a shipped source reads in a body, as `service: status`. */
function read(exchange: string, id: string, body: unknown): string[] {
  const source = exchanges
    .flatMap(({ sources }) => sources)
    .find((one) => one.exchange === exchange && one.id === id);
  if (source === undefined) throw new Error(`There is no source ${exchange}/${id}.`);
  const answers = source.requests.map(({ url }) => ({
    url,
    status: 200,
    headers: {},
    body: JSON.stringify(body),
  }));
  return source.decode(answers, NOW).readings.map(({ service, status }) => `${service}: ${status}`);
}

const offer = (identifier: string) => ({
  adv: { advNo: '1', fiatUnit: 'CNY', asset: 'USDT', price: '7.12', tradeMethods: [{ identifier }] },
  advertiser: { nickName: 'a merchant' },
});

describe('rails at Binance P2P', () => {
  it.each([
    ['p2p-cny-alipay', 'ALIPAY'],
    ['p2p-cny-wechat', 'WECHAT'],
    ['p2p-cny-bank', 'BANK'],
  ])('%s reads whether anybody takes money by it', (id, rail) => {
    const service = `binance/deposits/CNY/${rail}`;
    const answer = { code: '000000', message: null, messageDetail: null, success: true };
    expect(read('binance', id, { ...answer, data: [offer(rail)], total: 1 })).toEqual([
      `${service}: operational`,
    ]);
    expect(read('binance', id, { ...answer, data: [], total: 0 })).toEqual([`${service}: major_outage`]);
  });

  it.each([
    ['an error with an empty list', { code: '100001', data: [], total: 0, success: false }],
    ['a refusal in the envelope', { code: '000000', data: [], total: 0, success: false }],
    ['no list', { code: '000000', data: null, success: true }],
    ['offers by another rail', { code: '000000', data: [offer('BANK')], total: 1, success: true }],
    ['offers for another currency', { code: '000000', data: [{ adv: { price: '1', fiatUnit: 'USD' } }] }],
  ])('does not take %s for a closed rail', (_, body) => {
    expect(() => read('binance', 'p2p-cny-alipay', body)).toThrow(SourceError);
  });
});

describe('rails elsewhere', () => {
  it('WhiteBIT names the providers of each currency', () => {
    const UAH = {
      can_deposit: true,
      can_withdraw: true,
      providers: { deposits: ['VISAMASTER', 'SEPA'], withdraws: ['VISAMASTER'] },
    };
    expect(read('whitebit', 'wallets', { UAH })).toEqual([
      'whitebit/deposits/UAH/CARD: operational',
      'whitebit/deposits/UAH/SEPA: operational',
      'whitebit/withdrawals/UAH/CARD: operational',
    ]);
  });

  it('WhiteBIT closes a currency with all its providers', () => {
    const EUR = {
      can_deposit: false,
      can_withdraw: true,
      providers: { deposits: ['SEPA'], withdraws: ['SEPA'] },
    };
    expect(read('whitebit', 'wallets', { EUR })).toEqual([
      'whitebit/deposits/EUR/SEPA: major_outage',
      'whitebit/withdrawals/EUR/SEPA: operational',
    ]);
  });

  it('Bitstamp tells of currencies as it does of coins, without networks', () => {
    const eur = { name: 'Euro', currency: 'EUR', type: 'fiat', deposit: 'Enabled', withdrawal: 'Disabled' };
    const both = ['bitstamp/deposits/EUR: operational', 'bitstamp/withdrawals/EUR: major_outage'];
    expect(read('bitstamp', 'wallets', [{ ...eur, networks: [] }])).toEqual(both);
    expect(read('bitstamp', 'wallets', [eur])).toEqual(both);
  });

  const page = (name: string, ...components: object[]) => ({
    page: { id: 'p', name, url: 'https://status.example.com', time_zone: 'Etc/UTC' },
    status: { indicator: 'minor', description: 'Minor Service Outage' },
    components: components.map((component, i) => ({
      id: `c${i}`,
      group: false,
      group_id: null,
      ...component,
    })),
    incidents: [],
    scheduled_maintenances: [],
  });
  const group = {
    id: 'g',
    name: 'Fiat Currency Funding',
    group: true,
    status: 'operational',
    components: ['c1'],
  };
  const status = 'partial_outage';

  it.each([
    ['US Dollar (USD) - SWIFT', 'USD/SWIFT'],
    ['USD (SWIFT)', 'USD/SWIFT'],
    ['USD SWIFT', 'USD/SWIFT'],
    ['SWIFT (USD)', 'USD/SWIFT'],
    ['Bank Frick (USD) - SWIFT', 'USD/SWIFT'],
    ['Bank Frick - SWIFT (USD)', 'USD/SWIFT'],
    ['FedWire (USD)', 'USD/WIRE'],
    ['Clear Junction (GBP) - FPS', 'GBP/FPS'],
    ['Euro (EUR) - SEPA Instant', 'EUR/SEPA-INSTANT'],
    ['Etana (USD)', 'USD/ETANA'],
  ])('Kraken names a rail %j', (name, rail) => {
    const body = page('Kraken', group, { name, status, group_id: 'g' });
    expect(read('kraken', 'status-page', body).filter((said) => !said.endsWith('operational'))).toEqual([
      `kraken/deposits/${rail}: ${status}`,
      `kraken/withdrawals/${rail}: ${status}`,
    ]);
  });

  it.each([
    ['ACH deposits', ['deposits/USD/ACH']],
    ['ACH - Withdrawals', ['withdrawals/USD/ACH']],
    ['USD Wires', ['deposits/USD/WIRE', 'withdrawals/USD/WIRE']],
    ['SWIFT transfers (USD)', ['deposits/USD/SWIFT', 'withdrawals/USD/SWIFT']],
    ['EUR SEPA Transfers', ['deposits/EUR/SEPA', 'withdrawals/EUR/SEPA']],
    ['GBP Faster Payments', ['deposits/GBP/FPS', 'withdrawals/GBP/FPS']],
    ['PayPal', ['deposits/*/PAYPAL', 'withdrawals/*/PAYPAL']],
  ])('Coinbase names a rail %j', (name, rails) => {
    const body = page('Coinbase', { name, status });
    expect(read('coinbase', 'status-page', body).filter((said) => !said.endsWith('operational'))).toEqual(
      rails.map((rail) => `coinbase/${rail}: ${status}`),
    );
  });
});

describe("advisories in Kraken's system status", () => {
  const advisory = {
    title: 'Delays of one coin',
    status: 'investigating',
    impact: 'critical',
    components: ['REST'],
  };

  it.each([
    ['left out', {}],
    ['empty', { upcoming_maintenance: [], emergency: [] }],
    ['null', { upcoming_maintenance: null, emergency: null }],
    ['filled', { upcoming_maintenance: [advisory], emergency: [advisory, 'text', null] }],
  ])('say nothing of the trading engine when they are %s', (_, advisories) => {
    const result = { status: 'online', timestamp: '2026-03-20T12:00:00Z', ...advisories };
    expect(read('kraken', 'system-status', { error: [], result })).toEqual(['kraken/spot: operational']);
  });
});
