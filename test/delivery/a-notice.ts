import type { Notice } from '#src/domain/incident.ts';

export const noon = Date.UTC(2021, 10, 1, 12, 0);
export const minute = 60_000;

/** The first notice of the Binance day of 2021, changed as a test needs it. */
export function aNotice(changes: Partial<Notice> = {}): Notice {
  return {
    id: 'binance-withdrawals-1#1',
    kind: 'opened',
    at: noon,
    services: ['binance/withdrawals'],
    exchangeName: 'Binance',
    status: 'major_outage',
    previous: 'operational',
    basis: 'official',
    unconfirmed: false,
    disputed: false,
    incident: 'binance-withdrawals-1',
    since: noon - minute,
    sinceKnown: true,
    evidence: [
      {
        source: 'announcements',
        venue: 'announcements',
        service: 'binance/withdrawals',
        basis: 'official',
        status: 'major_outage',
        quote: 'We have temporarily disabled all crypto withdrawals on Binance.com.',
        since: noon - minute,
        link: 'https://www.binance.com/en/support/announcement/1',
      },
    ],
    stillWorking: ['api', 'spot', 'website'],
    ...changes,
  };
}

/** The recovery that belongs to it. */
export function aRecovery(changes: Partial<Notice> = {}): Notice {
  return aNotice({
    id: 'binance-withdrawals-1#2',
    kind: 'resolved',
    at: noon + 101 * minute,
    status: 'operational',
    previous: 'major_outage',
    durationMs: 102 * minute,
    evidence: [],
    ...changes,
  });
}
