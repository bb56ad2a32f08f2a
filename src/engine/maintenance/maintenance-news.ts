import type { Maintenance } from '#src/domain/maintenance.ts';
import { ancestorsOf } from '#src/domain/service.ts';

import { ageOf } from '#src/engine/context.ts';
import { saidAt } from '#src/engine/claims/freshness.ts';
import type { StepContext } from '#src/engine/context.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { sourceOf } from './hear-statuses.ts';
import {
  covers,
  isAtHand,
  isDayOnly,
  isNear,
  isOlderThanStatements,
  isPast,
  isSaidToRun,
  isTime,
  overlap,
} from './maintenance-time.ts';
import { TIME_IS_UP } from './maintenance-notice.ts';
import type { MaintenanceNews } from './maintenance-notice.ts';
import { isHeldOpen, isUnanswered, shownTrouble } from './shown.ts';

export interface NextMaintenance {
  /** What is told, by which rule; `refresh` brings the message that is there up to date. */
  readonly kind?: MaintenanceNews | 'refresh';
  readonly rule?: string;
  readonly next: Maintenance;
}

/** What has become of a maintenance since the last step, and what of that is worth telling. */
export function newsOf(maintenance: Maintenance, scene: Scene): NextMaintenance {
  const { kind, next, rule } = whatBecame(maintenance, scene);
  // What nobody was told of neither moves nor ends.
  const isFirst = kind === 'scheduled' || kind === 'started';
  if (kind === undefined || (maintenance.notices === 0 && !isFirst)) return { next };
  return { kind, next, ...(rule !== undefined && { rule }) };
}

function whatBecame(maintenance: Maintenance, scene: Scene): NextMaintenance {
  switch (maintenance.stage) {
    case 'scheduled':
      return awaitBegin(maintenance, scene);
    case 'planned_now':
      return beginLate(maintenance, scene);
    case 'started':
    case 'overrun':
      return goOn(maintenance, scene);
    case 'ended':
      return { next: maintenance };
  }
}

function awaitBegin(maintenance: Maintenance, scene: Scene): NextMaintenance {
  const { context } = scene;
  const { window } = maintenance;
  if (isCalledOff(maintenance)) {
    const next = enter(maintenance, 'ended', scene);
    return window.phase === 'canceled'
      ? { kind: 'canceled', rule: 'said_canceled', next }
      : { kind: 'ended', rule: 'said_completed', next };
  }
  // It came and went, and nothing has shown that it began.
  if (isPast(maintenance, context)) return { next: enter(maintenance, 'ended', scene) };
  const rule = hasBegun(maintenance, scene);
  const isEarly = window.from !== null && context.now < window.from;
  // What closes a few minutes before its time is told in time.
  const isHeldBack = isFound(rule) && isEarly && isAtHand(maintenance, context);
  if (rule !== undefined && !isHeldBack)
    return { kind: 'started', rule, next: begin(maintenance, rule, scene) };
  if (isTime(window, context.now)) {
    const next = enter(maintenance, 'planned_now', scene);
    return isListed(maintenance) ? { next } : { kind: 'started', rule: 'planned_for_now', next };
  }
  return announce(maintenance, scene);
}

function announce(maintenance: Maintenance, { context }: Scene): NextMaintenance {
  const { announced, window } = maintenance;
  const { from, until } = window;
  const next = { ...maintenance, announced: { from, until } };
  if (announced === undefined) return { kind: 'scheduled', rule: 'window_announced', next };
  const shift = Math.max(
    Math.abs((from ?? 0) - (announced.from ?? 0)),
    Math.abs((until ?? 0) - (announced.until ?? 0)),
  );
  if (shift < context.policy.etaShiftMs) return { next: maintenance };
  return { kind: 'moved', rule: 'window_moved', next };
}

/** What lists it says when it begins: until then the clock is no news. */
function isListed({ signal }: Maintenance): boolean {
  return signal !== 'statement';
}

const SHOWN = 'switches_closed';
const UNANSWERED = 'does_not_answer';

/** Found by us, rather than said. */
function isFound(rule: string | undefined): boolean {
  return rule === SHOWN || rule === UNANSWERED;
}

/** The rule by which it has begun: the exchange says so, or what it is of has stopped. */
function hasBegun(maintenance: Maintenance, scene: Scene): string | undefined {
  if (isSaidToRun(maintenance.window)) return 'said_to_run';
  if (!isNear(maintenance, scene.context)) return undefined;
  const { maintained } = scene.troubles();
  const isSaid = maintained.some(
    ({ regions, service }) => regions === undefined && overlap(maintenance.services, [service]),
  );
  if (isSaid) return 'status_says_so';
  // An outage that came before it is a story of its own, and no begin.
  const { from } = maintenance.window;
  const earliest = from === null ? undefined : from - scene.context.policy.earlyStartMs;
  if (shownTrouble(maintenance, scene, earliest)) return SHOWN;
  return isUnanswered(maintenance, scene) ? UNANSWERED : undefined;
}

