import type { Policy } from '#src/domain/policy.ts';

type OwnNetwork = Policy['ownNetwork'];

/** How a host did when it was last asked. Times are those of the monotonic clock. */
interface HostContact {
  readonly at: number;
  readonly answeredAt: number | null;
  /** When it was first known to fail, and has failed ever since. */
  readonly failingSince: number | null;
}

interface NetworkRecord {
  /** Changed in place: a field has a hundred hosts, and a copy for each request is most of what noting it costs. */
  readonly hosts: Map<string, HostContact>;
  /** Since when each endpoint fails: one may hang while its host answers others. */
  readonly failingEndpoints: ReadonlyMap<string, number>;
  /** Since when our own network is suspected. */
  readonly oursSince: number | null;
  /** Until when it was suspected last: a failure from before then proves nothing. */
  readonly oursUntil: number;
}

/** One attempt to reach a host. */
export interface Contact {
  readonly host: string;
  /** What was asked for there. */
  readonly endpoint: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether anything came back, whatever it was. */
  readonly reached: boolean;
}

export type Reach = 'witnessed' | 'unproven';

// Hosts that are asked less often than this say nothing about the network now.
const RECENT_MS = 3 * 60_000;
// It is over when clearly fewer hosts fail than it took to begin, so that it does not begin and end in turns.
const OVER_FACTOR = 0.5;

function emptyRecord(): NetworkRecord {
  return { hosts: new Map(), failingEndpoints: new Map(), oursSince: null, oursUntil: 0 };
}

/** Takes in how an attempt went, and whether that makes our own network the suspect. */
function noteContact(record: NetworkRecord, contact: Contact, policy: OwnNetwork): NetworkRecord {
  const { host, endedAt, reached } = contact;
  const before = record.hosts.get(host);
  const after: HostContact = {
    at: endedAt,
    answeredAt: reached ? endedAt : (before?.answeredAt ?? null),
    failingSince: reached ? null : (before?.failingSince ?? endedAt),
  };
  const { hosts } = record;
  hosts.set(host, after);
  const failingEndpoints = noteEndpoint(record.failingEndpoints, contact);
  const share = failingShare(hosts, endedAt, policy);
  if (record.oursSince === null) {
    return { ...record, failingEndpoints, oursSince: share >= policy.share ? endedAt : null };
  }
  const isOver = share < policy.share * OVER_FACTOR;
  return isOver
    ? { hosts, failingEndpoints, oursSince: null, oursUntil: endedAt }
    : { ...record, failingEndpoints };
}

function noteEndpoint(
  failing: NetworkRecord['failingEndpoints'],
  { endpoint, endedAt, reached }: Contact,
): NetworkRecord['failingEndpoints'] {
  if (failing.has(endpoint) !== reached) return failing;
  const next = new Map(failing);
  if (reached) next.delete(endpoint);
  else next.set(endpoint, endedAt);
  return next;
}

/** Whether anything answered after `since`. */
function witnessedSince(record: NetworkRecord, since: number): boolean {
  for (const { answeredAt } of record.hosts.values()) {
    if (answeredAt !== null && answeredAt >= since) return true;
  }
  return false;
}

/** Whether a failure that was noted is the endpoint's: anything else answered since it began to fail. */
function reachOf(record: NetworkRecord, contact: Contact): Reach {
  if (record.oursSince !== null || contact.startedAt < record.oursUntil) return 'unproven';
  const failingSince = record.failingEndpoints.get(contact.endpoint) ?? contact.endedAt;
  const since = Math.max(failingSince, record.oursUntil);
  return witnessedSince(record, since) ? 'witnessed' : 'unproven';
}

/** Share of the recently asked hosts that fail; 0 while too few were asked to tell. */
function failingShare(
  hosts: ReadonlyMap<string, HostContact>,
  now: number,
  { minHosts }: OwnNetwork,
): number {
  let recent = 0;
  let failing = 0;
  for (const { at, failingSince } of hosts.values()) {
    if (at < now - RECENT_MS) continue;
    recent += 1;
    if (failingSince !== null) failing += 1;
  }
  return recent === 0 || recent < minHosts ? 0 : failing / recent;
}

export interface NetworkWatch {
  /** Notes how an attempt went. */
  note(contact: Contact): void;
  /** What a failure that was just noted is worth. */
  reachOf(contact: Contact): Reach;
}

export interface OwnNetworkWatch extends NetworkWatch {
  /** Goes on with other hosts; how those did that stay, is known. */
  watch(hosts: ReadonlySet<string>, policy: OwnNetwork): void;
  /** Whether our own network is taken to be down, so that no probe counts. */
  isHeld(): boolean;
}

export interface NetworkWatchOptions {
  /** The hosts that are asked all the time: with fewer than `minHosts` nobody can tell, and a failure counts. */
  readonly hosts: ReadonlySet<string>;
  readonly policy: OwnNetwork;
  readonly onOperator: (message: string) => void;
}

/** Watches over all hosts whether it is them or us, and tells the operator once when it is us, and once when it is over. */
export function createNetworkWatch({ onOperator, ...first }: NetworkWatchOptions): OwnNetworkWatch {
  let record = emptyRecord();
  let { hosts, policy } = first;
  return {
    watch(nextHosts, nextPolicy) {
      hosts = nextHosts;
      policy = nextPolicy;
      for (const host of record.hosts.keys()) if (!hosts.has(host)) record.hosts.delete(host);
    },
    note(contact) {
      // Alternates of one exchange that fail with it would make its outage look like ours.
      if (!contact.reached && !hosts.has(contact.host)) return;
      const before = record;
      record = noteContact(before, contact, policy);
      if (before.oursSince === null && record.oursSince !== null) {
        onOperator(
          'Most exchanges stopped answering at once, so our own network is taken to be down: no probe counts and nobody is alerted until they answer again.',
        );
      }
      if (before.oursSince !== null && record.oursSince === null) {
        onOperator('Our own network is back: exchanges answer again, and probes count.');
      }
    },
    reachOf: (contact) => (hosts.size >= policy.minHosts ? reachOf(record, contact) : 'witnessed'),
    isHeld: () => record.oursSince !== null,
  };
}
