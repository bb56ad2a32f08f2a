import type { Claim } from '#src/domain/exchange-state.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Venue } from '#src/domain/venue.ts';

import type { ExchangeProfile } from '#src/engine/profile.ts';
import { ROLL_UP } from '#src/engine/inference/roll-up.ts';

/** What a source claims of a service, as the facts that people can be shown. */
export function evidenceOf(
  service: ServicePath,
  source: string,
  claim: Claim,
  profile: ExchangeProfile,
): Evidence {
  const { basis, status, since, statedAt, evidence, spoken, link, extent, ref, seenFrom } = claim;
  const id = source === ROLL_UP ? (ref ?? source) : source;
  const text = evidence.trim();
  return {
    source: id,
    venue: venueOf(id, profile),
    service,
    basis,
    status,
    since,
    ...(statedAt !== undefined && { statedAt }),
    ...(link !== undefined && { link }),
    ...(spoken === true && text !== '' && { quote: text }),
    ...(extent !== undefined && { count: { hit: extent.hit, of: extent.of } }),
    ...(spoken !== true && text !== '' && { detail: text }),
    ...(seenFrom !== undefined && { seenFrom }),
  };
}

/** What follows from several sources is named after the first of them. */
export function venueOf(source: string, { sources }: ExchangeProfile): Venue {
  const [first = ''] = source.split(', ');
  return sources[first]?.venue ?? 'system_status';
}
