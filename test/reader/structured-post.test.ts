import { describe, expect, it } from 'vitest';

import type { ReadOptions } from '#src/reader/announcement.ts';
import { readPost } from '#src/reader/read-announcement.ts';
import { networkNames } from '#src/names/spelling.ts';

const PUBLISHED = Date.parse('2026-03-03T12:00:00Z');
const names = networkNames();

/** `scheduled deposits/SOL 04T02:00..04T04:00`, days and hours of March. */
function read(title: string, body?: string, options: Partial<ReadOptions> = {}): string[] {
  const { readings } = readPost(
    { title, body },
    { publishedAt: PUBLISHED, exchange: 'acme', network: (name) => names.canonical(name), ...options },
  );
  const time = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(8, 16));
  return readings.map(
    ({ effect, from, service, until }) =>
      `${effect} ${service.split('/').slice(1).join('/')} ${time(from)}..${time(until)}`,
  );
}

describe('what is extended runs, and its new time is an end', () => {
  it.each([
    ['Extension of the scheduled maintenance', 'The ongoing maintenance has been extended to 14:00 UTC.'],
    ['Maintenance extended', 'Our scheduled maintenance is extended.\nNew end time: 2026-03-03 14:00 (UTC)'],
    [
      'Maintenance extended',
      'Previous end time: 2026-03-03 12:30 (UTC)\nNew end time: 2026-03-03 14:00 (UTC)',
    ],
    ['关于延长系统维护的公告', '原定于 20:00 结束的系统维护现延长至 22:00 (UTC+8)。'],
    ['系统维护延长公告', '变更前：2026-03-03 20:30\n变更后：2026-03-03 22:00'],
    [
      '시스템 점검 연장 안내',
      '점검 시간이 연장되었습니다.\n- 기존: 2026년 3월 3일 21:30\n- 변경: 2026년 3월 3일 23:00',
    ],
    ['시스템 점검 종료 시간 연장 안내', '변경 전\n2026-03-03 21:30\n변경 후\n2026-03-03 23:00'],
    ['【延長】システムメンテナンスの終了予定時刻を本日23:00に変更いたします', undefined],
    ['システムメンテナンス延長のお知らせ', '■ 変更前\n2026年3月3日 21:30\n■ 変更後\n2026年3月3日 23:00'],
  ])('%s', (title, body) => {
    expect(read(title, body)).toEqual(['halted  ..03T14:00']);
  });
});

describe('fields that name what a post is about', () => {
  it.each([
    [
      'Suspension of deposits and withdrawals of Solana (SOL) and 1 other',
      'Affected assets: Solana (SOL), Jupiter (JUP)\nTime: 2026-03-04 02:00 - 04:00 (UTC)',
    ],
    ['SOL 等币种暂停充提公告', '涉及币种：SOL、JUP\n维护时间：2026-03-04 10:00 - 12:00'],
    [
      '솔라나(SOL) 외 1종 입출금 일시 중단 안내',
      '- 대상 디지털 자산: 솔라나(SOL), 주피터(JUP)\n- 중단 일시: 2026-03-04 11:00 ~ 13:00',
    ],
    [
      'SOL等2銘柄の入出金一時停止について',
      '■ 対象：ソラナ（SOL）、ジュピター（JUP）\n■ 日時：2026年3月4日 11:00～13:00',
    ],
    [
      '下記銘柄の入出金一時停止について',
      '【対象銘柄】\nソラナ（SOL）、ジュピター（JUP）\n【日時】\n2026年3月4日 11:00～13:00',
    ],
  ])('%s', (title, body) => {
    expect(read(title, body).toSorted()).toEqual([
      'scheduled deposits/JUP 04T02:00..04T04:00',
      'scheduled deposits/SOL 04T02:00..04T04:00',
      'scheduled withdrawals/JUP 04T02:00..04T04:00',
      'scheduled withdrawals/SOL 04T02:00..04T04:00',
    ]);
  });

  it('go before the chain that only tells why', () => {
    expect(
      read(
        '도지코인 출금 일시 중지 안내',
        '도지코인 네트워크 지연으로 출금이 중지된 상태입니다.\n■ 대상: 도지코인 출금',
      ),
    ).toEqual(['halted withdrawals/DOGE ..']);
  });
});

