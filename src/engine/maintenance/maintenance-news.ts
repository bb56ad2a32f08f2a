import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Maintenance } from '#src/domain/incident.ts';
import { ancestorsOf } from '#src/domain/service.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { covers, hasBegun, isOlderThanStatements, isPast } from './maintenance-time.ts';
import type { Troubles } from '#src/engine/troubles.ts';
import { claimsOn } from '#src/engine/verdict.ts';
import type { MaintenanceNews } from './maintenance-notice.ts';

interface News {
  readonly kind?: MaintenanceNews;
  readonly next: Maintenance;
}

/** What has become of a maintenance since the last step, and what of that is worth telling. */
export function newsOf(
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
