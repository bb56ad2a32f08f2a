import { isTrading } from '#src/domain/components.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Basis, Signal, Window } from '#src/domain/reading.ts';
import { spans } from '#src/domain/own-chain.ts';
import { depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { DAY_MS } from '#src/domain/time.ts';
import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';

/** Whether a maintenance is known to run now, its time overrun or not. */
export function isRunning({ stage }: Maintenance): boolean {
  return stage === 'started' || stage === 'overrun';
}

/** Whether a maintenance of the service, or of what contains it, runs now. */
export function isMaintained(service: ServicePath, maintenances: readonly Maintenance[]): boolean {
  return maintenances.some((one) => isRunning(one) && concerns(one, service));
}

/**
 * Whether trouble of the service is part of a maintenance: one that runs, is about to, or has only just ended. While
 * trading is worked on, endpoints that do not answer are part of that.
 */
export function explainsTrouble(
  service: ServicePath,
  basis: Basis,
  maintenances: readonly Maintenance[],
  context: StepContext,
): boolean {
  return maintenances.some((one) => {
    if (!isNear(one, context)) return false;
    return basis === 'measured' ? isPartOf(one, service) : concerns(one, service);
  });
}

/** Whether it may be down because of the maintenance, endpoints included. */
export function isPartOf(maintenance: Maintenance, service: ServicePath): boolean {
  return concerns(maintenance, service) || takesDownEndpoints(maintenance, service);
}

/** Whether what a maintenance is of contains the service, for everybody. */
function concerns({ regions, services }: Maintenance, service: ServicePath): boolean {
  return regions === undefined && covers(services, [service]);
}

const ENDPOINTS = new Set(['api', 'website', 'login']);

function takesDownEndpoints({ regions, services }: Maintenance, service: ServicePath): boolean {
  if (regions !== undefined || !ENDPOINTS.has(parseService(service).component ?? '')) return false;
  return services.some((one) => depthOf(one) === 2 && isTrading(parseService(one).component ?? ''));
}

/** Whether its time has come, as far as a clock can tell. */
export function isTime(window: Window, now: number): boolean {
  const { from, phase, until } = window;
  if (isDayOnly(window)) return false;
  return phase === 'scheduled' && from !== null && from <= now && (until === null || now < until);
}

export function isSaidToRun({ phase }: Window): boolean {
  return phase === 'in_progress' || phase === 'verifying';
}

/** "On 2 May": no hour, and no end. */
export function isDayOnly({ dayOnly, from, until }: Window): boolean {
  return dayOnly === true || (from !== null && until === null && from % DAY_MS === 0);
}

/** A window, and whether anybody goes on speaking of it. */
interface PlannedWindow {
  readonly window: Window;
  readonly signal: Signal;
}

export function isPast({ signal, window }: PlannedWindow, context: StepContext): boolean {
  const { from, phase, until } = window;
  if (phase === 'completed' || phase === 'canceled') return true;
  if (phase !== 'scheduled') return false;
  if (until !== null) return until <= context.now;
  return signal === 'statement' && from !== null && isOlderThanStatements(from, context);
}

/** Close enough for what stops to be part of it: engines are stopped half an hour before an upgrade begins. */
export function isNear(maintenance: Maintenance, context: StepContext): boolean {
  const { stage, window } = maintenance;
  if (stage !== 'scheduled') return !isLongEnded(maintenance, context);
  if (window.from === null) return false;
  return window.from - context.now <= context.policy.earlyStartMs;
}

/** Switches are thrown a little before a maintenance begins, and a little after it has ended. */
export function isAtHand(maintenance: Maintenance, context: StepContext): boolean {
  const { stage, window } = maintenance;
  if (stage !== 'scheduled') return isNear(maintenance, context);
  return window.from !== null && window.from - context.now <= context.policy.overrunGraceMs;
}

/** For a while after its end, what it stopped may come back without a word. */
function isLongEnded({ stage, stageSince }: Maintenance, { now, policy }: StepContext): boolean {
  return stage === 'ended' && ageOf(stageSince, now) >= policy.overrunGraceMs;
}

/** One that was announced is remembered longer: its post stays in the list, and must not be heard as a new one. */
export function isOver(maintenance: Maintenance, context: StepContext): boolean {
  const { also, signal, stage, stageSince, window } = maintenance;
  if (signal !== 'statement' && also === undefined) return isLongEnded(maintenance, context);
  const last = Math.max(stageSince, window.until ?? 0, window.from ?? 0);
  return stage === 'ended' && isOlderThanStatements(last, context);
}

export function isOlderThanStatements(since: number, { now, policy }: StepContext): boolean {
  return ageOf(since, now) >= policy.statementTtlMs;
}

export function covers(wholes: readonly ServicePath[], services: Iterable<ServicePath>): boolean {
  for (const service of services) if (wholes.some((whole) => spans(whole, service))) return true;
  return false;
}

/** Whether either set has a service that contains one of the other. */
export function overlap(a: readonly ServicePath[], b: readonly ServicePath[]): boolean {
  return covers(a, b) || covers(b, a);
}
