import type { SimulatedAnswer, SimulatedRoute } from '#src/cli/simulated-exchange.ts';

/** When the demo begins and ends: the morning on which Binance halted withdrawals twice. */
export const DAY_START = Date.parse('2021-11-01T11:50:00Z');
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
    '/bapi/composite/v1/public/cms/article/list/query': {
      timeline: [
        from('1970-01-01T00:00:00Z', { body: articleList([]) }),
        ...POSTS.map(({ at }, i) => from(at, { body: articleList(POSTS.slice(0, i + 1)) })),
      ],
    },
  };
}

interface DemoPost {
  readonly at: string;
  readonly title: string;
}

const POSTS: readonly DemoPost[] = [
  { at: HALTED, title: 'We have temporarily disabled all crypto withdrawals due to a large backlog' },
  { at: RESUMED, title: 'Withdrawals have been resumed' },
  { at: PULLED_AGAIN, title: 'Withdrawals are suspended again while we work through the backlog' },
  { at: RESUMED_FOR_GOOD, title: 'All withdrawals have now been resumed' },
];

function articleList(posts: readonly DemoPost[]): unknown {
  const articles = posts.map(({ at, title }, i) => ({
    id: i + 1,
    code: `post-${i + 1}`,
    title,
    releaseDate: Date.parse(at),
  }));
  const catalog = { catalogId: 157, catalogName: 'Maintenance Updates', articles: articles.toReversed() };
  return { code: '000000', message: null, data: { catalogs: [catalog] } };
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