describe('tables and lists with a time for each of their rows', () => {
  const rows = [
    'scheduled deposits/*/APT 04T07:00..04T08:00',
    'scheduled deposits/*/BASE 05T09:00..05T10:00',
    'scheduled withdrawals/*/APT 04T07:00..04T08:00',
    'scheduled withdrawals/*/BASE 05T09:00..05T10:00',
  ];

  it.each([
    [
      'Wallet Maintenance for Several Networks',
      'Deposits and withdrawals on the following networks will be suspended.\nNetwork | Start (UTC) | End (UTC)\nAptos (APT) | 2026-03-04 07:00 | 2026-03-04 08:00\nBase | 2026-03-05 09:00 | 2026-03-05 10:00',
    ],
    [
      'Wallet Maintenance for Several Networks',
      'Deposits and withdrawals on the following networks will be suspended:\n- Aptos (APT): 2026-03-04 07:00 - 08:00 (UTC)\n- Base: 2026-03-05 09:00 - 10:00 (UTC)',
    ],
    [
      'Wallet Maintenance for Several Networks',
      '<p>Deposits and withdrawals on the following networks will be suspended.</p><table><tr><th>Network</th><th>Time (UTC)</th></tr><tr><td>Aptos (APT)</td><td>2026-03-04 07:00 - 08:00</td></tr><tr><td>Base</td><td>2026-03-05 09:00 - 10:00</td></tr></table>',
    ],
    [
      '关于多个网络钱包维护的公告',
      '维护期间，以下网络的充值和提现将暂停。\n网络 | 开始时间 (UTC+8) | 结束时间 (UTC+8)\nAptos (APT) | 2026-03-04 15:00 | 2026-03-04 16:00\nBase | 2026-03-05 17:00 | 2026-03-05 18:00',
    ],
    [
      '네트워크 점검에 따른 입출금 일시 중단 안내',
      '아래 네트워크의 입출금이 일시 중단될 예정입니다.\n네트워크 | 중단 일시\n앱토스(APT) | 2026-03-04 16:00 ~ 17:00\nBase | 2026-03-05 18:00 ~ 19:00',
    ],
  ])('%s', (title, body) => {
    expect(read(title, body).toSorted()).toEqual(rows);
  });
});

