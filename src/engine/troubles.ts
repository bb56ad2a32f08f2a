import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { ancestorsOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import type { StepContext } from './context.ts';
import { judge, servicesNotWell } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** What is wrong now: every service in trouble that nothing above it explains. */
export interface Troubles {
  readonly all: ReadonlyMap<ServicePath, Verdict>;
  /** Those to tell of: a parent's outage swallows its children. */
  readonly top: readonly Verdict[];
  /** What was in trouble when it was last seen, and is out of sight now. */
  readonly unseen: ReadonlySet<ServicePath>;
}

export function findTroubles(state: ExchangeState, context: StepContext): Troubles {
  const all = new Map<ServicePath, Verdict>();
  const unseen = new Set<ServicePath>();
  for (const service of servicesNotWell(state, context)) {
    const verdict = judge(state, service, context);
    if (isTrouble(verdict.status) && verdict.closedSince === undefined) all.set(service, verdict);
    if (verdict.status === 'unknown') unseen.add(service);
  }
  const top = [...all.values()]
    .filter((verdict) => swallowerOf(verdict, all) === undefined)
    .toSorted((a, b) => (a.service < b.service ? -1 : 1));
  return { all, top, unseen };
}

/** The nearest trouble above that explains this one: an outage, or anything at least as bad. */
function swallowerOf(verdict: Verdict, all: ReadonlyMap<ServicePath, Verdict>): Verdict | undefined {
  for (const ancestor of ancestorsOf(verdict.service)) {
    const above = all.get(ancestor);
    if (above !== undefined && explains(above.status, verdict.status)) return above;
  }
  return undefined;
}

/** Whether trouble above accounts for trouble below it: an outage for anything, the rest for what is no worse. */
export function explains(above: Status, below: Status): boolean {
  const isOutage = severityOf(above) >= severityOf('partial_outage');
  return isOutage || severityOf(above) >= severityOf(below);
}
