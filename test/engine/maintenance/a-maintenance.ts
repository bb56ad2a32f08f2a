import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Window } from '#src/domain/reading.ts';
import { START } from '#test/support/engine-bench.ts';

const HOUR = 3_600_000;

/** An hour of maintenance of these services, planned to begin an hour after the start, and told. */
export function aMaintenance(
  paths: readonly string[],
  changes: Partial<Omit<Maintenance, 'window'>> & { readonly window?: Partial<Window> } = {},
): Maintenance {
  const { window, ...rest } = changes;
  return {
    id: 'binance-status-page-m1',
    source: 'status-page',
    services: paths.map((path) => (path === '' ? 'binance' : `binance/${path}`)),
    firstSeenAt: START,
    signal: 'word',
    stage: 'scheduled',
    stageSince: START,
    told: true,
    announced: { from: START + HOUR, until: START + 2 * HOUR },
    notices: 1,
    ...rest,
    window: {
      id: 'm1',
      phase: 'scheduled',
      from: START + HOUR,
      until: START + 2 * HOUR,
      title: 'Upgrade',
      ...window,
    },
  };
}