describe('the whole exchange, and what that means', () => {
  it.each([
    'Scheduled maintenance: 4 March, 02:00 - 04:00 UTC. During this time the exchange will be offline, including the website and the API. You will not be able to log in, trade or withdraw.',
    'The exchange will be unavailable from 02:00 to 04:00 UTC on March 4. This includes our website, our mobile app and our APIs.',
    '系统维护时间：2026-03-04 10:00 - 12:00。维护期间，交易、充值、提现、API 等全部服务将暂停。',
    '점검 일시: 2026년 3월 4일 11:00 ~ 13:00\n점검 범위: 거래, 입출금, 로그인 등 전체 서비스 이용 불가',
    '日時：2026年3月4日 11:00～13:00\n影響：取引、入出金等の全サービスがご利用いただけません。',
  ])('is said once: %s', (body) => {
    expect(read('', body)).toEqual(['scheduled  04T02:00..04T04:00']);
  });

  it.each([
    'Time: 2026-03-04 02:00 - 04:00 (UTC)\nAffected services: all services\nTrading, deposits and withdrawals will be unavailable during the maintenance.',
    'Time: 2026-03-04 02:00 - 04:00 (UTC)\nAffected services: All\nYou will not be able to trade or withdraw.',
    '维护时间：2026-03-04 10:00 - 12:00\n影响范围：平台全部服务\n维护期间，交易、充值和提现将暂停。',
    '점검 일시: 2026년 3월 4일 11:00 ~ 13:00\n영향 범위: 모든 서비스\n점검 중에는 거래와 입출금을 이용하실 수 없습니다.',
    '日時：2026年3月4日 11:00～13:00\n影響範囲：当社の全サービス\nメンテナンス中は、ウェブサイト、アプリ、API のすべてをご利用いただけません。',
  ])('is said once where a field says so: %s', (body) => {
    expect(read('', body)).toEqual(['scheduled  04T02:00..04T04:00']);
  });

  it.each([
    [
      'Affected services: deposits, withdrawals\nDeposits and withdrawals are unavailable.',
      ['halted deposits ..', 'halted withdrawals ..'],
    ],
    [
      'Affected services: all services\nTrading has resumed. Withdrawals are still suspended.',
      ['halted withdrawals ..', 'resumed spot ..'],
    ],
  ])('is not what a field says of parts, or of what works again in part: %s', (body, expected) => {
    expect(read('', body).toSorted()).toEqual(expected);
  });

  it('leaves a part that has a time of its own', () => {
    expect(
      read(
        '',
        'The exchange will be offline from 02:00 to 04:00 UTC on March 4. Withdrawals will be suspended from 01:00 to 06:00 UTC on March 4.',
      ),
    ).toEqual(['scheduled  04T02:00..04T04:00', 'scheduled withdrawals 04T01:00..04T06:00']);
  });
});

describe('a place to practise in', () => {
  it.each([
    [
      'Testnet maintenance: test.acme.com will be unavailable on 4 March',
      'Deposits and withdrawals are suspended.',
    ],
    ['The testnet API is down', undefined],
    ['关于测试网维护的公告', '充值、提现将暂停。'],
    ['模拟盘交易暂停公告', undefined],
    ['모의투자 서비스 점검 안내', '거래가 중단됩니다.'],
    ['테스트넷 API 장애 안내', undefined],
    ['デモ取引のメンテナンスのお知らせ', '取引を停止いたします。'],
  ])('is none of the exchange: %s', (title, body) => {
    expect(read(title, body)).toEqual([]);
  });
});

describe('what is being repaired is not back', () => {
  it.each([
    ['Website is down, service is being restored', 'halted website ..'],
    ['官网无法访问，正在恢复中', 'halted website ..'],
    ['[긴급] 웹 접속 불가 안내 (복구 작업 진행 중)', 'halted website ..'],
    ['출금 중단, 복구 중', 'halted withdrawals ..'],
    ['【障害】出金停止のお知らせ（復旧作業中）', 'halted withdrawals ..'],
  ])('%s', (title, reading) => {
    expect(read(title)).toEqual([reading]);
  });
});

describe('what was so during a maintenance', () => {
  it.each([
    ['거래 서비스 재개 안내', '점검 중 입출금은 정상적으로 운영되었습니다.', 'resumed spot ..'],
    ['日本円の入金再開', '停止中に受け付けたご入金は順次反映いたします。', 'resumed deposits/JPY ..'],
    [
      'Spot trading has resumed',
      'During the maintenance deposits and withdrawals worked as usual.',
      'resumed spot ..',
    ],
    ['现货交易已恢复', '维护期间充值、提现正常。', 'resumed spot ..'],
  ])('is no news: %s', (title, body, reading) => {
    expect(read(title, body)).toEqual([reading]);
  });
});

describe('orders that programs place', () => {
  it.each([
    'Some orders via the API are failing.',
    '部分用户通过 API 下单出现超时。',
    '일부 Open API 주문 요청이 지연되고 있습니다.',
    '一部のお客様でAPI注文の遅延が発生しています。',
  ])('are of the API: %s', (text) => {
    expect(read(text)).toEqual(['degraded api ..']);
  });
});

