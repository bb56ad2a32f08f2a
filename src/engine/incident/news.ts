import { claimOn } from '#src/domain/claims.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { Change, Incident } from '#src/domain/incident.ts';
import { contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { digestOf } from '#src/engine/claims/digest.ts';
import { saidAt } from '#src/engine/claims/freshness.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { keyOfRegions } from '#src/engine/claims/voice.ts';
import { hasJoined } from './joined.ts';
import { namedParts } from './sum-parts.ts';

/** What of an incident's step is worth telling. `refresh` is for the message that is there; `quiet` is for nobody. */
export type IncidentNews =
  | { readonly kind: 'opened' | 'reopened' | 'resolved' | 'flapping' | 'refresh' | 'quiet' }
  | { readonly kind: 'changed'; readonly change: Change; readonly back?: readonly ServicePath[] };

interface NextIncident {
  readonly next: Incident;
  readonly news: IncidentNews;
}

const quiet = (next: Incident): NextIncident => ({ next, news: { kind: 'quiet' } });

/** Decides what is told of an incident that went from `before` to `after`. */
export function decideNews(before: Incident, after: Incident, scene: Scene): NextIncident {
  const { now } = scene.context;
  if (after.absorbed === true) return quiet(after);
  const wasDown = isTrouble(before.status);
  const isDown = isTrouble(after.status);
  if (!wasDown && isDown) return fallAgain(before, after, scene.context);
  if (wasDown && isDown) return goOn(before, after, scene);
  if (before.status === after.status) return quiet(after);
  const back: Incident = { ...after, phaseSince: now };
  if (before.flapping) return { next: back, news: { kind: 'refresh' } };
  if (after.status === 'under_maintenance')
    return { next: back, news: { kind: 'changed', change: 'maintained' } };
  return { next: back, news: { kind: 'resolved' } };
}

function fallAgain(before: Incident, after: Incident, { now, policy }: StepContext): NextIncident {
  // What was worked on was not back.
  if (before.status === 'under_maintenance' && !before.flapping)
    return tell({ ...after, phaseSince: now }, { kind: 'changed', change: 'worse' });
  const again: Incident = { ...after, phaseSince: now, downs: before.downs + 1 };
  // One of its parts may have made it flapping, with fewer falls of the whole.
  if (!before.flapping && again.downs < policy.flapRoundTrips)
    return { next: again, news: { kind: 'reopened' } };
  const next: Incident = { ...again, flapping: true };
  return { next, news: { kind: before.flapping ? 'refresh' : 'flapping' } };
}

function goOn(before: Incident, after: Incident, scene: Scene): NextIncident {
  const { now, policy } = scene.context;
  // What it did beneath a wider trouble was not seen to hold still.
  if (before.absorbed === true) return quiet(after.flapping ? { ...after, phaseSince: now } : after);
  if (before.flapping) {
    if (ageOf(before.phaseSince, now) < policy.flapWindowMs) {
      return { next: after, news: { kind: isSameToReaders(before, after) ? 'quiet' : 'refresh' } };
    }
    const downs = 1;
    const parts = after.parts.map((part) => ({ ...part, downs }));
    return {
      next: { ...after, parts, flapping: false, downs },
      news: { kind: 'changed', change: 'steady' },
    };
  }
  if (!after.told) {
    const isMoreSevere = severityOf(after.status) > severityOf(before.status);
    return { next: after, news: { kind: isMoreSevere ? 'opened' : 'quiet' } };
  }
  return tellParts(before, after, scene);
}

/** Which of its parts got worse, better, or back. */
function tellParts(before: Incident, after: Incident, scene: Scene): NextIncident {
  const { now, policy } = scene.context;
  const was = new Map(before.parts.map((part) => [part.service, part]));
  const changed =
    before.parts === after.parts
      ? []
      : namedParts(after.parts).filter(({ service, status }) => was.get(service)?.status !== status);
  const isWorse = changed.some(({ service, status }) => {
    const known = was.get(service);
    return known !== undefined && severityOf(status) > severityOf(known.status);
  });
  const back = changed.filter(({ service, status }) => {
    const known = was.get(service);
    return known !== undefined && known.absorbed === undefined && !isTrouble(status);
  });
  const joined = changed.filter(
    ({ service }) => !was.has(service) && hasJoined(service, before, after, scene),
  );
  const flapping = after.parts.some(({ downs }) => downs >= policy.flapRoundTrips);
  if (flapping) return { next: { ...after, flapping, phaseSince: now }, news: { kind: 'flapping' } };
  if (back.length > 0) {
    const services = back.map(({ service }) => service);
    return tell(withoutMajorsOf(after, services), { kind: 'changed', change: 'partly_back', back: services });
  }
  const isYoung = ageOf(before.openedAt, now) <= policy.togetherMs;
  const isMoreSevere = severityOf(after.status) > severityOf(before.status);
  if (isWorse || isMoreSevere || (joined.length > 0 && !isYoung)) {
    return tell(withMajors(before, after, scene), { kind: 'changed', change: 'worse' });
  }
  const isBetter = changed.some(({ service }) => was.has(service) && isNewlySaid(service, before, after));
  const majors = majorsBack(before, after, scene);
  if (majors.back.length > 0)
    return tell(
      { ...after, majors: majors.left },
      { kind: 'changed', change: 'majors_back', back: majors.back },
    );
  if (isBetter) return tell(after, { kind: 'changed', change: 'better' });
  const resumed = newlyResumed(after, scene);
  if (resumed.length > 0) {
    const next = { ...after, resumed: [...(after.resumed ?? []), ...resumed] };
    return tell(next, { kind: 'changed', change: 'partly_back', back: resumed });
  }
  return tellRest(before, withMajors(before, after, scene), isYoung, scene.context);
}

/** Where the worse word alone has gone, and the others are those of before, nobody has said that it is better. */
function isNewlySaid(service: ServicePath, before: Incident, after: Incident): boolean {
  const said = after.evidence.filter((piece) => piece.service === service && isTrouble(piece.status));
  const isKnown = ({ source, status }: Evidence): boolean =>
    before.evidence.some(
      (known) => known.service === service && known.source === source && known.status === status,
    );
  return said.length === 0 || !said.every(isKnown);
}

/** Majors that are back with their component need not be told once more. */
function withoutMajorsOf(incident: Incident, back: readonly ServicePath[]): Incident {
  const { majors = [], ...rest } = incident;
  const left = majors.filter((coin) => !back.some((whole) => contains(whole, coin)));
  return left.length === 0 ? rest : { ...rest, majors: left };
}

function tell(next: Incident, news: IncidentNews): NextIncident {
  return { next, news };
}

/** What is not a status: what is expected, and what is disputed. */
function tellRest(
  before: Incident,
  after: Incident,
  isYoung: boolean,
  { now, policy }: StepContext,
): NextIncident {
  if (after.disputed === true && before.disputed !== true)
    return tell(after, { kind: 'changed', change: 'disputed' });
  const { eta } = after;
  if (eta !== undefined && eta > now && before.eta === undefined && !isYoung)
    return tell(after, { kind: 'changed', change: 'eta_given' });
  if (eta !== undefined && before.eta !== undefined && Math.abs(eta - before.eta) >= policy.etaShiftMs)
    return tell(after, { kind: 'changed', change: 'eta_moved' });
  const isPassed = eta !== undefined && eta > after.openedAt && now - eta >= policy.overrunGraceMs;
  if (isPassed && after.etaPassed !== eta && before.eta === eta)
    return tell({ ...after, etaPassed: eta }, { kind: 'changed', change: 'eta_passed' });
  return { next: after, news: { kind: isSameToReaders(before, after) ? 'quiet' : 'refresh' } };
}

/** Coins that hit most people and are halted with their component, so that their return can be told. */
export function majorsOf(incident: Incident, { policy }: StepContext): readonly ServicePath[] {
  if (incident.extent === undefined || incident.members !== undefined) return [];
  const { majors } = policy.rollUp;
  return incident.extent.parts.filter((part) => majors.includes(part.slice(part.lastIndexOf('/') + 1)));
}

/** With the majors that were told and those that fell since. */
function withMajors(before: Incident, after: Incident, { context }: Scene): Incident {
  const known = before.majors ?? [];
  const more = majorsOf(after, context).filter((coin) => !known.includes(coin));
  if (more.length > 0) return { ...after, majors: [...known, ...more] };
  return before.majors === undefined || before.majors === after.majors
    ? after
    : { ...after, majors: before.majors };
}

function majorsBack(
  before: Incident,
  after: Incident,
  scene: Scene,
): { readonly back: readonly ServicePath[]; readonly left: readonly ServicePath[] } {
  const told = before.majors ?? [];
  const hit = majorsOf(after, scene.context);
  // Where its list shows nothing closed any more and it is down all the same, not the majors alone are back.
  if ((after.extent?.hit ?? 0) === 0) return { back: [], left: told };
  const back = told.filter((coin) => !hit.includes(coin) && !isTrouble(scene.verdict(coin).status));
  const isEnough = back.length === told.length || back.length >= scene.context.policy.rollUp.partialMajors;
  if (!isEnough) return { back: [], left: told };
  return { back, left: [...new Set([...told.filter((coin) => !back.includes(coin)), ...hit])] };
}

/** Narrower services that the exchange has said are back since it fell, while the rest is not. */
function newlyResumed(incident: Incident, { look, verdict }: Scene): ServicePath[] {
  const found = new Set<ServicePath>();
  for (const { claims } of look.voices(keyOfRegions(incident.regions))) {
    for (const service of digestOf(claims).stated) {
      const claim = claimOn(claims, service);
      if (claim === undefined || claim.status !== 'operational' || incident.resumed?.includes(service))
        continue;
      const isOfPart = incident.parts.some(
        (part) =>
          isTrouble(part.status) &&
          part.service !== service &&
          contains(part.service, service) &&
          saidAt(claim) > part.since,
      );
      if (isOfPart && verdict(service).status === 'operational') found.add(service);
    }
  }
  return [...found].toSorted();
}

/** Whether a message about it would read the same: sources that agree, ETA, and roughly how much is hit. */
function isSameToReaders(a: Incident, b: Incident): boolean {
  if (a === b) return true;
  const few = Math.max(1, Math.floor((a.extent?.of ?? 0) / 50));
  const sources = ({ evidence }: Incident): string => evidence.map(({ source }) => source).join();
  const parts = ({ parts: all }: Incident): string =>
    all.map(({ members, service, status }) => `${service} ${status} ${members?.length ?? ''}`).join();
  return (
    a.eta === b.eta &&
    a.disputed === b.disputed &&
    a.unconfirmed === b.unconfirmed &&
    sources(a) === sources(b) &&
    parts(a) === parts(b) &&
    Math.abs((a.extent?.hit ?? 0) - (b.extent?.hit ?? 0)) < few
  );
}
