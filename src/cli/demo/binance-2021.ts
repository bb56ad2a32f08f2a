import type { SimulatedAnswer, SimulatedRoute } from '#src/cli/simulated-exchange.ts';

/** When the demo begins and ends: the morning on which Binance halted withdrawals twice. */
export const DAY_START = Date.parse('2021-11-01T11:57:00Z');
export const DAY_END = Date.parse('2021-11-01T14:36:00Z');

const HALTED = '2021-11-01T12:00:00Z';
const RESUMED = '2021-11-01T12:31:00Z';
const PULLED_AGAIN = '2021-11-01T12:36:00Z';
const RESUMED_FOR_GOOD = '2021-11-01T14:00:00Z';

const COINS = ['BTC', 'ETH', 'USDT', 'USDC', 'BNB', 'SOL', 'ADA', 'DOGE', 'XRP', 'DOT', 'LTC', 'LINK'];

/** What the simulated exchange answers at each path, through the day. Times count from its start. */
export function binanceDay(start: number): Record<string, SimulatedRoute> {
  const from = (time: string, answer: SimulatedAnswer) => ({
    afterMs: Math.max(0, Date.parse(time) - start),
    answer,
  });
  const wallets = (isOpen: boolean): SimulatedAnswer => ({
    body: walletList(isOpen),
    etag: true,
    gzip: true,
  });
  return {
    '/sapi/v1/system/status': { body: { status: 0, msg: 'normal' } },
    '/api/v3/ping': { body: {} },
    '/bapi/capital/v1/public/capital/getNetworkCoinAll': {
      timeline: [
        from('1970-01-01T00:00:00Z', wallets(true)),
        from(HALTED, wallets(false)),
        from(RESUMED, wallets(true)),
        from(PULLED_AGAIN, wallets(false)),
        from(RESUMED_FOR_GOOD, wallets(true)),
      ],
    },
  };
}

function walletList(isOpen: boolean): unknown {
  const reason = isOpen ? '' : 'Withdrawal suspended: large backlog';
  const data = COINS.map((coin) => ({
    coin,
    depositAllEnable: true,
    withdrawAllEnable: isOpen,
    networkList: [
      { network: coin, depositEnable: true, withdrawEnable: isOpen, withdrawDesc: reason },
      { network: 'BSC', depositEnable: true, withdrawEnable: isOpen, withdrawDesc: reason },
    ],
  }));
  return { code: '000000', message: null, success: true, data };
}
