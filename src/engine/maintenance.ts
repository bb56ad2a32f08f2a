import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Maintenance, Notice, NoticeKind } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading, Signal, Window } from '#src/domain/reading.ts';
import { ancestorsOf, contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

import { ageOf } from './context.ts';
import type { StepContext } from './context.ts';
import type { Troubles } from './troubles.ts';
import { claimsOn, judge, servicesMaintained } from './verdict.ts';
import { maintenanceSummary } from './words.ts';
import type { MaintenanceNews } from './words.ts';

/** Marks the source of a maintenance that a status tells of without a window. */
const UNPLANNED = '~';

export interface MaintenanceStep {
  readonly maintenances: readonly Maintenance[];
  readonly notices: readonly Notice[];
}

/** What the sources say of planned windows, and what the time makes of them. */
export function stepMaintenances(
  before: ExchangeState,
  state: ExchangeState,
  observations: readonly Observation[],
  troubles: Troubles,
  context: StepContext,
): MaintenanceStep {
  let known = state.maintenances;
  for (const observation of observations) {
    if (observation.kind === 'ok')
      known = hearWindows(known, observation, wasHeard(before, observation.source), context);
  }
  known = hearStatuses(known, state, context);
  const kept: Maintenance[] = [];
  const notices: Notice[] = [];
  for (const maintenance of known) {
    const news = newsOf(maintenance, state, troubles, context);
    const isTold =
      news.kind !== undefined && maintenance.told && !known.some((other) => tellsTheSame(other, maintenance));
    const next = isTold ? { ...news.next, notices: maintenance.notices + 1 } : news.next;
    if (isTold) notices.push(noticeOf(next, news.kind, context));
    if (!isOver(next, context)) kept.push(next);
  }
  const isSame =
    kept.length === state.maintenances.length && kept.every((one, i) => one === state.maintenances[i]);
  return { maintenances: isSame ? state.maintenances : kept, notices };
}

/** Whether trouble of the service is part of a maintenance: one that runs, is about to, or has only just ended. */
export function isUnderMaintenance(
  service: ServicePath,
  maintenances: readonly Maintenance[],
  context: StepContext,
): boolean {
  return maintenances.some((one) => isNear(one, context) && covers(one.services, [service]));
}

/** Whether a maintenance of the service, or of what contains it, runs now. */
export function isMaintained(service: ServicePath, maintenances: readonly Maintenance[]): boolean {
  return maintenances.some((one) => isRunning(one) && covers(one.services, [service]));
}

/** The source that tells of it, as the exchange's file names it. */
export function sourceOf({ source }: Maintenance): string {
  return source.startsWith(UNPLANNED) ? source.slice(UNPLANNED.length) : source;
}

/** Whether a maintenance runs now, its time overrun or not. */
export function isRunning({ stage }: Maintenance): boolean {
  return stage === 'started' || stage === 'overrun';
}

interface Told {
  readonly window: Window;
  readonly services: readonly ServicePath[];
  readonly signal: Signal;
  readonly link?: string;
}

function wasHeard(state: ExchangeState, source: string): boolean {
  return (state.sources[source]?.okAt ?? 0) > 0;
}

function hearWindows(
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

function isPast({ signal, window }: Told, context: StepContext): boolean {
  const { from, phase, until } = window;
  if (phase === 'completed' || phase === 'canceled') return true;
  if (phase !== 'scheduled') return false;
  if (until !== null) return until <= context.now;
  return signal === 'statement' && from !== null && isOlderThanStatements(from, context);
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
function hearStatuses(
  known: readonly Maintenance[],
  state: ExchangeState,
  context: StepContext,
): readonly Maintenance[] {
  const now = new Map<
    ServicePath,
    { since: number; source: string; text: string; eta: number | null; isBaseline: boolean; link?: string }
  >();
  for (const service of servicesMaintained(state)) {
    const verdict = judge(state, service, context);
    if (verdict.status !== 'under_maintenance') continue;
    const { since, evidence, eta = null, isBaseline } = verdict;
    const link = evidence[0]?.link;
    now.set(service, {
      since,
      source: evidence[0]?.source ?? '',
      text: evidence[0]?.text ?? '',
      eta,
      isBaseline,
      ...(link !== undefined && { link }),
    });
  }
  const next = known.map((maintenance) => {
    if (!maintenance.source.startsWith(UNPLANNED) || maintenance.stage === 'ended') return maintenance;
    return now.has(maintenance.window.id) ? maintenance : withdraw(maintenance);
  });
  for (const [service, { since, source, text, eta, isBaseline, link }] of now) {
    if (next.some((one) => one.stage !== 'ended' && one.services.some((whole) => contains(whole, service))))
      continue;
    if ([...now.keys()].some((other) => other !== service && contains(other, service))) continue;
    // An outage that the exchange then calls maintenance stays the incident that it is.
    if (
      state.incidents.some(
        (incident) => incident.status !== 'operational' && contains(incident.service, service),
      )
    )
      continue;
    const window: Window = { id: service, phase: 'in_progress', from: since, until: eta, title: text };
    const told: Told = { window, services: [service], signal: 'word', ...(link !== undefined && { link }) };
    next.push({
      ...firstHeard(`${UNPLANNED}${source}`, told, !isBaseline, context),
      id: `${context.profile.id}-${service}-${since}`,
    });
  }
  return next;
}

interface News {
  readonly kind?: MaintenanceNews;
  readonly next: Maintenance;
}

/** What has become of a maintenance since the last step, and what of that is worth telling. */
function newsOf(
  maintenance: Maintenance,
  state: ExchangeState,
  troubles: Troubles,
  context: StepContext,
): News {
  const { stage, window } = maintenance;
  const isCalledOff = window.phase === 'canceled' || window.phase === 'completed';
  switch (stage) {
    case 'scheduled':
      if (isCalledOff) {
        const next = enter(maintenance, 'ended', context);
        return maintenance.notices > 0 && window.phase === 'canceled' ? { kind: 'canceled', next } : { next };
      }
      // It came and went while nobody looked, and nothing repeats an announcement.
      if (maintenance.signal === 'statement' && isPast(maintenance, context))
        return { next: enter(maintenance, 'ended', context) };
      if (hasBegun(window, context.now))
        return { kind: 'started', next: enter(maintenance, 'started', context) };
      return announce(maintenance, context);
    case 'started':
    case 'overrun':
      if (isCalledOff || hasResumed(maintenance, state, troubles)) {
        return { kind: 'ended', next: enter(maintenance, 'ended', context) };
      }
      return hold(maintenance, troubles, context);
    case 'ended':
      return { next: maintenance };
  }
}

function announce(maintenance: Maintenance, { policy }: StepContext): News {
  const { announced, window } = maintenance;
  const { from, until } = window;
  const next = { ...maintenance, announced: { from, until } };
  if (announced === undefined) return { kind: 'scheduled', next };
  const shift = Math.max(
    Math.abs((from ?? 0) - (announced.from ?? 0)),
    Math.abs((until ?? 0) - (announced.until ?? 0)),
  );
  return shift >= policy.etaShiftMs ? { kind: 'moved', next } : { next: maintenance };
}

/** A maintenance that runs goes on, ends with its time, or overruns it. */
function hold(maintenance: Maintenance, troubles: Troubles, context: StepContext): News {
  const { signal, stage, stageSince, window, sawTrouble } = maintenance;
  const isDown = coversTrouble(maintenance, troubles);
  const next = isDown && sawTrouble !== true ? { ...maintenance, sawTrouble: true as const } : maintenance;
  if (window.until === null) {
    const isForgotten = signal === 'statement' && !isDown && isOlderThanStatements(stageSince, context);
    return { next: isForgotten ? enter(next, 'ended', context) : next };
  }
  if (context.now < window.until) return { next };
  const isStillSaid = window.phase === 'in_progress' || window.phase === 'verifying';
  if (!isStillSaid && !isDown) return { kind: 'ended', next: enter(next, 'ended', context) };
  const isTooLate = ageOf(window.until, context.now) >= context.policy.overrunGraceMs;
  return stage === 'started' && isTooLate
    ? { kind: 'overrun', next: enter(next, 'overrun', context) }
    : { next };
}

function enter(maintenance: Maintenance, stage: Maintenance['stage'], { now }: StepContext): Maintenance {
  return { ...maintenance, stage, stageSince: now };
}

function hasBegun({ phase, from, until }: Window, now: number): boolean {
  if (phase === 'in_progress' || phase === 'verifying') return true;
  return phase === 'scheduled' && from !== null && from <= now && (until === null || now < until);
}

/** Nobody goes on telling of a maintenance that was announced once: that it is over shows, or is announced. */
function hasResumed(maintenance: Maintenance, state: ExchangeState, troubles: Troubles): boolean {
  const { signal, services, sawTrouble, stageSince } = maintenance;
  if (signal !== 'statement') return false;
  if (sawTrouble === true && !coversTrouble(maintenance, troubles) && !covers(services, troubles.unseen))
    return true;
  return services.every((service) =>
    [service, ...ancestorsOf(service)].some((about) =>
      claimsOn(state, about).some(
        ({ claim }) =>
          claim.signal === 'statement' &&
          claim.status === 'operational' &&
          (claim.statedAt ?? 0) > stageSince,
      ),
    ),
  );
}

function coversTrouble({ services }: Maintenance, troubles: Troubles): boolean {
  return covers(services, troubles.all.keys());
}

function covers(wholes: readonly ServicePath[], services: Iterable<ServicePath>): boolean {
  for (const service of services) if (wholes.some((whole) => contains(whole, service))) return true;
  return false;
}

/** Two sources that tell of the same window: the one heard first speaks for both. */
function tellsTheSame(other: Maintenance, maintenance: Maintenance): boolean {
  if (other === maintenance || !other.told || other.stage === 'ended') return false;
  const isEarlier =
    other.firstSeenAt < maintenance.firstSeenAt ||
    (other.firstSeenAt === maintenance.firstSeenAt && other.id < maintenance.id);
  if (!isEarlier) return false;
  const { from, until } = maintenance.window;
  const startsBeforeItEnds = other.window.from === null || until === null || other.window.from < until;
  const endsAfterItStarts = other.window.until === null || from === null || other.window.until > from;
  return (
    startsBeforeItEnds &&
    endsAfterItStarts &&
    maintenance.services.every((service) => other.services.some((whole) => contains(whole, service)))
  );
}

/** Switches are thrown a little before a maintenance begins, and a little after it has ended. */
function isNear(maintenance: Maintenance, context: StepContext): boolean {
  const { stage, window } = maintenance;
  if (stage !== 'scheduled') return !isLongEnded(maintenance, context);
  return window.from !== null && window.from - context.now <= context.policy.overrunGraceMs;
}

/** For a while after its end, what it stopped may come back without a word. */
function isLongEnded({ stage, stageSince }: Maintenance, { now, policy }: StepContext): boolean {
  return stage === 'ended' && ageOf(stageSince, now) >= policy.overrunGraceMs;
}

/** One that was announced is remembered longer: its post stays in the list, and must not be heard as a new one. */
function isOver(maintenance: Maintenance, context: StepContext): boolean {
  const { signal, stage, stageSince, window } = maintenance;
  if (signal !== 'statement') return isLongEnded(maintenance, context);
  return stage === 'ended' && isOlderThanStatements(Math.max(stageSince, window.until ?? 0), context);
}

function isOlderThanStatements(since: number, { now, policy }: StepContext): boolean {
  return ageOf(since, now) >= policy.statementTtlMs;
}

const KINDS: Record<MaintenanceNews, NoticeKind> = {
  scheduled: 'maintenance_scheduled',
  moved: 'maintenance_scheduled',
  started: 'maintenance_started',
  ended: 'maintenance_ended',
  canceled: 'maintenance_ended',
  overrun: 'maintenance_overrun',
};

const STATUSES: Record<MaintenanceNews, { status: Status; previous: Status }> = {
  scheduled: { status: 'operational', previous: 'operational' },
  moved: { status: 'operational', previous: 'operational' },
  started: { status: 'under_maintenance', previous: 'operational' },
  ended: { status: 'operational', previous: 'under_maintenance' },
  canceled: { status: 'operational', previous: 'operational' },
  overrun: { status: 'under_maintenance', previous: 'under_maintenance' },
};

function noticeOf(maintenance: Maintenance, news: MaintenanceNews, { now, profile }: StepContext): Notice {
  const { id, services, window, link, notices, stageSince } = maintenance;
  const [service = profile.id, ...also] = services;
  const since = window.from ?? stageSince;
  return {
    id: `${id}#${notices + 1}`,
    kind: KINDS[news],
    at: now,
    service,
    also,
    exchangeName: profile.name,
    ...STATUSES[news],
    basis: 'official',
    unconfirmed: false,
    summary: maintenanceSummary(news, services, profile.name),
    incident: id,
    since,
    sinceKnown: window.from !== null,
    ...(news === 'ended' && { durationMs: ageOf(since, now) }),
    evidence: [
      {
        source: sourceOf(maintenance),
        basis: 'official',
        status: 'under_maintenance',
        text: window.title,
        since,
        ...(link !== undefined && { link }),
      },
    ],
    stillWorking: [],
    window,
  };
}
