import type { Maintenance } from '#src/domain/incident.ts';
import type { Signal, Window } from '#src/domain/reading.ts';
import { contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';

/** Whether a maintenance runs now, its time overrun or not. */
export function isRunning({ stage }: Maintenance): boolean {
  return stage === 'started' || stage === 'overrun';
}

/** Whether a maintenance of the service, or of what contains it, runs now. */
export function isMaintained(service: ServicePath, maintenances: readonly Maintenance[]): boolean {
  return maintenances.some((one) => isRunning(one) && covers(one.services, [service]));
}

/** Whether trouble of the service is part of a maintenance: one that runs, is about to, or has only just ended. */
export function isUnderMaintenance(
  service: ServicePath,
  maintenances: readonly Maintenance[],
  context: StepContext,
): boolean {
  return maintenances.some((one) => isNear(one, context) && covers(one.services, [service]));
}

export function hasBegun({ phase, from, until }: Window, now: number): boolean {
  if (phase === 'in_progress' || phase === 'verifying') return true;
  return phase === 'scheduled' && from !== null && from <= now && (until === null || now < until);
}

/** A window, and whether anybody goes on speaking of it. */
interface Planned {
  readonly window: Window;
  readonly signal: Signal;
}

export function isPast({ signal, window }: Planned, context: StepContext): boolean {
  const { from, phase, until } = window;
  if (phase === 'completed' || phase === 'canceled') return true;
  if (phase !== 'scheduled') return false;
  if (until !== null) return until <= context.now;
  return signal === 'statement' && from !== null && isOlderThanStatements(from, context);
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
export function isOver(maintenance: Maintenance, context: StepContext): boolean {
  const { signal, stage, stageSince, window } = maintenance;
  if (signal !== 'statement') return isLongEnded(maintenance, context);
  return stage === 'ended' && isOlderThanStatements(Math.max(stageSince, window.until ?? 0), context);
}

export function isOlderThanStatements(since: number, { now, policy }: StepContext): boolean {
  return ageOf(since, now) >= policy.statementTtlMs;
}

export function covers(wholes: readonly ServicePath[], services: Iterable<ServicePath>): boolean {
  for (const service of services) if (wholes.some((whole) => contains(whole, service))) return true;
  return false;
}
