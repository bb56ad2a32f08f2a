import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';

import { causeOf } from './cause.ts';
import { describeIncident, recover } from './describe.ts';
import type { Fallen } from './group.ts';
import { partOf } from './group.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import type { Standing } from './standing.ts';
import { leadingFirst, membersOf, namedParts, statusOfParts } from './sum-parts.ts';
import type { Surroundings } from './surroundings.ts';

/** An incident after its parts were looked at; without parts where nothing of it is left to wait for. */
export function followParts(
  before: Incident,
  standings: readonly Standing[],
  joined: readonly Fallen[],
  around: Surroundings,
): Incident | undefined {
  const { context } = around.scene;
  const own = [
    ...standings.flatMap((standing) => (standing.kind === 'down' ? standing.own : [])),
    ...joined.map(({ verdict }) => verdict),
  ];
  const parts = [
    ...standings.flatMap((standing) => nextPart(standing, own, context.now)),
    ...joined.map((fallen) => partOf(fallen)),
  ];
  const [first] = parts;
  if (first === undefined) return undefined;
  const counted = parts.filter((part) => !isBeneath(part));
  const down = standings.flatMap((standing) => (standing.kind === 'down' ? [standing.verdict] : []));
  const verdicts = [...down, ...joined.map(({ verdict }) => verdict)];
  const heard = standings.flatMap((standing) => {
    if (standing.kind === 'unseen') return [standing.heardAt];
    return standing.kind === 'down' ? (standing.verdict.lastKnown?.heardAt ?? []) : [];
  });
  const { absorbed: _absorbed, lastHeardAt: _lastHeardAt, ...rest } = before;
  const isLeft = isTrouble(before.status) && isLeftBeneath(parts);
  const isNewlyBack = standings.some(isSeenBack);
  const isAbsorbed = counted.length === 0 || (isLeft && !isNewlyBack);
  const status = isAbsorbed || isLeft ? before.status : statusOfParts(counted);
  const next: Incident = {
    ...rest,
    parts,
    services: leadingFirst(namedParts(parts), before.services),
    status,
    worst: severityOf(status) > severityOf(before.worst) ? status : before.worst,
    cause: causeOf(verdicts, before.cause),
    ...(isAbsorbed && { absorbed: true as const }),
    ...(heard.length > 0 && { lastHeardAt: Math.min(...heard) }),
    ...membersOf(parts),
  };
  if (verdicts.length > 0) return describeIncident(next, verdicts);
  if (heard.length > 0 || status === before.status) return next;
  return recover(next, standings, around);
}

/** Whether all that is still down of it is beneath a wider trouble. */
function isLeftBeneath(parts: readonly IncidentPart[]): boolean {
  const down = parts.filter(({ status }) => status !== 'operational');
  return down.length > 0 && down.every(isBeneath);
}

/** Whether something wider explains what it is in now. */
function isBeneath({ absorbed, backAt }: IncidentPart): boolean {
  return absorbed !== undefined && backAt === undefined;
}

/** Whether it is back, and no recovery of something wider says so. */
export function isSeenBack({ kind, part }: Standing): boolean {
  return kind === 'back' && part.status !== 'operational' && part.absorbed === undefined;
}

/** A part after a step; `own` are the troubles that its incident is about. */
function nextPart(standing: Standing, own: readonly Verdict[], now: number): IncidentPart[] {
  const { kind, part } = standing;
  const { absorbed, backAt: _backAt, ...rest } = part;
  switch (kind) {
    case 'down': {
      const isAgain = part.status === 'operational';
      const { status } = standing.verdict;
      return [{ ...rest, status, ...(isAgain && { since: now, sinceKnown: true, downs: part.downs + 1 }) }];
    }
    case 'absorbed':
      return [{ ...rest, absorbed: own.includes(standing.by) ? 'here' : 'elsewhere' }];
    case 'lapsed':
      return [];
    case 'unseen':
      return [rest];
    case 'maintained':
      return [{ ...rest, status: 'under_maintenance' }];
    case 'back':
      return [
        {
          ...rest,
          status: 'operational',
          backAt: part.backAt ?? now,
          ...(absorbed === 'here' && { absorbed }),
        },
      ];
  }
}
