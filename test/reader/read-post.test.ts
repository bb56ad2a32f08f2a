import { describe, expect, it } from 'vitest';

import { readAnnouncement, readPost } from '#src/reader/read-announcement.ts';
import type { ReadOptions } from '#src/reader/announcement.ts';
import { networkNames } from '#src/names/spelling.ts';

const PUBLISHED = Date.parse('2026-03-03T12:00:00Z');
const names = networkNames();

function read(title: string, body?: string, options: Partial<ReadOptions> = {}): string[] {
  const { readings } = readPost(
    { title, body },
    { publishedAt: PUBLISHED, exchange: 'binance', network: (name) => names.canonical(name), ...options },
  );
  const iso = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 16));
  return readings.map(
    ({ effect, from, service, until }) =>
      `${effect} ${service.split('/').slice(1).join('/')} ${iso(from)}..${iso(until)}`,
  );
}

describe('a title alone', () => {
  it.each([
    ['OKX to temporarily suspend NEAR deposits and withdrawals for wallet maintenance', 'scheduled', 'NEAR'],
    ['OKX to suspend deposits and withdrawals of MemeCore (M) for contract upgrade', 'scheduled', 'M'],
    ['Temporary suspension of SOL deposits and withdrawals', 'halted', 'SOL'],
    ['Resumption of TRX deposits and withdrawals', 'resumed', 'TRX'],
  ])('is read: %s', (title, effect, coin) => {
    expect(read(title, undefined, { exchange: 'okx' })).toEqual([
      `${effect} deposits/${coin} ..`,
      `${effect} withdrawals/${coin} ..`,
    ]);
  });

  it.each([
    ['of today is a plan until today is over', 'Wallet maintenance of NEAR on 2026-03-03', 'scheduled'],
    [
      'of today that tells what has happened is no plan',
      'NEAR withdrawals have been suspended on 2026-03-03',
      'halted',
    ],
    ['of yesterday is no plan any more', 'NEAR withdrawals will be suspended on 2026-03-02', 'halted'],
  ])('%s', (_, title, effect) => {
    expect(read(title).every((reading) => reading.startsWith(`${effect} `))).toBe(true);
    expect(read(title)).not.toEqual([]);
  });

  it('of today is a plan by a form of the exchange too', () => {
    const match = /^Wallet Maintenance for (?<network>.+?) Network - (?<time>.+)$/;
    const templates = [{ match, effect: 'scheduled', services: ['withdrawals'] }] as const;
    const at = (publishedAt: string) =>
      read('Wallet Maintenance for Solana Network - 2026-03-03', undefined, {
        templates,
        zone: 'Asia/Tokyo',
        publishedAt: Date.parse(publishedAt),
      });
    expect(at('2026-03-03T12:00:00Z')).toEqual(['scheduled withdrawals/*/SOL 2026-03-02T15:00..']);
    expect(at('2026-03-03T15:30:00Z')).toEqual(['halted withdrawals/*/SOL 2026-03-02T15:00..']);
  });

  it('tells of the whole exchange', () => {
    expect(
      read('Coinbase is experiencing a system wide outage', undefined, { exchange: 'coinbase' }),
    ).toEqual(['halted  ..']);
  });

  it('tells nothing of us by what another does', () => {
    expect(read('A competitor has suspended withdrawals. Here is how we keep your funds safe')).toEqual([]);
  });
});

describe('title and body', () => {
  it('are one post: the hour of the body goes before the bare day of the title', () => {
    const title = 'Binance Will Support the Tezos (XTZ) Network Upgrade - 2026-03-05';
    const body =
      'Starting from 2026-03-07 13:00 (UTC), deposits and withdrawals of tokens via the Tezos (XTZ) network will be suspended.';
    expect(read(title, body)).toEqual([
      'scheduled deposits/*/XTZ 2026-03-07T13:00..',
      'scheduled withdrawals/*/XTZ 2026-03-07T13:00..',
    ]);
  });

  it('are placed once, at the narrower of two places', () => {
    const body = 'USDT withdrawals via TRC20 are suspended. Other networks are not affected.';
    expect(read('Temporary Suspension of USDT Withdrawals', body)).toEqual([
      'halted withdrawals/USDT/TRC20 ..',
    ]);
  });

  it('are placed once: a coin in the title is its chain where the body says so', () => {
    const body =
      'Deposits and withdrawals on the Ethereum network will be suspended from 2026-03-04 05:55 (UTC).';
    expect(read('Suspension of ETH Deposits and Withdrawals', body)).toEqual([
      'scheduled deposits/*/ERC20 2026-03-04T05:55..',
      'scheduled withdrawals/*/ERC20 2026-03-04T05:55..',
    ]);
  });
});

