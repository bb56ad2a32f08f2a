import { describe, expect, it } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import { SourceError } from '#src/sources/source.ts';
import { answerOf, NOW } from '#test/contracts/source.ts';

const { exchanges } = shippedConfig();
const out = 'major_outage';
const slow = 'degraded_performance';
const maintenance = 'under_maintenance';

function sourceOf(exchange: string, id: string) {
  const source = exchanges.find((one) => one.id === exchange)?.sources.find((one) => one.id === id);
  if (source === undefined) throw new Error(`There is no source ${exchange}/${id}.`);
  return source;
}

/** Errors as each exchange documents them, in the place of the payload. */
describe('an error in an answer with HTTP 200 is the exchange’s own word', () => {
  it.each<[exchange: string, source: string, body: unknown, service: string, status: string]>([
    ['backpack', 'wallets', { code: 'MAINTENANCE', message: 'System is under maintenance' }, '', maintenance],
    ['backpack', 'wallets', { code: 'TRADING_PAUSED', message: 'Trading is paused' }, 'spot', out],
    ['binance', 'pairs', { code: 1, msg: 'System is under maintenance.' }, '', maintenance],
    ['binance', 'spot-ping', { code: -1016, msg: 'This service is no longer available.' }, 'api', out],
    [
      'binance',
      'pairs',
      {
        code: -1008,
        msg: 'Server is currently overloaded with other requests. Please try again in a few minutes.',
      },
      'api',
      slow,
    ],
    ['binance', 'futures-pairs', { code: -1008, msg: 'Request throttled.' }, 'api/USD-M-FUTURES', slow],
    ['binanceus', 'pairs', { code: 1, msg: 'System is under maintenance.' }, '', maintenance],
    [
      'bingx',
      'pairs',
      { code: 100500, msg: 'The current system is busy, please try again later' },
      'api',
      slow,
    ],
    [
      'bingx',
      'pairs',
      { code: 100410, msg: 'The current system is busy, please try again later' },
      'api',
      slow,
    ],
    ['bitfinex', 'wallets', ['error', 20060, 'maintenance'], '', maintenance],
    [
      'bitflyer',
      'board-state',
      { status: -2, error_message: 'Under maintenance', data: null },
      '',
      maintenance,
    ],
    [
      'bitget',
      'wallets',
      { code: '40200', msg: 'Server upgrade, please try again later' },
      'spot',
      maintenance,
    ],
    [
      'bitget',
      'spot-ping',
      { code: '40015', msg: 'System is abnormal, please try again later' },
      'api',
      slow,
    ],
    ['bitget', 'spot-ping', { code: '30019', msg: 'Api is offline or unavailable' }, 'api', out],
    ['bitget', 'spot-ping', { message: 'failure to get a peer from the ring-balancer' }, 'api', out],
    ['bitget', 'wallets', { code: '500', msg: '' }, 'api', slow],
    ['coinex', 'wallets', { code: 1, message: 'Service too busy' }, 'api', slow],
    ['kucoin', 'pairs', { code: '300000', msg: 'system busy' }, 'api', slow],
    ['korbit', 'pairs', { success: false, error: { message: 'SERVICE_UNAVAILABLE' } }, 'api', out],
    ['mercadobitcoin', 'ping', { code: 'x', message: 'Sistema em manutenção' }, 'api', maintenance],
    ['mexc', 'pairs', { code: 604, message: 'Sorry, this feature is under maintenance' }, 'api', maintenance],
    ['phemex', 'pairs', { code: 30000, msg: 'System busy, please try again later' }, 'api', slow],
    ['bithumb', 'wallets', { status: '5400', message: 'Database Fail' }, 'api', out],
    ['bithumb', 'wallets', { status: '5600', message: '시스템 점검중입니다' }, 'api', maintenance],
    [
      'bitstamp',
      'pairs',
      { error: "Bitstamp.net is under scheduled maintenance. We'll be back soon." },
      '',
      maintenance,
    ],
    ['bitvavo', 'wallets', { errorCode: 107, error: 'The matching engine is overloaded.' }, 'spot', slow],
    ['bybit', 'pairs', { retCode: 10016, retMsg: 'Service is under maintenance' }, 'api', maintenance],
    ['bybit', 'spot-ping', { retCode: 10016, retMsg: 'System error. Please try again later.' }, 'api', slow],
    ['bitrue', 'pairs', { code: -1016, msg: 'This service is no longer available.' }, 'api', out],
    ['coinbase', 'pairs', { message: 'Exchange is under maintenance' }, 'spot', maintenance],
    ['coincheck', 'pairs', { success: false, error: 'ただいまメンテナンス中です' }, 'api', maintenance],
    [
      'coinex',
      'wallets',
      { code: 4001, message: 'Service unavailable, please try again later.' },
      'api',
      out,
    ],
    ['cryptocom', 'pairs', { code: 9010001, message: 'SYSTEM_MAINTENANCE' }, '', maintenance],
    ['deribit', 'spot-ping', { error: { code: 11051, message: 'system_maintenance' } }, '', maintenance],
    ['deribit', 'pairs', { error: { code: 13028, message: 'temporarily_unavailable' } }, 'api', slow],
    ['dydx', 'pairs', { errors: [{ msg: 'Service unavailable' }] }, 'api', out],
    ['deribit', 'pairs', { error: { code: 13888, message: 'timed_out' } }, 'api', slow],
    ['gate', 'wallets', { label: 'TOO_BUSY', message: 'Exchange too busy' }, 'api', slow],
    ['gemini', 'pairs', { result: 'error', reason: 'Maintenance', message: 'down' }, '', maintenance],
    ['gemini', 'pairs', { result: 'error', reason: 'System', message: 'technical issues' }, 'api', out],
    ['gmocoin', 'system-status', { status: 5, messages: [{ message_code: 'ERR-554' }] }, 'api', out],
    ['gmocoin', 'system-status', { status: 5, messages: [{ message_code: 'ERR-626' }] }, 'api', slow],
    ['htx', 'futures-pairs', { status: 'error', err_code: 1004 }, 'derivatives', slow],
    [
      'htx',
      'pairs',
      { status: 'error', 'err-code': 'system-maintenance', 'err-msg': 'System is in maintenance!' },
      '',
      maintenance,
    ],
    ['htx', 'futures-pairs', { status: 'maintain' }, 'derivatives', maintenance],
    ['kraken', 'system-status', { error: ['EService:Unavailable'] }, 'api', out],
    ['kraken', 'spot-ping', { error: ['EService:Busy'] }, 'api', out],
    ['kraken', 'wallets', { error: ['EService:Unavailable'], result: {} }, 'api', out],
    ['kraken', 'pairs', { error: ['EService:Market in cancel_only mode'] }, 'spot', out],
    ['kraken', 'futures-pairs', { result: 'error', error: 'Unavailable' }, 'api/FUTURES', out],
    [
      'kucoin',
      'wallets',
      { code: '503', msg: "We're temporarily offline for maintenance." },
      'api',
      maintenance,
    ],
    [
      'lbank',
      'wallets',
      { result: 'false', error_code: 10000, msg: 'System maintenance' },
      'api',
      maintenance,
    ],
    ['mexc', 'pairs', { code: 500, message: 'Under maintenance, please try again later' }, '', maintenance],
    ['mexc', 'spot-ping', { code: 503, msg: 'service not available, please try again' }, 'api', out],
    [
      'okx',
      'pairs',
      { code: '50001', msg: 'Matching engine upgrading. Please try again later' },
      'spot',
      maintenance,
    ],
    ['okx', 'pairs', { code: '50001', msg: 'Service temporarily unavailable. Try again later' }, 'api', out],
    ['okx', 'spot-ping', { code: '50005', msg: 'API is offline or unavailable' }, 'api', out],
    ['mexc', 'futures-ping', { code: 501, message: 'System busy' }, 'api/FUTURES', slow],
    ['poloniex', 'pairs', { code: 503, msg: 'DEGRADE_ERROR' }, 'api', slow],
    ['poloniex', 'pairs', { code: 1002, message: 'SYSTEM_MAINTENANCE' }, '', maintenance],
    [
      'upbit',
      'spot-ping',
      { error: { name: 'maintenance', message: '서비스 점검 중입니다.' } },
      'api',
      maintenance,
    ],
    ['xt', 'pairs', { rc: 1, mc: 'COMMON_002', ma: [], result: null }, 'api', slow],
    ['whitebit', 'pairs', { code: 0, message: 'Service is under maintenance' }, 'api', maintenance],
  ])('%s/%s %j', (exchange, id, body, service, status) => {
    const { partial, readings } = sourceOf(exchange, id).decode([answerOf(JSON.stringify(body))], NOW);
    expect(partial).toBe(true);
    expect(readings.map((reading) => [reading.service, reading.status])).toContainEqual([
      service === '' ? exchange : `${exchange}/${service}`,
      status,
    ]);
  });

  it.each([
    ['kraken', 'pairs', { error: ['EAPI:Rate limit exceeded'] }, 'throttled'],
    ['kraken', 'pairs', { error: ['EService:Throttled: 1774008000'] }, 'throttled'],
    ['kraken', 'pairs', { error: ['EGeneral:Internal error'] }, 'broken'],
    ['bingx', 'pairs', { code: 100410, msg: 'The endpoint trigger frequency limit rule' }, 'throttled'],
    ['lighter', 'pairs', { code: 23000, message: 'Too Many Requests!' }, 'throttled'],
    ['okx', 'pairs', { code: '50011', msg: 'Requests too frequent.' }, 'throttled'],
    ['deribit', 'spot-ping', { error: { code: 10041, message: 'settlement_in_progress' } }, 'throttled'],
    ['htx', 'pairs', { status: 'error', 'err-code': 'invalid-parameter', 'err-msg': 'invalid' }, 'broken'],
    ['bitget', 'pairs', { code: '41114', msg: 'The current trading pair is under maintenance' }, 'broken'],
    ['bybit', 'pairs', { retCode: 10429, retMsg: 'System level frequency protection' }, 'throttled'],
    ['htx', 'pairs', { status: 'error', 'err-code': 'base-request-exceed-frequency-limit' }, 'throttled'],
    ['lbank', 'wallets', { result: false, msg: 'Request too frequent', error_code: 10004 }, 'throttled'],
    [
      'lbank',
      'wallets',
      { result: false, msg: 'Interface closed unavailable', error_code: 10601 },
      'misconfigured',
    ],
    ['gate', 'wallets', { label: 'INVALID_PARAM_VALUE', message: 'bad' }, 'broken'],
  ])('and says nothing of the exchange where it is about us: %s/%s %j', (exchange, id, body, kind) => {
    const read = () => sourceOf(exchange, id).decode([answerOf(JSON.stringify(body))], NOW);
    expect(read).toThrow(SourceError);
    expect(read).toThrow(expect.objectContaining({ kind }));
  });
});

