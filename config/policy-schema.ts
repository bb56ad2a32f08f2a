import { z } from 'zod';

import type { Policy } from '#src/domain/policy.ts';
import { durationSchema } from '#src/sources/duration.ts';

import type { YamlFile } from './yaml-file.ts';

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
  minParts: z
    .int()
    .min(1)
    .describe(
      'Fewer coins in trouble than this are never more than those coins, or a network on which nothing moves.',
    ),
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

const written = z.strictObject({
  ...own,
  rollUp: rollUp.describe('When the trouble of coins is the trouble of their component.'),
  ownNetwork: ownNetwork.describe('When failures are those of our own network.'),
});

/** The numbers that decide: written in the units that people write, read in those of the engine. */
export const policySchema = written.transform(toPolicy);

/** What an exchange may decide otherwise. Our own network is the same for all. */
export const policyOverrideSchema = z
  .strictObject({ ...own, confirm: confirm.partial(), rollUp: rollUp.partial() })
  .partial()
  .describe('Numbers of downtick.yaml that are others for this exchange.');

/** The policy with the numbers that a file has under `policy` in their place, as if they had been written there. */
export function overridePolicy(policy: Policy, { value }: Pick<YamlFile, 'value'>): Policy {
  const own = isMap(value) ? value['policy'] : undefined;
  return own === undefined ? policy : policySchema.parse(mergeYaml(yamlOf(policy), own));
}

/** Durations say their unit in the engine: `flapWindow: 30m` is `flapWindowMs`. */
function toPolicy({ reread, ...policy }: z.output<typeof written>): Policy {
  return {
    confirm: policy.confirm,
    rereadMs: reread,
    staleMs: policy.stale,
    flapWindowMs: policy.flapWindow,
    flapRoundTrips: policy.flapRoundTrips,
    longClosedMs: policy.longClosed,
    statementTtlMs: policy.statementTtl,
    lastKnownMs: policy.lastKnown,
    togetherMs: policy.together,
    disputeGraceMs: policy.disputeGrace,
    etaShiftMs: policy.etaShift,
    overrunGraceMs: policy.overrunGrace,
    earlyStartMs: policy.earlyStart,
    rollUp: policy.rollUp,
    ownNetwork: policy.ownNetwork,
  };
}

/** The policy as one would write it. */
function yamlOf(policy: Policy): z.input<typeof written> {
  const { confirm, flapRoundTrips, ownNetwork, rollUp } = policy;
  return {
    confirm,
    reread: policy.rereadMs.map(inMs),
    stale: inMs(policy.staleMs),
    flapWindow: inMs(policy.flapWindowMs),
    flapRoundTrips,
    longClosed: inMs(policy.longClosedMs),
    statementTtl: inMs(policy.statementTtlMs),
    lastKnown: inMs(policy.lastKnownMs),
    together: inMs(policy.togetherMs),
    disputeGrace: inMs(policy.disputeGraceMs),
    etaShift: inMs(policy.etaShiftMs),
    overrunGrace: inMs(policy.overrunGraceMs),
    earlyStart: inMs(policy.earlyStartMs),
    rollUp: { ...rollUp, majors: [...rollUp.majors] },
    ownNetwork,
  };
}

const inMs = (ms: number): string => `${ms}ms`;

/** Key by key, down to lists and numbers. */
function mergeYaml(base: unknown, override: unknown): unknown {
  if (!isMap(base) || !isMap(override)) return override;
  const known = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(override)) known.set(key, mergeYaml(known.get(key), value));
  return Object.fromEntries(known);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
