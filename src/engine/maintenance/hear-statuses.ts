import { isTrading } from '#src/domain/components.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Window } from '#src/domain/reading.ts';
import { isSameValue } from '#src/domain/same-value.ts';
import { ancestorsOf, contains, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell, isOutage } from '#src/domain/status.ts';

import type { StepContext } from '#src/engine/context.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { isSpokenOf } from '#src/engine/scene/verdict.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { firstHeard, partId, withdraw } from './hear-windows.ts';
import { covers, isNear, overlap } from './maintenance-time.ts';
import type { ToldWindow } from './same-window.ts';

/** Marks the source of a maintenance that a status tells of without a window. */
const UNPLANNED = '~';

/** The source that tells of it, as the exchange's file names it. */
export function sourceOf({ source }: Maintenance): string {
  return source.startsWith(UNPLANNED) ? source.slice(UNPLANNED.length) : source;
}

/** Told of by a status alone. */
export function isUnplanned({ source }: Maintenance): boolean {
  return source.startsWith(UNPLANNED);
}

/**
 * What says "under maintenance" without a window is under one that nobody announced: one for all that one source
 * began to say so of together. Of what opens before the rest the end is told for itself.
 */
export function hearStatuses(known: readonly Maintenance[], scene: Scene): readonly Maintenance[] {
  const { context, state } = scene;
  const { all: troubles, maintained } = scene.troubles();
  const here = maintained.filter(({ regions }) => regions === undefined);
  const all = here.filter((verdict) => !isCalledOutage(verdict, troubles));
  const outer = all
    .filter(({ service }) => !all.some((one) => one.service !== service && contains(one.service, service)))
    .toSorted((a, b) => (a.service < b.service ? -1 : 1));
  let left: readonly Verdict[] = outer;
  const next = known.flatMap((one): Maintenance[] => {
    if (!isUnplanned(one) || one.stage === 'ended') return [one];
    const mine = left.filter(({ service }) => overlap(one.services, [service]));
    const wider = mine.filter(({ service }) => !covers(one.services, [service]));
    // What contains it is worked on as well since, which is told for itself; what began with it is the same.
    if (wider.some(({ since }) => since - one.stageSince > context.policy.togetherMs)) return [];
    // What turns out to be an outage goes on as that.
    const isNowOutage =
      here.some((other) => !all.includes(other) && overlap(one.services, [other.service])) ||
      isOvertaken(one, troubles);
    if (mine.length === 0 && isNowOutage) return [];
    left = left.filter((verdict) => !mine.includes(verdict));
    return wider.length > 0 ? [one] : followStatuses(one, mine, scene);
  });
  const isKnown = ({ service }: Verdict): boolean =>
    next.some(
      (one) =>
        one.stage !== 'ended' &&
        one.regions === undefined &&
        isNear(one, context) &&
        overlap(one.services, [service]),
    );
  // An outage that the exchange then calls maintenance stays the incident that it is.
  const isIncident = ({ service }: Verdict): boolean =>
    state.incidents.some(({ parts }) =>
      parts.some((part) => isNotWell(part.status) && contains(part.service, service)),
    );
  const fresh = left.filter((verdict) => !isKnown(verdict) && !isIncident(verdict));
  const begun = Map.groupBy(fresh, ({ isBaseline, sources }) => `${sources.join()} ${isBaseline}`);
  return [...next, ...[...begun.values()].flatMap((together) => unplanned(together, context))];
}

/** The exchange itself says that trading there has failed: a mode is no plan. */
function isCalledOutage(maintained: Verdict, troubles: ReadonlyMap<string, Verdict>): boolean {
  return [...troubles.values()].some(
    (trouble) =>
      trouble.regions === undefined &&
      isSpokenOf(trouble) &&
      depthOf(trouble.service) === 2 &&
      isTrading(parseService(trouble.service).component ?? '') &&
      contains(maintained.service, trouble.service),
  );
}

/** What it was of is out as a whole, or something worse is said of it while it is called maintained still. */
function isOvertaken({ services }: Maintenance, troubles: ReadonlyMap<string, Verdict>): boolean {
  return services.every((service) =>
    [service, ...ancestorsOf(service)].some((whole) => {
      const trouble = troubles.get(whole);
      if (trouble === undefined) return false;
      return (
        isOutage(trouble.status) || trouble.evidence.some(({ status }) => status === 'under_maintenance')
      );
    }),
  );
}

/**
 * It goes on with what is under maintenance still, or was when it was last seen, if that is a part only. The end is told
 * of what is seen to be open; what has turned into something else, or is not heard of any more, has no end to tell.
 */
function followStatuses(one: Maintenance, maintained: readonly Verdict[], scene: Scene): Maintenance[] {
  const { unseen } = scene.troubles();
  const isLost = (service: ServicePath): boolean =>
    unseen.get(service)?.lastKnown?.status === 'under_maintenance';
  const going = [
    ...new Set([...maintained.map(({ service }) => service), ...one.services.filter(isLost)]),
  ].toSorted();
  const open = one.services.filter((service) => !going.includes(service) && isSeenOpen(service, scene));
  if (going.length === 0) return open.length === 0 ? [] : [withdraw({ ...one, services: open })];
  const until = maintained.reduce<number | null>((last, { eta }) => eta ?? last, null) ?? one.window.until;
  const window = until === one.window.until ? one.window : { ...one.window, until };
  const isSame = window === one.window && isSameValue(one.services, going);
  const rest = isSame ? one : { ...one, window, services: going };
  if (open.length === 0) return [rest];
  return [rest, withdraw({ ...one, id: partId(one, open, scene.context.now), services: open })];
}

function isSeenOpen(service: ServicePath, { verdict }: Scene): boolean {
  const { isLapsed, status } = verdict(service);
  return status === 'operational' && isLapsed !== true;
}

function unplanned(verdicts: readonly Verdict[], context: StepContext): Maintenance[] {
  const [first] = verdicts;
  if (first === undefined) return [];
  const { eta = null, evidence, isBaseline, service, since } = first;
  const { source = '', quote, detail, link } = evidence[0] ?? {};
  const title = quote ?? detail ?? '';
  const window: Window = { id: service, phase: 'in_progress', from: since, until: eta, title };
  const services = verdicts.map((verdict) => verdict.service);
  const told: ToldWindow = { window, services, signal: 'word', ...(link !== undefined && { link }) };
  const id = `${context.profile.id}-${service}-${context.now.toString(36)}`;
  return [{ ...firstHeard(`${UNPLANNED}${source}`, told, !isBaseline, context), id }];
}
