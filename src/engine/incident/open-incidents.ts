import type { Incident } from '#src/domain/incident.ts';
import { contains } from '#src/domain/service.ts';

import type { StepContext } from '#src/engine/context.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { isOfSameRegions } from '#src/engine/claims/voice.ts';
import { isKin } from './cause.ts';
import { gather } from './group.ts';
import { newIncident } from './new-incident.ts';
import { majorsOf } from './news.ts';
import { record } from './notices.ts';
import type { Recorded } from './notices.ts';
import { isHeldBack } from './probe-hold.ts';

/**
 * New incidents, one for each cause: silently for a baseline and for what an incident leaves behind, together for
 * coins that fell together.
 */
export function openIncidents(
  fresh: readonly Verdict[],
  going: readonly Incident[],
  scene: Scene,
): Recorded[] {
  const { context } = scene;
  const baseline = fresh.filter(({ isBaseline }) => isBaseline);
  const others = fresh.filter((verdict) => !verdict.isBaseline);
  const leftBehind = others.filter((verdict) => isLeftBehind(verdict, going));
  const news = others.filter((verdict) => !leftBehind.includes(verdict) && !isHeldBack(verdict, scene));
  return [
    // What was so when first seen has no cause that was seen: each is its own.
    ...baseline.map((verdict) => ({ incident: newIncident([{ verdict }], context) })),
    ...byCause(leftBehind).map((verdicts) => leaveBehind(verdicts, context)),
    ...byCause(news).map((verdicts) => open(verdicts, scene)),
  ];
}

/** Troubles that are kin, or kin of kin, together. */
function byCause(verdicts: readonly Verdict[]): Verdict[][] {
  let clusters: Verdict[][] = [];
  for (const verdict of verdicts) {
    const kin = clusters.filter((cluster) => cluster.some((one) => isKin(one, verdict)));
    clusters = [...clusters.filter((cluster) => !kin.includes(cluster)), [...kin.flat(), verdict]];
  }
  return clusters;
}

function open(verdicts: readonly Verdict[], scene: Scene): Recorded {
  const incident = newIncident(gather(verdicts, scene.context), scene.context);
  const majors = majorsOf(incident, scene.context);
  const ready = majors.length === 0 ? incident : { ...incident, majors };
  return record({ kind: 'opened' }, ready, { ...ready, status: 'operational', parts: [] }, scene);
}

function leaveBehind(verdicts: readonly Verdict[], context: StepContext): Recorded {
  const fallen = verdicts.map((verdict) => ({ verdict }));
  return { incident: { ...newIncident(fallen, context), told: true, leftBehind: true } };
}

/** Part of an incident that has just recovered as a whole: known already, and told with its recovery. */
function isLeftBehind(verdict: Verdict, going: readonly Incident[]): boolean {
  return going.some(
    (incident) =>
      incident.told &&
      isOfSameRegions(incident, verdict) &&
      incident.parts.some(
        ({ backAt, service }) =>
          backAt !== undefined &&
          service !== verdict.service &&
          contains(service, verdict.service) &&
          verdict.since <= backAt,
      ),
  );
}
