import { z } from 'zod';

import type { Policy } from '#src/domain/policy.ts';
import { durationSchema } from '#src/sources/duration.ts';

const times = (what: string) => z.int().min(1).max(20).describe(what);
const share = (what: string) =>
  z.number().gt(0, 'is a share: more than 0').max(1, 'is a share: at most 1').describe(what);
const duration = (what: string) => durationSchema.describe(what);

const confirm = z.strictObject({
  word: times('Readings that make an official word count.'),
  flag: times('Readings that have to agree before a flag counts.'),
  probeFailure: times('Failures in a row before an endpoint counts as down.'),
  probeRecovery: times('Answers in a row before it counts as up again.'),
});

const rollUp = z.strictObject({
  majors: z.array(z.string()).min(1).describe('Coins whose halt hits most people.'),
  partialShare: share('Share of the coins in trouble from which their component is partly out.'),
  majorShare: share('Share of the coins in trouble from which it is fully out.'),
  partialMajors: times('Majors in trouble at once that make it partly out; all of them make it fully out.'),
  minParts: z.int().min(1).describe('Fewer coins in trouble than this are never more than those coins.'),
  networkShare: share("Share of a network's coins in trouble from which the network is."),
});

const ownNetwork = z.strictObject({
  share: share('Share of all hosts that fail at once from which the failure is ours.'),
  minHosts: z.int().min(1).describe('With fewer hosts than this nobody can tell.'),
});

const own = {
  confirm: confirm.describe('How often something has to be said before it counts.'),
  reread: z
    .array(durationSchema)
    .min(1)
    .max(10)
    .describe('How soon a suspicious reading is read again, one entry for each further try.'),
  stale: duration(
    'Without a fresh reading for so long, what a source said is unknown; at least five of its cadences.',
  ),
  flapWindow: duration('Down again within this time after a recovery is the same incident.'),
  flapRoundTrips: times('From this round trip on an incident is flapping, and told in one message.'),
  longClosed: duration('A flag that has been closed for so long is closed for good, and no outage.'),
  statementTtl: duration(
    'An announcement that nothing repeats, updates or contradicts is only what was last heard after this time.',
  ),
  lastKnown: duration('What nothing was heard of for so long is closed without a word.'),
  together: duration('What falls within this time by one cause is one incident.'),
  disputeGrace: duration(
    'How long an announced resumption and what the exchange shows may differ before both are told.',
  ),
  etaShift: duration('An ETA that moves by at least this much is told.'),
  overrunGrace: duration('How late a maintenance may end before that is told.'),
  earlyStart: duration('What stops so long before a window that covers it has begun it early.'),
};

/** The numbers that decide, in the units that people write. */
export const policySchema = z.strictObject({
  ...own,
  rollUp: rollUp.describe('When the trouble of coins is the trouble of their component.'),
  ownNetwork: ownNetwork.describe('When failures are those of our own network.'),
});

/** What an exchange may decide otherwise. Our own network is the same for all. */
export const policyOverrideSchema = z
  .strictObject({ ...own, confirm: confirm.partial(), rollUp: rollUp.partial() })
  .partial()
  .describe('Numbers of downtick.yaml that are others for this exchange.');

type Written = z.output<typeof policySchema>;
type Override = z.output<typeof policyOverrideSchema>;

export function toPolicy(written: Written): Policy {
  return inEngineTerms(written) as Policy;
}

/** The policy of an exchange: that of all, with its own numbers in their place. */
export function overridePolicy(policy: Policy, written: Override): Policy {
  return merge(policy, inEngineTerms(written)) as Policy;
}

/** Durations say their unit in the engine: `flapWindow: 30m` is `flapWindowMs`. */
function inEngineTerms({ confirm, flapRoundTrips, reread, rollUp, ...rest }: Override): object {
  const { ownNetwork, ...durations } = rest as typeof rest & Partial<Pick<Written, 'ownNetwork'>>;
  const inMs = Object.entries(durations).map(([name, ms]) => [`${name}Ms`, ms] as const);
  return { ...Object.fromEntries(inMs), confirm, flapRoundTrips, ownNetwork, rollUp, rereadMs: reread };
}

/** Key by key, down to lists and numbers; what is not set unsets nothing. */
function merge(base: object, override: object): object {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(override) as [string, unknown][]) {
    if (value === undefined) continue;
    const known = merged[key];
    merged[key] = isMap(known) && isMap(value) ? merge(known, value) : value;
  }
  return merged;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
