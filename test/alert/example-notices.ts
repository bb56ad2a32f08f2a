import type { Evidence } from '#src/domain/evidence.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Services } from '#src/domain/service.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';

const hour = 60 * minute;

const [announced] = aNotice().evidence as [Evidence];

const coinList: Evidence = {
  source: 'halted-wallets',
  venue: 'coin_list',
  service: 'binance/withdrawals',
  basis: 'inferred',
  status: 'major_outage',
  since: noon,
  count: { hit: 356, of: 356 },
  detail: 'withdrawEnable is false',
};

const parts = (component: string, ...assets: string[]) =>
  assets.map((asset) => `binance/${component}/${asset}`);

const set: Services = ['deposits', 'withdrawals', 'spot', 'login', 'website', 'api'].map(
  (component) => `coinbase/${component}`,
) as unknown as Services;

const page: Evidence = {
  source: 'status-page',
  venue: 'status_page',
  service: 'coinbase/withdrawals',
  basis: 'official',
  status: 'major_outage',
  since: noon,
  statedAt: noon + minute,
  link: 'https://status.example.com/incidents/1',
  quote: 'We are aware of an issue causing a system-wide outage',
};

const probe: Evidence = {
  source: 'spot-ping',
  venue: 'probe',
  service: 'coinbase/api',
  basis: 'measured',
  status: 'major_outage',
  since: noon,
  detail: 'api.example.com did not answer within 10 s',
};

const coinbase = { exchangeName: 'Coinbase', services: set, evidence: [page] };
const window = {
  id: 'w',
  phase: 'scheduled' as const,
  from: noon + 26 * hour,
  until: noon + 27.25 * hour,
  title: 'Wallet upgrade',
};
const kucoin: Partial<Notice> = {
  exchangeName: 'KuCoin',
  services: ['kucoin/deposits/ETH', 'kucoin/withdrawals/ETH'],
  status: 'operational',
  window,
  evidence: [
    {
      ...announced,
      quote: 'KuCoin Will Support the Ethereum Network Upgrade',
      service: 'kucoin/deposits/ETH',
      status: 'under_maintenance',
    },
  ],
  stillWorking: [],
};

