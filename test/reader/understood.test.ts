import { describe, expect, it } from 'vitest';

import { readPost } from '#src/reader/read-announcement.ts';

const OPTIONS = { publishedAt: Date.parse('2027-03-03T12:00:00Z'), exchange: 'kraken' };

const readingsOf = (post: { title?: string; body?: string }) =>
  readPost(post, OPTIONS).readings.map(({ effect, service }) => `${effect} ${service}`);

describe('a claim', () => {
  it.each([
    'Order a seashell lamp: deposits suspended for lamp owners',
    'Seashell lamp owners: trading unavailable',
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

describe('a service right before a noun', () => {
  it.each([
    'Trade updates are delayed',
    'Order book and trade updates are delayed',
    'The deposit raffle is paused',
    'Withdrawal stickers are unavailable',
  ])('only says which: %s', (body) => {
    expect(readingsOf({ body })).toEqual([]);
  });

  it.each([
    ['Deposit processing is delayed', ['degraded kraken/deposits']],
    [
      'Withdrawals and deposit processing are delayed',
      ['degraded kraken/withdrawals', 'degraded kraken/deposits'],
    ],
  ])('is told of by its parts: %s', (body, readings) => {
    expect(readingsOf({ body })).toEqual(readings);
  });
});

describe('words for services', () => {
  it.each([
    ['Suspension of ZIL Transfers', ['halted kraken/deposits/ZIL', 'halted kraken/withdrawals/ZIL']],
    [
      'Crypto transfers, both in and out, are paused',
      ['halted kraken/deposits', 'halted kraken/withdrawals'],
    ],
    ['P2P trading for NGN is suspended', ['halted kraken/p2p/NGN']],
    ['P2P 人民币（CNY）交易已暂停', ['halted kraken/p2p/CNY']],
    ['kraken.com 目前无法访问', ['halted kraken/website']],
    ['FIX sessions disconnecting', ['degraded kraken/api']],
    ['Customers are not receiving SMS codes', ['degraded kraken/login']],
    ['베이스(BASE) 입출금 중단 안내', ['halted kraken/deposits/*/BASE', 'halted kraken/withdrawals/*/BASE']],
    ['Delays with Bitcoin sends', ['degraded kraken/withdrawals/BTC']],
    ['ZAR withdrawals to Capitec delayed', ['degraded kraken/withdrawals/ZAR']],
    ['Opening of NORQ trading delayed', []],
    ['Osko withdrawals experiencing delays', ['degraded kraken/withdrawals/AUD/PAYID']],
    ['Stock trading is halted', []],
    ['Charts are not loading on the web and in the app', []],
    ['Problems with the app', ['degraded kraken/website']],
    ['USD bank deposits are suspended', ['halted kraken/deposits/USD/BANK']],
    ["Users can't transfer funds between Funding and Unified", []],
    ['미확인 개인지갑으로의 출금 제한 안내', []],
    ['关于暂停支持旧版 APP 的公告', []],
    ['Withdrawals are unavailable for 24 hours after a password change', []],
  ])('mean what they do: %s', (title, readings) => {
    expect(readingsOf({ title })).toEqual(readings);
  });
});

describe('that something is back', () => {
  it('is not told by what is done about it', () => {
    const body = 'Spot trading is halted. Engineering is restarting the matching engine.';
    expect(readingsOf({ body })).toEqual(['halted kraken/spot']);
  });

  it('is turned around by no text below a headline that tells it', () => {
    const body =
      'Deposits sent while SUI deposits were suspended are credited. SUI deposits are suspended no longer than needed.';
    expect(readingsOf({ title: 'Resumption of SUI deposits', body })).toEqual([
      'resumed kraken/deposits/SUI',
    ]);
  });

  it('is not told in a noun, below a headline', () => {
    const title = '关于 SUI 提现的公告';
    expect(readingsOf({ title, body: 'SUI 提现恢复与网络稳定性相关。' })).toEqual([]);
    expect(readingsOf({ title, body: 'SUI 提现已恢复。' })).toEqual(['resumed kraken/withdrawals/SUI']);
  });
});

describe('a headline', () => {
  it('without a time is of the plan that its body tells', () => {
    const title = '이더리움(ETH) 및 ERC-20 계열 가상자산 출금 일시 중지 안내';
    const body = 'ERC-20 계열 가상자산의 출금이 3월 7일 오전 10시부터 중지됩니다.';
    expect(readingsOf({ title, body })).toEqual([
      'scheduled kraken/withdrawals/ETH',
      'scheduled kraken/withdrawals/*/ERC20',
    ]);
  });

  it('tells something else in brackets', () => {
    expect(readingsOf({ title: '关于恢复 ADA 充币的公告（提币待恢复）' })).toEqual([
      'resumed kraken/deposits/ADA',
      'halted kraken/withdrawals/ADA',
    ]);
  });
});

describe('how long works take', () => {
  const works =
    'We will perform wallet maintenance for Sei (SEI) at 2027-03-04 06:00 (UTC). It will take about an hour.';
  const endOf = (body: string) =>
    readPost({ title: 'Wallet Maintenance for Sei (SEI)', body }, OPTIONS).readings[0]?.until;

  it('is no end of what is closed for them from another time on', () => {
    const body = `${works}\nDeposits on the Sei network will be suspended from 2027-03-04 05:55 (UTC).`;
    expect(endOf(body)).toBeNull();
  });

  it('is the end of what is closed from the same time on', () => {
    const body = `${works}\nDeposits on the Sei network will be suspended from 2027-03-04 06:00 (UTC).`;
    expect(endOf(body)).toBe(Date.parse('2027-03-04T07:00Z'));
  });
});

describe('what ends with a coin', () => {
  const endings = (body: string) =>
    readPost({ title: 'Kraken Will Delist NORQ', body }, OPTIONS).endings.map(({ service }) => service);

  it('is not what earns on it, nor what a pair is called by', () => {
    const body = 'Kraken Earn: NORQ will be removed from all Earn products at 2027-03-09 06:00 (UTC).';
    expect(endings(body)).not.toContain('kraken/staking/NORQ');
    expect(readPost({ title: 'Kraken Will Remove BTC/AEUR and Cease Trading' }, OPTIONS).endings).toEqual([]);
  });
});
