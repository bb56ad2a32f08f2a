import type { Maintenance } from '#src/domain/maintenance.ts';
import { contains } from '#src/domain/service.ts';

import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { covers, isPartOf } from './maintenance-time.ts';

/** The exchange still says of all of it that it is under maintenance, whatever of it has opened already. */
export function isHeldOpen({ services }: Maintenance, scene: Scene): boolean {
  return scene
    .troubles()
    .maintained.some(
      ({ regions, service }) => regions === undefined && services.every((one) => contains(service, one)),
    );
}

/**
 * What of it has stopped, as the exchange says or shows, and was not seen to before some time. A part of it that had
 * stopped before anybody heard of it stopped by something else.
 */
export function shownTrouble(
  { firstSeenAt, regions, services }: Maintenance,
  scene: Scene,
  from = Number.NEGATIVE_INFINITY,
): Verdict | undefined {
  if (regions !== undefined) return undefined;
  for (const verdict of scene.troubles().all.values()) {
    const isPart = !services.includes(verdict.service);
    const isBefore = verdict.sinceKnown && verdict.since < (isPart ? Math.max(from, firstSeenAt) : from);
    const isSeen = verdict.basis !== 'measured' && verdict.regions === undefined && !isBefore;
    if (isSeen && covers(services, [verdict.service])) return verdict;
  }
  return undefined;
}

/** What it takes down does not answer, since a time within it or shortly before. */
export function isUnanswered(maintenance: Maintenance, scene: Scene): boolean {
  const { from, until } = maintenance.window;
  return [...scene.troubles().all.values()].some(
    ({ basis, regions, service, since }) =>
      basis === 'measured' &&
      regions === undefined &&
      (from === null || since >= from - scene.context.policy.earlyStartMs) &&
      (until === null || since < until) &&
      isPartOf(maintenance, service),
  );
}
