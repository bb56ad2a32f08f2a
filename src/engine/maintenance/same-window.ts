import { isTrading } from '#src/domain/components.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Signal, Window } from '#src/domain/reading.ts';
import { contains, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isOfSameRegions } from '#src/engine/claims/voice.ts';
import { covers, overlap } from './maintenance-time.ts';

/** A window as one source tells of it now. */
export interface ToldWindow {
  readonly window: Window;
  readonly services: readonly ServicePath[];
  readonly signal: Signal;
  readonly link?: string;
  readonly regions?: readonly string[];
}

/** Times that differ by less are one: a post rounds, a page does not. */
const SAME_TIME_MS = 45 * 60_000;

/**
 * The maintenance that later words are about: by the exchange's own reference, or by what it is of and when.
 * Words that call off, move or complete a window come in a post of their own.
 */
export function amended(told: ToldWindow, known: readonly Maintenance[]): Maintenance | undefined {
  const { amends, from, was } = told.window;
  const open = known.filter(({ stage }) => stage !== 'ended');
  if (typeof amends === 'string') {
    const named = open.find(
      ({ link, window }) => window.id === amends || (link !== undefined && link.endsWith(amends)),
    );
    if (named !== undefined) return named;
  }
  const isMoved = told.window.phase !== 'canceled' && told.window.phase !== 'completed';
  const alike = open.filter(
    (one) =>
      overlap(one.services, told.services) &&
      isOfSameRegions(one, told) &&
      (isMoved || isOfCoins(one.services) || !isOfCoins(told.services)),
  );
  if (isExtension(told.window)) {
    const running = alike.filter(({ stage }) => stage !== 'scheduled');
    if (running.length > 0) return narrowest(running);
  }
  const asked = was ?? (told.window.phase === 'scheduled' ? null : from);
  if (asked !== null) {
    const exact = alike.filter((one) => one.window.from !== null && isSameTime(one.window.from, asked));
    if (exact.length > 0) return narrowest(exact);
  }
  return narrowest(alike);
}

/** That coins are done says nothing of a maintenance of all of them. */
function isOfCoins(services: readonly ServicePath[]): boolean {
  return services.every(
    (service) => depthOf(service) > 2 && !isTrading(parseService(service).component ?? ''),
  );
}

/** Another end of what runs: its begin is not spoken of. */
export function isExtension({ amends, from, phase, until }: Window): boolean {
  return amends !== undefined && phase === 'scheduled' && from === null && until !== null;
}

/** The one that says least beyond what is asked for; of equals the next to come. */
function narrowest(found: readonly Maintenance[]): Maintenance | undefined {
  return found.toSorted(
    (a, b) =>
      depthOf(b.services[0] ?? '') - depthOf(a.services[0] ?? '') ||
      (a.window.from ?? 0) - (b.window.from ?? 0),
  )[0];
}

/** The maintenance that is told of here once more: the same time, of the same, of a part of it, or of more. */
export function sameAs(told: ToldWindow, known: readonly Maintenance[]): Maintenance | undefined {
  return known.find((one) => one.stage !== 'ended' && isOfSameRegions(one, told) && isSameWindow(one, told));
}

function isSameWindow(one: Maintenance, { services, window }: ToldWindow): boolean {
  const isOfSame =
    isWithin(services, one.services) ||
    isWithin(one.services, services) ||
    (overlap(services, one.services) && beginTogether(one.window, window)) ||
    (areAlike(one.services, services) && hasSameTimes(one.window, window));
  return isOfSame && overlapInTime(one.window, window);
}

function isWithin(parts: readonly ServicePath[], wholes: readonly ServicePath[]): boolean {
  return parts.every((part) => covers(wholes, [part]));
}

/** All of whole components, or all of parts of one kind of trading, such as futures and options. */
function areAlike(a: readonly ServicePath[], b: readonly ServicePath[]): boolean {
  const all = [...a, ...b];
  if (all.every((service) => depthOf(service) <= 2)) return true;
  const [component = ''] = all.map((service) => parseService(service).component ?? '');
  return (
    isTrading(component) &&
    all.every((service) => depthOf(service) > 2 && parseService(service).component === component)
  );
}

function beginTogether(a: Window, b: Window): boolean {
  return a.from !== null && b.from !== null && isSameTime(a.from, b.from);
}

function hasSameTimes(a: Window, b: Window): boolean {
  return a.from !== null && a.from === b.from && a.until === b.until;
}

function overlapInTime(a: Window, b: Window): boolean {
  const startsBeforeItEnds = a.from === null || b.until === null || a.from < b.until;
  const endsAfterItStarts = a.until === null || b.from === null || a.until > b.from;
  if (!startsBeforeItEnds || !endsAfterItStarts) return false;
  // Without an end anything later would overlap: then they have to begin together.
  if (a.until !== null && b.until !== null) return true;
  return a.from === null || b.from === null || beginTogether(a, b);
}

function isSameTime(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_TIME_MS;
}

/** The fewest services that name both. */
export function joinServices(a: readonly ServicePath[], b: readonly ServicePath[]): readonly ServicePath[] {
  const all = [...new Set([...a, ...b])];
  const kept = all.filter((one) => !all.some((other) => other !== one && contains(other, one)));
  return kept.length === a.length && kept.every((one) => a.includes(one)) ? a : kept.toSorted();
}
