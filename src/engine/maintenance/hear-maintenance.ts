import { isTrading } from '#src/domain/components.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading, Window } from '#src/domain/reading.ts';
import { isSameValue } from '#src/domain/same-value.ts';
import { contains, depthOf, parseService } from '#src/domain/service.ts';
import { isNotWell } from '#src/domain/status.ts';

import type { StepContext } from '#src/engine/context.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { voiceOf } from '#src/engine/claims/voice.ts';
import { covers, isNear, isPast, isRunning, isSaidToRun, isTime, overlap } from './maintenance-time.ts';
import { amended, joinServices, sameAs } from './same-window.ts';
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

/** Takes in the windows that a source tells of: new ones, known ones as they are told now, and those it tells of no more. */
export function hearWindows(
  known: readonly Maintenance[],
  observation: Extract<Observation, { kind: 'ok' }>,
  wasHeardBefore: boolean,
  context: StepContext,
): readonly Maintenance[] {
  const { partial, source } = observation;
  const told = windowsIn(observation.readings);
  if (told.size === 0 && !known.some((one) => one.source === source)) return known;
  let next = known.map((one) => hearKnown(one, source, told, partial === true));
  for (const [id, one] of told) {
    const name = `${source}#${id}`;
    if (next.some((other) => isNamed(other, source, id) || other.also?.includes(name))) continue;
    next = hearNew(next, source, one, wasHeardBefore, context);
  }
  return next;
}

function isNamed(one: Maintenance, source: string, id: string): boolean {
  return one.source === source && one.window.id === id;
}

function windowsIn(readings: readonly Reading[]): Map<string, ToldWindow> {
  const told = new Map<string, ToldWindow>();
  for (const { window, service, signal, link, regions } of readings) {
    if (window === undefined) continue;
    const id = voiceOf(window.id, regions);
    const services = [...new Set([...(told.get(id)?.services ?? []), service])].toSorted();
    told.set(id, {
      window: { ...window, id },
      services,
      signal,
      ...(link !== undefined && { link }),
      ...(regions !== undefined && regions.length > 0 && { regions }),
    });
  }
  return told;
}

function hearKnown(
  one: Maintenance,
  source: string,
  told: ReadonlyMap<string, ToldWindow>,
  isPartial: boolean,
): Maintenance {
  const again = one.source === source ? told.get(one.window.id) : undefined;
  if (again !== undefined) return hearAgain(one, again);
  const other = one.also
    ?.map((name) => told.get(idIn(name, source) ?? ''))
    .find((found) => found !== undefined);
  if (other !== undefined && other.signal !== 'statement') return hearElsewhere(one, other);
  const isStillListed = one.source !== source || one.signal === 'statement' || isPartial;
  return isStillListed || one.stage === 'ended' ? one : withdraw(one);
}

function idIn(name: string, source: string): string | undefined {
  return name.startsWith(`${source}#`) ? name.slice(source.length + 1) : undefined;
}

function hearNew(
  known: readonly Maintenance[],
  source: string,
  told: ToldWindow,
  wasHeardBefore: boolean,
  context: StepContext,
): Maintenance[] {
  const { amends, id, phase } = told.window;
  // A list names each of its windows by an id: one that is over ends no other.
  const isOverSaid = (phase === 'canceled' || phase === 'completed') && told.signal === 'statement';
  const about = amends !== undefined || isOverSaid ? amended(told, known) : undefined;
  const name = `${source}#${id}`;
  const replace = (old: Maintenance, by: Maintenance): Maintenance[] =>
    known.map((one) => (one === old ? by : one));
  if (about !== undefined) return replace(about, amend(about, told, name));
  if (isPast(told, context)) return [...known];
  const same = sameAs(told, known);
  if (same === undefined) return [...known, firstHeard(source, told, wasHeardBefore, context)];
  const services = joinServices(same.services, told.services);
  const joined = { ...same, services, also: [...(same.also ?? []), name] };
  return replace(same, isSaidToRun(told.window) ? hearElsewhere(joined, told) : joined);
}

/** A later post's word on it. The post that planned it goes on saying the old time, and is not listened to any more. */
function amend(one: Maintenance, told: ToldWindow, name: string): Maintenance {
  const { from, phase, title, until } = told.window;
  const also = [...(one.also ?? []), name];
  if (phase === 'canceled' || phase === 'completed')
    return { ...one, also, window: { ...one.window, phase } };
  const length =
    one.window.from === null || one.window.until === null ? null : one.window.until - one.window.from;
  const end = until ?? (from === null || length === null ? null : from + length);
  const moved: Window = {
    ...one.window,
    phase: one.window.phase,
    from: from ?? one.window.from,
    until: end,
    title,
  };
  const main = `${one.source}#${one.window.id}`;
  return { ...one, also: [...also, main], window: { ...moved, id: `${one.window.id}'` } };
}

function firstHeard(
  source: string,
  told: ToldWindow,
  isNews: boolean,
  { now, profile }: StepContext,
): Maintenance {
  const { from, until } = told.window;
  const runsAlready = isSaidToRun(told.window) || isTime(told.window, now);
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

function hearAgain(one: Maintenance, { window, services, link }: ToldWindow): Maintenance {
  const joined = joinServices(services, one.also === undefined ? [] : one.services);
  const isSame = isSameValue(window, one.window) && isSameValue(joined, one.services);
  return isSame ? one : { ...one, window, services: joined, ...(link !== undefined && { link }) };
}

/** What a second source says of the same window: that it runs, or that it is over. */
function hearElsewhere(one: Maintenance, { window: { phase } }: ToldWindow): Maintenance {
  if (phase === 'scheduled' || phase === one.window.phase) return one;
  return { ...one, window: { ...one.window, phase } };
}

/** No longer listed: over, if it ran; called off, if it did not. */
function withdraw(one: Maintenance): Maintenance {
  const phase = isRunning(one) || one.stage === 'planned_now' ? 'completed' : 'canceled';
  return { ...one, window: { ...one.window, phase } };
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
    const isOutage = here.some((other) => !all.includes(other) && overlap(one.services, [other.service]));
    if (mine.length === 0 && isOutage) return [];
    left = left.filter((verdict) => !mine.includes(verdict));
    return wider.length > 0 ? [one] : followStatuses(one, mine);
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

/** An incident of the exchange's own says that trading there has failed: a mode is no plan. */
function isCalledOutage(maintained: Verdict, troubles: ReadonlyMap<string, Verdict>): boolean {
  return [...troubles.values()].some(
    ({ regions, refs, service }) =>
      regions === undefined &&
      refs.length > 0 &&
      depthOf(service) === 2 &&
      isTrading(parseService(service).component ?? '') &&
      contains(maintained.service, service),
  );
}

/** It goes on with what is under maintenance still, if that is a part only; the rest, or the whole, is open. */
function followStatuses(one: Maintenance, maintained: readonly Verdict[]): Maintenance[] {
  const services = maintained.map(({ service }) => service);
  if (services.length === 0) return [withdraw(one)];
  const open = one.services.filter((service) => !services.includes(service));
  const rest = isSameValue(one.services, services) ? one : { ...one, services };
  if (open.length === 0) return [rest];
  return [rest, withdraw({ ...one, id: `${one.id}-${open[0] ?? ''}`, services: open })];
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
  const id = `${context.profile.id}-${service}-${since}`;
  return [{ ...firstHeard(`${UNPLANNED}${source}`, told, !isBaseline, context), id }];
}
