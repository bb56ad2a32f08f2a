import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading, Window } from '#src/domain/reading.ts';
import { isSameValue } from '#src/domain/same-value.ts';

import type { StepContext } from '#src/engine/context.ts';
import { voiceOf } from '#src/engine/claims/voice.ts';
import { isPast, isRunning, isSaidToRun, isTime } from './maintenance-time.ts';
import { amended, isExtension, joinServices, sameAs } from './same-window.ts';
import type { ToldWindow } from './same-window.ts';

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
  const parted = partial === true ? known : known.flatMap((one) => part(one, source, told, context));
  let next = parted.map((one) => hearOne(one, source, told, partial === true));
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

/** Windows of one list that were told as one, of which some are over and others are not: the rest goes on. */
function part(
  one: Maintenance,
  source: string,
  told: ReadonlyMap<string, ToldWindow>,
  { now }: StepContext,
): Maintenance[] {
  if (one.source !== source || one.also === undefined || one.signal === 'statement') return [one];
  if (one.stage === 'ended') return [one];
  const ids = [one.window.id, ...one.also.flatMap((name) => idIn(name, source) ?? [])];
  const going = ids.flatMap((id) => told.get(id) ?? []).filter(({ window }) => !isOverSaid(window));
  const [first, ...others] = going;
  if (first === undefined || going.length === ids.length) return [one];
  const over = [...new Set(one.services).difference(new Set(going.flatMap(({ services }) => services)))];
  if (over.length === 0) return [one];
  const gone = ids.find((id) => !going.some(({ window }) => window.id === id)) ?? one.window.id;
  const { also: _also, ...rest } = one;
  const elsewhere = one.also.filter((name) => idIn(name, source) === undefined);
  const names = [...others.map(({ window }) => `${source}#${window.id}`), ...elsewhere];
  return [
    {
      ...rest,
      window: first.window,
      services: one.services.filter((service) => !over.includes(service)),
      ...(names.length > 0 && { also: names }),
    },
    { ...rest, id: partId(one, over, now), window: { ...one.window, id: gone }, services: over },
  ];
}

/** What is parted from a maintenance may be of it again, and be parted once more. */
export function partId({ id }: Maintenance, [first = '']: readonly string[], now: number): string {
  return `${id}-${first}-${now.toString(36)}`;
}

function isOverSaid({ phase }: Window): boolean {
  return phase === 'canceled' || phase === 'completed';
}

function hearOne(
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
  const { amends, id } = told.window;
  // A list names each of its windows by an id: one that is over ends no other.
  const isEndStated = isOverSaid(told.window) && told.signal === 'statement';
  const about = amends !== undefined || isEndStated ? amended(told, known) : undefined;
  const name = `${source}#${id}`;
  const replace = (old: Maintenance, by: Maintenance): Maintenance[] =>
    known.map((one) => (one === old ? by : one));
  if (about !== undefined) return replace(about, amend(about, told, name));
  if (isPast(told, context)) return [...known];
  const same = sameAs(told, known);
  if (same === undefined) {
    // What is said to last for longer runs, whoever said that it began.
    const window = isExtension(told.window) ? { ...told.window, phase: 'in_progress' as const } : told.window;
    return [...known, firstHeard(source, { ...told, window }, wasHeardBefore, context)];
  }
  const services = joinServices(same.services, told.services);
  const joined = { ...same, services, also: [...(same.also ?? []), name] };
  return replace(same, isSaidToRun(told.window) ? hearElsewhere(joined, told) : joined);
}

/** A later post's word on it. The post that planned it goes on saying the old time, and is not listened to any more. */
function amend(one: Maintenance, told: ToldWindow, name: string): Maintenance {
  const { dayOnly, from, phase, title, until } = told.window;
  const also = [...(one.also ?? []), name];
  if (isOverSaid(told.window)) return { ...one, also, window: { ...one.window, phase } };
  const { dayOnly: _dayOnly, ...before } = one.window;
  const length = before.from === null || before.until === null ? null : before.until - before.from;
  // Of a day without its hour nobody knows when it is over.
  const end = until ?? (from === null || length === null || dayOnly === true ? null : from + length);
  const moved: Window = {
    ...(from === null ? one.window : before),
    from: from ?? before.from,
    until: end,
    title,
    ...(dayOnly === true && { dayOnly }),
  };
  const main = `${one.source}#${one.window.id}`;
  return { ...one, also: [...also, main], window: { ...moved, id: `${one.window.id}'` } };
}

export function firstHeard(
  source: string,
  told: ToldWindow,
  isNews: boolean,
  { now, profile }: StepContext,
): Maintenance {
  const { from, until } = told.window;
  const runsAlready = isSaidToRun(told.window) || isTime(told.window, now);
  return {
    // A list may name a window again that it left out for a while: that is told as another one.
    id: `${profile.id}-${source}-${told.window.id}-${now.toString(36)}`,
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
export function withdraw(one: Maintenance): Maintenance {
  const phase = isRunning(one) || one.stage === 'planned_now' ? 'completed' : 'canceled';
  return { ...one, window: { ...one.window, phase } };
}
