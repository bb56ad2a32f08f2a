import { expectedEnd } from '#src/reader/expected-end.ts';
import type { DecodeContext } from '#src/sources/source.ts';

import type { PageIncident } from './page.ts';

/** When an incident is to be over: what the newest of its updates says that gives a time for it. */
export function expectedEndOf(
  { phase, says, statedAt, updates }: PageIncident,
  { exchange, network, writing }: DecodeContext,
): number | undefined {
  if (phase !== 'open') return undefined;
  for (const update of updates ?? [{ says, statedAt }]) {
    if (update.says === undefined || update.statedAt === undefined) continue;
    const options = { ...writing, exchange, network, publishedAt: update.statedAt };
    const at = expectedEnd(update.says, options);
    if (at !== null) return at;
  }
  return undefined;
}
