import { claimsFrom } from '#src/domain/claims.ts';
import type { Claim } from '#src/domain/exchange-state.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { Change, Incident, Notice } from '#src/domain/incident.ts';
import type { Extent } from '#src/domain/reading.ts';
import type { Component } from '#src/domain/service.ts';
import { componentPathOf } from '#src/domain/service.ts';
import { severityOf } from '#src/domain/status.ts';
import type { Venue } from '#src/domain/venue.ts';

// The first release stored sentences: a headline in every notice, a line of text in every piece of evidence.
// What of that were facts is kept as facts. A record is checked after it has been brought here.

type FirstEvidence = Pick<Evidence, 'source' | 'basis' | 'status' | 'since' | 'link'> & {
  readonly text: string;
};

interface FirstNotice extends Omit<
  Notice,
  'services' | 'evidence' | 'stillWorking' | 'disputed' | 'change' | 'kind'
> {
  readonly kind: Notice['kind'];
  readonly service: string;
  readonly also: readonly string[];
  readonly summary: string;
  readonly evidence: readonly FirstEvidence[];
  readonly stillWorking: readonly string[];
  readonly remark?: string;
}

interface FirstIncident extends Omit<
  Incident,
  'services' | 'parts' | 'cause' | 'evidence' | 'timeline' | 'disputed'
> {
  readonly service: string;
  readonly evidence: readonly FirstEvidence[];
  readonly timeline: readonly (Omit<Incident['timeline'][number], 'change'> & { readonly text: string })[];
  readonly remark?: string;
}

/** An exchange's record: its open incidents and its outbox. */
export function exchangeOfFirstRelease(old: unknown): unknown {
  const { claims, incidents, outbox, ...rest } = old as {
    claims: Readonly<Record<string, Readonly<Record<string, Claim>>>>;
    incidents: readonly FirstIncident[];
    outbox: readonly { kind: string; notice: FirstNotice }[];
  };
  return {
    ...rest,
    claims: Object.fromEntries(
      Object.entries(claims).map(([source, own]) => [source, claimsFrom(Object.entries(own))]),
    ),
    incidents: incidents.map(incidentOf),
    endings: [],
    outbox: outbox.map((item) => ({ ...item, notice: noticeOf(item.notice) })),
  };
}

export function incidentOfFirstRelease(old: unknown): unknown {
  return incidentOf(old as FirstIncident);
}

/** A record that holds one notice under the given key. */
export function noticeOfFirstRelease(key: string): (old: unknown) => unknown {
  return (old) => {
    const record = old as Readonly<Record<string, unknown>>;
    return { ...record, [key]: noticeOf(record[key] as FirstNotice) };
  };
}

function incidentOf({ service, evidence, timeline, remark, ...rest }: FirstIncident): Incident {
  const { downs, members, since, sinceKnown, status } = rest;
  const part = { service, status, since, sinceKnown, downs, ...(members !== undefined && { members }) };
  const sources = [...new Set(evidence.map(({ source }) => source))];
  return {
    ...rest,
    services: [service],
    parts: [part],
    cause: { refs: [], sources },
    evidence: evidence.map((piece) => evidenceFrom(piece, service, rest.extent)),
    ...(remark !== undefined && { disputed: true as const }),
    timeline: timeline.map(({ text: _text, ...entry }) => entry),
  };
}

function noticeOf(old: FirstNotice): Notice {
  const { service, also, summary, evidence, stillWorking, remark, kind, ...rest } = old;
  const change = kind === 'changed' ? changeOf(old) : undefined;
  return {
    ...rest,
    kind: maintenanceKind(kind, summary),
    ...(change !== undefined && { change }),
    services: [service, ...also],
    disputed: remark !== undefined,
    evidence: evidence.map((piece) => evidenceFrom(piece, service, rest.extent)),
    stillWorking: stillWorking.flatMap((name) => COMPONENTS_BY_NAME[name] ?? []),
  };
}

/** Two kinds of news had a kind of notice in common, and a headline of their own. */
function maintenanceKind(kind: Notice['kind'], summary: string): Notice['kind'] {
  if (kind === 'maintenance_scheduled' && summary.endsWith('has a new time')) return 'maintenance_moved';
  if (kind === 'maintenance_ended' && summary.endsWith('is cancelled')) return 'maintenance_canceled';
  return kind;
}

function changeOf({ status, previous, remark, eta }: FirstNotice): Change | undefined {
  if (status === 'under_maintenance') return 'maintained';
  if (status !== previous) return severityOf(status) > severityOf(previous) ? 'worse' : 'better';
  if (remark !== undefined) return 'disputed';
  return eta === undefined ? undefined : 'eta_moved';
}

function evidenceFrom(
  { text, ...rest }: FirstEvidence,
  service: string,
  extent: Extent | undefined,
): Evidence {
  const words = text.trim();
  const isCounted = rest.basis === 'inferred' && extent !== undefined;
  return {
    ...rest,
    service,
    venue: venueOf(rest, service, isSpoken(rest, words)),
    ...(isCounted && { count: { hit: extent.hit, of: extent.of } }),
    ...(words !== '' && (isSpoken(rest, words) ? { quote: words } : { detail: words })),
  };
}

// What the first release wrote itself: "withdrawEnable is false", "API: partial outage", "halted for 3 of 9 coins".
const TECHNICAL =
  /^[a-z]\S* is \S+(?:$|:)|^\S+ stands still since|^\S+: (?:true|false|\d+)$|: (?:operational|degraded performance|partial outage|major outage|under maintenance|a status that is not documented)(?:\.|$)|(?:halted|disturbed) for \d+ of \d+|is halted(?: on all of|$)|^(?:not among the networks|switched off|not said|no longer reported|open again|No trouble is stated)|is missing$/;

function isSpoken({ basis }: Pick<Evidence, 'basis'>, text: string): boolean {
  return basis === 'official' && /\s/.test(text) && !TECHNICAL.test(text);
}

/** It did not store what kind of source it was; what it says tells nearly as well. */
function venueOf({ basis, link }: Pick<Evidence, 'basis' | 'link'>, service: string, spoken: boolean): Venue {
  if (basis === 'measured') return 'probe';
  const component = componentPathOf(service)?.split('/')[1];
  if (basis === 'inferred')
    return component === 'deposits' || component === 'withdrawals' ? 'coin_list' : 'market_list';
  if (link === undefined || !URL.canParse(link)) return 'system_status';
  if (/^status\.|\.status/.test(new URL(link).hostname)) return 'status_page';
  return spoken ? 'announcements' : 'system_status';
}

const COMPONENTS_BY_NAME: Readonly<Record<string, Component>> = {
  website: 'website',
  API: 'api',
  login: 'login',
  'spot trading': 'spot',
  'margin trading': 'margin',
  'derivatives trading': 'derivatives',
  deposits: 'deposits',
  withdrawals: 'withdrawals',
  'P2P trading': 'p2p',
  'card payments': 'card',
  staking: 'staking',
};
