import { hexDigits, scatteredNumbers } from './pick-number.ts';
import type { PickNumber } from './pick-number.ts';

export interface WalletListOptions {
  /** Numbers the answers that differ in what nobody reads: fees. */
  readonly fees?: number;
  /** How many coins have their withdrawals closed on a network that is open otherwise. */
  readonly closed?: number;
}

// As the list was measured in September 2026: 959 coins, 2.24 MB.
const COINS = 959;
const MAJORS = ['BTC', 'ETH', 'USDT', 'USDC'];
const NETWORKS = ['ETH', 'BSC', 'TRX', 'SOL', 'MATIC', 'ARBITRUM', 'OPTIMISM', 'BASE', 'AVAXC', 'TON'];
const CLOSED_SHARE = 0.06;

/** Binance's list of coins and networks (`getNetworkCoinAll`), in size and shape as it is. */
export function walletList({ fees = 0, closed = 0 }: WalletListOptions = {}): string {
  const pick = scatteredNumbers(1);
  const data = Array.from({ length: COINS }, (_, i) => coin(i, pick, fees, i >= 10 && i < 10 + closed));
  return JSON.stringify({ code: '000000', message: null, messageDetail: null, data, success: true });
}

function coin(index: number, pick: PickNumber, fees: number, isClosed: boolean) {
  const name = MAJORS[index] ?? `C${index}X`;
  const networks = 1 + (index % 5) + (index < MAJORS.length ? 5 : 0) + (index % 10 === 0 ? 1 : 0);
  const first = pick(NETWORKS.length);
  return {
    coin: name,
    depositAllEnable: true,
    withdrawAllEnable: true,
    depositHideAll: false,
    withdrawHideAll: false,
    name: `Coin number ${index}`,
    free: '0',
    locked: '0',
    freeze: '0',
    withdrawing: '0',
    ipoing: '0',
    ipoable: '0',
    storage: '0',
    isLegalMoney: false,
    trading: true,
    networkList: Array.from({ length: networks }, (_, i) =>
      network(name, NETWORKS[(first + i) % NETWORKS.length] ?? 'ETH', pick, fees, isClosed && i === 0),
    ),
  };
}

function network(coin: string, name: string, pick: PickNumber, fees: number, isClosed: boolean) {
  // Most of what is closed is closed both ways, and stays so.
  const isShut = pick(1_000) < CLOSED_SHARE * 1_000;
  return {
    network: name,
    networkDisplay: name,
    coin,
    withdrawIntegerMultiple: '0.00000001',
    isDefault: false,
    depositEnable: !isShut,
    withdrawEnable: !isShut && !isClosed,
    depositDesc: isShut ? 'Wallet Maintenance, Deposit Suspended' : '',
    withdrawDesc: isShut || isClosed ? 'Wallet Maintenance, Withdrawal Suspended' : '',
    specialTips: `Send over ${name} only.`,
    specialWithdrawTips: '',
    name: `${name} network`,
    resetAddressStatus: false,
    addressRegex: '^(0x)[0-9A-Fa-f]{40}$',
    memoRegex: '',
    withdrawFee: ((pick(90_000) + 10_000 + fees) / 1e8).toFixed(8),
    withdrawMin: ((pick(90_000) + 10_000) / 1e8).toFixed(8),
    withdrawMax: '9999999999.99999999',
    depositDust: '0.00000001',
    minConfirm: 6 + pick(60),
    unLockConfirm: pick(64),
    sameAddress: false,
    estimatedArrivalTime: 1 + pick(10),
    busy: false,
    contractAddressUrl: '',
    contractAddress: `0x${hexDigits(pick, 40)}`,
  };
}