/** Its time came with nothing to show for it. */
function beginLate(maintenance: Maintenance, scene: Scene): NextMaintenance {
  const { window } = maintenance;
  if (window.phase === 'canceled')
    return { kind: 'canceled', rule: 'said_canceled', next: enter(maintenance, 'ended', scene) };
  const isShifted = window.phase === 'scheduled' && window.from !== null && window.from > scene.context.now;
  if (isShifted) {
    const next = enter(
      { ...maintenance, announced: { from: window.from, until: window.until } },
      'scheduled',
      scene,
    );
    return { kind: maintenance.notices === 0 ? 'scheduled' : 'moved', rule: 'window_moved', next };
  }
  const rule = hasBegun(maintenance, scene);
  if (rule !== undefined) {
    const shown = {
      ...begin(maintenance, rule, scene),
      ...(rule === SHOWN && { sawTrouble: true as const }),
    };
    return { kind: isListed(maintenance) ? 'started' : 'refresh', rule, next: shown };
  }
  if (isListed(maintenance) && window.phase === 'scheduled' && isPast(maintenance, scene.context))
    return { next: enter(maintenance, 'ended', scene) };
  return goOn(maintenance, scene);
}

/** A maintenance that runs goes on, ends with its time, or overruns it. */
function goOn(maintenance: Maintenance, scene: Scene): NextMaintenance {
  const { now, policy } = scene.context;
  const { signal, stage, stageSince, window, sawTrouble } = maintenance;
  if (isCalledOff(maintenance))
    return { kind: 'ended', rule: 'said_completed', next: enter(maintenance, 'ended', scene) };
  if (hasResumed(maintenance, scene))
    return { kind: 'ended', rule: 'works_again', next: enter(maintenance, 'ended', scene) };
  const isShown = shownTrouble(maintenance, scene) !== undefined;
  const isDown = isShown || isUnanswered(maintenance, scene);
  const isSeen = isShown || isHeldOpen(maintenance, scene);
  const next = isSeen && sawTrouble !== true ? { ...maintenance, sawTrouble: true as const } : maintenance;
  const isStillSaid = isSaidToRun(window) || hasBegun(maintenance, scene) === 'status_says_so';
  const moved = endMoved(next, scene.context);
  if (moved !== undefined) return moved;
  if (window.until === null) {
    const isForgotten =
      signal === 'statement' && !isDown && !isStillSaid && isOlderThanStatements(stageSince, scene.context);
    return { next: isForgotten ? enter(next, 'ended', scene) : next };
  }
  if (now < window.until) return { next };
  if (!isStillSaid && !isDown) return { kind: 'ended', rule: TIME_IS_UP, next: enter(next, 'ended', scene) };
  const isTooLate = ageOf(window.until, now) >= policy.overrunGraceMs;
  // It may have ended while what says so cannot be read.
  const isSeenNow = isDown || scene.look.isFresh(sourceOf(maintenance));
  return stage !== 'overrun' && isTooLate && isSeenNow
    ? { kind: 'overrun', rule: 'still_closed', next: enter(next, 'overrun', scene) }
    : { next };
}

/** That what runs lasts for longer is told. */
function endMoved(maintenance: Maintenance, { now, policy }: StepContext): NextMaintenance | undefined {
  const { stage, toldUntil } = maintenance;
  const { until } = maintenance.window;
  if (until === null || until <= now || toldUntil === undefined) return undefined;
  if (until - toldUntil < policy.etaShiftMs) return undefined;
  const next = { ...maintenance, toldUntil: until };
  return {
    kind: 'moved',
    rule: 'window_moved',
    next: stage === 'overrun' ? { ...next, stage: 'started' } : next,
  };
}

function isCalledOff({ window: { phase } }: Maintenance): boolean {
  return phase === 'canceled' || phase === 'completed';
}

function enter(maintenance: Maintenance, stage: Maintenance['stage'], { context }: Scene): Maintenance {
  const { until } = maintenance.window;
  const isBegin = stage === 'started' || stage === 'planned_now';
  return {
    ...maintenance,
    stage,
    stageSince: context.now,
    ...(isBegin && until !== null && { toldUntil: until }),
  };
}

/** It began now, whatever was planned, where no hour was named, or where it begins early or long after its hour. */
function begin(maintenance: Maintenance, rule: string, scene: Scene): Maintenance {
  const { now, policy } = scene.context;
  const { from } = maintenance.window;
  const next = enter(maintenance, 'started', scene);
  // What is heard of by its being extended began at a time that nobody knows.
  if (from === null && maintenance.window.amends !== undefined) return next;
  if (from === null || isDayOnly(maintenance.window)) return { ...next, startedAt: now };
  // Where its hour passed before our eyes, it is late by less.
  const tolerance = maintenance.stage === 'planned_now' ? policy.overrunGraceMs : policy.earlyStartMs;
  const isLate = (isFound(rule) || maintenance.stage === 'planned_now') && ageOf(from, now) > tolerance;
  return isLate || now < from ? { ...next, startedAt: now } : next;
}

/** Nobody goes on telling of a maintenance that was announced once: that it is over shows, or is announced. */
function hasResumed(maintenance: Maintenance, scene: Scene): boolean {
  const { signal, services, sawTrouble, stageSince, window } = maintenance;
  if (signal !== 'statement') return false;
  const unseen = [...scene.troubles().unseen.values()].map(({ service }) => service);
  const isShown = shownTrouble(maintenance, scene) !== undefined;
  if (sawTrouble === true && !isShown && !covers(services, unseen) && !isHeldOpen(maintenance, scene))
    return true;
  const since = Math.min(stageSince, window.from ?? stageSince);
  return services.every((service) =>
    [service, ...ancestorsOf(service)].some((about) =>
      scene.look
        .said(about, '')
        .some(
          ({ claim }) =>
            claim.signal === 'statement' && claim.status === 'operational' && saidAt(claim) > since,
        ),
    ),
  );
}
