import { describe, expect, it } from 'vitest';

import { saidToBeBack, stillOut, whatIsHit } from '#src/sources/page/spared.ts';
import { statuspage } from '#src/sources/page/statuspage/statuspage.ts';
import { readOnePage, statusesOf } from '#test/sources/page/read-one-page.ts';

describe('what a text says is hit', () => {
  it.each([
    ['Withdrawals are delayed', 'Withdrawals are delayed', ''],
    ['API is down; withdrawals and trading are not affected', 'API is down', 'withdrawals and trading'],
    [
      'Website is down, withdrawals, deposits and trading are not affected',
      'Website is down',
      'withdrawals, deposits and trading',
    ],
    ['Deposits delayed. Withdrawals are operating normally.', 'Deposits delayed.', 'Withdrawals'],
    ['Spot trading halted while futures trading is unaffected', 'Spot trading halted', 'futures trading'],
    [
      'Website slow, no impact on trading, deposits or withdrawals',
      'Website slow',
      'trading, deposits or withdrawals',
    ],
    ['Login issues but trading remains available', 'Login issues', 'trading'],
    ['Login issues without affecting withdrawals', 'Login issues', 'withdrawals'],
    ['Everything except withdrawals is operating normally', 'withdrawals', ''],
    ['All services are operational except for deposits', 'deposits', ''],
    ['All services except spot trading are unavailable', 'All services', 'spot trading'],
    ['USDC is delayed. USDC on other networks is not affected.', 'USDC is delayed.', ''],
    ['BTC is delayed, no impact on the other coins', 'BTC is delayed', ''],
    ['Login is slow. Trading and all other services are unaffected.', 'Login is slow.', 'Trading'],
    [
      'SEPA deposits are late. SEPA withdrawals and all other funding methods are not affected.',
      'SEPA deposits are late.',
      'SEPA withdrawals',
    ],
    ['提现延迟，充值和交易不受影响', '提现延迟', '充值和交易'],
    ['提现延迟。充值、交易不受影响。', '提现延迟。', '充值, 交易。'],
  ])('%s', (text, hit, spared) => {
    const said = whatIsHit(text);
    expect(said.hit.trim()).toBe(hit);
    expect(said.spared.replaceAll(/ (?:is|are)\b|[.\s]+$/g, '').trim()).toBe(spared);
  });
});

describe('what a text says is still out', () => {
  it.each([
    ['Withdrawals are back, except for BTC.', 'BTC.'],
    ['Deposits have been re-enabled for all assets apart from SOL and TON.', 'SOL and TON.'],
    ['Withdrawals are back.', ''],
    ['Withdrawals are halted for all coins except BTC.', ''],
  ])('%s', (text, left) => {
    expect(stillOut(text).trim()).toBe(left);
  });
});

