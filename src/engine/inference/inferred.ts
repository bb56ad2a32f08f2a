import type { Extent, Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import type { StepContext } from '#src/engine/context.ts';

import type { Leaf } from './leaves.ts';

/** Marks a quote currency that was taken away: its pairs are closed, and the coins are traded all the same. */
export const QUOTE_REMOVED = 'quote_removed';

/** A coin that is closed wherever the exchange lists it. */
export const WHOLE_COIN = 'whole_coin';
/** What most of the coins on a network show of it. */
export const NETWORK = 'network_share';

/** How many names of parts a message can show. */
export const SHOWN_PARTS = 25;

export function inferred(
  service: ServicePath,
  status: Status,
  rule: string,
  leaves: readonly Leaf[],
): Reading {
  return {
    service,
    status,
    basis: 'inferred',
    signal: 'word',
    ...commonReason(leaves),
    ...origin(leaves),
    rule,
  };
}

/** The reason that the exchange gives for most of them; none where it gives many. */
function commonReason(leaves: readonly Leaf[]): Pick<Reading, 'evidence' | 'spoken'> {
  const [commonest] = [...Map.groupBy(leaves, ({ evidence }) => evidence)].toSorted(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  );
  const [evidence = '', some = []] = commonest ?? [];
  return some.length * 2 > leaves.length ? reasonOf(evidence, some) : { evidence: '' };
}

function reasonOf(evidence: string, leaves: readonly Leaf[]): Pick<Reading, 'evidence' | 'spoken'> {
  return leaves.some(({ spoken }) => spoken) ? { evidence, spoken: true } : { evidence };
}

/** Where an inferred reading comes from, and since when: since the last of its parts fell. */
function origin(leaves: readonly Leaf[]): Pick<Reading, 'since' | 'ref'> {
  return {
    since: leaves.reduce((latest, leaf) => Math.max(latest, leaf.since), 0),
    ref: [...new Set(leaves.map((leaf) => leaf.source))].toSorted().join(', '),
  };
}

/** All that the exchange lists of a coin is closed: that is as good as its own word. */
export function wholeAsset(service: ServicePath, leaves: readonly Leaf[]): Reading {
  const reason = leaves.find((leaf) => leaf.evidence !== '');
  return {
    service,
    status: worstOf(leaves.map((leaf) => leaf.status)),
    basis: 'official',
    signal: 'word',
    ...reasonOf(
      reason?.evidence ?? '',
      leaves.filter((leaf) => leaf === reason),
    ),
    ...origin(leaves),
    extent: {
      hit: leaves.length,
      of: leaves.length,
      parts: leaves.map((leaf) => leaf.service).slice(0, SHOWN_PARTS),
    },
    rule: WHOLE_COIN,
  };
}

export function extent(
  service: ServicePath,
  hit: readonly string[],
  of: number,
  { policy }: StepContext,
): Extent {
  const rank = (asset: string): number => {
    const place = policy.rollUp.majors.indexOf(asset);
    return place < 0 ? policy.rollUp.majors.length : place;
  };
  const parts = hit
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .slice(0, SHOWN_PARTS)
    .map((asset) => `${service}/${asset}`);
  return { hit: hit.length, of, parts };
}
export function removedQuote(service: ServicePath): Reading {
  return {
    service,
    status: 'operational',
    basis: 'inferred',
    signal: 'word',
    evidence: '',
    rule: QUOTE_REMOVED,
  };
}
