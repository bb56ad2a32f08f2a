import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Evidence, Incident, Maintenance } from '#src/domain/incident.ts';
import type { OutcomeKind } from '#src/domain/outcome.ts';
import type { Basis } from '#src/domain/reading.ts';
import { ANY, ancestorsOf, contains, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { isClosedForGood, isStale } from './claims.ts';
import type { StepContext } from './context.ts';
import { isRunning } from './maintenance.ts';
import { ROLL_UP } from './roll-up.ts';
import { judge } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** One component of an exchange as it stands now. Times are epoch milliseconds. */
export interface ComponentView {
  readonly component: string;
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
  readonly sinceKnown: boolean;
  readonly basis: Basis;
  /** The line of evidence that decides. It comes from outside. */
  readonly text?: string;
  /** How many of its parts are in trouble, where it has parts. */
  readonly hit?: number;
  readonly of?: number;
  /** Parts that have been closed for so long that they are no outage. */
  readonly closedForLong: number;
}

/** How reading a source goes. */
export interface SourceView {
  readonly id: string;
  readonly outcome: OutcomeKind;
  readonly message: string;
  /** When it last said something; 0 for never. */
  readonly okAt: number;
  readonly checkedAt: number;
  /** Its word still counts. */
  readonly fresh: boolean;
}

/** All that `/status` shows of an exchange. */
export interface ExchangeView {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  /** A sentence, of an exchange that is neither up nor down any more. */
  readonly retired?: string;
  readonly components: readonly ComponentView[];
  /** The open ones. */
  readonly incidents: readonly Incident[];
  /** Scheduled, started or overrun. */
  readonly maintenances: readonly Maintenance[];
  readonly sources: readonly SourceView[];
  /** When any source last said something; 0 for never. */
  readonly freshAt: number;
}

export interface PartView {
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
}

/** All that `/status` shows of one service. */
export interface ServiceView {
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
  readonly sinceKnown: boolean;
  readonly basis: Basis;
  readonly evidence: readonly Evidence[];
  /** It has been closed since then, which is long enough to be no outage. */
  readonly closedSince?: number;
  /** The parts in trouble, worst first, of how many. */
  readonly parts?: { readonly hit: number; readonly of: number; readonly list: readonly PartView[] };
  readonly incidents: readonly Incident[];
}

/** What a view depends on; `components` are those that the exchange's sources can speak of. */
export interface ViewContext extends StepContext {
  readonly components: readonly string[];
  readonly retired?: string;
}

export function viewExchange(state: ExchangeState, context: ViewContext): ExchangeView {
  const { components, profile, retired } = context;
  const views = components.map((component) => viewComponent(state, component, context));
  const whole = viewService(state, profile.id, context);
  return {
    id: profile.id,
    name: profile.name,
    status: retired === undefined ? worstOf([whole.status, ...views.map(({ status }) => status)]) : 'unknown',
    ...(retired !== undefined && { retired }),
    components: views,
    incidents: openIncidents(state),
    maintenances: state.maintenances.filter(({ stage }) => stage !== 'ended'),
    sources: Object.keys(profile.sources).map((id) => viewSource(state, id, context)),
    freshAt: Math.max(0, ...Object.values(state.sources).map(({ okAt }) => okAt)),
  };
}

export function viewService(state: ExchangeState, service: ServicePath, context: StepContext): ServiceView {
  const own = judge(state, service, context);
  const verdict = prevailing(state, service, own, context);
  const running = state.maintenances.find(
    (one) => isRunning(one) && one.services.some((whole) => contains(whole, service)),
  );
  const parts = partsOf(state, service, context);
  const isDown = isTrouble(verdict.status);
  return {
    service,
    status: running !== undefined ? 'under_maintenance' : statusByParts(verdict, parts),
    since: running?.window.from ?? verdict.since,
    sinceKnown: running !== undefined || verdict.sinceKnown,
    basis: verdict.basis,
    evidence: verdict.evidence,
    ...(verdict.closedSince !== undefined && !isDown && { closedSince: verdict.closedSince }),
    ...(parts !== undefined && { parts }),
    incidents: openIncidents(state).filter((incident) =>
      [incident.service, ...(incident.members ?? [])].some(
        (one) => contains(one, service) || contains(service, one),
      ),
    ),
  };
}

/** The assets that a component of an exchange is known to have, closed ones included. */
export function assetsOf(state: ExchangeState, component: string): string[] {
  const assets = new Set<string>();
  for (const claims of Object.values(state.claims)) {
    for (const path in claims) {
      const service = parseService(path);
      if (service.component === component && service.asset !== undefined && service.asset !== ANY) {
        assets.add(service.asset);
      }
    }
  }
  return [...assets].toSorted();
}

function viewComponent(state: ExchangeState, component: string, context: ViewContext): ComponentView {
  const service = `${context.profile.id}/${component}`;
  const { status, since, sinceKnown, basis, evidence, parts } = viewService(state, service, context);
  const [first] = evidence;
  return {
    component,
    service,
    status,
    since,
    sinceKnown,
    basis,
    ...(first !== undefined && first.text !== '' && { text: first.text }),
    ...(parts !== undefined && { hit: parts.hit, of: parts.of }),
    closedForLong: countClosedForGood(state, component, context),
  };
}

/** What holds for a service: what is said of it, or of what contains it if that is in trouble and newer. */
function prevailing(state: ExchangeState, service: ServicePath, own: Verdict, context: StepContext): Verdict {
  if (isTrouble(own.status) && own.closedSince === undefined) return own;
  for (const ancestor of ancestorsOf(service)) {
    const above = judge(state, ancestor, context);
    if (isTrouble(above.status) && above.basis !== 'inferred' && above.since >= own.since) return above;
  }
  return own;
}

/** What nothing speaks of as a whole is known by its parts: as out as they are, if all are, partly if some. */
function statusByParts({ status, service }: Verdict, parts: ServiceView['parts']): Status {
  if (parts === undefined || isTrouble(status) || status === 'under_maintenance') return status;
  if (depthOf(service) > 2 && parts.hit > 0) {
    const worst = worstOf(parts.list.map((part) => part.status));
    return parts.hit < parts.of && worst === 'major_outage' ? 'partial_outage' : worst;
  }
  return 'operational';
}

/** The parts that a service is made of: a component of coins or pairs, a coin of its networks. */
function partsOf(state: ExchangeState, service: ServicePath, context: StepContext): ServiceView['parts'] {
  const parts = new Map<ServicePath, PartView[]>();
  for (const [source, claims] of Object.entries(state.claims)) {
    if (source === ROLL_UP || isStale(state, source, context)) continue;
    for (const path in claims) {
      const claim = claims[path];
      if (claim?.signal !== 'flag' || path === service || !contains(service, path)) continue;
      if (isClosedForGood(claim, context.now, context.policy)) continue;
      const part = depthOf(service) === 2 ? path.split('/').slice(0, 3).join('/') : path;
      const leaf = { service: path, status: claim.status, since: claim.since };
      const leaves = parts.get(part);
      if (leaves === undefined) parts.set(part, [leaf]);
      else leaves.push(leaf);
    }
  }
  if (parts.size === 0) return undefined;
  const inTrouble = [...parts].filter(([, leaves]) => leaves.some(({ status }) => isTrouble(status)));
  const list = inTrouble
    .flatMap(([part, leaves]) => fold(part, leaves))
    .toSorted(
      (a, b) =>
        severityOf(b.status) - severityOf(a.status) || b.since - a.since || (a.service < b.service ? -1 : 1),
    );
  return { hit: inTrouble.length, of: parts.size, list };
}

/** A coin that is out on all its networks is named once, otherwise by the networks that are. */
function fold(part: ServicePath, leaves: readonly PartView[]): readonly PartView[] {
  const out = leaves.filter(({ status }) => isTrouble(status));
  if (out.length < leaves.length) return out;
  return [
    {
      service: part,
      status: worstOf(out.map(({ status }) => status)),
      since: Math.max(...out.map(({ since }) => since)),
    },
  ];
}

function countClosedForGood(
  state: ExchangeState,
  component: string,
  { now, policy, profile }: StepContext,
): number {
  let count = 0;
  for (const claims of Object.values(state.claims)) {
    for (const path in claims) {
      const claim = claims[path];
      if (claim === undefined || !path.startsWith(`${profile.id}/${component}/`)) continue;
      if (isClosedForGood(claim, now, policy)) count += 1;
    }
  }
  return count;
}

function viewSource(state: ExchangeState, id: string, context: StepContext): SourceView {
  const source = state.sources[id];
  if (source === undefined) {
    return { id, outcome: 'ok', message: 'not read yet', okAt: 0, checkedAt: 0, fresh: false };
  }
  const { outcome, message, okAt, checkedAt } = source;
  return { id, outcome, message, okAt, checkedAt, fresh: !isStale(state, id, context) };
}

function openIncidents(state: ExchangeState): Incident[] {
  return state.incidents.filter(({ status, flapping }) => status !== 'operational' || flapping);
}
