import * as fc from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import { normalizeSelector, selects, touches } from '#src/domain/selector.ts';

import { anyPartAndWhole, anySelector, anyService, inAnyCase } from './any-path.ts';

describe('the one spelling of a selector', () => {
  it.each([
    ['  Binance ', 'binance'],
    ['BINANCE/Withdrawals', 'binance/withdrawals'],
    ['binance/withdrawals/usdt/trc20', 'binance/withdrawals/USDT/TRC20'],
    ['*/*/usdt/*', '*/*/USDT/*'],
    ['binance/withdrawals/', 'binance/withdrawals'],
    ['binance / withdrawals / btc', 'binance/withdrawals/BTC'],
    ['', ''],
  ])('of "%s" is "%s"', (text, spelling) => {
    expect(normalizeSelector(text)).toBe(spelling);
  });

  it('is its own', () => {
    fc.assert(
      fc.property(fc.oneof(anySelector, fc.string()), (text) => {
        const once = normalizeSelector(text);
        expect(normalizeSelector(once)).toBe(once);
      }),
    );
  });
});

describe('a selector selects', () => {
  it.each([
    ['binance', 'binance'],
    ['binance', 'binance/withdrawals/USDT/TRC20'],
    ['*', 'kraken/spot/BTC/USD'],
    ['*/withdrawals', 'kraken/withdrawals'],
    ['*/withdrawals', 'kraken/withdrawals/BTC'],
    ['*/*/USDT/*', 'okx/deposits/USDT/TRC20'],
    ['*/*/USDT', 'okx/deposits/USDT/TRC20'],
    ['binance/withdrawals/*/BEP20', 'binance/withdrawals/CAKE/BEP20'],
    ['binance/withdrawals/*/BEP20', 'binance/withdrawals/*/BEP20'],
  ])('%s: %s', (selector, service) => {
    expect(selects(selector, service)).toBe(true);
  });
});

describe('a selector does not select', () => {
  it.each([
    ['binance', 'binanceus'],
    ['binance/withdrawals', 'binance'],
    ['binance/withdrawals', 'binance/deposits'],
    ['binance/withdrawals/USDT/TRC20', 'binance/withdrawals/USDT'],
    ['binance/withdrawals/USDT/TRC20', 'binance/withdrawals/*/TRC20'],
    ['*/*/USDT/*', 'okx/deposits/USDT'],
    ['*/withdrawals', 'kraken'],
  ])('%s: %s', (selector, service) => {
    expect(selects(selector, service)).toBe(false);
  });
});

describe('a selector is touched by', () => {
  it.each([
    ['what it selects', 'binance/withdrawals', 'binance/withdrawals/BTC'],
    ['the component around its coin', 'binance/withdrawals/BTC', 'binance/withdrawals'],
    ['the exchange around its component', '*/withdrawals', 'kraken'],
    ['the whole network of its coin', 'binance/withdrawals/USDT/TRC20', 'binance/withdrawals/*/TRC20'],
    ['the coin around its networks', '*/*/USDT/*', 'okx/deposits/USDT'],
  ])('%s', (_name, selector, service) => {
    expect(touches(selector, service)).toBe(true);
  });

  it.each([
    ['another exchange', 'binance/withdrawals/BTC', 'kraken'],
    ['another component', 'binance/withdrawals/BTC', 'binance/deposits'],
    ['another network', 'binance/withdrawals/USDT/TRC20', 'binance/withdrawals/*/BEP20'],
    ['another coin', '*/*/USDT/*', 'okx/deposits/BTC'],
  ])('not %s', (_name, selector, service) => {
    expect(touches(selector, service)).toBe(false);
  });
});

describe('selectors and services', () => {
  it('a selector selects itself', () => {
    fc.assert(
      fc.property(anySelector, (selector) => {
        expect(selects(selector, selector)).toBe(true);
      }),
    );
  });

  it('what is selected is touched', () => {
    fc.assert(
      fc.property(anySelector, anyService, (selector, service) => {
        fc.pre(selects(selector, service));
        expect(touches(selector, service)).toBe(true);
      }),
    );
  });

  it('a service that holds something selected is touched', () => {
    fc.assert(
      fc.property(anySelector, anyPartAndWhole, (selector, [part, whole]) => {
        fc.pre(selects(selector, part));
        expect(touches(selector, whole)).toBe(true);
      }),
    );
  });

  it('what is part of something selected is selected', () => {
    fc.assert(
      fc.property(anySelector, anyPartAndWhole, (selector, [part, whole]) => {
        fc.pre(selects(selector, whole));
        expect(selects(selector, part)).toBe(true);
      }),
    );
  });

  it('letter case carries no meaning', () => {
    const spelled = anySelector.chain((selector) => fc.tuple(fc.constant(selector), inAnyCase(selector)));
    fc.assert(
      fc.property(spelled, anyService, ([selector, again], service) => {
        expect(selects(again, service)).toBe(selects(selector, service));
        expect(touches(again, service)).toBe(touches(selector, service));
      }),
    );
  });

  it('the star selects everything', () => {
    fc.assert(
      fc.property(anyService, (service) => {
        expect(selects('*', service)).toBe(true);
      }),
    );
  });
});
