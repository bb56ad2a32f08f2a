import type { Evidence } from '#src/domain/evidence.ts';
import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import { componentPathOf, contains, depthOf } from '#src/domain/service.ts';
import type { ServicePath, Services } from '#src/domain/service.ts';
import { isTrouble, severityOf, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import type { StepContext } from '#src/engine/context.ts';
import { SHOWN_PARTS } from '#src/engine/inference/inferred.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { causeOf } from './cause.ts';
import type { Fallen } from './group.ts';
import { partOf } from './group.ts';
import type { Standing } from './standing.ts';
import type { Surroundings } from './surroundings.ts';

/** How many pieces of evidence a record holds: enough for a message and its details. */
const MAX_EVIDENCE = 12;

/** An incident after its parts were looked at; without parts where nothing of it is left to wait for. */
export function followParts(
  before: Incident,
  standings: readonly Standing[],
  joined: readonly Fallen[],
  around: Surroundings,
): Incident | undefined {
  const { context } = around.scene;
  const parts = [
    ...standings
      .filter((standing) => !isTakenOver(standing, joined))
      .flatMap((standing) => nextPart(standing, context.now)),
    ...joined.map((fallen) => partOf(fallen)),
  ];
  const [first] = parts;
  if (first === undefined) return undefined;
  const counted = parts.filter(({ absorbed }) => absorbed !== true);
  const down = standings.flatMap((standing) => (standing.kind === 'down' ? [standing.verdict] : []));
  const verdicts = [...down, ...joined.map(({ verdict }) => verdict)];
  const heard = standings.flatMap((standing) => {
    if (standing.kind === 'unseen') return [standing.heardAt];
    return standing.kind === 'down' ? (standing.verdict.lastKnown?.heardAt ?? []) : [];
  });
  const { absorbed: _absorbed, lastHeardAt: _lastHeardAt, ...rest } = before;
  const isLeft = isTrouble(before.status) && isLeftBeneath(parts);
  const isNewlyBack = standings.some(({ kind, part }) => kind === 'back' && part.status !== 'operational');
  const isAbsorbed = counted.length === 0 || (isLeft && !isNewlyBack);
  const status = isAbsorbed || isLeft ? before.status : statusOf(counted);
  const next: Incident = {
    ...rest,
    parts,
    services: leadingFirst(parts, before.services),
    status,
    worst: severityOf(status) > severityOf(before.worst) ? status : before.worst,
    cause: causeOf(verdicts, before.cause),
    ...(isAbsorbed && { absorbed: true as const }),
    ...(heard.length > 0 && { lastHeardAt: Math.min(...heard) }),
    ...membersOf(parts),
  };
  if (verdicts.length > 0) return describe(next, verdicts);
  if (heard.length > 0 || status === before.status) return next;
  return recover(next, standings, around);
}

/** Whether all that is still down of it is beneath a wider trouble. */
function isLeftBeneath(parts: readonly IncidentPart[]): boolean {
  const down = parts.filter(({ status }) => status !== 'operational');
  return down.length > 0 && down.every(({ absorbed }) => absorbed === true);
}

/** What explains the part has become one itself. */
function isTakenOver(standing: Standing, joined: readonly Fallen[]): boolean {
  return standing.kind === 'absorbed' && joined.some(({ verdict }) => verdict === standing.by);
}

function nextPart(standing: Standing, now: number): IncidentPart[] {
  const { kind, part } = standing;
  const { absorbed: _absorbed, backAt: _backAt, ...rest } = part;
  switch (kind) {
    case 'down': {
      const isAgain = !isTrouble(part.status);
      const { status } = standing.verdict;
      return [{ ...rest, status, ...(isAgain && { since: now, sinceKnown: true, downs: part.downs + 1 }) }];
    }
    case 'absorbed':
      return [{ ...part, absorbed: true }];
    case 'covered':
    case 'lapsed':
      return [];
    case 'unseen':
      return [rest];
    case 'maintained':
      return [{ ...rest, status: 'under_maintenance' }];
    case 'back':
      return [{ ...rest, status: 'operational', backAt: part.backAt ?? now }];
  }
}

function statusOf(parts: readonly IncidentPart[]): Status {
  return worstOf(
    parts.map(({ service, status }) => (isOfMilderWhole(service, parts) ? milder(status) : status)),
  );
}

/** What is out of a whole that is told of beside it takes the whole down in part. */
function isOfMilderWhole(service: ServicePath, parts: readonly IncidentPart[]): boolean {
  return parts.some(
    (whole) => whole.service !== service && isTrouble(whole.status) && contains(whole.service, service),
  );
}

function milder(status: Status): Status {
  return status === 'major_outage' ? 'partial_outage' : status;
}

/** What leads stays in front; what is wider, or worse, than it goes before it. */
function leadingFirst(parts: readonly IncidentPart[], before: readonly ServicePath[]): Services {
  const [first, ...others] = inOrder(parts, before).map(({ service }) => service);
  return [first ?? before[0] ?? '', ...others];
}

/** The order in which people would name components that are down. */
const RANK = ['withdrawals', 'deposits', 'spot', 'derivatives', 'margin', 'login', 'api', 'website'];

function inOrder<Part extends Pick<IncidentPart, 'service'>>(
  parts: readonly Part[],
  before: readonly ServicePath[],
): Part[] {
  const rank = ({ service }: Part): number => {
    const at = RANK.indexOf((componentPathOf(service) ?? '').split('/')[1] ?? '');
    return at < 0 ? RANK.length : at;
  };
  const place = ({ service }: Part): number => {
    const at = before.indexOf(service);
    return at < 0 ? before.length : at;
  };
  return parts.toSorted(
    (a, b) =>
      Math.min(depthOf(a.service), 3) - Math.min(depthOf(b.service), 3) ||
      place(a) - place(b) ||
      rank(a) - rank(b) ||
      (a.service < b.service ? -1 : 1),
  );
}

function membersOf(parts: readonly IncidentPart[]): Pick<Incident, 'members'> {
  const members = parts.flatMap((part) => part.members ?? []);
  return members.length === 0 ? {} : { members };
}

/** What its troubles say now: the leading one in front, the words of all. */
function describe(incident: Incident, verdicts: readonly Verdict[]): Incident {
  const {
    accounts: _accounts,
    disputed: _disputed,
    eta: _eta,
    extent: _extent,
    regions: _regions,
    ...rest
  } = withoutStaleMembers(incident);
  const ordered = inOrder(verdicts, incident.services);
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
function recover(incident: Incident, standings: readonly Standing[], { scene }: Surroundings): Incident {
  const { disputed: _disputed, extent, eta: _eta, ...rest } = incident;
  const well = standings.flatMap((standing) =>
    standing.kind === 'back' || standing.kind === 'maintained' ? [standing.verdict] : [],
  );
  const evidence = well
    .flatMap((verdict) => verdict.evidence)
    .filter((one) => !isTrouble(one.status) && one.status !== 'unknown');
  const left = [...scene.troubles().all.values()]
    .filter(({ status }) => severityOf(status) >= severityOf('partial_outage'))
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

/** A new incident, before anybody is told of it. */
export function newIncident(fallen: readonly Fallen[], { now, profile }: StepContext): Incident {
  const parts = inOrder(fallen.map(partOf), []);
  const verdicts = fallen.map(({ verdict }) => verdict);
  const [leading = '', ...others] = parts.map(({ service }) => service);
  const { regions } = verdicts[0] ?? {};
  const status = statusOf(parts);
  const size = parts.length + (parts[0]?.members?.length ?? 1) - 1;
  const name = leading.slice(profile.id.length + 1).replaceAll('/', '.') || 'all';
  const where = regions === undefined ? '' : `-${regions.join('-')}`;
  const first = parts.reduce((a, b) => (b.since < a.since ? b : a));
  return describe(
    {
      id: `${profile.id}-${name}${size > 1 ? `-${size}` : ''}${where}-${now.toString(36)}`,
      services: [leading, ...others],
      parts,
      cause: causeOf(verdicts),
      status,
      worst: status,
      basis: 'official',
      unconfirmed: false,
      since: first.since,
      sinceKnown: first.sinceKnown,
      openedAt: now,
      phaseSince: now,
      downs: 1,
      flapping: false,
      told: false,
      evidence: [],
      ...membersOf(parts),
      notices: 0,
      timeline: [],
    },
    verdicts,
  );
}
