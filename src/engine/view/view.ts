import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Incident } from '#src/domain/incident.ts';
import type { OutcomeKind } from '#src/domain/outcome.ts';
import { networkOf, ownChainOf } from '#src/domain/own-chain.ts';
import {
  ancestorsOf,
  componentPathOf,
  contains,
  depthOf,
  parseService,
  servicePath,
} from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isOutage, isTrouble, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { lastAnswerAt } from '#src/engine/claims/freshness.ts';
import type { StepContext } from '#src/engine/context.ts';
import { listedNetworks, saidComponents } from './listed.ts';
import { maintained } from './maintained.ts';
import { byParts, countAssets, countParts, foldCoins, partsBelow } from './parts.ts';
import type { PartsBelow, PartsInTrouble } from './parts.ts';
import { isOpen } from '#src/engine/incident/incidents.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';

/** One component of an exchange as it stands now. Times are epoch milliseconds. */
export interface ComponentView extends Pick<
  Verdict,
  'service' | 'status' | 'since' | 'sinceKnown' | 'basis' | 'evidence' | 'lastKnown'
> {
  readonly component: string;
  /** How many of its coins or markets are in trouble, where it is known by them. */
  readonly hit?: number;
  readonly of?: number;
  /** Parts that have been closed for so long that they are no outage. */
  readonly closedForLong: number;
}

