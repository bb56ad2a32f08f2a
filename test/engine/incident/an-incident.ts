import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { START, testPolicy, testProfile } from '#test/support/engine-bench.ts';

export const MINUTE = 60_000;

export const contextAt = (now: number = START) => ({ now, policy: testPolicy, profile: testProfile });

/** What is held of a service, such as `withdrawals/BTC`: an outage by the exchange's own word. */
export function aVerdict(path: string, changes: Partial<Verdict> = {}): Verdict {
  return {
    service: `binance/${path}`,
    status: 'major_outage',
    rule: 'exchange_says_so',
    basis: 'official',
    since: START,
    sinceKnown: true,
    unconfirmed: false,
    isBaseline: false,
    evidence: [],
    refs: [],
    sources: [],
    ...changes,
  };
}

export function aPart(path: string, changes: Partial<IncidentPart> = {}): IncidentPart {
  return {
    service: `binance/${path}`,
    status: 'major_outage',
    since: START,
    sinceKnown: true,
    downs: 1,
    ...changes,
  };
}

/** An incident of these services, opened and told at the start, without a word of evidence. */
export function anIncident(paths: readonly string[], changes: Partial<Incident> = {}): Incident {
  const parts = changes.parts ?? paths.map((path) => aPart(path));
  const [first = '', ...others]: ServicePath[] = parts.map(({ service }) => service);
  const status: Status = changes.status ?? 'major_outage';
  return {
    id: 'binance-x-1',
    services: [first, ...others],
    parts,
    cause: { refs: [], sources: [] },
    status,
    worst: status,
    basis: 'official',
    unconfirmed: false,
    since: START,
    sinceKnown: true,
    openedAt: START,
    phaseSince: START,
    downs: 1,
    flapping: false,
    told: true,
    evidence: [],
    notices: 1,
    timeline: [],
    ...changes,
  };
}
