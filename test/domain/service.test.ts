import * as fc from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import {
  ancestorsOf,
  componentPathOf,
  contains,
  depthOf,
  exchangeOf,
  parseService,
  problemOfService,
  servicePath,
} from '#src/domain/service.ts';
import type { Service } from '#src/domain/service.ts';

import { anyPartAndWhole, anyService } from './any-path.ts';

describe('a service path', () => {
  it.each<[string, Service]>([
    ['binance', { exchange: 'binance' }],
    ['binance/withdrawals', { exchange: 'binance', component: 'withdrawals' }],
    ['binance/withdrawals/GBP', { exchange: 'binance', component: 'withdrawals', asset: 'GBP' }],
    [
      'binance/deposits/CNY/ALIPAY',
      { exchange: 'binance', component: 'deposits', asset: 'CNY', network: 'ALIPAY' },
    ],
    [
      'binance/withdrawals/*/BEP20',
      { exchange: 'binance', component: 'withdrawals', asset: '*', network: 'BEP20' },
    ],
  ])('%s names its parts', (path, service) => {
    expect(parseService(path)).toEqual(service);
  });

  it('is put together from its parts again', () => {
    fc.assert(
      fc.property(anyService, (path) => {
        const { exchange, component, asset, network } = parseService(path);
        expect(servicePath(exchange, component, asset, network)).toBe(path);
        expect(depthOf(path)).toBe(path.split('/').length);
        expect(exchangeOf(path)).toBe(exchange);
      }),
    );
  });

  it('ends before the first part that is missing', () => {
    expect(servicePath('binance', 'withdrawals', undefined, 'BEP20')).toBe('binance/withdrawals');
    expect(servicePath('binance', '', 'BTC')).toBe('binance');
  });

  it.each([
    ['binance', undefined],
    ['binance/withdrawals', 'binance/withdrawals'],
    ['binance/withdrawals/BTC/BTC', 'binance/withdrawals'],
  ])('%s belongs to the component %s', (path, component) => {
    expect(componentPathOf(path)).toBe(component);
  });
});

describe('what is no service', () => {
  it.each([
    ['', 'malformed'],
    ['binance/', 'malformed'],
    ['binance//BTC', 'malformed'],
    ['binance/withdrawals/B TC', 'malformed'],
    [`binance/withdrawals/${'X'.repeat(65)}`, 'malformed'],
    ['binance/withdrawals/BTC/BTC/1', 'deep'],
    ['binance/wallets', 'component'],
  ])('"%s" is said to be so', (path, problem) => {
    expect(problemOfService(path)).toBe(problem);
  });

  it('is never said of a service', () => {
    fc.assert(
      fc.property(anyService, (path) => {
        expect(problemOfService(path)).toBeNull();
      }),
    );
  });
});

describe('a service contains', () => {
  it.each([
    ['itself', 'binance/withdrawals', 'binance/withdrawals'],
    ['what is below it', 'binance', 'binance/withdrawals/USDT/TRC20'],
    ['a whole network below it', 'binance/withdrawals', 'binance/withdrawals/*/TRC20'],
    ['each coin of a whole network', 'binance/withdrawals/*/TRC20', 'binance/withdrawals/USDT/TRC20'],
  ])('%s', (_name, whole, part) => {
    expect(contains(whole, part)).toBe(true);
  });
});

describe('a service does not contain', () => {
  it.each([
    ['what contains it', 'binance/withdrawals', 'binance'],
    ['a neighbour', 'binance/withdrawals', 'binance/deposits'],
    ['an exchange whose name begins like its own', 'binance', 'binanceus'],
    ['a component of such an exchange', 'binance', 'binanceus/withdrawals'],
    ['a coin whose name begins like its own', 'binance/withdrawals/BTC', 'binance/withdrawals/BTCST'],
    ['a coin on another network', 'binance/withdrawals/*/TRC20', 'binance/withdrawals/USDT/BEP20'],
    ['the coin of one of its networks', 'binance/withdrawals/*/TRC20', 'binance/withdrawals/USDT'],
    ['the same network of another component', 'binance/withdrawals/*/TRC20', 'binance/deposits/USDT/TRC20'],
    [
      'a whole network, being one coin of it',
      'binance/withdrawals/USDT/TRC20',
      'binance/withdrawals/*/TRC20',
    ],
  ])('%s', (_name, whole, part) => {
    expect(contains(whole, part)).toBe(false);
  });
});

describe('containing', () => {
  it('is passed on: what my part contains, I contain', () => {
    fc.assert(
      fc.property(anyPartAndWhole, anyService, ([part, whole], wider) => {
        fc.pre(contains(wider, whole));
        expect(contains(wider, part)).toBe(true);
      }),
    );
  });

  it('holds both ways only between a service and itself', () => {
    fc.assert(
      fc.property(anyPartAndWhole, ([part, whole]) => {
        expect(contains(part, whole)).toBe(part === whole);
      }),
    );
  });
});

describe('what contains a service', () => {
  it.each([
    ['binance', []],
    ['binance/api', ['binance']],
    ['binance/withdrawals/BTC', ['binance/withdrawals', 'binance']],
    [
      'binance/withdrawals/USDT/TRC20',
      ['binance/withdrawals/USDT', 'binance/withdrawals/*/TRC20', 'binance/withdrawals', 'binance'],
    ],
    ['binance/withdrawals/*/TRC20', ['binance/withdrawals', 'binance']],
  ])('%s is listed, nearest first', (path, ancestors) => {
    expect(ancestorsOf(path)).toEqual(ancestors);
  });

  it('is exactly what is listed', () => {
    fc.assert(
      fc.property(anyService, anyService, (path, other) => {
        const isAncestor = other !== path && contains(other, path);
        expect(ancestorsOf(path).includes(other)).toBe(isAncestor);
      }),
    );
  });
});
