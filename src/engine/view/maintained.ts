import type { Maintenance } from '#src/domain/maintenance.ts';
import { spans } from '#src/domain/own-chain.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { evidenceOfWindow } from '#src/engine/maintenance/maintenance-notice.ts';
import { isRunning } from '#src/engine/maintenance/maintenance-time.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';

import type { PartView } from './parts.ts';

/** While a maintenance runs that covers the service, or all that is left of it, that is what it is under. */
export function maintained(verdict: Verdict, live: readonly PartView[], scene: Scene): Verdict {
  const { service } = verdict;
  const { context, state } = scene;
  const running = state.maintenances.find(
    (one) => isRunning(one) && (covering(one, service) !== undefined || explains(one, verdict, live)),
  );
  if (running === undefined) return verdict;
  const { firstSeenAt, stageSince, startedAt, told, window } = running;
  const since = startedAt ?? Math.min(window.from ?? stageSince, stageSince);
  const said = scene
    .verdict(covering(running, service) ?? service)
    .evidence.filter(({ status }) => status === 'under_maintenance');
  return {
    ...verdict,
    status: 'under_maintenance',
    basis: 'official',
    since,
    sinceKnown: told || (window.from !== null && window.from < firstSeenAt),
    evidence: said.length > 0 ? said : [evidenceOfWindow(running, service, since, context)],
  };
}

/** A coin that moves on one network, or has one pair, is out because that is worked on. */
function explains(maintenance: Maintenance, { status }: Verdict, live: readonly PartView[]): boolean {
  const isOut = isTrouble(status) || live.every((part) => part.status === 'under_maintenance');
  if (!isOut || live.length === 0) return false;
  return live.every(({ service }) => covering(maintenance, service) !== undefined);
}

function covering({ regions, services }: Maintenance, service: ServicePath): ServicePath | undefined {
  return regions === undefined ? services.find((whole) => spans(whole, service)) : undefined;
}
