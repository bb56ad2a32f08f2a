/** What a careful human would report of one recorded answer. */
export interface Recorded {
  readonly file: string;
  /** The exchange whose shipped configuration reads it, and by which source; or a status page of its own. */
  readonly by: readonly [exchange: string, source: string] | Readonly<Record<string, unknown>>;
  /** Everything that is not operational, and nothing else: services relative to the exchange, '' for all of it. */
  readonly trouble?: Readonly<Record<string, string>>;
  /** Of a list too long to name: how many are not operational. They have been so for ever, and are no outage. */
  readonly standing?: number;
  /** Services that it has to speak of as operational. */
  readonly open?: readonly string[];
  /** Windows that are announced, as `service: phase`. */
  readonly windows?: readonly string[];
  /** The exchange says so in the body of an answer with a 5xx status. */
  readonly httpError?: true;
  /** Only a part of the answer was recorded, such as a row: it stands in what the endpoint answers. */
  readonly within?: (part: unknown, other: (file: string) => unknown) => unknown;
}

const page = (type: string, more: object = {}) => ({
  type,
  url: 'https://status.example.com',
  every: '60s',
  ...more,
});
const statuspage = page('statuspage');
const both = (asset: string, status: string) => ({
  [`deposits/${asset}`]: status,
  [`withdrawals/${asset}`]: status,
});
const out = 'major_outage';
const slow = 'degraded_performance';
const maintenance = 'under_maintenance';

