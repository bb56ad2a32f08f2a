import { describe, expect, it } from 'vitest';

import { isNarrow, isPlaced, pathsOf, placeName } from '#src/sources/place-name.ts';

const NETWORKS: Readonly<Record<string, string>> = {
  ethereum: 'ERC20',
  polygon: 'POLYGON',
  'arbitrum one': 'ARBITRUM',
  tron: 'TRC20',
  solana: 'SOL',
};

const options = {
  network: (name: string) => NETWORKS[name.toLowerCase()] ?? name,
  ownNames: ['kraken', 'Kraken Digital'],
};

const read = (text: string) => pathsOf(placeName(text, options));

describe('placeName', () => {
  it.each([
    ['Deposit', ['deposits']],
    ['Delayed receives', ['deposits']],
    ['Payouts are slow', ['withdrawals']],
    ['Crypto Withdrawal Delays', ['withdrawals']],
    ['Withdrawing is unavailable', ['withdrawals']],
    ['Funding', ['deposits', 'withdrawals']],
    ['Funding rate calculation delayed', ['derivatives']],
    ['Spot trading', ['spot']],
    ['Trading', ['spot']],
    ['Matching engine', ['spot']],
    ['Degraded order placement', ['spot']],
    ['Futures trading', ['derivatives']],
    ['Perpetuals', ['derivatives']],
    ['Spot and futures trading', ['derivatives', 'spot']],
    ['Margin', ['margin']],
    ['REST', ['api']],
    ['WebSocket', ['api']],
    ['FIX', ['api']],
    ['api.example.com – Messages', ['api']],
    ['Futures API', ['api']],
    ['Market data is delayed', ['api']],
    ['Website', ['website']],
    ['Mobile app', ['website']],
    ['Dashboard', ['website']],
    ['Sign in', ['login']],
    ['Login failures', ['login']],
    ['Card purchases', ['card']],
    ['Earn', ['staking']],
    ['P2P trading', ['p2p']],
  ])('reads the component of %j', (text, paths) => {
    expect(read(text)).toEqual(paths);
  });

  it.each([
    [
      'Digital Currency Funding - Ethereum (ETH) - Polygon',
      ['deposits/ETH/POLYGON', 'withdrawals/ETH/POLYGON'],
    ],
    ['0x (ZRX) - Ethereum', ['deposits/ZRX/ERC20', 'withdrawals/ZRX/ERC20']],
    ['Tether USD (USDT) - Tron', ['deposits/USDT/TRC20', 'withdrawals/USDT/TRC20']],
    ['USD Coin (USDC) - Arbitrum One', ['deposits/USDC/ARBITRUM', 'withdrawals/USDC/ARBITRUM']],
    ['Foo (FOO) - Some Chain', ['deposits/FOO/SOME-CHAIN', 'withdrawals/FOO/SOME-CHAIN']],
    ['Digital Currency Funding - Bitcoin (BTC)', ['deposits/BTC', 'withdrawals/BTC']],
    ['Delayed ETH withdrawals', ['withdrawals/ETH']],
    ['Bitcoin deposits', ['deposits/BTC']],
    ['Bitcoin Lightning withdrawals', ['withdrawals/BTC/LIGHTNING']],
    ['BTC and ETH withdrawals delayed', ['withdrawals/BTC', 'withdrawals/ETH']],
    ['USDT TRC20 withdrawals suspended', ['withdrawals/USDT/TRC20']],
    ['BTC/USD trading halted', ['spot/BTC/USD']],
  ])('reads the coin and network of %j', (text, paths) => {
    expect(read(text)).toEqual(paths);
  });

  it.each([
    ['Delayed Sends/Receives - Optimism', ['deposits/*/OPTIMISM', 'withdrawals/*/OPTIMISM']],
    ['Delayed Solana sends', ['withdrawals/*/SOL']],
    ['Ethereum network upgrade', ['deposits/*/ERC20', 'withdrawals/*/ERC20']],
  ])('reads a network without a coin as all of it: %j', (text, paths) => {
    expect(read(text)).toEqual(paths);
  });

  it.each([
    ['SEPA withdrawals delayed', ['withdrawals/EUR/SEPA']],
    ['Delayed ACH deposits', ['deposits/USD/ACH']],
    ['Faster Payments (FPS)', ['deposits/GBP/FPS', 'withdrawals/GBP/FPS']],
    ['Euro (EUR) - SEPA', ['deposits/EUR/SEPA', 'withdrawals/EUR/SEPA']],
    ['SEPA Instant deposits', ['deposits/EUR/SEPA-INSTANT']],
    ['Fiat Currency Funding - Dollar (USD) - SWIFT', ['deposits/USD/SWIFT', 'withdrawals/USD/SWIFT']],
    ['Clear Junction (GBP) - FPS', ['deposits/GBP/FPS', 'withdrawals/GBP/FPS']],
    ['Fiat Currency Funding', ['deposits/FIAT', 'withdrawals/FIAT']],
    ['USD wire deposits', ['deposits/USD/WIRE']],
    ['Bank transfers', ['deposits/*/BANK', 'withdrawals/*/BANK']],
    ['SWIFT withdrawals', ['withdrawals/*/SWIFT']],
    ['Clear Junction (EUR)', ['deposits/EUR/CLEAR-JUNCTION', 'withdrawals/EUR/CLEAR-JUNCTION']],
    ['Fiat withdrawals', ['withdrawals/FIAT']],
    ['Crypto and fiat withdrawals', ['withdrawals']],
  ])('reads the rail of %j', (text, paths) => {
    expect(read(text)).toEqual(paths);
  });

  it.each([
    ['Nesa withdrawals', ['withdrawals/NESA']],
    ['Delayed Memecore deposits', ['deposits/MEMECORE']],
    ['Withdrawals for Nesa are delayed', ['withdrawals/NESA']],
  ])('never takes a coin that no list knows for all coins: %j', (text, paths) => {
    expect(read(text)).toEqual(paths);
  });

  it.each(['Kraken withdrawals delayed', 'WITHDRAWALS DELAYED', 'All withdrawals are suspended'])(
    'takes %j for all coins',
    (text) => {
      expect(read(text)).toEqual(['withdrawals']);
    },
  );

  it.each([
    'Elevated error rates',
    'A fix for the rest of users',
    'Arica, Chile - (ARI)',
    'Database failover drill',
    'Exchange rates shown wrong',
    '',
  ])('says that %j names nothing that we know', (text) => {
    expect(isPlaced(placeName(text, options))).toBe(false);
  });

  it('takes the last segment that names a component, since the first is a group', () => {
    expect(read('Deposit And Withdraw - Deposit')).toEqual(['deposits']);
  });

  it.each(['Coinbase Exchange', 'Kraken Digital', 'Trading platform outage'])(
    'knows the whole from its parts: %j',
    (text) => {
      const place = placeName(text, options);
      expect(place.whole).toBe(text !== 'Trading platform outage');
      expect(isNarrow(place)).toBe(false);
    },
  );

  it('leaves out what a headline says is not hit', () => {
    expect(read('Deposits delayed, no impact on withdrawals')).toEqual(['deposits']);
  });

  it('stays fast on hostile text', () => {
    const started = performance.now();
    placeName('A '.repeat(50_000), options);
    placeName('A(B '.repeat(50_000), options);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