describe('the fields of structured posts', () => {
  it.each([
    [
      'gate',
      '以太坊网络充提暂停公告',
      '暂停ETH网络的充值和提现。\n暂停时间：2026-03-05 14:00\n恢复时间：2026-03-05 18:00',
      '2026-03-05T06:00..2026-03-05T10:00',
    ],
    [
      'upbit',
      '솔라나(SOL) 입출금 일시 중단 안내',
      '입출금이 일시 중단될 예정입니다.\n중단 일시: 2026-03-05 10:00\n재개 일시: 2026-03-05 14:00',
      '2026-03-05T01:00..2026-03-05T05:00',
    ],
    [
      'coincheck',
      '入出金停止のお知らせ',
      'メンテナンスを実施いたします。\n日時：2026年3月5日 10:00～12:00',
      '2026-03-05T01:00..2026-03-05T03:00',
    ],
  ])('give the times, in the language of the post: %s', (exchange, title, body, times) => {
    const said = read(title, body, { exchange });
    expect(said).toHaveLength(2);
    expect(said.filter((line) => !line.endsWith(times))).toEqual([]);
  });
});

describe('a body that is marked as an update', () => {
  const read = (body: string) =>
    readPost(
      { title: 'Zcash (ZEC) - Deposits and Withdrawals on Hold', body },
      { publishedAt: PUBLISHED, exchange: 'kraken' },
    ).readings.map(({ effect, service }) => `${effect} ${service}`);

  it('is newer than its headline', () => {
    const said = 'ZEC deposits have been re-enabled. ZEC withdrawals remain on hold.';
    expect(read(`Update - ${said}`).toSorted()).toEqual([
      'halted kraken/withdrawals/ZEC',
      'resumed kraken/deposits/ZEC',
    ]);
  });

  it('turns nothing around where it is not marked', () => {
    expect(read('ZEC deposits have been re-enabled.')).not.toContain('resumed kraken/deposits/ZEC');
  });
});

describe('zones', () => {
  it.each([
    ['10:00 a.m. EDT on March 20', '2026-03-20T14:00'],
    ['10:00 ET on March 6', '2026-03-06T15:00'],
    ['10:00 ET on March 9', '2026-03-09T14:00'],
    ['10:00 PT on November 2, 2026', '2026-11-02T18:00'],
    ['2026-07-01 10:00 Europe/London', '2026-07-01T09:00'],
    ['2026-03-20 10:00 (UTC+5:30)', '2026-03-20T04:30'],
    ['2026-03-20 10:00 MSK', '2026-03-20T07:00'],
  ])('hold at the instant: from %s', (time, instant) => {
    const text = `Withdrawals will be suspended from ${time}.`;
    const { readings } = readAnnouncement(text, { publishedAt: PUBLISHED, exchange: 'binance' });
    expect(readings.map(({ from }) => new Date(from ?? 0).toISOString().slice(0, 16))).toEqual([instant]);
  });

  it('are those of the exchange where English names none', () => {
    const text = 'Withdrawals will be suspended from 2026-03-05 10:00.';
    const at = (zone?: string) =>
      readAnnouncement(text, { publishedAt: PUBLISHED, exchange: 'binance', zone }).readings[0]?.from;
    expect(at()).toBe(Date.parse('2026-03-05T10:00Z'));
    expect(at('Asia/Tokyo')).toBe(Date.parse('2026-03-05T01:00Z'));
  });

  it('are not those of China in a Japanese line without kana', () => {
    const line = '出金停止 2026年3月5日10時開始';
    const from = (language: 'ja' | undefined) =>
      readAnnouncement(line, { publishedAt: PUBLISHED, exchange: 'coincheck', language }).readings[0]?.from;
    expect(from('ja')).toBe(Date.parse('2026-03-05T01:00Z'));
    expect(from(undefined)).toBe(Date.parse('2026-03-05T02:00Z'));
  });
});

