import { describe, expect, it } from 'vitest';

import { forgetOld } from '#src/delivery/forget.ts';
import type { AlertRecord, Followers } from '#src/domain/alert-record.ts';
import type { Snapshot } from '#src/domain/snapshot.ts';
import { aNotice, minute, noon } from '#test/delivery/a-notice.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';

const day = 24 * 60 * minute;
const now = noon + 365 * day;

/** What is left of records of these ages, in days, of each kind. */
async function leftOf(...ages: readonly number[]) {
  const store = memoryStore();
  const alerts = memoryCollection<AlertRecord>(() => undefined, 'alerts');
  const followers = memoryCollection<Followers>(() => undefined, 'followers');
  const snapshots = memoryCollection<Snapshot>(() => undefined, 'snapshots');
  for (const age of ages) {
    const at = now - age * day;
    alerts.records.set(`${age}`, { notice: aNotice({ at }), timeline: [] });
    followers.records.set(`${age}`, { userIds: ['ada'], at });
    snapshots.records.set(`${age}`, { at } as Snapshot);
  }
  const commit: typeof store.commit = async (writes) => {
    for (const { collection, id } of writes)
      (collection === 'alerts' ? alerts : collection === 'followers' ? followers : snapshots).records.delete(
        id,
      );
  };
  const gone = await forgetOld({ ...store, alerts, followers, snapshots, commit, isLive: () => false }, now);
  return {
    alerts: [...alerts.records.keys()],
    followers: [...followers.records.keys()],
    snapshots: [...snapshots.records.keys()],
    gone,
  };
}

describe('What buttons stand for', () => {
  it('is known for ninety days, with who follows it; a picture of what was asked for thirty', async () => {
    expect(await leftOf(0, 30, 31, 90, 91)).toEqual({
      alerts: ['0', '30', '31', '90'],
      followers: ['0', '30', '31', '90'],
      snapshots: ['0', '30'],
      gone: 1 + 1 + 3,
    });
  });
});
