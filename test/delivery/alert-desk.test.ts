import { describe, expect, it } from 'vitest';

import { alertKey, createAlertBook } from '#src/delivery/alerts/alert-book.ts';
import { createAlertDesk } from '#src/delivery/alerts/alert-desk.ts';
import type { AlertRecord, Followers } from '#src/domain/alert-record.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { createEngineBench, START, word } from '#test/support/engine-bench.ts';

const { incident } = aNotice();

describe('The key of an alert', () => {
  it('is short, and the same for all that is told of an incident', () => {
    expect(alertKey(incident)).toMatch(/^[\w-]{12}$/);
    expect(alertKey('another')).not.toBe(alertKey(incident));
  });
});

describe('What alerts stand for', () => {
  function setUp() {
    const records = memoryCollection<AlertRecord>();
    const book = createAlertBook(records);
    const keep = async (...items: Parameters<typeof book.writesOf>[0]): Promise<void> => {
      for (const { id, value } of await book.writesOf(items)) records.records.set(id, value as AlertRecord);
    };
    const kept = async () => await book.get(alertKey(incident));
    return { records, book, keep, kept };
  }

  it('is its newest notice, with all that was told before', async () => {
    const { keep, kept, records } = setUp();
    await keep({ kind: 'notice', notice: aNotice({ rule: 'announced' }) });
    await keep({ kind: 'notice', notice: aNotice({ kind: 'changed', change: 'worse', at: noon + minute }) });
    await keep({ kind: 'notice', notice: aRecovery() });
    expect(records.records.size).toBe(1);
    expect((await kept())?.notice.kind).toBe('resolved');
    expect((await kept())?.timeline).toStrictEqual([
      { at: noon, kind: 'opened', status: 'major_outage', rule: 'announced' },
      { at: noon + minute, kind: 'changed', status: 'major_outage', change: 'worse' },
      { at: noon + 101 * minute, kind: 'resolved', status: 'operational' },
    ]);
  });

  it('is gathered of one outbox in one record, each incident in its own', async () => {
    const { book } = setUp();
    const writes = await book.writesOf([
      { kind: 'notice', notice: aNotice() },
      { kind: 'notice', notice: aNotice({ incident: 'another' }) },
      { kind: 'notice', notice: aRecovery() },
    ]);
    expect(writes.map(({ id }) => id)).toEqual([alertKey(incident), alertKey('another')]);
    expect(writes[0]?.value).toMatchObject({ timeline: [{ kind: 'opened' }, { kind: 'resolved' }] });
  });

  it('is brought up to date by a refresh, which is no news', async () => {
    const { keep, kept } = setUp();
    await keep({ kind: 'notice', notice: aNotice() }, { kind: 'refresh', notice: aNotice({ eta: 7 }) });
    expect([(await kept())?.notice.eta, (await kept())?.timeline.length]).toEqual([7, 1]);
  });

  it('is noted once, though a crash has it told twice', async () => {
    const { keep, kept } = setUp();
    await keep({ kind: 'notice', notice: aNotice() });
    await keep({ kind: 'notice', notice: aNotice() });
    expect((await kept())?.timeline).toHaveLength(1);
    await keep({ kind: 'notice', notice: aNotice({ kind: 'changed' }) });
    await keep({ kind: 'notice', notice: aNotice({ kind: 'changed', at: noon + 1 }) });
    expect((await kept())?.timeline).toHaveLength(3);
  });

  it('holds the fifty newest events', async () => {
    const { keep, kept } = setUp();
    for (let at = 0; at < 60; at += 1) await keep({ kind: 'notice', notice: aNotice({ at }) });
    const times = (await kept())?.timeline.map(({ at }) => at);
    expect([times?.length, times?.[0], times?.at(-1)]).toEqual([50, 10, 59]);
  });
});

describe('What members do at an alert', () => {
  function setUp() {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.say('system-status', [word('withdrawals', 'operational'), word('spot', 'operational')]);
    bench.say('wallets', [word('spot', 'operational')]);
    const followers = memoryCollection<Followers>();
    let guild: Guild = emptyGuild('g');
    const record: AlertRecord = { notice: aNotice(), timeline: [] };
    const known = new Map([[alertKey(incident), record]]);
    const desk = createAlertDesk({
      book: { get: async (key) => known.get(key) },
      followers,
      stateOf: (exchange) => (exchange === 'binance' ? bench.state() : undefined),
      venueOf: (exchange, source) =>
        exchange === 'binance' && source !== 'system-status' ? 'status_page' : undefined,
      async updateGuild(_, change) {
        guild = change(guild);
        return guild;
      },
      clock: { now: () => noon },
    });
    return { desk, followers, known, record, guild: () => guild };
  }

  it('is to see what each source that can be named says of it now', async () => {
    const { desk, record } = setUp();
    expect(await desk.view(alertKey(incident))).toStrictEqual({
      ...record,
      says: [
        { source: 'status-page', venue: 'status_page', status: 'major_outage', since: START, readAt: START },
      ],
    });
    expect(await desk.view('forgotten')).toBeUndefined();
  });

  it('is to see what was told of an exchange that is watched no more', async () => {
    const { desk, known } = setUp();
    known.set('k', { notice: aNotice({ services: ['kraken/withdrawals'] }), timeline: [] });
    expect((await desk.view('k'))?.says).toEqual([]);
    expect(emptyExchangeState('kraken').claims).toEqual({});
  });

  it('is to have quiet', async () => {
    const { desk, guild } = setUp();
    const mute = await desk.mute('g', aNotice(), { of: 'incident', by: 'ada' });
    expect(mute).toMatchObject({ incident, at: noon });
    expect(guild().mutes).toEqual([mute]);
    for (let i = 0; i < 49; i += 1)
      await desk.mute('g', aNotice({ incident: `x${i}` }), { of: 'incident', by: 'ada' });
    expect(await desk.mute('g', aNotice(), { of: 'service', by: 'ada' })).toBeUndefined();
    expect(guild().mutes).toHaveLength(50);
  });

  it('is to follow it, and to leave it again', async () => {
    const { desk, followers } = setUp();
    const userIds = () => followers.records.get(`${incident}@a`)?.userIds;
    expect(await desk.follow(incident, 'a', 'ada')).toBe('follows');
    expect(await desk.follow(incident, 'a', 'bob')).toBe('follows');
    expect(userIds()).toEqual(['ada', 'bob']);
    expect(await desk.follow(incident, 'a', 'ada')).toBe('left');
    expect([userIds(), followers.records.get(`${incident}@a`)?.at]).toEqual([['bob'], noon]);
  });

  it('is to follow it with a hundred others at most, of whom each can leave', async () => {
    const { desk } = setUp();
    const all = Array.from({ length: 100 }, (_, i) => desk.follow(incident, 'a', `u${i}`));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['follows']));
    expect(await desk.follow(incident, 'a', 'ada')).toBe('full');
    expect(await desk.follow(incident, 'a', 'u7')).toBe('left');
    expect(await desk.follow(incident, 'a', 'ada')).toBe('follows');
  });
});
