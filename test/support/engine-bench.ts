import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, Notice, OutboxItem } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { Reading, Window } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import type { Venue } from '#src/domain/venue.ts';
import type { ExchangeProfile } from '#src/engine/profile.ts';
import { step } from '#src/engine/step.ts';
import type { Reread } from '#src/engine/step.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const testPolicy: Policy = {
  confirm: { word: 1, flag: 2, probeFailure: 3, probeRecovery: 2 },
  rereadMs: [2 * SECOND, 5 * SECOND, 10 * SECOND],
  staleMs: 5 * MINUTE,
  flapWindowMs: 30 * MINUTE,
  flapRoundTrips: 3,
  longClosedMs: 7 * 24 * HOUR,
  statementTtlMs: 24 * HOUR,
  lastKnownMs: 7 * 24 * HOUR,
  togetherMs: MINUTE,
  disputeGraceMs: 3 * MINUTE,
  etaShiftMs: 15 * MINUTE,
  overrunGraceMs: 5 * MINUTE,
  earlyStartMs: 45 * MINUTE,
  rollUp: {
    majors: ['BTC', 'ETH', 'USDT', 'USDC'],
    partialShare: 0.2,
    majorShare: 0.8,
    partialMajors: 2,
    minParts: 5,
    networkShare: 0.5,
  },
  ownNetwork: { share: 0.6, minHosts: 2 },
};

const VENUES_BY_SOURCE: Readonly<Record<string, Venue>> = {
  'status-page': 'status_page',
  wallets: 'coin_list',
  'spot-ping': 'probe',
  announcements: 'announcements',
};

export const testProfile: ExchangeProfile = {
  id: 'binance',
  name: 'Binance',
  sources: Object.fromEntries(
    ['system-status', 'status-page', 'wallets', 'spot-ping', 'announcements'].map((id) => [
      id,
      { everyMs: MINUTE, venue: VENUES_BY_SOURCE[id] ?? 'system_status' },
    ]),
  ),
};

/** 2021-11-01T12:00:00Z, where every bench begins. */
export const START = 1_635_768_000_000;

type Said = readonly Reading[];

/** Drives the engine by hand: time goes where the test says, readings come as the test says. */
export function createEngineBench({ policy = testPolicy, profile = testProfile } = {}) {
  let state: ExchangeState = emptyExchangeState(profile.id);
  let now = START;
  let rereads: readonly Reread[] = [];
  const outbox: OutboxItem[] = [];
  const closed: Incident[] = [];

  function observe(...observations: readonly Observation[]): void {
    const result = step(state, observations, { now, policy, profile });
    outbox.push(...result.state.outbox);
    closed.push(...result.closed);
    rereads = result.rereads;
    state = { ...result.state, outbox: [] };
  }

  const ofKind = (wanted: OutboxItem['kind']): Notice[] =>
    outbox.flatMap(({ kind, notice }) => (kind === wanted ? [notice] : []));
  const notices = (): Notice[] => ofKind('notice');
  const ok = (source: string, readings: Said): Observation => ({ source, at: now, kind: 'ok', readings });
  const failed = (
    source: string,
    reach: 'answered' | 'witnessed' | 'unproven' = 'answered',
  ): Observation => ({
    source,
    at: now,
    kind: 'failed',
    message: 'did not answer',
    readings: [probe('api', 'major_outage')],
    reach,
  });

  return {
    at: (time: string): void => {
      now = Date.parse(`2021-11-01T${time}Z`);
    },
    pass: (ms: number): void => {
      now += ms;
    },
    now: () => now,
    say: (source: string, readings: Said): void => observe(ok(source, readings)),
    /** Says it as often as it takes to be believed, two seconds apart. */
    insist: (source: string, readings: Said, times = 2): void => {
      for (let i = 0; i < times; i += 1) {
        observe(ok(source, readings));
        now += 2 * SECOND;
      }
    },
    fail: (source: string, reach?: 'answered' | 'witnessed' | 'unproven'): void =>
      observe(failed(source, reach)),
    observe,
    ok,
    failed,
    tick: (): void => observe(),
    /** Serialises and parses the state, as a restart does. */
    restart: (): void => {
      state = JSON.parse(JSON.stringify(state)) as ExchangeState;
    },
    state: () => state,
    /** All that was told and refreshed. */
    outbox: () => outbox,
    notices,
    refreshed: () => ofKind('refresh'),
    closed: () => closed,
    rereads: () => rereads,
    told: () => notices().map(({ kind, services, status }) => `${kind} ${services.join(' ')} ${status}`),
  };
}

export type EngineBench = ReturnType<typeof createEngineBench>;

export function word(component: string, status: Status, more: Partial<Reading> = {}): Reading {
  const service = component === '' ? 'binance' : `binance/${component}`;
  return { service, status, basis: 'official', signal: 'word', evidence: `${service} ${status}`, ...more };
}

export function flag(path: string, isOpen: boolean): Reading {
  const status = isOpen ? 'operational' : 'major_outage';
  return {
    service: `binance/${path}`,
    status,
    basis: 'official',
    signal: 'flag',
    evidence: isOpen ? '' : 'closed',
  };
}

/** Withdrawal flags of so many coins, named C0, C1, …, those in `closed` closed. */
export function coins(
  count: number,
  closed: (index: number) => boolean,
  component = 'withdrawals',
): Reading[] {
  return Array.from({ length: count }, (_, i) => flag(`${component}/C${i}/N${i % 3}`, !closed(i)));
}

export function probe(component: string, status: Status): Reading {
  return {
    service: `binance/${component}`,
    status,
    basis: 'measured',
    signal: 'probe',
    evidence: 'no answer',
  };
}

export function statement(
  component: string,
  status: Status,
  statedAt: number,
  more: Partial<Reading> = {},
): Reading {
  return {
    ...word(component, status),
    signal: 'statement',
    statedAt,
    ref: `post-${statedAt}`,
    evidence: `post of ${statedAt}`,
    ...more,
  };
}

export function window(id: string, more: Partial<Window>): Window {
  return { id, phase: 'scheduled', from: null, until: null, title: 'Wallet upgrade', ...more };
}
