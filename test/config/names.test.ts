import { describe, expect, it } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import { editDistance, nearest } from '#src/names/nearest.ts';
import { NETWORK_SPELLINGS } from '#src/names/network-spellings.ts';
import { RAIL_SPELLINGS } from '#src/names/rails.ts';
import { networkNames, spellingOf } from '#src/names/spelling.ts';

const { networks } = shippedConfig();

describe('names of networks', () => {
  it.each([
    ['ETH', 'ERC20'],
    ['erc-20', 'ERC20'],
    ['BEP20 (BSC)', 'BEP20'],
    ['BNB Smart Chain', 'BEP20'],
    ['Tron', 'TRC20'],
    ['Arbitrum One', 'ARBITRUM'],
    ['ARBEVM', 'ARBITRUM'],
    ['Lightning Network', 'LIGHTNING'],
    ['BTC-Segwit', 'SEGWIT'],
    ['Faster Payments', 'FPS'],
    ['WeChat Pay', 'WECHAT'],
    ['支付宝', 'ALIPAY'],
    ['Nobody Knows', 'Nobody Knows'],
  ])('reads %s as %s', (spelling, name) => {
    expect(networks.canonical(spelling)).toBe(name);
  });

  it('reads what an operator adds before what is known', () => {
    const names = networkNames({ MINE: ['Ethereum', 'Some Chain'] });
    expect(['Ethereum', 'some-chain', 'Tron'].map((name) => names.canonical(name))).toEqual([
      'MINE',
      'MINE',
      'TRC20',
    ]);
  });

  it('gives no spelling two meanings', () => {
    const meanings = [NETWORK_SPELLINGS, RAIL_SPELLINGS]
      .flatMap((list) => Object.entries(list))
      .flatMap(([name, spellings]) => [name, ...spellings].map((spelling) => [spellingOf(spelling), name]));
    const names = Map.groupBy(meanings, ([spelling]) => spelling);
    expect([...names.values()].filter((rows) => new Set(rows.map(([, name]) => name)).size > 1)).toEqual([]);
  });

  it('has only names that can stand in a service path', () => {
    expect(networks.names.filter((name) => !/^[A-Z0-9-]+$/.test(name))).toEqual([]);
  });
});

describe('a guess at what was meant', () => {
  it.each([
    ['evry', 'every'],
    ['withdrawls', 'withdrawals'],
    ['sopt', 'spot'],
    ['WALLETS', 'wallets'],
  ])('reads %s as %s', (word, meant) => {
    expect(nearest(word, ['every', 'withdrawals', 'spot', 'wallets', 'deposits'])).toBe(meant);
  });

  it('keeps silent when nothing is near', () => {
    expect(nearest('chocolate', ['every', 'spot'])).toBeUndefined();
  });

  it('counts two letters that changed places once', () => {
    expect(editDistance('sopt', 'spot')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });
});
