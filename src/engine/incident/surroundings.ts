import type { EndingPlan } from '#src/domain/ending.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { isEnding } from '#src/engine/endings/is-ending.ts';
import { isUnplanned } from '#src/engine/maintenance/hear-statuses.ts';
import { explainsTrouble } from '#src/engine/maintenance/maintenance-time.ts';
import { ANNOUNCED } from '#src/engine/scene/judge.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { isSpokenOf } from '#src/engine/scene/verdict.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { isOfSameRegions } from '#src/engine/claims/voice.ts';

/** All that decides how incidents go on. */
export interface Surroundings {
  readonly scene: Scene;
  readonly maintenances: readonly Maintenance[];
  /** The troubles to tell of: what no maintenance and no announced end explains. */
  readonly top: readonly Verdict[];
}

export function surroundingsOf(
  scene: Scene,
  maintenances: readonly Maintenance[],
  endings: readonly EndingPlan[],
): Surroundings {
  const { top: all } = scene.troubles();
  const top = all.filter((verdict) => !isExempt(verdict, scene, maintenances, endings));
  return { scene, maintenances, top };
}

/** Trouble inside a maintenance, or of what was announced to end, is no incident, unless it was one before. */
function isExempt(
  verdict: Verdict,
  { context, state }: Scene,
  maintenances: readonly Maintenance[],
  endings: readonly EndingPlan[],
): boolean {
  const { extent, rule, service } = verdict;
  const isOpen = state.incidents.some(
    (incident) =>
      isOfSameRegions(incident, verdict) &&
      incident.parts.some((part) => part.service === service && isTrouble(part.status)),
  );
  if (isOpen) return false;
  // What the exchange itself calls an outage is not explained by a mode that it is in, and what it goes on speaking of
  // not by a maintenance that it has ended.
  const hasStory = isSpokenOf(verdict) && rule !== ANNOUNCED;
  const explaining = maintenances.filter(
    (one) => !(isUnplanned(one) && isSpokenOf(verdict)) && !(one.stage === 'ended' && hasStory),
  );
  const isExplained = (one: ServicePath): boolean =>
    explainsTrouble(one, verdict.basis, explaining, context) || isEnding(one, endings, context);
  if (isExplained(service)) return true;
  // A coin whose only networks are maintained is halted as a whole, and by nothing else.
  return extent !== undefined && extent.hit === extent.parts.length && extent.parts.every(isExplained);
}
