import { describe, expect, it } from 'vitest';

import { readPost } from '#src/reader/read-announcement.ts';

const OPTIONS = { publishedAt: Date.parse('2027-03-03T12:00:00Z'), exchange: 'kraken' };

const readingsOf = (post: { title?: string; body?: string }) =>
  readPost(post, OPTIONS).readings.map(({ effect, service }) => `${effect} ${service}`);

describe('a claim', () => {
  it.each([
    'Order a seashell lamp: deposits suspended for lamp owners',
    'Sticker packs are unavailable in the app',
    'Season picnic, hiking tours and trading outage',
    '찻잔 굿즈 꾸러미 럭키드로우 출금 중단',
  ])('does not count among words that no notice has: %s', (title) => {
    expect(readingsOf({ title })).toEqual([]);
    expect(readPost({ title }, OPTIONS).context).toMatchObject([{ why: 'unlike' }]);
  });

  it.each([
    ['Elevated load on our matching engine: trading suspended', 'halted kraken/spot'],
    ['Due to a security vulnerability, withdrawals of USDC are suspended', 'halted kraken/withdrawals/USDC'],
    ['因上游节点异常，暂停 SUI 充值', 'halted kraken/deposits/SUI'],
    ['네트워크 혼잡에 따른 이더리움(ETH) 출금 지연 안내', 'degraded kraken/withdrawals/ETH'],
  ])('counts among those of a notice: %s', (title, reading) => {
    expect(readingsOf({ title })).toEqual([reading]);
  });

  it('counts below a headline that is no notice only where it is read to the last word', () => {
    const title = 'Velvet tier perks, lounge vouchers and merchandise drops';
    expect(readingsOf({ title, body: 'Withdrawals are suspended.' })).toEqual(['halted kraken/withdrawals']);
    expect(readingsOf({ title, body: 'Perks: withdrawals are suspended.' })).toEqual([]);
  });
});

describe('what opens', () => {
  it('is no return where nothing tells that it was closed', () => {
    expect(readingsOf({ title: 'NORQ 公告', body: 'NORQ 充值已开放。' })).toEqual([]);
    expect(readingsOf({ title: 'NORQ 公告', body: 'NORQ 充值已重新开放。' })).toEqual([
      'resumed kraken/deposits/NORQ',
    ]);
    expect(readingsOf({ title: '关于开放 APT 充值的公告' })).toEqual(['resumed kraken/deposits/APT']);
  });
});
