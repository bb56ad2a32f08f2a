import { describe, expect, it } from 'vitest';

import type { Evidence } from '#src/domain/evidence.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Telling } from '#src/domain/delivery.ts';
import { readRecord } from '#src/storage/records/record-type.ts';
import type { RecordType } from '#src/storage/records/record-type.ts';
import { deliveryRecord, messageRecord } from '#src/storage/records/delivery-records.ts';
import { exchangeRecord, incidentRecord } from '#src/storage/records/records.ts';
import {
  firstDelivery,
  firstExchange,
  firstIncident,
  firstMessage,
  firstNotice,
} from './first-release-samples.ts';

function readFirst<T>(type: RecordType<T>, data: unknown): T {
  const reading = readRecord(type, JSON.parse(JSON.stringify({ v: 1, data })));
  if (reading.kind !== 'read') throw new Error(JSON.stringify(reading));
  return reading.value;
}

function noticeFrom(changes: object): Notice {
  const delivery: Telling = readFirst(deliveryRecord, {
    ...firstDelivery,
    notice: { ...firstNotice, ...changes },
  });
  return delivery.notice;
}

function evidenceFrom(changes: object): Evidence | undefined {
  return noticeFrom({ evidence: [{ ...firstNotice.evidence[0], ...changes }] }).evidence[0];
}

describe('a record of the first release', () => {
  it('of an exchange is read, with its incidents and its outbox', () => {
    const { incidents, outbox } = readFirst(exchangeRecord, firstExchange);
    expect(incidents[0]?.services).toEqual(['binance/withdrawals']);
    expect(outbox.map(({ kind, notice }) => [kind, notice.services])).toEqual([
      ['notice', ['binance/withdrawals', 'binance/deposits']],
      ['refresh', ['binance/withdrawals', 'binance/deposits']],
    ]);
  });

  it('of a closed incident is read, and its timeline keeps facts alone', () => {
    const { timeline, disputed } = readFirst(incidentRecord, firstIncident);
    expect(timeline).toEqual([{ at: firstIncident.openedAt, kind: 'opened', status: 'major_outage' }]);
    expect(disputed).toBe(true);
  });

  it('of a posted message is read', () => {
    const { id: noticeId, kind } = firstMessage.latestNotice;
    expect(readFirst(messageRecord, firstMessage)).toMatchObject({ noticeId, kind });
  });

  it('of a delivery is read without the sentence that it was to say', () => {
    const notice = noticeFrom({});
    expect(notice).not.toHaveProperty('summary');
    expect(notice).toMatchObject({ disputed: true, stillWorking: [], exchangeName: 'Binance' });
  });
});

describe('a notice of the first release', () => {
  it('names what still works by component', () => {
    const names = ['API', 'spot trading', 'website', 'P2P trading'];
    expect(noticeFrom({ stillWorking: names }).stillWorking).toEqual(['api', 'spot', 'website', 'p2p']);
  });

  it.each([
    ['worse', { status: 'major_outage', previous: 'partial_outage' }],
    ['better', { status: 'partial_outage', previous: 'major_outage' }],
    ['maintained', { status: 'under_maintenance', previous: 'major_outage' }],
    ['disputed', { status: 'major_outage', previous: 'major_outage' }],
  ])('that changed says that it is %s', (change, statuses) => {
    expect(noticeFrom({ kind: 'changed', ...statuses }).change).toBe(change);
  });

  it('tells a maintenance that was moved, or called off, from one that is planned, or over', () => {
    const kindOf = (kind: string, summary: string) => noticeFrom({ kind, summary }).kind;
    expect([
      kindOf('maintenance_scheduled', 'Maintenance of Binance withdrawals is planned'),
      kindOf('maintenance_scheduled', 'The planned maintenance of Binance withdrawals has a new time'),
      kindOf('maintenance_ended', 'Maintenance of Binance withdrawals is over'),
      kindOf('maintenance_ended', 'The planned maintenance of Binance withdrawals is cancelled'),
    ]).toEqual(['maintenance_scheduled', 'maintenance_moved', 'maintenance_ended', 'maintenance_canceled']);
  });
});

describe('a line of evidence of the first release', () => {
  it.each([
    'We have temporarily disabled all crypto withdrawals.',
    'Withdrawals delayed: We are investigating the issue.',
    'Wallet maintenance for ETH',
  ])('is a quote where it was words for people: %s', (text) => {
    expect(evidenceFrom({ text })).toMatchObject({ quote: text });
  });

  it.each([
    'withdrawAllEnable: false',
    'withdrawEnable is false',
    'data.state is busy',
    'data.status is close: Upgrade of the engine',
    'height.time stands still since 2021-05-19T12:00:00.000Z',
    'Withdrawals: partial outage',
    'withdrawals halted for 312 of 340 coins: withdrawEnable is false',
    'USDT is halted on all of ERC20, TRC20',
    'not among the networks open for deposits',
    'switched off',
  ])('is a detail where it was technical: %s', (text) => {
    const piece = evidenceFrom({ text });
    expect(piece).toMatchObject({ detail: text });
    expect(piece).not.toHaveProperty('quote');
  });

  it('that was blank is neither', () => {
    const piece = evidenceFrom({ text: ' ' });
    expect(piece).not.toHaveProperty('quote');
    expect(piece).not.toHaveProperty('detail');
  });

  it('that followed from coins keeps their number', () => {
    expect(
      evidenceFrom({ basis: 'inferred', text: 'withdrawals halted for 312 of 340 coins' }),
    ).toMatchObject({
      venue: 'coin_list',
      count: { hit: 312, of: 340 },
    });
  });

  it.each([
    ['probe', { basis: 'measured', text: 'no answer within 10 s' }],
    ['status_page', { text: 'All is slow today', link: 'https://status.kraken.com/incidents/1' }],
    ['announcements', { text: 'All is slow today', link: 'https://www.kraken.com/news/1' }],
  ])('was read at: %s', (venue, changes) => {
    expect(evidenceFrom(changes)).toMatchObject({ venue });
  });
});