export const RECORDED: readonly Recorded[] = [
  // System status and errors inside an answer.
  { file: 'binance.system-status.normal', by: ['binance', 'system-status'], open: [''] },
  { file: 'binance.error.system-maintenance', by: ['binance', 'wallets'], trouble: { '': maintenance } },
  {
    file: 'binance.error.system-maintenance',
    by: ['binance', 'spot-ping'],
    trouble: { '': maintenance },
    httpError: true,
  },
  { file: 'backpack.status.ok', by: ['backpack', 'system-status'], open: [''] },
  { file: 'bitfinex.platform-status.operative', by: ['bitfinex', 'system-status'], open: [''] },
  {
    file: 'bitfinex.error.503-temporarily-unavailable',
    by: ['bitfinex', 'system-status'],
    trouble: { '': out },
    httpError: true,
  },
  {
    file: 'bitflyer.error.under-maintenance',
    by: ['bitflyer', 'system-status'],
    trouble: { '': maintenance },
  },
  { file: 'bitget.error.matching-engine-upgrade', by: ['bitget', 'pairs'], trouble: { spot: maintenance } },
  { file: 'bitstamp.error.scheduled-maintenance', by: ['bitstamp', 'pairs'], trouble: { '': maintenance } },
  { file: 'bybit.system-status.only-past-events', by: ['bybit', 'system-status'], trouble: {} },
  { file: 'cryptocom.announcements.system', by: ['cryptocom', 'system-status'], trouble: {} },
  { file: 'cryptocom.error.system-maintenance', by: ['cryptocom', 'pairs'], trouble: { '': maintenance } },
  {
    file: 'deribit.status.locked-true-btc-eth',
    by: ['deribit', 'system-status'],
    trouble: { '': maintenance },
  },
  { file: 'deribit.status.unlocked-string', by: ['deribit', 'system-status'], open: [''] },
  { file: 'dydx.time.up', by: ['dydx', 'indexer-ping'], trouble: {} },
  { file: 'htx.market-status.normal', by: ['htx', 'system-status'], open: ['spot'] },
  { file: 'htx.market-status.all-fields', by: ['htx', 'system-status'], open: ['spot'] },
  {
    file: 'htx.heartbeat.all-up',
    by: ['htx', 'futures-status'],
    open: ['COIN-M-FUTURES', 'COIN-M-SWAPS', 'OPTIONS', 'USDT-M-SWAPS'].map(
      (product) => `derivatives/${product}`,
    ),
  },
  {
    file: 'htx-swap.any-endpoint.maintain',
    by: ['htx', 'futures-status'],
    trouble: { derivatives: maintenance },
  },
  { file: 'htx.error.system-maintenance', by: ['htx', 'wallets'], trouble: { '': maintenance } },
  { file: 'hyperliquid.exchange-status.ccxt-comment', by: ['hyperliquid', 'system-status'], open: [''] },
  { file: 'kraken.system-status.online', by: ['kraken', 'system-status'], open: ['spot'] },
  { file: 'kraken.system-status.advisories-empty', by: ['kraken', 'system-status'], open: ['spot'] },
  { file: 'kraken.error.cancel-only', by: ['kraken', 'system-status'], trouble: { spot: out } },
  { file: 'kraken.error.post-only', by: ['kraken', 'system-status'], trouble: { spot: slow } },
  { file: 'kucoin.status.open', by: ['kucoin', 'system-status'], open: ['spot'] },
  { file: 'kucoin-futures.status.open', by: ['kucoin', 'futures-status'], open: ['derivatives'] },
  { file: 'mexc.error.under-maintenance', by: ['mexc', 'pairs'], trouble: { '': maintenance } },
  {
    file: 'okx.system-status.scheduled',
    by: ['okx', 'system-status'],
    windows: ['spot: scheduled', 'margin: scheduled'],
  },
  { file: 'okx.ws-status.completed', by: ['okx', 'system-status'], trouble: {} },
  { file: 'whitebit.platform-status.operational', by: ['whitebit', 'system-status'], open: [''] },
  { file: 'whitebit.error.503', by: ['whitebit', 'system-status'], trouble: { '': out }, httpError: true },

  // Coins and networks.
  {
    file: 'backpack.assets.open',
    by: ['backpack', 'wallets'],
    open: ['withdrawals/JTO/SOL', 'deposits/JTO/SOL'],
  },
  {
    file: 'binance.capital-config-getall.btc-bep2-withdraw-suspended',
    by: ['binance', 'wallets'],
    trouble: both('BTC/BEP2', out),
    open: ['withdrawals/BTC/BTC'],
  },
  {
    file: 'bitfinex.conf-tx-status.13-suspended',
    by: ['bitfinex', 'wallets'],
    within: (flags, other) => [
      ...(flags as unknown[]),
      ...(other('bitfinex.conf-tx-method.map') as unknown[]),
    ],
    trouble: {
      'deposits/YYW/YYW': out,
      'deposits/ATD/ATD': out,
      'deposits/ADD/ADD': out,
      'deposits/MTO/MTO': out,
      'withdrawals/ZBT/ZBT': out,
      'withdrawals/BTSE/BTSE': out,
      'withdrawals/DOT/DOT': out,
      ...both('POA/POA', out),
      ...both('EVT/EVT', out),
      ...both('DAD/DAD', out),
      ...both('MAN/MAN', out),
      ...both('SCR/SCR', out),
      ...both('EOX/EOX', out),
    },
  },
  { file: 'bitget.coins.btc-open', by: ['bitget', 'wallets'], open: ['withdrawals/BTC/BTC'] },
  { file: 'bitget.coins.neiroeth-open', by: ['bitget', 'wallets'], open: ['withdrawals/NEIROETH/ERC20'] },
  { file: 'bitvavo.assets.ok', by: ['bitvavo', 'wallets'], open: ['withdrawals/USDT', 'deposits/USDT'] },
  {
    file: 'coinbase-exchange.currencies.usdt-online',
    by: ['coinbase', 'wallets'],
    open: ['withdrawals/USDT/ERC20'],
    within: (row) => [row],
  },
  {
    file: 'coinex.all-deposit-withdraw-config.open',
    by: ['coinex', 'wallets'],
    open: ['withdrawals/CET/CSC'],
  },
  { file: 'gate.spot-currencies.gt-open', by: ['gate', 'wallets'], open: ['withdrawals/GT/GATECHAIN'] },
  {
    file: 'gate.spot-currencies.usdt-chains-open',
    by: ['gate', 'wallets'],
    open: ['withdrawals/USDT/ERC20', 'withdrawals/USDT/ARBITRUM', 'withdrawals/USDT/BEP20'],
  },
  {
    file: 'htx.reference-currencies.usdt-allowed',
    by: ['htx', 'wallets'],
    open: ['withdrawals/USDT/TRC20', 'withdrawals/USDT/OMNI', 'withdrawals/USDT/ERC20'],
  },
  { file: 'htx.reference-currencies.sxp-allowed', by: ['htx', 'wallets'], open: ['withdrawals/SXP/ERC20'] },
  {
    file: 'kraken.assets.enabled',
    by: ['kraken', 'wallets'],
    open: ['withdrawals/BTC', 'deposits/EUR', 'deposits/USD'],
  },
  {
    file: 'kraken.assets.with-staking-suffixes',
    by: ['kraken', 'wallets'],
    open: ['withdrawals/ATOM', 'withdrawals/BTC', 'withdrawals/ETH'],
  },
  {
    file: 'kucoin.currencies.btc-segwit-withdraw-closed-btcp-closed',
    by: ['kucoin', 'wallets'],
    trouble: { 'withdrawals/BTC/SEGWIT': out, ...both('BTCP/BTCP', out) },
    open: ['withdrawals/BTC/BTC', 'withdrawals/BTC/LIGHTNING', 'deposits/BTC/SEGWIT'],
  },
  { file: 'kucoin.currencies.csp-closed', by: ['kucoin', 'wallets'], trouble: both('CSP/ERC20', out) },
  { file: 'kucoin.currencies.doc', by: ['kucoin', 'wallets'], trouble: { 'withdrawals/BTC/SEGWIT': out } },
  {
    file: 'lbank.withdraw-configs.usdt-open',
    by: ['lbank', 'wallets'],
    open: ['withdrawals/USDT/BEP20', 'withdrawals/USDT/TRC20'],
  },
  {
    file: 'poloniex.v2-currencies.2-delisted',
    by: ['poloniex', 'wallets'],
    open: ['withdrawals/AAVE/ERC20'],
  },
  { file: 'poloniex.v2-currencies.ada-open', by: ['poloniex', 'wallets'], open: ['withdrawals/ADA/ADA'] },
  {
    file: 'upbit.status-wallet.btc-working',
    by: ['upbit', 'wallets'],
    open: ['withdrawals/BTC', 'deposits/BTC'],
  },
  {
    file: 'whitebit.assets.btc-usd-open',
    by: ['whitebit', 'wallets'],
    open: ['withdrawals/BTC/BTC', 'withdrawals/USD/ADVCASH'],
  },
  {
    file: 'whitebit.assets.doc',
    by: ['whitebit', 'wallets'],
    open: ['withdrawals/USDT/TRC20', 'deposits/UAH/CARD'],
  },

  {
    file: 'bitrue.exchange-info.coins-mixed',
    by: ['bitrue', 'wallets'],
    trouble: { 'deposits/NEAR/BEP20': out },
    open: ['withdrawals/NEAR/BEP20'],
  },
  { file: 'coinone.currencies.normal', by: ['coinone', 'wallets'], open: ['withdrawals/MATIC'] },
  { file: 'coinone.currencies.usdt-normal', by: ['coinone', 'wallets'], open: ['withdrawals/USDT'] },
  { file: 'xt.wallet-support-currency.open', by: ['xt', 'wallets'], open: ['withdrawals/BTC/BITCON'] },
  { file: 'woo.system-info.ok', by: ['woox', 'system-status'], open: [''] },

  // Pairs. On healthy days many of them are closed, most of them for ever.
  { file: 'binance.exchange-info.433-break', by: ['binance', 'pairs'], standing: 433 },
  { file: 'binance.exchange-info.13-break', by: ['binance', 'pairs'], standing: 13 },
  { file: 'binance.exchange-info.single-symbol', by: ['binance', 'pairs'], trouble: {} },
  {
    file: 'binance-usdm.exchange-info.pending-trading',
    by: ['binance', 'futures-pairs'],
    open: ['derivatives/BTC/USDT'],
  },
  { file: 'binance-usdm.exchange-info.doc', by: ['binance', 'futures-pairs'], trouble: {} },
  {
    file: 'binance-coinm.exchange-info.one-delivering',
    by: ['binance', 'coinm-pairs'],
    open: ['derivatives/BTC/USD'],
  },
  { file: 'binanceus.exchange-info.4-break', by: ['binanceus', 'pairs'], standing: 4 },
  { file: 'bitget.products.v1-online', by: ['bitget', 'pairs'], trouble: {} },
  { file: 'bitstamp.trading-pairs-info.all-enabled', by: ['bitstamp', 'pairs'], open: ['spot/BTC/USD'] },
  { file: 'bitstamp.trading-pairs-info.one-disabled', by: ['bitstamp', 'pairs'], standing: 1 },
  { file: 'bybit.instruments-info.spot', by: ['bybit', 'pairs'], open: ['spot/BTC/USDT'] },
  { file: 'coinbase-exchange.products.8-limit-only', by: ['coinbase', 'pairs'], open: ['spot/BTC/USD'] },
  {
    file: 'coinbase-advanced.products.online',
    by: ['coinbase', 'advanced-pairs'],
    trouble: { 'spot/BTC/USD': out },
  },
  { file: 'coincheck.exchange-status.available', by: ['coincheck', 'pairs'], open: ['spot/BTC/JPY'] },
  {
    file: 'deribit.get-instruments.btc-active',
    by: ['deribit', 'pairs'],
    open: ['derivatives/BTC/PERPETUAL'],
  },
  { file: 'gate.currency-pairs.44-untradable-6-sellable', by: ['gate', 'pairs'], standing: 50 },
  { file: 'gemini.symbols-details-all.14-limit-only-2-closed', by: ['gemini', 'pairs'], standing: 16 },
  {
    file: 'gemini.symbols-details.btcdai-limit-only',
    by: ['gemini', 'pairs'],
    trouble: { 'spot/BTC/DAI': slow },
  },
  {
    file: 'gemini.symbols-details.btcgusd-closed',
    by: ['gemini', 'pairs'],
    trouble: { 'spot/BTC/GUSD': out },
  },
  { file: 'gemini.symbols-details.btcusd-open', by: ['gemini', 'pairs'], open: ['spot/BTC/USD'] },
  { file: 'htx.common-symbols.55-offline', by: ['htx', 'pairs'], standing: 55 },
  { file: 'htx.common-symbols.sample', by: ['htx', 'pairs'], open: ['spot/ETH/USDT'] },
  { file: 'htx-swap.linear-contract-info', by: ['htx', 'futures-pairs'], open: ['derivatives/BTC/USDT'] },
  { file: 'kraken.asset-pairs.online', by: ['kraken', 'pairs'], open: ['spot/BTC/USD', 'spot/ETH/BTC'] },
  { file: 'kraken.asset-pairs.2021-no-status-field', by: ['kraken', 'pairs'], open: ['spot/BTC/USD'] },
  {
    file: 'kraken-futures.instruments-status.normal',
    by: ['kraken', 'futures-pairs'],
    open: ['derivatives/COMP/USD'],
  },
  { file: 'kucoin.symbols.one-disabled', by: ['kucoin', 'pairs'], standing: 1 },
  { file: 'kucoin.symbols.v2-enabled', by: ['kucoin', 'pairs'], open: ['spot/BTC/USDT'] },
  { file: 'mexc.exchange-info.online', by: ['mexc', 'pairs'], open: ['spot/BROCK/USDT'] },
  { file: 'okx.instruments.spot-all-live', by: ['okx', 'pairs'], open: ['spot/BTC/USDT'] },
  { file: 'poloniex.markets.11-paused', by: ['poloniex', 'pairs'], standing: 11 },
  { file: 'poloniex.markets.normal', by: ['poloniex', 'pairs'], trouble: {} },
  { file: 'upbit.market-all.event-flags', by: ['upbit', 'spot-ping'], trouble: {} },
  { file: 'whitebit.markets.enabled', by: ['whitebit', 'pairs'], open: ['spot/SON/USD'] },

  // Status pages of exchanges.
  {
    file: 'htx.statuspage-summary.minor-market-data-delayed',
    by: ['htx', 'status-page'],
    trouble: { api: slow },
  },
  { file: 'htx-swap.statuspage-summary.doc', by: ['htx', 'status-page'], trouble: { api: slow } },
  {
    // "Crypto Withdrawal Delays", of a component that stands for both directions.
    file: 'kraken.statuspage-incidents.eth-affected-component',
    by: ['kraken', 'status-page'],
    trouble: { 'withdrawals/ETH': slow },
  },
  {
    file: 'kraken.statuspage-incidents.investigating-minor',
    by: ['kraken', 'status-page'],
    trouble: { withdrawals: slow },
  },
  { file: 'kraken.statuspage-incidents.none-open', by: ['kraken', 'status-page'], trouble: {} },
  {
    file: 'kraken.statuspage-incidents.resolved-null-components',
    by: ['kraken', 'status-page'],
    trouble: {},
  },

  // Status pages of each platform.
  { file: 'statuspage.incidents-unresolved.monitoring', by: statuspage, trouble: { api: slow } },
  { file: 'statuspage.incidents-unresolved.none-github', by: statuspage, trouble: {} },
  { file: 'statuspage.status.critical-snowflake', by: statuspage, trouble: { '': out } },
  { file: 'statuspage.status.major-rubygems', by: statuspage, trouble: { '': 'partial_outage' } },
  { file: 'statuspage.summary.maintenance-claude', by: statuspage, trouble: { api: maintenance } },
  { file: 'statuspage.summary.major-identified-claude', by: statuspage, trouble: { api: 'partial_outage' } },
  { file: 'statuspage.summary.minor-cloudflare-groups-maintenances', by: statuspage, trouble: { '': slow } },
  { file: 'statuspage.summary.minor-two-components', by: statuspage, trouble: { website: slow } },
  { file: 'statuspage.summary.minor-with-resolved-and-scheduled', by: statuspage, trouble: { api: slow } },
  { file: 'statuspage.summary.none-but-open-minor-incident-github', by: statuspage, trouble: { api: slow } },
  { file: 'statuspage.summary.operational-claude', by: statuspage, trouble: {} },
  { file: 'statuspage.summary.unknown-enum-values', by: statuspage, trouble: { api: out, '': 'unknown' } },
  {
    file: 'incidentio.compat-incident.resolved-openai',
    by: statuspage,
    trouble: {},
    within: (incident) => ({ page: { name: 'OpenAI' }, incidents: [incident] }),
  },
  { file: 'incidentio.compat-summary.no-incidents-key', by: statuspage, trouble: {} },
  { file: 'incidentio.widget.monitoring', by: statuspage, trouble: { api: slow } },
  { file: 'instatus.components.operational-wistia', by: page('instatus'), trouble: {} },
  { file: 'instatus.summary.hasissues-major', by: page('instatus'), trouble: { api: out } },
  { file: 'instatus.summary.up-wistia', by: page('instatus'), trouble: {} },
  { file: 'instatus.v3-summary.statushub', by: page('instatus'), trouble: { api: out } },
  {
    file: 'betterstack.index.active-report-while-operational',
    by: page('betterstack'),
    trouble: { api: out },
  },
  { file: 'betterstack.index.degraded-investigating', by: page('betterstack'), trouble: { api: slow } },
  { file: 'betterstack.index.downtime', by: page('betterstack'), trouble: { api: out } },
  { file: 'betterstack.index.operational-with-resolved-report', by: page('betterstack'), trouble: {} },
  {
    file: 'statusio.status.degraded-incident-and-maintenance',
    by: page('statusio', { page: '5'.repeat(24) }),
    trouble: { api: slow, '': maintenance },
  },
  { file: 'statusio.status.operational-docker', by: page('statusio', { page: '5'.repeat(24) }), trouble: {} },
  {
    file: 'statusio.status.statushub',
    by: page('statusio', { page: '5'.repeat(24) }),
    trouble: { api: slow },
  },
  { file: 'gatus.endpoints-statuses.api-failing', by: page('gatus'), trouble: { api: out } },
  {
    file: 'cachet.v1-components.performance-issues',
    by: page('cachet', { version: 1 }),
    trouble: { website: slow },
  },
  { file: 'cachet.v3-components.degraded', by: page('cachet', { version: 3 }), trouble: { website: slow } },
];

