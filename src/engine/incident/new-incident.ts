import type { Incident } from '#src/domain/incident.ts';

import type { StepContext } from '#src/engine/context.ts';
import { causeOf } from './cause.ts';
import { describeIncident } from './describe.ts';
import type { Fallen } from './group.ts';
import { partOf } from './group.ts';
import { partsInOrder, membersOf, statusOfParts } from './sum-parts.ts';

/** A new incident, before anybody is told of it. */
export function newIncident(fallen: readonly Fallen[], { now, profile }: StepContext): Incident {
  const parts = partsInOrder(fallen.map(partOf), []);
  const verdicts = fallen.map(({ verdict }) => verdict);
  const [leading = '', ...others] = parts.map(({ service }) => service);
  const { regions } = verdicts[0] ?? {};
  const status = statusOfParts(parts);
  const size = parts.length + (parts[0]?.members?.length ?? 1) - 1;
  // Two groups of coins of one component may fall together, each by a cause of its own.
  const named = parts[0]?.members?.[0] ?? leading;
  const name = named.slice(profile.id.length + 1).replaceAll('/', '.') || 'all';
  const where = regions === undefined ? '' : `-${regions.join('-')}`;
  const first = parts.reduce((a, b) => (b.since < a.since ? b : a));
  return describeIncident(
    {
      id: `${profile.id}-${name}${size > 1 ? `-${size}` : ''}${where}-${now.toString(36)}`,
      services: [leading, ...others],
      parts,
      cause: causeOf(verdicts),
      status,
      worst: status,
      basis: 'official',
      unconfirmed: false,
      since: first.since,
      sinceKnown: first.sinceKnown,
      openedAt: now,
      phaseSince: now,
      downs: 1,
      flapping: false,
      told: false,
      evidence: [],
      ...membersOf(parts),
      notices: 0,
      timeline: [],
    },
    verdicts,
  );
}