describe('an incident of a status page', () => {
  const components = ['API', 'Website', 'Login', 'Withdrawals', 'Deposits', 'Spot trading'].map((name) => ({
    id: name,
    name,
    status: 'operational',
  }));
  const read = (name: string, body: string, parts: readonly string[] = [], impact = 'major') =>
    Object.fromEntries(
      Object.entries(
        statusesOf(
          readOnePage(statuspage, {
            page: { name: 'Kraken' },
            components,
            incidents: [
              {
                id: 'i',
                name,
                status: 'investigating',
                impact,
                components: components.filter((one) => parts.includes(one.name)),
                incident_updates: [{ body, created_at: '2026-03-20T11:00:00Z' }],
              },
            ],
          }),
        ),
      ).filter(([, status]) => status !== 'operational'),
    );

  it.each([
    ['API is down; withdrawals and trading are not affected', '', [], { 'kraken/api': 'partial_outage' }],
    ['Website outage, trading is unaffected', '', [], { 'kraken/website': 'partial_outage' }],
    [
      'Service disruption',
      'Deposits are delayed. Withdrawals and trading are operating normally.',
      ['Deposits', 'Withdrawals', 'Spot trading'],
      { 'kraken/deposits': 'partial_outage' },
    ],
    ['Everything except deposits is operating normally', '', [], { 'kraken/deposits': 'partial_outage' }],
    [
      'Frontend is down',
      'Trading through the API is not affected.',
      [],
      { 'kraken/website': 'partial_outage' },
    ],
    ['Prop Trading is unavailable', '', [], { kraken: 'degraded_performance' }],
    [
      'Delayed ETH withdrawals on Polygon',
      'Withdrawals of ETH on other networks are not affected.',
      [],
      { 'kraken/withdrawals/ETH/POLYGON': 'partial_outage' },
    ],
    ['Testnet API is unavailable', '', [], {}],
    ['Demo trading is unavailable', '', ['Testnet API servers', 'Sandbox'], {}],
  ])('%s %s', (name, body, parts, expected) => {
    expect(read(name, body, parts)).toEqual(expected);
  });

  it.each([
    ['Delayed tax statements', 'Yearly statements are late.', {}],
    ['Slow replies of support', 'We answer later than usual.', {}],
    ['Email notifications delayed', 'Some e-mails are late.', {}],
    ['Referral rewards are credited late', 'You can trade as normal.', {}],
    ['Elevated error rates', 'We are investigating.', { kraken: 'degraded_performance' }],
    ['Some customers may see intermittent errors', 'We look into it.', { kraken: 'degraded_performance' }],
    ['Kraken: Degraded performance across all services', '', { kraken: 'degraded_performance' }],
    ['Network connectivity problems', '', { kraken: 'degraded_performance' }],
    ['Problemas técnicos en la plataforma', '', { kraken: 'degraded_performance' }],
    ['Errors while we investigate, which some users may see', '', { kraken: 'degraded_performance' }],
    ['Todos los servicios degradados', '', { kraken: 'degraded_performance' }],
    ['Retrasos en los informes fiscales', '', {}],
    ['客服回复延迟', '充值、提现和交易不受影响。', {}],
    ['고객센터 상담 지연', '', {}],
    ['お問い合わせへの回答の遅延', '', {}],
    ['部分服务异常', '正在处理。', { kraken: 'degraded_performance' }],
    ['일부 서비스 장애 안내', '', { kraken: 'degraded_performance' }],
    ['システム障害が発生しています', '', { kraken: 'degraded_performance' }],
    ['服务异常', '目前提现延迟。充值和交易不受影响。', { 'kraken/withdrawals': 'degraded_performance' }],
    [
      '서비스 장애',
      '현재 출금이 지연되고 있습니다. 입금은 정상적으로 이용 가능합니다.',
      { 'kraken/withdrawals': 'degraded_performance' },
    ],
    [
      'サービス障害',
      '現在、出金が遅延しています。入金への影響はありません。',
      { 'kraken/withdrawals': 'degraded_performance' },
    ],
    ['Verification is slow', 'Deposits are delayed too.', { 'kraken/deposits': 'degraded_performance' }],
  ])('of minor impact is of the whole only where it names nothing else: %s', (name, body, expected) => {
    expect(read(name, body, [], 'minor')).toEqual(expected);
  });

  it.each([
    ['提现暂停', 'kraken/withdrawals', 'major_outage'],
    ['USDT (TRC20) 提现暂停', 'kraken/withdrawals/USDT/TRC20', 'major_outage'],
    ['출금 일시 중단 안내', 'kraken/withdrawals', 'major_outage'],
    ['출금 이용 불가', 'kraken/withdrawals', 'degraded_performance'],
    ['출금 지연', 'kraken/withdrawals', 'degraded_performance'],
    ['일부 출금 중단', 'kraken/withdrawals', 'degraded_performance'],
    ['入金の一時停止', 'kraken/deposits', 'major_outage'],
  ])('that says in its headline that it is switched off is an outage: %s', (name, service, status) => {
    expect(read(name, '', [], 'minor')).toEqual({ [service]: status });
  });

  it('of a country names nothing else by that', () => {
    const { readings, unread } = readOnePage(statuspage, {
      page: { name: 'Kraken' },
      components,
      incidents: [
        {
          id: 'i',
          name: 'Service disruption for customers in Germany',
          status: 'investigating',
          impact: 'minor',
          components: [],
          incident_updates: [],
        },
      ],
    });
    expect(readings.find(({ regions }) => regions !== undefined)).toMatchObject({
      service: 'kraken',
      status: 'degraded_performance',
      regions: ['DE'],
    });
    expect(unread).toEqual([]);
  });

  it('about what others run hits nothing, however bad it is', () => {
    expect(read('Support chat unavailable', 'Our help desk is down.', [], 'critical')).toEqual({});
  });

  it('that names what nobody knows is some trouble, never an outage of everything', () => {
    expect(read('Custody portal unavailable', 'We look into it.', [], 'critical')).toEqual({
      kraken: 'degraded_performance',
    });
    expect(read('Security incident', 'We look into it.', [], 'critical')).toEqual({ kraken: 'major_outage' });
  });

  it('tells the operator what it is about that nobody knows', () => {
    const page = (name: string) =>
      readOnePage(statuspage, {
        page: { name: 'Kraken' },
        components,
        incidents: [
          { id: 'i', name, status: 'investigating', impact: 'minor', components: [], incident_updates: [] },
        ],
      }).unread;
    expect(page('Delayed tax statements')).toEqual([
      'what "Delayed tax statements" is about: "tax statements"',
    ]);
    expect(page('Slow responses of the help desk')).toEqual([]);
    expect(page('Slow replies of support')).toEqual([]);
    expect(page('Elevated error rates')).toEqual([]);
  });

  it('is no outage of the whole where something is said to work', () => {
    const body = 'Withdrawals are not affected.';
    expect(read('System wide outage', body, [], 'critical')).toEqual({ kraken: 'partial_outage' });
    expect(read('System wide outage', 'We look into it.', [], 'critical')).toEqual({
      kraken: 'major_outage',
    });
  });
});

