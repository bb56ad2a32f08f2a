import { isTrading } from '#src/domain/components.ts';
import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import { ANY, assetPathOf, contains, depthOf, parseService } from '#src/domain/service.ts';
import { ownChainOf } from '#src/domain/own-chain.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { NETWORK, WHOLE_COIN } from '#src/engine/inference/inferred.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { isOfSameRegions } from '#src/engine/claims/voice.ts';
import { belongsTo, causeOf } from './cause.ts';
import type { Standing } from './standing.ts';
import type { Surroundings } from './surroundings.ts';

/** Which incident each trouble is of, by the incident's place in the list; and what is nobody's yet. */
export interface Assigned {
  readonly owned: readonly (readonly Verdict[])[];
  readonly fresh: readonly Verdict[];
}

/** Each trouble goes to the one incident that has its service: one that is open before one that waits to be closed. */
export function assign(incidents: readonly Incident[], { top }: Surroundings): Assigned {
  const owned: Verdict[][] = incidents.map(() => []);
  const fresh: Verdict[] = [];
  const order = incidents
    .map((incident, i) => ({ incident, i }))
    .toSorted((a, b) => rank(a.incident) - rank(b.incident));
  for (const verdict of top) {
    const telling =
      order.find(({ incident }) => isGoingOnOf(incident, verdict)) ??
      order.find(({ incident }) => isTellingOf(incident, verdict));
    const isInherited =
      telling === undefined && order.some(({ incident }) => inherits(incident, verdict, top));
    const owner =
      telling ??
      order.find(({ incident }) => hasService(incident, verdict)) ??
      order.find(({ incident }) => hasMember(incident, verdict));
    if (owner === undefined || isInherited) fresh.push(verdict);
    else owned[owner.i]?.push(verdict);
  }
  return { owned, fresh };
}

/** Whether an incident that runs has it for itself, and no coins under its name. */
function isGoingOnOf(incident: Incident, verdict: Verdict): boolean {
  return (
    isTrouble(incident.status) &&
    incident.absorbed !== true &&
    hasService(incident, verdict) &&
    incident.parts.some(({ members, service }) => service === verdict.service && members === undefined)
  );
}

/** Whether it is down by the incident now, and by nothing wider. */
function isTellingOf(incident: Incident, verdict: Verdict): boolean {
  return (
    isTrouble(incident.status) &&
    hasService(incident, verdict) &&
    incident.parts.some(
      ({ absorbed, service, status }) =>
        service === verdict.service && isTrouble(status) && absorbed === undefined,
    )
  );
}

/** A network under a component that comes back now is what is left of the component's story, and no other. */
function inherits(incident: Incident, verdict: Verdict, top: readonly Verdict[]): boolean {
  return (
    incident.absorbed !== true &&
    verdict.service.includes('/*/') &&
    isOfSameRegions(incident, verdict) &&
    incident.parts.some(
      ({ service, status }) =>
        isTrouble(status) &&
        service !== verdict.service &&
        contains(service, verdict.service) &&
        !top.some((other) => other.service === service),
    )
  );
}

function rank({ absorbed, status }: Incident): number {
  if (!isTrouble(status)) return 2;
  return absorbed === true ? 1 : 0;
}

function hasService(incident: Incident, verdict: Verdict): boolean {
  return (
    (isOfSameRegions(incident, verdict) || confirms(verdict, incident)) &&
    incident.parts.some((part) => part.service === verdict.service && !isAnew(part, verdict, incident))
  );
}

/** Whether it fell after a baseline was seen to be well, or gone beneath something wider: nobody was told of that. */
function isAnew({ absorbed, since, status }: IncidentPart, verdict: Verdict, incident: Incident): boolean {
  if (isAsKnown(incident, verdict)) return false;
  return !isTrouble(status) || (absorbed !== undefined && verdict.since > since);
}

/** A switch knows no regions: that it is off now is what was announced for some of them, and no second story. */
function confirms(verdict: Verdict, { regions = [], status }: Incident): boolean {
  return regions.length > 0 && isTrouble(status) && (verdict.regions ?? []).length === 0;
}

function hasMember(incident: Incident, verdict: Verdict): boolean {
  return isOfSameRegions(incident, verdict) && incident.members?.includes(verdict.service) === true;
}

/** New trouble by the incidents that it joins, and what is left to open. */
export function joinRunning(
  fresh: readonly Verdict[],
  incidents: readonly Incident[],
  standings: readonly (readonly Standing[])[],
  { scene }: Surroundings,
): { readonly joined: readonly (readonly Verdict[])[]; readonly left: readonly Verdict[] } {
  const joined: Verdict[][] = incidents.map(() => []);
  const left: Verdict[] = [];
  for (const verdict of fresh) {
    if (isPartOfUnseen(verdict, incidents, standings)) continue;
    const findOwner = (isOwner: (incident: Incident, own: readonly Standing[]) => boolean): number =>
      incidents.findIndex((incident, i) => isOwner(incident, standings[i] ?? []));
    const leftOver = findOwner(
      (incident, own) =>
        isOfSameRegions(incident, verdict) &&
        isAsKnown(incident, verdict) &&
        isLeftOver(incident, verdict, own, scene),
    );
    const at =
      leftOver < 0 ? findOwner((incident, own) => isMoreOf(incident, verdict, own, scene)) : leftOver;
    if (at < 0) left.push(verdict);
    else joined[at]?.push(verdict);
  }
  return { joined, left };
}