/** Recorded answers of covered exchanges that no status follows from, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'bingx.announcement.listing': 'an announcement without a meaning for the status',
  'bitfinex.conf-tx-method.map': 'names the coins of the other list; it has no flags',
  'bitflyer.getmarkets.jp': 'a list of products',
  'bitget.announcements.sample': 'an announcement without a meaning for the status',
  'bitget.error.pair-maintenance': 'an answer to an order for one pair, which is never sent',
  'bitmex.announcement.shape': 'BitMEX is closed',
  'bitmex.instrument-active.open': 'BitMEX is closed',
  'bitmex.wallet-assets.open': 'BitMEX is closed',
  'bitmex.wallet-assets.recorded': 'BitMEX is closed',
  'bitmex.wallet-networks.enabled': 'BitMEX is closed',
  'bybit.announcements.new-listing': 'an announcement without a meaning for the status',
  'deribit.get-currencies.xrp': 'has no flags',
  'dydx-v3.markets.online': 'an API that was switched off',
  'gate.wallet-currency-chains.open': 'answers one coin a call',
  'htx.swap-cross-trade-state.open': 'says what a margin mode may do, not whether it works',
  'htx.ws-heartbeat.linear-swap-down': 'comes by WebSocket; the REST heartbeat says the same',
  'kraken.ws-system-status.online': 'comes by WebSocket; the REST answer says the same',
  'kucoin.announcements.sample': 'announcements without a meaning for the status',
  'kucoin.announcements.v3': 'announcements without a meaning for the status',
  'mexc.announcements.sample': 'announcements without a meaning for the status',
  'mexc.capital-config-getall.sample': 'needs a key',
  'phemex.products.ccxt-comment': 'shows the coins of the answer, and none of its pairs',
  'phemex.products.listed': 'an older endpoint, whose pairs are perpetuals alone',
  'okx.announcement-types.sample': 'a list of types',
  'okx.announcements.sample': 'announcements without a meaning for the status',
  'uptimekuma.heartbeat.one-down': 'read together with the page, in a test of its own',
  'uptimekuma.status-page.groups': 'read together with the heartbeats, in a test of its own',
};
