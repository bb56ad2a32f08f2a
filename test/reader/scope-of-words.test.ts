import { describe, expect, it } from 'vitest';

import { readPost } from '#src/reader/read-announcement.ts';
import { networkNames } from '#src/names/spelling.ts';

const PUBLISHED = Date.parse('2026-03-03T12:00:00Z');
const names = networkNames();

function read(title: string, body = '', exchange = 'binance'): string[] {
  const { readings } = readPost(
    { title, body },
    { publishedAt: PUBLISHED, exchange, network: (name) => names.canonical(name) },
  );
  return readings.map(({ effect, service }) => `${effect} ${service}`);
}

describe('a part is not read as the whole', () => {
  it.each([
    ['a part of the exchange that no list knows', '카카오페이 인증 서비스 점검 안내'],
    ['a service of another kind', '電話サポートサービス停止のお知らせ'],
    ['a product with a platform of its own', '币安NFT平台维护公告'],
    ['a card that is none to pay with', 'Gate Gift Card will be temporarily unavailable for an upgrade'],
    [
      'positions that are closed',
      'Binance Futures will close all positions of ABCUSDT at 2026-03-05 09:00 (UTC)',
    ],
    ['tokens that are to follow and do not', 'KuCoin Has Disabled Deposit Services for the Following Tokens'],
    ['most coins', 'System Upgrade Completed: Withdrawals Restored for Most Assets'],
    ['networks that are not named', 'OKX 关于对部分网络 USDC 提现维护的公告'],
    ['networks that something hit', 'Binance Resumes Deposits of Networks Affected by the AWS Outage'],
  ])('nothing is read of %s', (_, title) => {
    expect(read(title)).toEqual([]);
  });

  it.each([
    ['업비트 서비스 점검 안내 (3/18 10:00 ~ 12:00)', 'upbit'],
    ['코빗의 모든 서비스 점검 안내 (3/18 10:00 ~ 12:00)', 'korbit'],
    ['币安平台维护公告（3月20日）', 'binance'],
    ['XT.COM 关于 2026年3月20日 13:00-14:00 (UTC+8) 停机维护的公告', 'xt'],
    ['【重要】臨時システムメンテナンス実施のお知らせ（3月20日 3:00～6:00）', 'coincheck'],
    ['Technical works on March 18', 'whitebit'],
  ])('the whole is read: %s', (title, exchange) => {
    expect(read(title, '', exchange)).toEqual([`scheduled ${exchange}`]);
  });

  it.each([
    '2026년 3월 5일 02:00부터 06:00까지 거래, 입출금을 포함한 모든 서비스 이용이 불가합니다.',
    '3月5日 3:00～7:00、アプリおよびAPIを含むすべてのサービスを停止いたします。',
    'All services, including deposits and trading, will be unavailable on March 5 from 02:00 to 04:00 UTC.',
  ])('what a whole includes adds nothing to it: %s', (body) => {
    expect(read('', body)).toEqual(['scheduled binance']);
  });

  it('tokens that follow are those that the lines below name', () => {
    const body = 'KuCoin has closed the deposits of the following tokens:\n- ABC\n- DEF';
    expect(read('KuCoin closes deposits of some tokens', body, 'kucoin')).toEqual([
      'halted kucoin/deposits/ABC',
      'halted kucoin/deposits/DEF',
    ]);
  });

  it('a word that is a coin in brackets is one in the rest of the line', () => {
    expect(read('비너스(XVS), 테나(THE) 입출금 일시 중단 안내 (THE 03/03 재개)', '', 'bithumb')).toEqual([
      'halted bithumb/deposits/XVS',
      'resumed bithumb/deposits/THE',
      'halted bithumb/withdrawals/XVS',
      'resumed bithumb/withdrawals/THE',
    ]);
  });
});

describe('a halt is not read as a return', () => {
  it.each([
    ['The reopening of ABC deposits has been postponed', ''],
    ['ABC 출금 재개 연기 안내', ''],
    ['ABC（ABC）の出金再開延期のお知らせ', ''],
    ['안내', 'ABC 출금은 현재 중단 상태이며, 점검을 마치는 대로 재개하고 다시 안내드리겠습니다.'],
    ['ABC（ABC）の出庫停止のお知らせ', '再開：アップグレード完了後、安全性が確認でき次第'],
    ['关于暂停 ABC 提现的公告', '系统将于完成后先开放撤单，5分钟后恢复提现。'],
  ])('%s %s', (title, body) => {
    expect(read(title, body).filter((reading) => reading.startsWith('resumed'))).toEqual([]);
  });
});

describe('a chain that is well again', () => {
  it('opens nothing by itself', () => {
    expect(read('', 'The TON network has recovered.')).toEqual([]);
    expect(read('', 'TON 网络现已恢复稳定，我们已重新开放 TON 的提币。')).toEqual([
      'resumed binance/withdrawals/TON',
    ]);
  });
});