/** What nobody was told of takes in only what was so when first seen: what fell since is news. */
function isAsKnown({ told }: Incident, { isBaseline }: Verdict): boolean {
  return told || isBaseline;
}

/**
 * What stays out when all else comes back, and the story goes on with: a whole network, a network of a coin, a coin that
 * most people have, or what the words that ended the rest leave out. Of a component another coin or two is a detail.
 */
function isLeftOver(
  { cause }: Incident,
  verdict: Verdict,
  standings: readonly Standing[],
  { context }: Scene,
): boolean {
  const { refs, rule, service } = verdict;
  const isNamed = refs.some((ref) => cause.refs.includes(ref));
  const { asset = '', network } = parseService(service);
  const isMajor = network === undefined && context.policy.rollUp.majors.includes(asset);
  // A coin that is out on its one network is of that network.
  const leaves = (rule === WHOLE_COIN ? leavesOf(verdict) : undefined) ?? [service];
  return standings.some(
    ({ kind, part }) =>
      kind === 'back' &&
      isTrouble(part.status) &&
      leaves.every((leaf) => contains(part.service, leaf)) &&
      (isNamed || isMajor || asset === ANY || depthOf(part.service) > 2),
  );
}

/** Trouble that an incident has already, by another name, or that fell by its cause. */
function isMoreOf(
  incident: Incident,
  verdict: Verdict,
  own: readonly Standing[],
  { context }: Scene,
): boolean {
  const isSame = isSumOf(verdict, own) || (isAsKnown(incident, verdict) && isOfCoinOf(verdict, own));
  if (isSame && isOfSameRegions(incident, verdict)) return true;
  if (!own.some(({ kind }) => kind === 'down' || kind === 'unseen')) return false;
  return belongsTo(nowOf(incident, own, context.now), verdict, context);
}

/** A coin or a network that is out as a whole, by what the incident has of it already. */
function isSumOf(verdict: Verdict, standings: readonly Standing[]): boolean {
  const leaves = leavesOf(verdict);
  if (leaves === undefined) return false;
  return leaves.every((leaf) =>
    standings.some((one) => isStillDown(one) && contains(one.part.service, leaf)),
  );
}

/** The coins on their networks by which a coin or a network is out as a whole, where all of them are named. */
function leavesOf({ extent, rule, service }: Verdict): readonly ServicePath[] | undefined {
  if ((rule !== WHOLE_COIN && rule !== NETWORK) || extent === undefined) return undefined;
  if (extent.parts.length < extent.hit) return undefined;
  const { network } = parseService(service);
  // Of a network its coins are named.
  return rule === NETWORK ? extent.parts.map((coin) => `${coin}/${network}`) : extent.parts;
}

/**
 * What stops of a coin that has stopped on another of its networks, whenever it does, is more of the same; and so is the
 * chain of a coin that is known to have stopped.
 */
function isOfCoinOf({ service }: Verdict, standings: readonly Standing[]): boolean {
  if (isTrading(parseService(service).component ?? '')) return false;
  const coin = assetPathOf(service);
  return standings.some(
    (one) =>
      isStillDown(one) &&
      (one.part.members ?? [one.part.service]).some((known) =>
        coin === undefined ? service === ownChainOf(known) : assetPathOf(known) === coin,
      ),
  );
}

function isStillDown({ kind, part }: Standing): boolean {
  return isTrouble(part.status) && kind !== 'back' && kind !== 'lapsed';
}

/** With what is said of its parts now; one that falls again in this very step is young once more. */
function nowOf(incident: Incident, standings: readonly Standing[], now: number): Incident {
  const down = standings.flatMap((standing) => (standing.kind === 'down' ? [standing.verdict] : []));
  const [worst] = down;
  const cause = causeOf(down, incident.cause);
  if (isTrouble(incident.status) || worst === undefined) return { ...incident, cause };
  return { ...incident, cause, status: worst.status, phaseSince: now };
}

/** Part of an incident that is open still, though what it stands on is out of sight. */
function isPartOfUnseen(
  verdict: Verdict,
  incidents: readonly Incident[],
  standings: readonly (readonly Standing[])[],
): boolean {
  return incidents.some(
    (incident, i) =>
      isOfSameRegions(incident, verdict) &&
      standings[i]?.some(
        ({ kind, part }) =>
          kind === 'unseen' && part.service !== verdict.service && contains(part.service, verdict.service),
      ) === true,
  );
}
