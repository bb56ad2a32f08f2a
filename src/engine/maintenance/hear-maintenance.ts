import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Maintenance } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading, Signal, Window } from '#src/domain/reading.ts';
import { contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import type { StepContext } from '#src/engine/context.ts';
import { covers, hasBegun, isPast, isRunning } from './maintenance-time.ts';
import { judge, servicesMaintained } from '#src/engine/verdict.ts';

/** Marks the source of a maintenance that a status tells of without a window. */
const UNPLANNED = '~';

/** The source that tells of it, as the exchange's file names it. */
export function sourceOf({ source }: Maintenance): string {
  return source.startsWith(UNPLANNED) ? source.slice(UNPLANNED.length) : source;
}

interface Told {
  readonly window: Window;
  readonly services: readonly ServicePath[];
  readonly signal: Signal;
  readonly link?: string;
}

/** Takes in the windows that a source tells of: new ones, known ones as they are told now, and those it tells of no more. */
export function hearWindows(
  known: readonly Maintenance[],
  observation: Extract<Observation, { kind: 'ok' }>,
  wasHeardBefore: boolean,
  context: StepContext,
): readonly Maintenance[] {
  const { source, readings } = observation;
  const told = windowsIn(readings);
  const next = known.map((maintenance) => {
    if (maintenance.source !== source) return maintenance;
    const again = told.get(maintenance.window.id);
    if (again !== undefined) return hearAgain(maintenance, again);
    return maintenance.signal === 'statement' ? maintenance : withdraw(maintenance);
  });
  const ids = new Set(known.filter((one) => one.source === source).map((one) => one.window.id));
  for (const [id, one] of told) {
    if (!ids.has(id) && !isPast(one, context)) next.push(firstHeard(source, one, wasHeardBefore, context));
  }
  return next;
}

function windowsIn(readings: readonly Reading[]): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const { window, service, signal, link } of readings) {
    if (window === undefined) continue;
    const services = [...new Set([...(told.get(window.id)?.services ?? []), service])].toSorted();
    told.set(window.id, { window, services, signal, ...(link !== undefined && { link }) });
  }
  return told;
}

function firstHeard(source: string, told: Told, isNews: boolean, { now, profile }: StepContext): Maintenance {
  const { from, until } = told.window;
  const runsAlready = hasBegun(told.window, now);
  return {
    id: `${profile.id}-${source}-${told.window.id}`,
    source,
    ...told,
    firstSeenAt: now,
    stage: 'scheduled',
    stageSince: now,
    told: isNews || !runsAlready,
    ...(!isNews && { announced: { from, until } }),
    notices: 0,
  };
}

function hearAgain(maintenance: Maintenance, { window, services, link }: Told): Maintenance {
  const isSame =
    JSON.stringify(window) === JSON.stringify(maintenance.window) &&
    services.join() === maintenance.services.join();
  return isSame ? maintenance : { ...maintenance, window, services, ...(link !== undefined && { link }) };
}

/** No longer listed: over, if it ran; called off, if it did not. */
function withdraw(maintenance: Maintenance): Maintenance {
  const phase = isRunning(maintenance) ? 'completed' : 'canceled';
  return { ...maintenance, window: { ...maintenance.window, phase } };
}

/** A service that says "under maintenance" without a window is under one that nobody announced. */
export function hearStatuses(
  known: readonly Maintenance[],
  state: ExchangeState,
  context: StepContext,
): readonly Maintenance[] {
  const maintained = findUnplanned(state, context);
  const next = known.map((maintenance) => {
    if (!maintenance.source.startsWith(UNPLANNED) || maintenance.stage === 'ended') return maintenance;
    return maintained.has(maintenance.window.id) ? maintenance : withdraw(maintenance);
  });
  for (const [service, { source, told, isBaseline }] of maintained) {
    const isKnown = next.some((one) => one.stage !== 'ended' && covers(one.services, [service]));
    const isPartOfAnother = [...maintained.keys()].some(
      (other) => other !== service && contains(other, service),
    );
    // An outage that the exchange then calls maintenance stays the incident that it is.
    const isIncident = state.incidents.some(
      (incident) => incident.status !== 'operational' && contains(incident.services[0], service),
    );
    if (isKnown || isPartOfAnother || isIncident) continue;
    const id = `${context.profile.id}-${service}-${told.window.from}`;
    next.push({ ...firstHeard(`${UNPLANNED}${source}`, told, !isBaseline, context), id });
  }
  return next;
}

interface Unplanned {
  readonly source: string;
  readonly told: Told;
  readonly isBaseline: boolean;
}

/** By service: what says "under maintenance" now, as the window that it would have had. */
function findUnplanned(state: ExchangeState, context: StepContext): Map<ServicePath, Unplanned> {
  const found = new Map<ServicePath, Unplanned>();
  for (const service of servicesMaintained(state)) {
    const { status, since, evidence, eta = null, isBaseline } = judge(state, service, context);
    if (status !== 'under_maintenance') continue;
    const { source = '', quote: title = '', link } = evidence[0] ?? {};
    const window: Window = { id: service, phase: 'in_progress', from: since, until: eta, title };
    const told: Told = { window, services: [service], signal: 'word', ...(link !== undefined && { link }) };
    found.set(service, { source, told, isBaseline });
  }
  return found;
}
