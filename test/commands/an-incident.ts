import type { Incident } from '#src/domain/incident.ts';
import { minute, noon } from '#test/delivery/a-notice.ts';

/** Binance's withdrawals, down for an hour and a half and back, changed as a test needs it. */
export function anIncident(changes: Partial<Incident> = {}): Incident {
  const since = changes.since ?? noon;
  const end = changes.phaseSince ?? since + 90 * minute;
  return {
    id: 'i1',
    services: ['binance/withdrawals'],
    parts: [
      {
        service: 'binance/withdrawals',
        status: 'operational',
        since: end,
        sinceKnown: true,
        downs: 1,
        backAt: end,
      },
    ],
    cause: { refs: [], sources: ['wallets'] },
    status: 'operational',
    worst: 'major_outage',
    basis: 'official',
    unconfirmed: false,
    since,
    sinceKnown: true,
    openedAt: since,
    phaseSince: end,
    downs: 1,
    flapping: false,
    told: true,
    evidence: [],
    notices: 2,
    timeline: [
      { at: since, kind: 'opened', status: 'major_outage' },
      { at: end, kind: 'resolved', status: 'operational' },
    ],
    ...changes,
  };
}
