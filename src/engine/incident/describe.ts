import type { Evidence } from '#src/domain/evidence.ts';
import type { Incident } from '#src/domain/incident.ts';
import { contains, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isOutage, severityOf } from '#src/domain/status.ts';

import { SHOWN_PARTS } from '#src/engine/inference/inferred.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import type { Standing } from './standing.ts';
import { partsInOrder } from './sum-parts.ts';
import type { Surroundings } from './surroundings.ts';

/** How many pieces of evidence a record holds: enough for a message and its details. */
const MAX_EVIDENCE = 12;

/** What its troubles say now: the leading one in front, the words of all. */
export function describeIncident(incident: Incident, verdicts: readonly Verdict[]): Incident {
  const {
    accounts: _accounts,
    disputed: _disputed,
    eta: _eta,
    extent: _extent,
    regions: _regions,
    ...rest
  } = withoutStaleMembers(incident);
  const ordered = partsInOrder(verdicts, incident.services);
  const [leading] = ordered.toSorted((a, b) => severityOf(b.status) - severityOf(a.status));
  if (leading === undefined) return incident;
  const counted = ordered.find(({ extent }) => extent !== undefined);
  const eta = latestEta(ordered);
  const isDisputed = ordered.some(({ disputed }) => disputed === true);
  const { accounts, basis, regions, rule } = leading;
  return {
    ...rest,
    basis,
    rule,
    unconfirmed: ordered.every(({ unconfirmed }) => unconfirmed),
    evidence: bounded(ordered.flatMap(({ evidence }) => evidence)),
    ...(counted?.extent !== undefined && { extent: counted.extent }),
    ...(eta !== undefined && { eta }),
    ...(isDisputed && { disputed: true as const }),
    ...(regions !== undefined && { regions }),
    ...(accounts !== undefined && { accounts }),
  };
}

function withoutStaleMembers(incident: Incident): Incident {
  if (incident.parts.some(({ members }) => members !== undefined)) return incident;
  const { members: _members, ...rest } = incident;
  return rest;
}

function latestEta(verdicts: readonly Verdict[]): number | undefined {
  const etas = verdicts.flatMap(({ eta }) => eta ?? []);
  return etas.length === 0 ? undefined : Math.max(...etas);
}

/** What a recovered incident shows: that it works, and what of it is still hit. */
export function recover(
  incident: Incident,
  standings: readonly Standing[],
  { scene }: Surroundings,
): Incident {
  const { disputed: _disputed, extent, eta: _eta, ...rest } = incident;
  const well = standings.flatMap((standing) =>
    standing.kind === 'back' || standing.kind === 'maintained' ? [standing.verdict] : [],
  );
  const evidence = well
    .flatMap((verdict) => verdict.evidence)
    .filter(({ status }) => status === incident.status);
  const left = [...scene.troubles().all.values()]
    .filter(({ status }) => isOutage(status))
    .map(({ service }) => service)
    .filter((service) => incident.services.some((whole) => isDirectPart(whole, service)));
  return {
    ...rest,
    evidence: bounded(evidence),
    rule: well[0]?.rule ?? incident.rule ?? 'works',
    ...(left.length > 0 && {
      extent: { hit: left.length, of: extent?.of ?? left.length, parts: left.slice(0, SHOWN_PARTS) },
    }),
  };
}

/** A coin of a component, or a network of a coin. */
function isDirectPart(whole: ServicePath, part: ServicePath): boolean {
  return depthOf(part) === Math.max(depthOf(whole), 2) + 1 && contains(whole, part);
}

function bounded(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  const once = evidence.filter(({ service, source, status }) => {
    const key = `${source} ${service} ${status}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return once.slice(0, MAX_EVIDENCE);
}
