/** What people call a network or a way to pay whose name in service paths is a short one. */
const LABELS: Readonly<Record<string, string>> = {
  BTC: 'Bitcoin',
  LTC: 'Litecoin',
  DOGE: 'Dogecoin',
  ADA: 'Cardano',
  DOT: 'Polkadot',
  ATOM: 'Cosmos',
  APT: 'Aptos',
  SUI: 'Sui',
  XLM: 'Stellar',
  ALGO: 'Algorand',
  SOL: 'Solana',
  POLYGON: 'Polygon',
  ARBITRUM: 'Arbitrum',
  OPTIMISM: 'Optimism',
  BASE: 'Base',
  AVAXC: 'Avalanche C-Chain',
  LIGHTNING: 'Lightning',
  SEGWIT: 'SegWit',
  ALIPAY: 'Alipay',
  WECHAT: 'WeChat Pay',
  'FASTER-PAYMENTS': 'Faster Payments',
  PAYPAL: 'PayPal',
  'BANK-TRANSFER': 'bank transfer',
  CARD: 'card',
};

export function networkLabel(network: string): string {
  return LABELS[network] ?? network;
}