/** How reading a source goes. */
export interface SourceView {
  readonly id: string;
  readonly outcome: OutcomeKind;
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

/** All that `/status` shows of one service. Times are epoch milliseconds. */
export interface ServiceView extends Pick<
  Verdict,
  'service' | 'status' | 'since' | 'sinceKnown' | 'basis' | 'evidence' | 'rule' | 'closedSince' | 'lastKnown'
> {
  readonly parts?: PartsInTrouble;
  /** The open ones. */
  readonly incidents: readonly Incident[];
}

/** What a view depends on; `components` are those that the exchange's sources can speak of. */
export interface ViewContext extends StepContext {
  readonly components: readonly string[];
  readonly retired?: string;
}

export function viewExchange(state: ExchangeState, context: ViewContext): ExchangeView {
  const { profile, retired } = context;
  const scene = sceneOf(state, context);
  const views = [...new Set([...context.components, ...saidComponents(state)])].map((component) =>
    viewComponent(scene, component),
  );
  const whole = serviceIn(scene, profile.id);
  return {
    id: profile.id,
    name: profile.name,
    status: retired === undefined ? worstOf([whole.status, ...views.map(({ status }) => status)]) : 'unknown',
    ...(retired !== undefined && { retired }),
    components: views,
    incidents: openIncidents(state),
    maintenances: state.maintenances.filter(({ stage }) => stage !== 'ended'),
    sources: Object.keys(profile.sources).map((id) => viewSource(scene, id)),
    freshAt: lastAnswerAt(state),
  };
}

export function viewService(state: ExchangeState, service: ServicePath, context: StepContext): ServiceView {
  return serviceIn(sceneOf(state, context), service);
}

/** As `viewService`, for who has more than one question. */
export function serviceIn(scene: Scene, service: ServicePath): ServiceView {
  return viewWithParts(scene, service, partsBelow(scene, service));
}

function viewWithParts(scene: Scene, service: ServicePath, { closed, live }: PartsBelow): ServiceView {
  const verdict = withTold(byWhole(byParts(prevailing(scene, service), { closed, live }), scene), scene);
  const { status, since, sinceKnown, basis, evidence, rule, closedSince, lastKnown } = maintained(
    verdict,
    live,
    scene,
  );
  const parts = depthOf(service) === 2 ? foldCoins(live) : countParts(live);
  return {
    service,
    status,
    since,
    sinceKnown,
    basis,
    evidence,
    rule,
    ...(closedSince !== undefined && { closedSince }),
    ...(lastKnown !== undefined && { lastKnown }),
    ...(parts.of > 0 && { parts }),
    incidents: openIncidents(scene.state).filter((incident) =>
      (incident.members ?? incident.services).some((one) => contains(one, service) || contains(service, one)),
    ),
  };
}

function viewComponent(scene: Scene, component: string): ComponentView {
  const service = servicePath(scene.context.profile.id, component);
  const parts = partsBelow(scene, service);
  const view = viewWithParts(scene, service, parts);
  const { status, since, sinceKnown, basis, evidence, lastKnown } = view;
  const coins = countAssets(parts.live);
  return {
    component,
    service,
    status,
    since,
    sinceKnown,
    basis,
    evidence: evidence.slice(0, 1),
    ...(coins > 0 && { hit: countAssets(parts.live.filter((part) => isTrouble(part.status))), of: coins }),
    closedForLong: parts.closed.length,
    ...(lastKnown !== undefined && { lastKnown }),
  };
}

/** What holds for a service: what is said of it, or of what contains it if that is in trouble and newer. */
function prevailing(scene: Scene, service: ServicePath): Verdict {
  const own = scene.verdict(service);
  if (isTrouble(own.status) && own.closedSince === undefined) return own;
  for (const ancestor of [...onlyChainOf(service, scene), ...ancestorsOf(service)]) {
    const above = scene.verdict(ancestor);
    const isDown = isTrouble(above.status) && above.closedSince === undefined;
    // Where a page calls this one well, some trouble of the whole is that of something else on it.
    if (above.status === 'degraded_performance' && isCalledWellBeside(own, above)) continue;
    if (answersItself(own, above)) continue;
    if (isDown && above.basis !== 'inferred' && above.since >= own.since) return { ...above, service };
  }
  return own;
}

/** Its own chain, which a coin is halted with where it is known to move on no other. */
function onlyChainOf(service: ServicePath, { state }: Scene): ServicePath[] {
  const chain = ownChainOf(service);
  const { asset = '', component = '' } = parseService(service);
  const others = listedNetworks(state, component, asset).filter((network) => network !== networkOf(service));
  return chain === undefined || others.length > 0 ? [] : [chain];
}

/** That one endpoint does not answer, or what it says of its load, is not said of another that we see answer. */
function answersItself({ basis, status }: Verdict, above: Verdict): boolean {
  if (status !== 'operational' || basis !== 'measured') return false;
  return (
    above.basis === 'measured' || (above.status === 'degraded_performance' && depthOf(above.service) > 1)
  );
}

function isCalledWellBeside(own: Verdict, above: Verdict): boolean {
  return own.status === 'operational' && own.sources.some((source) => above.sources.includes(source));
}

/** Of what nothing speaks, the exchange's own word counts that all of its component works. */
function byWhole(verdict: Verdict, scene: Scene): Verdict {
  const { rule, service } = verdict;
  const component = componentPathOf(service);
  if (rule !== 'nothing_known' || verdict.isLapsed === true || component === undefined) return verdict;
  if (component === service || verdict.status !== 'unknown') return verdict;
  const whole = scene.verdict(component);
  return whole.status === 'operational' && whole.basis === 'official' ? { ...whole, service } : verdict;
}

/** As an incident tells it: a whole that is disturbed, and of which a part is told to be out, is partly out. */
function withTold(verdict: Verdict, { state }: Scene): Verdict {
  const { service, status } = verdict;
  if (status !== 'degraded_performance') return verdict;
  const isPartOut = state.incidents.some(
    ({ parts, regions }) =>
      regions === undefined &&
      parts.some((part) => part.service === service) &&
      parts.some(
        (part) => part.service !== service && isOutage(part.status) && contains(service, part.service),
      ),
  );
  return isPartOut ? { ...verdict, status: 'partial_outage' } : verdict;
}

function viewSource({ look, state }: Scene, id: string): SourceView {
  const source = state.sources[id];
  if (source === undefined) {
    return { id, outcome: 'ok', okAt: 0, checkedAt: 0, fresh: false };
  }
  const { outcome, okAt, checkedAt } = source;
  return { id, outcome, okAt, checkedAt, fresh: look.isFresh(id) };
}

function openIncidents(state: ExchangeState): Incident[] {
  return state.incidents.filter(isOpen);
}