describe('apologies', () => {
  it.each([
    ['现货交易已恢复', '充值提现未受影响。对此次故障给您带来的不便，我们深表歉意。'],
    ['Spot trading has resumed', 'Deposits were not affected. We are sorry for the outage.'],
    ['현물 거래 재개 안내', '입출금은 영향이 없었습니다. 장애로 불편을 드려 사과드립니다.'],
  ])('claim nothing: %s', (title, body) => {
    expect(read(title, body)).toEqual(['resumed spot ..']);
  });
});

describe('terms and conditions', () => {
  it.each([
    [
      'Update of our Terms of Service',
      'New clauses on the suspension of withdrawals take effect on 1 April 2026.',
    ],
    ['关于更新用户协议的公告', '新增暂停提现的条款，2026年4月1日生效。'],
    ['이용약관 개정 안내', '주요 내용: 서비스 중단 시 통지 방법, 입출금 제한 사유\n시행일: 2026년 4월 1일'],
    [
      '利用規約の改定について',
      '主な改定内容：システムメンテナンス時のサービス停止、入出金の停止\n改定日：2026年4月1日',
    ],
  ])('are no news of a service: %s', (title, body) => {
    expect(read(title, body)).toEqual([]);
  });
});

describe('a service that is said to work', () => {
  it.each([
    [
      '[긴급] 거래 중단 안내',
      '거래가 중단되었습니다. 입출금은 정상 이용 가능합니다. 복구 시 안내드리겠습니다.',
    ],
    ['Spot trading is halted', 'Deposits and withdrawals work as usual. It will be back soon.'],
  ])('is not what comes back later: %s', (title, body) => {
    expect(read(title, body)).toEqual(['halted spot ..']);
  });
});

describe('names that only begin as others do', () => {
  it.each([
    ['비트코인골드(BTG) 출금 중단 안내', 'BTG'],
    ['이더리움 클래식(ETC) 출금 중단 안내', 'ETC'],
    ['Withdrawals of Bitcoin Foo (FOO) are suspended', 'FOO'],
    ['Withdrawals of Hard Protocol (HARD) are suspended', 'HARD'],
  ])('%s', (title, coin) => {
    expect(read(title)).toEqual([`halted withdrawals/${coin} ..`]);
  });
});

it('takes the length of works from when they begin, and not from when something is closed for them', () => {
  expect(
    read(
      'Maintenance of the Solana network',
      'We will perform maintenance on the Solana network at 2026-03-04 06:00 (UTC). Deposits on the Solana network will be suspended from 2026-03-04 05:55 (UTC). The maintenance will take about 1 hour.',
    ),
  ).toEqual(['scheduled deposits/*/SOL 04T05:55..04T07:00']);
});

it('reads "trading" as what the exchange trades', () => {
  expect(read('Trading is halted', undefined, { trades: 'derivatives' })).toEqual(['halted derivatives ..']);
  expect(read('Trading is halted')).toEqual(['halted spot ..']);
});

describe('a return that is put off', () => {
  it.each([
    [
      'Reopening of XMR Withdrawals Delayed',
      'We had expected to reopen XMR withdrawals today. XMR withdrawals remain suspended until further notice.',
    ],
    ['Resumption of XMR withdrawals is delayed', 'XMR withdrawals stay suspended for now.'],
    ['XMR withdrawals', 'XMR withdrawals were expected to resume today, but are still suspended.'],
  ])('leaves closed what is closed: %s', (title, body) => {
    expect(read(title, body)).toEqual(['halted withdrawals/XMR ..']);
  });
});

