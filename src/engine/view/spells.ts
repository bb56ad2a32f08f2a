import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import { contains, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import type { Spell } from './uptime.ts';

/** When a service was in trouble, by the incidents that hit all of it. Of an exchange: when a component of it was. */
export function spellsOf(incidents: readonly Incident[], service: ServicePath, now: number): Spell[] {
  return incidents.flatMap((incident) => {
    const parts = incident.parts.filter((part) => hits(part, service));
    if (parts.length === 0) return [];
    const backAt = parts.map((part) => part.backAt ?? Number.POSITIVE_INFINITY);
    const end = isTrouble(incident.status) ? now : incident.phaseSince;
    return phasesOf(incident, Math.min(end, Math.max(...backAt)));
  });
}

/** A few coins of a component are not the component. */
function hits({ members, service: hit }: IncidentPart, service: ServicePath): boolean {
  if (members !== undefined) return members.some((member) => contains(member, service));
  return contains(hit, service) || (depthOf(service) === 1 && depthOf(hit) === 2 && contains(service, hit));
}

/** From word to word: each status holds until the next one. */
function phasesOf({ since, timeline, worst }: Incident, end: number): Spell[] {
  const known = timeline.filter(({ at }) => at < end).toSorted((a, b) => a.at - b.at);
  const first = known[0]?.status ?? worst;
  const words = [{ at: since, status: isTrouble(first) ? first : worst }, ...known];
  return words.flatMap(({ at, status }, i) => {
    const until = Math.min(words[i + 1]?.at ?? end, end);
    return until > at && status !== 'operational' ? [{ from: at, until, status }] : [];
  });
}
