import { describe, expect, it } from 'vitest';

import { forgetOld } from '#src/delivery/forget.ts';
import type { DeliveryEnding, PostedMessage } from '#src/domain/delivery.ts';
import { deliveryId } from '#src/domain/delivery.ts';
import { NOTICE_KINDS } from '#src/domain/incident.ts';
import type { NoticeKind } from '#src/domain/incident.ts';
import { minute, noon } from '#test/delivery/a-notice.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';

const day = 24 * 60 * minute;
const now = noon + 365 * day;

function posted(kind: NoticeKind, ageMs: number): PostedMessage {
  const incident = `${kind}-1`;
  const noticeId = `${incident}#1`;
  return { address: 'a', incident, rootId: '1', latestId: '1', noticeId, kind, postedAt: now - ageMs };
}

const sent = (ageMs: number): DeliveryEnding => ({ kind: 'sent', at: now - ageMs, messageId: '1' });

function setUp(live: readonly string[] = []) {
  const store = memoryStore();
  const commits: number[] = [];
  const forget = () =>
    forgetOld(
      {
        ...store,
        isLive: (noticeId) => live.includes(noticeId),
        async commit(writes) {
          commits.push(writes.length);
          await store.commit(writes);
        },
      },
      now,
    );
  return { store, commits, forget };
}

describe('Of what was posted', () => {
  async function kindsLeftAfter(ageMs: number): Promise<string[]> {
    const { store, forget } = setUp();
    for (const kind of NOTICE_KINDS) store.messages.records.set(kind, posted(kind, ageMs));
    await forget();
    return [...store.messages.records.keys()];
  }

  it('ends of incidents and of maintenance are forgotten after thirty days', async () => {
    const ends = new Set<NoticeKind>(['resolved', 'maintenance_ended', 'maintenance_canceled']);
    expect(await kindsLeftAfter(30 * day + 1)).toEqual(NOTICE_KINDS.filter((kind) => !ends.has(kind)));
  });

  it('nothing is forgotten before', async () => {
    expect(await kindsLeftAfter(30 * day)).toEqual(NOTICE_KINDS);
  });
});

describe('Of how deliveries ended', () => {
  it('what is older than thirty days is forgotten, and the rest is kept', async () => {
    const { store, forget } = setUp();
    store.endings.records.set(deliveryId('x-1#1', 'old'), sent(30 * day + 1));
    store.endings.records.set(deliveryId('x-1#1', 'young'), sent(30 * day));
    store.endings.records.set(deliveryId('x-1#1', 'new'), sent(0));
    expect(await forget()).toBe(1);
    expect([...store.endings.records.keys()]).toEqual(['x-1#1@young', 'x-1#1@new']);
  });

  it('what says who was told of a notice already is kept while others wait for it', async () => {
    const { store, forget } = setUp(['x-1#1']);
    store.endings.records.set(deliveryId('x-1#1', 'a'), sent(90 * day));
    store.endings.records.set(deliveryId('x-1#1', 'a', 'f00d'), sent(90 * day));
    store.endings.records.set(deliveryId('x-1#2', 'a'), sent(90 * day));
    await forget();
    expect([...store.endings.records.keys()]).toEqual(['x-1#1@a', 'x-1#1@a!f00d']);
  });

  it('the newest 200,000 are kept, and no more', async () => {
    const { store } = setUp();
    const records = Array.from(
      { length: 200_002 },
      (_, i) => [deliveryId('x-1#1', `${i}`), sent(i === 7 || i === 11 ? day : 0)] as const,
    );
    const endings = {
      ...store.endings,
      async *entries() {
        yield* records;
      },
    };
    const deleted: string[] = [];
    const commit: typeof store.commit = async (writes) => void deleted.push(...writes.map(({ id }) => id));
    await forgetOld({ ...store, endings, commit, isLive: () => false }, now);
    expect(deleted).toEqual(['x-1#1@7', 'x-1#1@11']);
  });
});

describe('Of what buttons stand for', () => {
  it('what is older than thirty days is forgotten', async () => {
    const { store, forget } = setUp();
    store.snapshots.records.set('old', { at: now - 30 * day - 1, guildId: '1', undo: [] });
    store.snapshots.records.set('young', { at: now - 30 * day, guildId: '1', undo: [] });
    await forget();
    expect([...store.snapshots.records.keys()]).toEqual(['young']);
  });
});

describe('Forgetting', () => {
  it('goes in writes of at most 500 records, and says how many records went', async () => {
    const { store, commits, forget } = setUp();
    for (let i = 0; i < 1_000; i += 1) store.endings.records.set(`x-1#1@${i}`, sent(31 * day));
    store.messages.records.set('x-1@a', posted('resolved', 31 * day));
    expect(await forget()).toBe(1_001);
    expect(commits).toEqual([500, 500, 1]);
  });

  it('writes nothing where there is nothing to forget', async () => {
    const { commits, forget } = setUp();
    expect(await forget()).toBe(0);
    expect(commits).toEqual([]);
  });
});