describe('what a text says is back', () => {
  it.each([
    ['Deposits of ADA have resumed. Withdrawals remain suspended.', 'Deposits of ADA have resumed.'],
    [
      'Withdrawals are now available again, while deposits stay closed.',
      'Withdrawals are now available again',
    ],
    ['Deposits are back, withdrawals remain suspended.', 'Deposits are back'],
    ['Deposits have been resumed and withdrawals remain paused.', 'Deposits have been resumed'],
    [
      'SOL, TON and AVAX withdrawals are back, deposits remain paused.',
      'SOL, TON, AVAX withdrawals are back',
    ],
    ['Deposits will be resumed shortly.', ''],
    ['Once withdrawals have resumed, we will tell.', ''],
    ['Most withdrawals have been restored.', ''],
    ['All but one is open: withdrawals have resumed except for DOT.', ''],
  ])('%s', (text, back) => {
    expect(saidToBeBack(text)).toBe(back);
  });

  const told = (name: string, body: string, more: object = {}) =>
    statusesOf(
      readOnePage(statuspage, {
        page: { id: 'p', name: 'Acme' },
        status: { indicator: 'none', description: '' },
        components: [{ id: 'c', name: 'Spot trading', status: 'operational' }],
        incidents: [
          {
            id: 'i',
            name,
            status: 'identified',
            impact: 'minor',
            components: [],
            incident_updates: [{ status: 'identified', body, created_at: '2026-03-20T11:00:00Z' }],
            ...more,
          },
        ],
        scheduled_maintenances: [],
      }),
    );

  it('a coin that is suspended is out, whatever the page makes of it', () => {
    expect(told('DOT withdrawals suspended', 'Our node is being repaired.')).toMatchObject({
      'kraken/withdrawals/DOT': 'major_outage',
    });
    expect(told('DOT withdrawals delayed', 'Our node is slow.')).toMatchObject({
      'kraken/withdrawals/DOT': 'degraded_performance',
    });
    expect(told('Some DOT withdrawals suspended', 'We look into it.')).toMatchObject({
      'kraken/withdrawals/DOT': 'degraded_performance',
    });
  });

  it('one way of a coin is back before the other', () => {
    const said = told(
      'DOT deposits and withdrawals suspended',
      'Deposits have resumed. Withdrawals remain suspended.',
    );
    expect(said).toMatchObject({ 'kraken/withdrawals/DOT': 'major_outage' });
    expect(said).not.toHaveProperty('kraken/deposits/DOT');
  });
});