it.each([
  ['End of deposits: March 10, 2026, 15:00 (UTC)\nEnd of withdrawals: April 10, 2026, 15:00 (UTC)'],
  ['End of XEM deposits: March 10, 2026, 15:00 (UTC)\nEnd of XEM withdrawals: April 10, 2026, 15:00 (UTC)'],
])('reads a field of the end of a service as an ending from that day: %s', (body) => {
  const { endings, readings } = readPost(
    { title: 'End of handling of NEM (XEM)', body },
    { publishedAt: PUBLISHED, exchange: 'acme' },
  );
  expect(readings).toEqual([]);
  expect(
    endings.map(({ at, service }) => [service, at === null ? null : new Date(at).toISOString()]),
  ).toEqual(
    expect.arrayContaining([
      ['acme/deposits/XEM', '2026-03-10T15:00:00.000Z'],
      ['acme/withdrawals/XEM', '2026-04-10T15:00:00.000Z'],
    ]),
  );
});

it.each([
  [
    'カルド（KRDO）の取扱い終了について',
    '入庫は2026年4月3日 12:00（日本時間）、出庫は2026年6月30日 12:00（日本時間）をもって終了いたします。',
    ['2026-04-03T03:00', '2026-06-30T03:00'],
  ],
  [
    '토라(TORA) 거래지원 종료 안내',
    '입금은 4월 9일 15:00에 종료되며, 출금은 5월 9일 15:00까지만 지원합니다.',
    ['2026-04-09T06:00', '2026-05-09T06:00'],
  ],
  [
    'Delisting of TORA',
    'TORA deposits end on April 3, 2026, 12:00 UTC, and withdrawals on May 9, 2026, 12:00 UTC.',
    ['2026-04-03T12:00', '2026-05-09T12:00'],
  ],
])('gives each service of a sentence its own day: %s', (title, body, days) => {
  const { endings } = readPost({ title, body }, { publishedAt: PUBLISHED, exchange: 'acme' });
  const dayOf = (part: string) => {
    const at = endings.find(({ service }) => service.startsWith(`acme/${part}/`))?.at ?? Number.NaN;
    return new Date(at).toISOString().slice(0, 16);
  };
  expect(['deposits', 'withdrawals'].map(dayOf)).toEqual(days);
});

it.each([
  [
    '臨時メンテナンス中止のお知らせ(3/4)',
    '3月4日2時から4時に予定しておりました臨時メンテナンスは、実施を見送ることといたしました。',
  ],
  [
    'システム障害に関する最終報告書の公表について',
    '当日は約3時間にわたり出金のお手続きがご利用いただけませんでした。',
  ],
  ['시스템 장애 최종 보고서', '당일 약 3시간 동안 출금을 이용할 수 없었습니다.'],
])('reads nothing of what is called off or long over: %s', (title, body) => {
  expect(read(title, body)).toEqual([]);
});

it('reads a plan that is moved as the plan that it is now', () => {
  expect(read('Scheduled maintenance rescheduled to March 5, 07:00 UTC')).toEqual(['scheduled  05T07:00..']);
});

it.each([
  ['应项目方要求，平台已关闭 GRVN 的充值，GRVN/USDT 交易目前保持开放。', ['halted deposits/GRVN ..']],
  ['App 登入異常問題已修復', ['resumed login ..']],
  ['트론(TRX) 출금이 다시 정상적으로 처리되고 있습니다.', ['resumed withdrawals/TRX ..']],
])('tells what stays open from what is back: %s', (title, readings) => {
  expect(read(title)).toEqual(readings);
});

it('takes where all services are used for no part of them', () => {
  const body =
    'All services, on the web and in the app, will be unavailable from 02:00 to 05:00 UTC on March 4.';
  const { readings } = readPost({ body }, { publishedAt: PUBLISHED, exchange: 'acme' });
  expect(readings.map(({ effect, service }) => `${effect} ${service}`)).toEqual(['scheduled acme']);
});

it('takes no end from a fix that comes later on the day it is told', () => {
  expect(
    read(
      'GBP withdrawals',
      'GBP withdrawals are currently unavailable. Our provider expects a fix later today.',
    ),
  ).toEqual(['halted withdrawals/GBP ..']);
});
