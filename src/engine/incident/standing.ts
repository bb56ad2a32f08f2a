import { claimOn, shelfOf } from '#src/domain/claims.ts';
import type { Claims } from '#src/domain/exchange-state.ts';
import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import { ANY, contains, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { digestOf } from '#src/engine/claims/digest.ts';
import { isMaintained } from '#src/engine/maintenance/maintenance-time.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { explains } from '#src/engine/scene/troubles.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { isOfSameRegions, keyOf, keyOfRegions } from '#src/engine/claims/voice.ts';
import { groupVerdict } from './group.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * How one part of an incident stands.
 * - `down`: in trouble, and of nobody else's.
 * - `absorbed`: a wider trouble explains it. `unseen`: what it stands on is out of sight.
 * - `maintained`, `back`: so a reading says.
 * - `lapsed`: it ended without a reading that says that it works: closed for good, or long unheard of.
 */
export type Standing =
  | {
      readonly kind: 'down';
      readonly part: IncidentPart;
      readonly verdict: Verdict;
      readonly own: readonly Verdict[];
    }
  | { readonly kind: 'absorbed'; readonly part: IncidentPart; readonly by: Verdict }
  | { readonly kind: 'lapsed'; readonly part: IncidentPart }
  | { readonly kind: 'unseen'; readonly part: IncidentPart; readonly heardAt: number }
  | { readonly kind: 'maintained' | 'back'; readonly part: IncidentPart; readonly verdict: Verdict };

/** `own` are the troubles that are this incident's, among those that nothing above explains. */
export function standingOf(
  incident: Incident,
  part: IncidentPart,
  own: readonly Verdict[],
  around: Surroundings,
): Standing {
  const { scene } = around;
  const regionsKey = keyOfRegions(incident.regions);
  const mine = own.find(({ service }) => service === part.service);
  const { members } = part;
  const hit = own.filter(({ service }) => members?.includes(service) === true);
  if (members !== undefined && hit.length > 0) {
    const verdict = groupVerdict(part.service, hit, members.length);
    return { kind: 'down', part, verdict, own: mine === undefined ? hit : [...hit, mine] };
  }
  if (mine !== undefined) {
    return { kind: 'down', part: withoutMembers(part), verdict: mine, own: [mine] };
  }
  const whole = widerThan(part, incident, around);
  if (whole !== undefined) return { kind: 'absorbed', part, by: whole };
  const services = members ?? [part.service];
  const unseen = services.map((service) => scene.troubles().unseen.get(keyOf(service, regionsKey)));
  const lastKnown = unseen.find((one) => one !== undefined)?.lastKnown;
  // What was told to be back is that: it fell again with something wider, if it did, and is out of sight since then.
  if (lastKnown !== undefined && part.status !== 'operational')
    return { kind: 'unseen', part, heardAt: lastKnown.heardAt };
  return calmStanding(part, services, regionsKey, around);
}

/** A group that has grown to be its component's trouble is that from now on. */
function withoutMembers(part: IncidentPart): IncidentPart {
  if (part.members === undefined) return part;
  const { members: _members, ...single } = part;
  return single;
}

/** Whether all parts stand as before, by the very same verdicts. */
export function areSame(before: readonly Standing[], after: readonly Standing[]): boolean {
  return before.length === after.length && before.every((one, i) => isSame(one, after[i]));
}

function isSame(one: Standing, other: Standing | undefined): boolean {
  if (other === undefined || one.kind !== other.kind || one.part !== other.part) return false;
  // The verdict on a group is made anew each time, from its own troubles.
  if (one.kind === 'down' && other.kind === 'down')
    return one.own.length === other.own.length && one.own.every((verdict, i) => verdict === other.own[i]);
  if ('verdict' in one && 'verdict' in other) return one.verdict === other.verdict;
  return !('heardAt' in one && 'heardAt' in other) || one.heardAt === other.heardAt;
}

/** Its trouble is gone: by maintenance, by a reading, or by neither. */
function calmStanding(
  part: IncidentPart,
  services: readonly ServicePath[],
  regionsKey: string,
  { maintenances, scene }: Surroundings,
): Standing {
  const own = shownBy(scene.verdict(part.service, regionsKey), scene);
  if (part.status === 'operational') return { kind: 'back', part, verdict: own };
  // What is seen to work while it is worked on has come back.
  const isWorkedOn = own.status !== 'operational' && isMaintained(part.service, maintenances);
  if ((own.status === 'under_maintenance' || isWorkedOn) && regionsKey === '')
    return { kind: 'maintained', part, verdict: own };
  const verdicts =
    part.members === undefined
      ? [own]
      : services.map((one) => shownBy(scene.verdict(one, regionsKey), scene));
  const back = verdicts.filter((one) => one.status === 'operational' && one.isLapsed !== true);
  // What went out of sight in trouble is known to be; what did so beneath a wider trouble had come back.
  const isGone = part.absorbed !== undefined && own.status === 'unknown' && own.isLapsed !== true;
  const first = back[0] ?? (isGone ? own : undefined);
  if (first === undefined || isClosedForLong(services, part.since, scene)) return { kind: 'lapsed', part };
  const verdict: Verdict = {
    ...first,
    service: part.service,
    evidence: back.flatMap(({ evidence }) => evidence),
  };
  return { kind: 'back', part, verdict };
}

/** What nothing says of a coin as a whole its switches say. */
function shownBy(own: Verdict, scene: Scene): Verdict {
  if (own.status === 'operational' || depthOf(own.service) < 3) return own;
  for (const claims of Object.values(scene.state.claims)) {
    if (digestOf(claims).flags === 0) continue;
    for (const path of flagsOf(own.service, claims)) {
      if (claimOn(claims, path)?.signal !== 'flag') continue;
      const verdict = scene.verdict(path);
      if (verdict.status === 'operational') return { ...verdict, service: own.service };
    }
  }
  return own;
}

/** The trouble that has grown over the part. */
function widerThan(
  part: IncidentPart,
  incident: Incident,
  { scene, top }: Surroundings,
): Verdict | undefined {
  const regionsKey = keyOfRegions(incident.regions);
  const known: Status = isTrouble(part.status) ? part.status : 'degraded_performance';
  const services = part.members ?? [part.service];
  const explaining = services.map((one) => {
    const over = scene.swallower(one, regionsKey);
    if (over !== undefined) return over;
    return top.find(
      (verdict) =>
        isOfSameRegions(verdict, incident) &&
        contains(verdict.service, one) &&
        (verdict.service !== one || part.members !== undefined) &&
        explains(verdict.status, known),
    );
  });
  return explaining.every((one) => one !== undefined) ? explaining[0] : undefined;
}

/** A coin that has been closed for so long that it is no outage any more has not come back. */
function isClosedForLong(services: readonly ServicePath[], since: number, { look, state }: Scene): boolean {
  if (depthOf(services[0] ?? '') < 3) return false;
  let isRecent = false;
  for (const claims of Object.values(state.claims)) {
    if (digestOf(claims).flags === 0) continue;
    for (const service of services) {
      for (const path of flagsOf(service, claims)) {
        const claim = claimOn(claims, path);
        if (claim?.signal !== 'flag') continue;
        if (!look.isClosedForGood(claim)) return false;
        isRecent ||= claim.since >= since;
      }
    }
  }
  return isRecent;
}

function flagsOf(service: ServicePath, claims: Claims): ServicePath[] {
  // What is about one coin lies on one shelf.
  const around = service.includes(ANY) ? claims : [claims[shelfOf(service, claims.length)] ?? {}];
  return around.flatMap((shelf) => Object.keys(shelf)).filter((path) => contains(service, path));
}
