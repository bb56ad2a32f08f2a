import { describe, expect, it } from 'vitest';

import { CURRENCY_NAMES, isCurrency } from '#src/names/currencies.ts';
import { assetsCalled, bestKnownFirst } from '#src/names/well-known.ts';

describe('currencies', () => {
  it('are those that the platform knows, but for codes that are coins', () => {
    const codes = Intl.supportedValuesOf('currency').filter((code) => !code.startsWith('X'));
    const missing = codes.filter((code) => !isCurrency(code));
    expect(missing.length).toBeLessThan(8);
    expect(['MNT', 'SCR'].filter(isCurrency)).toEqual([]);
    expect(['PLN', 'SGD', 'KZT', 'NGN', 'XOF', 'GBP'].filter((code) => !isCurrency(code))).toEqual([]);
  });

  it.each(['en', 'zh-Hans', 'zh-Hant', 'ko', 'ja'])('are known by the names they have in %s', (locale) => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    const wrong = ['USD', 'EUR', 'GBP', 'PLN', 'KRW', 'THB', 'KWD', 'UAH', 'ZAR', 'CLP'].filter(
      (code) => CURRENCY_NAMES.of(names.of(code) ?? '')?.code !== code,
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['sterling', 'GBP'],
    ['zloty', 'PLN'],
    ['Hryvnia', 'UAH'],
    ['kuwaiti dinars', 'KWD'],
    ['ringgit', 'MYR'],
    ['yuan', 'CNY'],
    ['兹罗提', 'PLN'],
    ['엔화', 'JPY'],
    ['ポンド', 'GBP'],
  ])('are known as people call them: %s', (word, code) => {
    expect(CURRENCY_NAMES.of(word)?.code).toBe(code);
  });

  it.each(['pesos', 'dinars', 'shillings'])('of several states are none that one could name: %s', (word) => {
    expect(CURRENCY_NAMES.of(word)?.code).toBe('?');
  });
});

describe('what is well known', () => {
  it('comes first', () => {
    expect(bestKnownFirst(['AAVE', 'QXN', 'USDT', 'BTC'])).toEqual(['BTC', 'USDT', 'AAVE', 'QXN']);
  });

  it.each([
    ['bitc', 'BTC'],
    ['比特', 'BTC'],
    ['이더', 'ETH'],
    ['sterling', 'GBP'],
  ])('is found by the name that %s begins', (typed, asset) => {
    expect(assetsCalled(typed)).toContain(asset);
  });
});