describe('what an exchange says beside its payload', () => {
  const htx = (data: object) =>
    sourceOf('htx', 'system-status').decode([answerOf(JSON.stringify({ code: 200, data }))], NOW).readings;

  it.each([
    [{ marketStatus: 2, haltReason: 3, affectedSymbols: 'all' }, maintenance],
    [{ marketStatus: 3, haltReason: 3, affectedSymbols: 'btcusdt' }, maintenance],
    [{ marketStatus: 2, haltReason: 2, affectedSymbols: 'all' }, out],
    [{ marketStatus: 2 }, out],
    [{ marketStatus: 3, haltReason: 2, affectedSymbols: 'btcusdt,ethusdt' }, 'partial_outage'],
    [{ marketStatus: 1, haltReason: 3, affectedSymbols: 'all' }, 'operational'],
    [{ marketStatus: 1, haltReason: 2, affectedSymbols: 'btcusdt' }, 'operational'],
  ])('HTX: %j is %s of spot trading', (data, status) => {
    expect(htx(data).map((reading) => `${reading.service} ${reading.status}`)).toEqual([
      `htx/spot ${status}`,
    ]);
  });

  it('Bybit: an incident of some users is partial, and says so', () => {
    const event = (uidSuffix: number[]) => ({
      retCode: 0,
      result: {
        list: [
          {
            id: 'e',
            title: 'Spot trading',
            state: 'ongoing',
            begin: String(NOW - 60_000),
            end: '',
            href: '',
            serviceTypes: [2],
            product: [2],
            uidSuffix,
            maintainType: 3,
            env: 1,
          },
        ],
      },
    });
    const read = (body: unknown) =>
      sourceOf('bybit', 'system-status')
        .decode([answerOf(JSON.stringify(body))], NOW)
        .readings.filter(({ ref }) => ref === 'e');
    expect(read(event([1, 2]))).toMatchObject([
      { service: 'bybit/spot', status: 'partial_outage', accounts: 'some' },
    ]);
    expect(read(event([]))).toMatchObject([{ service: 'bybit/spot', status: out }]);
  });

  it('OKX: a disruption of batches of accounts is partial, and says so', () => {
    const event = { title: 'Upgrade', state: 'ongoing', begin: String(NOW - 60_000), end: '', env: '1' };
    const body = { code: '0', data: [{ ...event, serviceType: '8', maintType: '3' }] };
    const { readings } = sourceOf('okx', 'system-status').decode([answerOf(JSON.stringify(body))], NOW);
    expect(readings[0]).toMatchObject({ status: 'partial_outage', accounts: 'some' });
  });

  it('Lighter: a status of its own that is a server error is its word, within HTTP 200', () => {
    const body = JSON.stringify({ status: 503, network_id: 1, timestamp: NOW / 1000 });
    const { readings } = sourceOf('lighter', 'system-status').decode([answerOf(body)], NOW);
    expect(readings).toMatchObject([{ service: 'lighter', status: 'major_outage' }]);
  });

  it('Robinhood: what is traded there besides coins is none of its crypto trading', () => {
    const component = (id: string, name: string, status: string, group: string | null) => ({
      id,
      name,
      status,
      group_id: group,
      group: false,
    });
    const page = {
      page: { id: 'p', name: 'Robinhood' },
      status: { indicator: 'major', description: '' },
      components: [
        { id: 'g', name: 'Trading', status: 'major_outage', group_id: null, group: true },
        component('1', 'Equities', 'major_outage', 'g'),
        component('2', 'Options', 'partial_outage', 'g'),
        component('3', 'Crypto Trading', 'operational', 'g'),
      ],
      incidents: [],
      scheduled_maintenances: [],
    };
    const { readings } = sourceOf('robinhood', 'status-page').decode([answerOf(JSON.stringify(page))], NOW);
    expect(readings.map(({ service, status }) => `${service} ${status}`)).toEqual([
      'robinhood/spot operational',
      'robinhood operational',
    ]);
  });

  it('Indodax: a market that is suspended is out, and one that is worked on is under maintenance', () => {
    const pair = (coin: string, more: object) => ({
      id: `${coin}idr`,
      traded_currency: coin,
      base_currency: 'idr',
      ...more,
    });
    const body = [
      pair('btc', { is_maintenance: 0, is_market_suspended: 0 }),
      pair('eth', { is_maintenance: 0, is_market_suspended: 1 }),
      pair('xrp', { is_maintenance: 1, is_market_suspended: 0 }),
      pair('ada', { is_maintenance: 0 }),
    ];
    const { readings } = sourceOf('indodax', 'pairs').decode([answerOf(JSON.stringify(body))], NOW);
    expect(readings.map(({ service, status }) => `${service} ${status}`)).toEqual([
      'indodax/spot/BTC/IDR operational',
      `indodax/spot/ETH/IDR ${out}`,
      `indodax/spot/XRP/IDR ${maintenance}`,
      'indodax/spot/ADA/IDR operational',
    ]);
  });

  it('Crypto.com: an impact of no documented word is unknown, and named', () => {
    const event = {
      id: 'a',
      category: 'system',
      title: 'System',
      impacted_params: { spot_trading_impacted: 'SEVERE', login_impacted: 'BAU' },
      start_time: NOW - 60_000,
      end_time: null,
    };
    const body = { code: 0, result: { data: [event] } };
    const decoded = sourceOf('cryptocom', 'system-status').decode([answerOf(JSON.stringify(body))], NOW);
    expect(decoded.readings).toMatchObject([{ service: 'cryptocom/spot', status: 'unknown' }]);
    expect(decoded.unread).toEqual(['impacted_params.spot_trading_impacted is SEVERE in "System"']);
  });
});
