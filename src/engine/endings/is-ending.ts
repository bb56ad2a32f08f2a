import type { EndingPlan } from '#src/domain/ending.ts';
import { contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { HOUR_MS } from '#src/domain/time.ts';
import type { StepContext } from '#src/engine/context.ts';

/** Switches are thrown some hours before the time that was named, and days are named without an hour. */
const EARLY_MS = 12 * HOUR_MS;

/** Whether what is closed here was announced to end. */
export function isEnding(
  service: ServicePath,
  endings: readonly EndingPlan[],
  { now }: StepContext,
): boolean {
  return endings.some(
    ({ regions, services }) =>
      regions === undefined &&
      services.some(
        (ending) => (ending.at === null || now >= ending.at - EARLY_MS) && contains(ending.service, service),
      ),
  );
}
