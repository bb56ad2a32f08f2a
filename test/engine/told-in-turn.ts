import type { Notice } from '#src/domain/incident.ts';
import { isTrouble } from '#src/domain/status.ts';

/** The notices that could not follow those before them of the same incident. */
export function outOfTurn(notices: readonly Notice[]): Notice[] {
  return [...Map.groupBy(notices, ({ incident }) => incident).values()].flatMap(stepsOutOfTurn);
}

function stepsOutOfTurn(notices: readonly Notice[]): Notice[] {
  let isOpen = false;
  return notices.filter(({ kind, leftBehind }, i) => {
    // What an outage leaves behind was opened with it: its first notice of its own is its recovery.
    const isFirst = i === 0;
    const isOutOfTurn =
      (kind === 'opened' && !isFirst) ||
      (kind === 'reopened' && (isOpen || isFirst)) ||
      (kind === 'changed' && !isOpen && leftBehind !== true) ||
      (kind === 'resolved' && !isOpen && !isFirst);
    if (kind !== 'resolved' && (kind !== 'changed' || leftBehind === true)) isOpen = true;
    if (kind === 'resolved') isOpen = false;
    return isOutOfTurn;
  });
}

/** Services that were told to be down a second time without an up between. */
export function openedWhileDown(notices: readonly Notice[]): string[] {
  const down = new Map<string, string>();
  const flapping = new Set<string>();
  const wrong: string[] = [];
  for (const { kind, incident, members, parts = [], services } of notices) {
    // Under a service that flaps, ups and downs pass untold; what it hides may come back without a word.
    if (kind === 'flapping') for (const service of services) flapping.add(service);
    for (const { previous, service, status } of parts) {
      const key = members === undefined ? service : incident;
      const isHidden = [...flapping].some((whole) => service.startsWith(whole));
      const isNews = isTrouble(status) && !isTrouble(previous);
      if (kind === 'opened' && isNews && !isHidden && down.has(key)) wrong.push(key);
      // What a greater outage swallows ends with it.
      if (isTrouble(status))
        for (const other of down.keys()) if (other.startsWith(`${service}/`)) down.delete(other);
      if (isTrouble(status)) down.set(key, incident);
      else down.delete(key);
    }
    // What was found to be part of something greater is not listed any more.
    if (kind === 'resolved') for (const [key, owner] of down) if (owner === incident) down.delete(key);
  }
  return wrong;
}
