import { describe, expect, it } from 'vitest';

import { claimsFrom } from '#src/domain/claims.ts';
import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import {
  attemptRecord,
  deliveryRecord,
  endingRecord,
  messageRecord,
} from '#src/storage/records/delivery-records.ts';
import { readRecord } from '#src/storage/records/record-type.ts';
import type { RecordType } from '#src/storage/records/record-type.ts';
import { exchangeRecord, guildRecord, incidentRecord } from '#src/storage/records/records.ts';
import { firstDelivery, firstMessage } from '#test/storage/first-release-samples.ts';
import {
  sampleAttempt,
  sampleClaim,
  sampleDelivery,
  sampleEnding,
  sampleExchange,
  sampleGuild,
  sampleIncident,
  sampleMessage,
} from '#test/storage/samples.ts';

function readBack<T>(type: RecordType<T>, data: unknown) {
  return readRecord(type, JSON.parse(JSON.stringify({ v: type.version, data })));
}

describe('the record types', () => {
  it.each([
    ['an exchange', exchangeRecord, sampleExchange],
    ['an exchange of which nothing is known', exchangeRecord, emptyExchangeState('kraken')],
    ['a guild', guildRecord, sampleGuild],
    ['a guild without anything', guildRecord, emptyGuild('1')],
    ['a closed incident', incidentRecord, sampleIncident],
    ['a delivery', deliveryRecord, sampleDelivery],
    ['that a delivery was begun', attemptRecord, sampleAttempt],
    ['how it ended', endingRecord, sampleEnding],
    ['a posted message', messageRecord, sampleMessage],
  ] as [string, RecordType<unknown>, unknown][])('keep %s whole', (_, type, value) => {
    expect(readBack(type, value)).toStrictEqual({ kind: 'read', value });
  });

  it.each([
    ['a status that there is not', { status: 'kaput' }, 'claims.s.0.x/spot.status'],
    ['a time that is no number', { since: 'noon' }, 'claims.s.0.x/spot.since'],
    ['an optional key that is null', { link: null }, 'claims.s.0.x/spot.link'],
    ['a missing key', { evidence: undefined }, 'claims.s.0.x/spot.evidence'],
    ['a time that was not finite', { eta: Number.NaN }, 'claims.s.0.x/spot.eta'],
  ])('do not take %s, and say where it is', (_, change, where) => {
    const claims = { s: [{ 'x/spot': { ...sampleClaim, ...change } }] };
    expect(readBack(exchangeRecord, { ...emptyExchangeState('x'), claims })).toMatchObject({
      kind: 'unreadable',
      problem: expect.stringContaining(where),
    });
  });

  it('read a guild of the first release, which knew neither settings nor mutes', () => {
    const old = {
      id: '1',
      watchLists: sampleGuild.watchLists,
      subscriptions: sampleGuild.subscriptions.slice(1),
    };
    expect(readRecord(guildRecord, { v: 1, data: old })).toStrictEqual({
      kind: 'read',
      value: { ...emptyGuild('1'), ...old },
    });
    expect(readRecord(guildRecord, { v: 1, data: 'rubbish' }).kind).toBe('unreadable');
  });

  it('read a delivery and a message of the first release, which knew no channels', () => {
    const { notice: _notice, to, id: _id, ...delivery } = sampleDelivery;
    expect(readRecord(deliveryRecord, { v: 1, data: firstDelivery })).toMatchObject({
      kind: 'read',
      value: { ...delivery, to },
    });
    const preview = { ...firstDelivery, channelId: 'terminal', roleIds: [] };
    expect(readRecord(deliveryRecord, { v: 1, data: preview })).toMatchObject({
      value: { to: [{ target: { channel: 'terminal', address: 'terminal', mentions: [] } }] },
    });
    const { noticeId, kind: _kind, shared: _shared, ...message } = sampleMessage;
    expect(readRecord(messageRecord, { v: 1, data: firstMessage })).toMatchObject({
      kind: 'read',
      value: { ...message, noticeId, kind: 'resolved' },
    });
    expect(readRecord(deliveryRecord, { v: 1, data: 7 }).kind).toBe('unreadable');
    expect(readRecord(messageRecord, { v: 1, data: 7 }).kind).toBe('unreadable');
  });

  it('check the six thousand claims of a large exchange in a fraction of a second', () => {
    const claim: Claim = {
      status: 'operational',
      since: 1,
      basis: 'official',
      signal: 'flag',
      evidence: 'on',
    };
    const services = Array.from({ length: 6000 }, (_, i) => [`x/deposits/C${i}/N`, claim] as const);
    const state: ExchangeState = { ...emptyExchangeState('x'), claims: { s: claimsFrom(services) } };
    // Of this thread alone: what else the machine does is no fault.
    const before = process.threadCpuUsage();
    expect(readBack(exchangeRecord, state).kind).toBe('read');
    // It takes about a tenth of this; the margin is for busy machines.
    const { system, user } = process.threadCpuUsage(before);
    expect((system + user) / 1_000).toBeLessThan(500);
  });
});
