import type { Watched } from './subject.ts';

/** A source to read, and what its answers are like. */
export interface Workload extends Watched {
  readonly name: string;
  /** Where the bare loop reads the same. */
  readonly path: string;
}

export const PING: Workload = {
  name: 'ping, 2 B',
  exchange: 'binance',
  sources: ['spot-ping'],
  path: '/api/v3/ping',
};

export const SYSTEM_STATUS: Workload = {
  name: 'system status, 80 B',
  exchange: 'kraken',
  sources: ['system-status'],
  path: '/0/public/SystemStatus',
};

export const STATUS_PAGE: Workload = {
  name: 'status page, 60 kB',
  exchange: 'kraken',
  sources: ['status-page'],
  path: '/api/v2/summary.json',
};

export const WALLET_LIST: Workload = {
  name: 'wallet list, 2.2 MB',
  exchange: 'binance',
  sources: ['wallets'],
  path: '/bapi/capital/v1/public/capital/getNetworkCoinAll',
};

export const PAIRS: Workload = {
  name: 'pairs, 1.9 MB',
  exchange: 'binance',
  sources: ['pairs'],
  path: '/api/v3/exchangeInfo',
};
