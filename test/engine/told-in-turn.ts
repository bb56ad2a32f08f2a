import type { Notice, NoticeKind, OutboxItem } from '#src/domain/incident.ts';
import { isTrouble } from '#src/domain/status.ts';

// What is told of an incident may be a message of its own, or be shown in the one that is there.

const ANNOUNCED = ['maintenance_scheduled', 'maintenance_moved'] as const;
const RUNNING = ['maintenance_started', 'maintenance_overrun'] as const;

/** What may have been told last before each of them. */
const FOLLOWS: Partial<Record<NoticeKind, readonly (NoticeKind | undefined)[]>> = {
  maintenance_scheduled: [undefined],
  maintenance_moved: [...ANNOUNCED, ...RUNNING],
  maintenance_started: [undefined, ...ANNOUNCED],
  maintenance_overrun: ['maintenance_started', 'maintenance_moved'],
  maintenance_canceled: [...ANNOUNCED, 'maintenance_started'],
  maintenance_ended: [...ANNOUNCED, ...RUNNING],
};

/** The notices that could not follow those before them of the same incident. */
export function outOfTurn(outbox: readonly OutboxItem[]): Notice[] {
  return [...Map.groupBy(outbox, ({ notice }) => notice.incident).values()].flatMap(stepsOutOfTurn);
}

function stepsOutOfTurn(items: readonly OutboxItem[]): Notice[] {
  let isOpen = false;
  let isFirst = true;
  return items.flatMap((item) => {
    const { kind, leftBehind } = item.notice;
    if (item.kind === 'refresh') {
      // What a wider trouble explains ends with that, and is not told once more.
      if (kind === 'resolved') isOpen = isFirst = false;
      return [];
    }
    // What an outage leaves behind was opened with it: its first notice of its own is its recovery.
    const isOutOfTurn =
      (kind === 'opened' && !isFirst) ||
      (kind === 'reopened' && (isOpen || isFirst)) ||
      (kind === 'changed' && !isOpen && leftBehind !== true) ||
      (kind === 'resolved' && !isOpen && !isFirst);
    isFirst = false;
    if (kind !== 'resolved' && (kind !== 'changed' || leftBehind === true)) isOpen = true;
    if (kind === 'resolved') isOpen = false;
    return isOutOfTurn ? [item.notice] : [];
  });
}

/**
 * Services that were told to be down a second time without an up between. What has `lapsed` was closed without a word,
 * as nothing is known of it any more.
 */
export function openedWhileDown(outbox: readonly OutboxItem[], lapsed: ReadonlySet<string>): string[] {
  const down = new Map<string, string>();
  const wrong: string[] = [];
  for (const { notice } of outbox) {
    const { incident, kind, members, parts = [] } = notice;
    for (const { previous, service, status } of parts) {
      const key = members === undefined ? service : incident;
      const isNews = kind === 'opened' && isTrouble(status) && !isTrouble(previous);
      const owner = down.get(key);
      if (isNews && owner !== undefined && owner !== incident && !lapsed.has(owner)) wrong.push(key);
      if (isTrouble(status)) down.set(key, incident);
      else down.delete(key);
    }
    // What was found to be part of something greater is not listed any more.
    if (kind === 'resolved') for (const [key, owner] of down) if (owner === incident) down.delete(key);
  }
  return wrong;
}

/** Notices of maintenances that could not follow those before them of the same one. */
export function plansOutOfTurn(outbox: readonly OutboxItem[]): Notice[] {
  const notices = outbox.flatMap(({ kind, notice }) =>
    kind === 'notice' && notice.kind.startsWith('maintenance_') ? [notice] : [],
  );
  return [...Map.groupBy(notices, ({ incident }) => incident).values()].flatMap((ofOne) =>
    ofOne.filter(
      // What is left of another one goes on from where that was.
      ({ id, kind }, i) =>
        !(FOLLOWS[kind] ?? []).includes(ofOne[i - 1]?.kind) && (i > 0 || id.endsWith('#1')),
    ),
  );
}
