import type { EndingPlan } from '#src/domain/ending.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Incident, OutboxItem } from '#src/domain/incident.ts';
import { isSameValue } from '#src/domain/same-value.ts';

import { ageOf } from '#src/engine/context.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { assign, joinRunning } from './assign.ts';
import { followParts, isSeenBack } from './follow.ts';
import { decideNews } from './news.ts';
import { record } from './notices.ts';
import type { Recorded } from './notices.ts';
import { openIncidents } from './open-incidents.ts';
import { holdProbes } from './probe-hold.ts';
import { regroup } from './regroup.ts';
import { areSame, standingOf } from './standing.ts';
import type { Standing } from './standing.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

export interface IncidentStep {
  /** Open, or within the flap window. */
  readonly incidents: readonly Incident[];
  /** Over for good. */
  readonly closed: readonly Incident[];
  readonly outbox: readonly OutboxItem[];
}

/**
 * Brings the incidents in line with the troubles: opens, changes, reopens, resolves and closes them, and says what of
 * that is worth telling. Every trouble belongs to exactly one incident, every incident is about the services that
 * fell by one cause.
 */
export function stepIncidents(
  scene: Scene,
  maintenances: readonly Maintenance[],
  endings: readonly EndingPlan[],
): IncidentStep {
  const around = surroundingsOf(scene, maintenances, endings);
  const known = scene.state.incidents;
  const going: Incident[] = [];
  const closed: Incident[] = [];
  const outbox: OutboxItem[] = [];
  const keep = ({ incident, item }: Recorded): void => {
    going.push(incident);
    if (item !== undefined) outbox.push(item);
  };

  const { fresh, owned } = assign(known, around);
  const standings = known.map((incident, i) => standingsOf(incident, owned[i] ?? [], around));
  const { joined, left } = joinRunning(fresh, known, standings, around);
  for (const [i, incident] of known.entries()) {
    const after = follow(incident, standings[i] ?? [], joined[i] ?? [], around);
    if (after.kind === 'kept') keep(after.recorded);
    else {
      closed.push(after.incident);
      if (after.item !== undefined) outbox.push(after.item);
    }
  }
  for (const opened of openIncidents(left, going, scene)) keep(opened);
  const isSame = going.length === known.length && going.every((one, i) => one === known[i]);
  return { incidents: isSame ? known : going, closed, outbox };
}

function standingsOf(incident: Incident, own: readonly Verdict[], around: Surroundings): Standing[] {
  const standings = incident.parts.map((part) => standingOf(incident, part, own, around));
  return holdProbes(standings, around.scene);
}

type FollowedIncident =
  | ({ readonly kind: 'closed' } & Recorded)
  | { readonly kind: 'kept'; readonly recorded: Recorded };

function follow(
  incident: Incident,
  standings: readonly Standing[],
  joined: readonly Verdict[],
  around: Surroundings,
): FollowedIncident {
  const { scene } = around;
  const after = afterStep(incident, standings, joined, around);
  if (after === undefined) {
    // Its message shows that nobody saw it come back.
    const recorded = record({ kind: 'refresh' }, { ...incident, lapsed: true }, incident, scene);
    return { kind: 'closed', ...recorded };
  }
  if (after.status === 'operational' && after.absorbed !== true) {
    const calm = calmDown(incident, after, standings, scene);
    if (calm !== undefined) return calm;
  }
  const { news, next } = decideNews(incident, after, scene);
  return { kind: 'kept', recorded: record(news, same(incident, next), incident, scene) };
}

/** What waits out the flap window, ends by it, or shows its end in its message; `undefined` for a recovery to tell. */
function calmDown(
  before: Incident,
  after: Incident,
  standings: readonly Standing[],
  scene: Scene,
): FollowedIncident | undefined {
  const { now, policy } = scene.context;
  const keep = (incident: Incident): FollowedIncident => ({ kind: 'kept', recorded: { incident } });
  if (before.absorbed !== true && before.status === 'operational') {
    if (ageOf(before.phaseSince, now) < policy.flapWindowMs) return keep(same(before, after));
    if (!before.flapping) return { kind: 'closed', incident: before };
    // It held still for the window: the end of the flapping is the end that people wait for.
    const steady = { ...after, flapping: false };
    return { kind: 'kept', recorded: record({ kind: 'resolved' }, steady, before, scene) };
  }
  if (before.absorbed !== true && standings.some(isSeenBack)) return undefined;
  const next = { ...after, phaseSince: now };
  // What is back was told to be, by itself or with the wider trouble, and the rest has lapsed: its message shows it.
  if (before.status === 'operational') return keep(next);
  return { kind: 'kept', recorded: record({ kind: 'refresh' }, next, before, scene) };
}

/** By what an incident came out as it was: the same once more changes nothing either. */
const settled = new WeakMap<Incident, readonly Standing[]>();

function afterStep(
  incident: Incident,
  standings: readonly Standing[],
  joined: readonly Verdict[],
  around: Surroundings,
): Incident | undefined {
  const known = settled.get(incident);
  if (known !== undefined && joined.length === 0 && areSame(known, standings)) return incident;
  const regrouped = regroup(standings, joined, around.scene.context);
  const after = followParts(incident, regrouped.standings, regrouped.joined, around);
  if (after === undefined || same(incident, after) !== incident) return after;
  if (joined.length === 0) settled.set(incident, standings);
  return incident;
}

/** The very object where nothing of it changed, so that nothing is written. */
function same(before: Incident, after: Incident): Incident {
  return isSameValue(before, after) ? before : after;
}

export function isOpen({ absorbed, flapping, status }: Incident): boolean {
  return absorbed !== true && (status !== 'operational' || flapping);
}