describe('what a post leaves out, limits or ends', () => {
  const full = (text: string) => readAnnouncement(text, { publishedAt: PUBLISHED, exchange: 'binance' });

  it('says which coin of all is left out', () => {
    expect(full('All withdrawals except BTC are suspended.').readings).toMatchObject([
      { service: 'binance/withdrawals', effect: 'halted', except: ['binance/withdrawals/BTC'] },
    ]);
  });

  it('says which service of all is left out', () => {
    expect(full('All services except withdrawals have resumed.').readings).toMatchObject([
      { service: 'binance', effect: 'resumed', except: ['binance/withdrawals'] },
    ]);
  });

  it('says that only some accounts are hit', () => {
    expect(full('Some users are unable to withdraw.').readings).toMatchObject([
      { effect: 'degraded', accounts: 'some' },
    ]);
  });

  it('tells of a delisting as an end, with what then closes', () => {
    const { endings, ignored, readings } = full(
      'Binance will delist XYZ on 2026-03-10. Withdrawals of XYZ will be suspended after 2026-06-10 03:00 (UTC).',
    );
    expect(readings).toEqual([]);
    expect(ignored).toMatch(/^delisting/);
    expect(endings.map(({ service }) => service)).toEqual([
      'binance/spot/XYZ',
      'binance/deposits/XYZ',
      'binance/withdrawals/XYZ',
    ]);
    expect(endings[0]?.at).toBe(Date.parse('2026-03-10T00:00Z'));
  });
});

describe('what ends for good', () => {
  const endingsOf = (title: string, body?: string) => {
    const { endings } = readPost({ title, body }, { publishedAt: PUBLISHED, exchange: 'bybit' });
    return endings.map(
      ({ at, regions, service }) =>
        `${service} ${at === null ? '' : new Date(at).toISOString().slice(0, 16)} ${regions.join()}`,
    );
  };

  it('has a day for each way', () => {
    expect(
      endingsOf(
        'Bybit Will Delist XMR on 2026-03-06. Deposits of XMR end at 06:00 (UTC), withdrawals at 12:00 (UTC)',
      ),
    ).toEqual([
      'bybit/spot/XMR 2026-03-06T00:00 ',
      'bybit/deposits/XMR 2026-03-06T06:00 ',
      'bybit/withdrawals/XMR 2026-03-06T12:00 ',
    ]);
  });

  it('has the days that its body tells', () => {
    const body =
      'XMR deposits will be closed at 2026-03-06 06:00 (UTC).\nWithdrawals of XMR will be disabled after 2026-06-06 06:00 (UTC).';
    expect(endingsOf('Bybit will delist XMR', body)).toEqual([
      'bybit/spot/XMR  ',
      'bybit/deposits/XMR 2026-03-06T06:00 ',
      'bybit/withdrawals/XMR 2026-06-06T06:00 ',
    ]);
  });

  it.each([
    [
      'Important Notice for Users in France: Deposits Will No Longer Be Available from January 8, 2027',
      'bybit/deposits 2027-01-08T00:00 FR',
    ],
    ['Deposits for customers in Poland end on 2026-03-10', 'bybit/deposits 2026-03-10T00:00 PL'],
    [
      'Notice to Users in the Netherlands: we will cease deposits on 2026-03-10',
      'bybit/deposits 2026-03-10T00:00 NL',
    ],
    ['EUR deposits will end on 2026-03-10', 'bybit/deposits/EUR 2026-03-10T00:00 '],
  ])('may be so in a country, or for a currency: %s', (title, ending) => {
    expect(endingsOf(title)).toEqual([ending]);
  });

  it('is no outage', () => {
    const title =
      'Deposits for users in Poland will no longer be available from 10:00 to 12:00 (UTC) on March 5';
    expect(endingsOf(title)).toEqual([]);
  });
});

describe('a network upgrade that a title alone tells', () => {
  it.each([
    ['Binance Will Support the Injective (INJ) Network Upgrade - 2026-03-11', '2026-03-11T00:00'],
    ['Bybit supports the Injective (INJ) network upgrade and hard fork on March 11', '2026-03-11T00:00'],
    ['Injective (INJ) 네트워크 업그레이드 지원 안내', ''],
  ])('closes deposits and withdrawals of the network: %s', (title, from) => {
    expect(read(title)).toEqual([
      `scheduled deposits/*/INJ ${from}..`,
      `scheduled withdrawals/*/INJ ${from}..`,
    ]);
  });

  it('closes nothing where the body says so', () => {
    expect(
      read(
        'Binance Will Support the Injective (INJ) Network Upgrade',
        'Deposits and withdrawals will not be affected.',
      ),
    ).toEqual([]);
  });
});
