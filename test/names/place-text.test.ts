import { describe, expect, it } from 'vitest';

import { isNarrow, isPlaced, pathsOf, placeText } from '#src/names/place-text.ts';

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

const read = (text: string) => pathsOf(placeText(text, options));

describe('placeText', () => {
  it.each([
    ['Deposit', ['deposits']],
    ['Fiat withdrawals - BRL - PIX', ['withdrawals/BRL/PIX']],
    ['EUR deposits - SEPA Instant', ['deposits/EUR/SEPA-INSTANT']],
    ['Wire - USD withdrawals', ['withdrawals/USD/WIRE']],
    ['Withdrawals - SWIFT - CHF', ['withdrawals/CHF/SWIFT']],
    ['JPY deposits - Domestic wire', ['deposits/JPY/WIRE']],
    ['Delayed receives', ['deposits']],
    ['Payouts are slow', ['withdrawals']],
    ['Crypto Withdrawal Delays', ['withdrawals']],
    ['Withdrawing is unavailable', ['withdrawals']],
    ['Funding', ['deposits', 'withdrawals']],
    ['Funding rate calculation delayed', ['derivatives']],
    ['Spot trading', ['spot']],
    ['現物取引 / Spot trading', ['spot']],
    ['Trading (取引)', ['spot']],
    ['先物取引 / Futures', ['derivatives']],
    ['现货交易 / Spot trading', ['spot']],
    ['日本円出金 / JPY withdrawals', ['withdrawals/JPY']],
    ['Trading', ['spot']],
    ['Matching engine', ['spot']],
    ['Degraded order placement', ['spot']],
    ['Futures trading', ['derivatives']],
    ['Perpetuals', ['derivatives']],
    ['Spot and futures trading', ['spot', 'derivatives']],
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

  it.each([
    ['Digital Currency Funding - MemeCore (M)', 'M'],
    ['Digital Currency Funding - Sonic (S)', 'S'],
    ['Digital Currency Funding - Nesa', 'NESA'],
    ['Digital Currency Funding - Ethena USDe (USDe) - Ethereum', 'USDE/ERC20'],
    ['Funding - 1inch (1INCH)', '1INCH'],
    ['Funding - pump.fun (PUMP) - Solana', 'PUMP/SOL'],
    ['Funding - Polish zloty (PLN) - BLIK', 'PLN/BLIK'],
    ['Funding - Canadian dollar (CAD) - Interac e-Transfer', 'CAD/INTERAC'],
  ])('takes one part of a funding group for one coin: %j', (text, part) => {
    expect(read(text)).toEqual([`deposits/${part}`, `withdrawals/${part}`]);
  });

  it.each([
    ['Sterling withdrawals are delayed', 'withdrawals/GBP'],
    ['PLN deposits via BLIK', 'deposits/PLN/BLIK'],
    ['Zloty deposits delayed', 'deposits/PLN'],
    ['Won withdrawals', 'withdrawals/KRW'],
    ['KES M-Pesa deposits', 'deposits/KES/MPESA'],
    ['人民币提现', 'withdrawals/CNY'],
    ['비트코인 출금 지연', 'withdrawals/BTC'],
    ['リップル出金遅延', 'withdrawals/XRP'],
    ['bitcoin (btc) withdrawals', 'withdrawals/BTC'],
    ['Nesa Network deposits', 'deposits/*/NESA'],
    ['Delayed withdrawals - Bitcoin', 'withdrawals/BTC'],
    ['Real-time withdrawals delayed', 'withdrawals'],
  ])('knows money, rails and coins by name: %j', (text, path) => {
    expect(read(text)).toEqual([path]);
  });

  it.each([
    ['Deposits delayed. Withdrawals operating normally.', ['deposits']],
    ['Futures delayed, spot is unaffected', ['derivatives']],
    ['API errors, withdrawals and trading are not affected', ['api']],
    ['Prop Trading', []],
    ['Frontend', ['website']],
  ])('leaves out what works, and what only sounds like a service: %j', (text, paths) => {
    expect(read(text)).toEqual(paths);
  });

  it.each([
    ['Retiros', ['withdrawals']],
    ['Depósitos y retiros', ['deposits', 'withdrawals']],
    ['Retiros y trading', ['spot', 'withdrawals']],
    ['Retiros USDT', ['withdrawals/USDT']],
    ['Retiros en pesos mexicanos', ['withdrawals/MXN']],
    ['Depósitos en dólares', ['deposits/USD']],
    ['TL Çekme', ['withdrawals/TRY']],
    ['Retiros de USDT en la red TRC20 suspendidos', ['withdrawals/USDT/TRC20']],
    ['Sitio web', ['website']],
    ['Inicio de sesión', ['login']],
    ['Saques', ['withdrawals']],
    ['Depósitos PIX', ['deposits/BRL/PIX']],
    ['Cartão', ['card']],
    ['Negociação de futuros', ['derivatives']],
    ['Site', ['website']],
    ['Para Çekme', ['withdrawals']],
    ['PARA YATIRMA', ['deposits']],
    ['Vadeli İşlemler', ['derivatives']],
    ['Spot İşlem', ['spot']],
    ['Giriş', ['login']],
    ['Retraits', ['withdrawals']],
    ['Dépôts', ['deposits']],
    ['Einzahlungen', ['deposits']],
    ['Auszahlungen', ['withdrawals']],
    ['Вывод средств', ['withdrawals']],
    ['Депозиты', ['deposits']],
    ['Penarikan', ['withdrawals']],
    ['Nạp tiền', ['deposits']],
    ['Retiros suspendidos, depósitos no se ven afectados', ['withdrawals']],
    ['Los saques no están disponibles', ['withdrawals']],
  ])('knows the parts of an exchange in languages that it does not read otherwise: %s', (text, paths) => {
    expect(read(text)).toEqual(paths);
  });

  it.each(['Site-wide outage', 'Application forms', 'Входящие переводы'])(
    'takes no other word for such a name: %s',
    (text) => {
      expect(placeText(text, options).components).toEqual([]);
    },
  );

  it.each(['System-wide outage', 'Everything except withdrawals is down'])(
    'hears of the whole in %j',
    (text) => {
      expect(placeText(text, options).whole).toBe(true);
    },
  );

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
    expect(isPlaced(placeText(text, options))).toBe(false);
  });

  it('takes the last segment that names a component, since the first is a group', () => {
    expect(read('Deposit And Withdraw - Deposit')).toEqual(['deposits']);
  });

  it.each(['Coinbase Exchange', 'Kraken Digital', 'Trading platform outage'])(
    'knows the whole from its parts: %j',
    (text) => {
      const place = placeText(text, options);
      expect(place.whole).toBe(text !== 'Trading platform outage');
      expect(isNarrow(place)).toBe(false);
    },
  );

  it('leaves out what a headline says is not hit', () => {
    expect(read('Deposits delayed, no impact on withdrawals')).toEqual(['deposits']);
  });

  it('stays fast on hostile text', () => {
    const started = performance.now();
    placeText('A '.repeat(50_000), options);
    placeText('A(B '.repeat(50_000), options);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