/** One of each kind of news, as people should read it. */
export const EXAMPLES: Readonly<Record<string, Notice>> = {
  'an outage': aNotice({
    extent: { hit: 356, of: 356, parts: parts('withdrawals', 'BTC', 'ETH') },
    evidence: [announced, coinList],
    eta: noon + 2 * hour,
  }),
  'an outage of some coins of many': aNotice({
    status: 'partial_outage',
    basis: 'inferred',
    extent: {
      hit: 112,
      of: 340,
      parts: parts('withdrawals', 'ADA', 'XRP', 'BTC', 'ETH', 'SOL', 'DOGE', 'ZZZ'),
    },
    evidence: [{ ...coinList, status: 'partial_outage', count: { hit: 112, of: 340 } }],
  }),
  'an outage that began while nobody looked': aNotice({
    sinceKnown: false,
    since: noon - 30 * minute,
    at: noon,
    workedAt: noon - 30 * minute,
  }),
  'a disturbance of some accounts': aNotice({
    services: ['binance/spot'],
    status: 'degraded_performance',
    accounts: 'some',
    evidence: [{ ...page, quote: 'Some users may see delays', service: 'binance/spot' }],
  }),
  'an outage in one country': aNotice({ services: ['binance/withdrawals/GBP'], regions: ['GB'] }),
  'several services of one cause': aNotice(coinbase),
  'the whole exchange': aNotice({ ...coinbase, services: ['coinbase'] }),
  'both ways of one coin': aNotice({ services: ['binance/deposits/TON', 'binance/withdrawals/TON'] }),
  'a network': aNotice({
    exchangeName: 'Upbit',
    services: ['upbit/deposits/*/SOL', 'upbit/withdrawals/*/SOL'],
    extent: { hit: 24, of: 24, parts: ['upbit/deposits/SOL', 'upbit/deposits/USDC'] },
  }),
  'a coin on one network': aNotice({
    services: ['binance/withdrawals/USDT/TRC20'],
    evidence: [
      {
        ...coinList,
        service: 'binance/withdrawals/USDT/TRC20',
        basis: 'official',
        count: { hit: 1, of: 1 },
        quote: 'Wallet maintenance',
      },
    ],
  }),
  'coins that fell together': aNotice({
    status: 'degraded_performance',
    members: parts('withdrawals', 'XRP', 'SOL', 'ETH'),
    extent: { hit: 3, of: 3, parts: parts('withdrawals', 'XRP', 'SOL', 'ETH') },
    evidence: [
      { ...coinList, basis: 'official', service: 'binance/withdrawals/XRP', count: { hit: 2, of: 2 } },
    ],
  }),
  'many coins that fell together': aNotice({
    status: 'degraded_performance',
    members: parts(
      'withdrawals',
      'AAA',
      'BBB',
      'CCC',
      'DDD',
      'XRP',
      'SOL',
      'ETH',
      'EEE',
      'FFF',
      'GGG',
      'HHH',
      'III',
    ),
    evidence: [
      { ...coinList, basis: 'official', service: 'binance/withdrawals/XRP', count: { hit: 2, of: 2 } },
    ],
  }),
  'a pair': aNotice({
    exchangeName: 'Kraken',
    services: ['kraken/spot/BTC/USD'],
    evidence: [
      { ...coinList, venue: 'market_list', service: 'kraken/spot/BTC/USD', count: { hit: 1, of: 1 } },
    ],
  }),
  'no answer, and the exchange sees nothing': aNotice({
    exchangeName: 'Coinbase',
    services: ['coinbase/api'],
    basis: 'measured',
    unconfirmed: true,
    evidence: [probe],
  }),
  'no answer': aNotice({
    exchangeName: 'Coinbase',
    services: ['coinbase/api'],
    basis: 'measured',
    evidence: [probe],
  }),
  'an answer again': aRecovery({
    exchangeName: 'Coinbase',
    services: ['coinbase/api'],
    basis: 'measured',
    evidence: [{ ...probe, status: 'operational', detail: 'answers' }],
  }),
  worse: aNotice({ kind: 'changed', change: 'worse', previous: 'partial_outage' }),
  better: aNotice({
    kind: 'changed',
    change: 'better',
    status: 'degraded_performance',
    previous: 'major_outage',
    extent: { hit: 56, of: 356, parts: parts('withdrawals', 'ADA', 'SOL', 'XRP') },
  }),
  'coins that are back': aNotice({
    kind: 'changed',
    change: 'partly_back',
    status: 'partial_outage',
    previous: 'major_outage',
    back: parts('withdrawals', 'USDT', 'BTC', 'ETH'),
    extent: { hit: 56, of: 356, parts: parts('withdrawals', 'ADA', 'SOL', 'XRP') },
  }),
  'majors that are back': aNotice({
    kind: 'changed',
    change: 'majors_back',
    status: 'partial_outage',
    previous: 'major_outage',
    back: parts('withdrawals', 'BTC', 'ETH'),
  }),
  'services that are back': aNotice({
    ...coinbase,
    kind: 'changed',
    change: 'partly_back',
    status: 'partial_outage',
    previous: 'major_outage',
    back: ['coinbase/api', 'coinbase/spot', 'coinbase/website'],
  }),
  'an end that is expected': aNotice({ kind: 'changed', change: 'eta_given', eta: noon + 2 * hour }),
  'an end that is put off': aNotice({
    kind: 'changed',
    change: 'eta_moved',
    eta: noon + 4 * hour,
    previousEta: noon + 2 * hour,
  }),
  'an end that did not come': aNotice({ kind: 'changed', change: 'eta_passed', eta: noon - minute }),
  'a contradiction': aNotice({
    kind: 'changed',
    change: 'disputed',
    disputed: true,
    evidence: [
      { ...coinList, count: { hit: 340, of: 356 } },
      { ...announced, status: 'operational', quote: 'Withdrawals have been resumed' },
    ],
  }),
  'an outage that becomes maintenance': aNotice({
    kind: 'changed',
    change: 'maintained',
    status: 'under_maintenance',
    previous: 'major_outage',
    evidence: [],
  }),
  'down again': aNotice({ kind: 'reopened', upMs: 4 * minute, downs: 2 }),
  'up and down, down now': aNotice({
    kind: 'flapping',
    services: ['binance/withdrawals/XRP'],
    downs: 4,
    since: noon - 2 * hour,
    at: noon,
  }),
  'up and down, up now': aNotice({
    kind: 'flapping',
    services: ['binance/withdrawals/XRP'],
    downs: 4,
    status: 'operational',
    since: noon - 2 * hour,
    at: noon,
  }),
  'steady again': aRecovery({
    services: ['binance/withdrawals/XRP'],
    previous: 'operational',
    downs: 4,
    upMs: 30 * minute,
    since: noon - 2 * hour,
  }),
  'steady, and off': aNotice({
    kind: 'changed',
    change: 'steady',
    services: ['binance/withdrawals/XRP'],
    downs: 4,
    since: noon - 2 * hour,
  }),
  'a recovery': aRecovery({
    evidence: [
      {
        ...announced,
        status: 'operational',
        statedAt: noon + 100 * minute,
        quote: 'Withdrawals have been resumed',
      },
    ],
  }),
  'a recovery with a rest': aRecovery({
    extent: { hit: 3, of: 356, parts: parts('withdrawals', 'SOL', 'ADA', 'XRP') },
  }),
  'a recovery that nobody saw': aRecovery({ endedAtLatest: true }),
  'a recovery of several services': aRecovery({ ...coinbase, evidence: [] }),
  'a planned pause': aNotice({ ...kucoin, kind: 'maintenance_scheduled' }),
  'a planned pause without times': aNotice({
    ...kucoin,
    kind: 'maintenance_scheduled',
    window: { ...window, from: null, until: null },
  }),
  'a planned maintenance': aNotice({
    ...kucoin,
    services: ['kucoin/website'],
    kind: 'maintenance_scheduled',
  }),
  'a pause that is moved': aNotice({
    ...kucoin,
    kind: 'maintenance_moved',
    previousWindow: { from: noon + 2 * hour, until: null },
  }),
  'a pause that begins': aNotice({
    ...kucoin,
    kind: 'maintenance_started',
    planned: true,
    status: 'under_maintenance',
  }),
  'a maintenance that nobody announced': aNotice({
    ...kucoin,
    services: ['kucoin'],
    kind: 'maintenance_started',
    status: 'under_maintenance',
  }),
  'a pause that takes longer': aNotice({
    ...kucoin,
    kind: 'maintenance_overrun',
    status: 'under_maintenance',
    window: { ...window, from: noon - 2 * hour, until: noon - hour },
  }),
  'a pause that is over': aNotice({ ...kucoin, kind: 'maintenance_ended', durationMs: 80 * minute }),
  'a pause that is called off': aNotice({ ...kucoin, kind: 'maintenance_canceled' }),
  'an ending': aNotice({
    exchangeName: 'OKX',
    kind: 'ending_scheduled',
    status: 'operational',
    services: ['okx/deposits/KLYR', 'okx/withdrawals/KLYR'],
    endings: [
      { service: 'okx/deposits/KLYR', at: noon + 200 * hour },
      { service: 'okx/withdrawals/KLYR', at: noon + 2000 * hour },
    ],
    stillWorking: [],
    evidence: [],
  }),
  'a country that is left': aNotice({
    exchangeName: 'Bybit',
    kind: 'ending_scheduled',
    status: 'operational',
    services: ['bybit/deposits'],
    regions: ['FR'],
    endings: [{ service: 'bybit/deposits', at: noon + 200 * hour }],
    stillWorking: [],
    evidence: [],
  }),
};
