import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { loadConfig } from '#config/load.ts';
import { editDistance, nearest } from '#config/nearest.ts';
import { ambiguousAliases } from '#src/names/spelling.ts';
import { networksFileSchema } from '#config/schema.ts';

const { networks } = loadConfig({});

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

  it('gives no spelling two meanings', () => {
    const file = networksFileSchema.parse(parse(readFileSync('config/networks.yaml', 'utf8')));
    expect([...ambiguousAliases(file.networks, file.rails)]).toEqual([]);
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
