import { scatteredNumbers } from './pick-number.ts';
import type { PickNumber } from './pick-number.ts';

// As the list was recorded: about 1,700 pairs of which 433 are delisted, 1.9 MB.
const PAIRS = 1_695;
const BREAK = 433;
const QUOTES = ['BTC', 'USDT', 'ETH', 'BNB', 'EUR', 'USDC', 'TRY', 'BRL', 'FDUSD', 'JPY'];
const PAIRS_START = Date.UTC(2026, 0, 1);

/** Binance's list of pairs (`exchangeInfo`), in size and shape as it is: only its clock ever changes. */
export function exchangeInfo(tick = 0): string {
  const pick = scatteredNumbers(2);
  return JSON.stringify({
    timezone: 'UTC',
    serverTime: PAIRS_START + tick,
    rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 6_000 }],
    exchangeFilters: [],
    symbols: Array.from({ length: PAIRS }, (_, i) => pair(i, pick)),
  });
}

function pair(index: number, pick: PickNumber) {
  const base = `C${Math.floor(index / QUOTES.length)}X`;
  const quote = QUOTES[index % QUOTES.length] ?? 'BTC';
  const precision = 1 + pick(8);
  return {
    symbol: `${base}${quote}`,
    status: index % Math.floor(PAIRS / BREAK) === 0 && index / 3 < BREAK ? 'BREAK' : 'TRADING',
    baseAsset: base,
    baseAssetPrecision: 8,
    quoteAsset: quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: ['LIMIT', 'LIMIT_MAKER', 'MARKET', 'STOP_LOSS_LIMIT', 'TAKE_PROFIT_LIMIT'],
    icebergAllowed: true,
    ocoAllowed: true,
    quoteOrderQtyMarketAllowed: true,
    isSpotTradingAllowed: true,
    allowTrailingStop: true,
    cancelReplaceAllowed: true,
    isMarginTradingAllowed: false,
    filters: filters(`0.${'0'.repeat(precision - 1)}1`, pick),
    permissions: ['SPOT'],
  };
}

function filters(tick: string, pick: PickNumber) {
  return [
    { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: `${1 + pick(900_000)}.00`, tickSize: tick },
    { filterType: 'PERCENT_PRICE', multiplierUp: '5', multiplierDown: '0.2', avgPriceMins: 5 },
    { filterType: 'LOT_SIZE', minQty: tick, maxQty: `${1 + pick(90_000_000)}.00`, stepSize: tick },
    { filterType: 'MIN_NOTIONAL', minNotional: '0.00010000', applyToMarket: true, avgPriceMins: 5 },
    { filterType: 'ICEBERG_PARTS', limit: 10 },
    { filterType: 'MARKET_LOT_SIZE', minQty: '0.00', maxQty: `${pick(100_000)}.00`, stepSize: '0.00' },
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: 200 },
    { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: 5 },
  ];
}
