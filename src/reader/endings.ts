import { ANY, servicePath } from '#src/domain/service.ts';
import type { Component } from '#src/domain/service.ts';
import { placesOf, subjectsOf } from '#src/names/scope.ts';
import type { Token } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import type { AnnouncedEnding } from './announcement.ts';
import type { EndingWords } from './findings.ts';
import { momentsOf } from './moments.ts';
import { spanOf } from './window.ts';

/** What of a delisted coin ends, where the text names no service. */
const OF_A_COIN: readonly Component[] = ['spot', 'deposits', 'withdrawals'];

/** The services that a text gives up for good: those of the coins, pairs, rails and countries that it names. */
export function endingsOf(
  words: readonly EndingWords[],
  exchange: string,
  network: (name: string) => string,
): AnnouncedEnding[] {
  const all = words.flatMap(({ tokens }) => endingsIn(tokens, exchange, network));
  return [...new Map(all.toReversed().map((ending) => [ending.service, ending])).values()].toReversed();
}

function endingsIn(
  tokens: readonly Token[],
  exchange: string,
  network: (name: string) => string,
): AnnouncedEnding[] {
  const regions = [...new Set(tokens.flatMap((token) => (token.kind === 'region' ? [token.region] : [])))];
  const { from, until } = spanOf(momentsOf(tokens), false);
  const at = from ?? until;
  const named = subjectsOf(tokens).filter((subject) => subject !== 'exchange');
  const pairs = tokens.flatMap((token) =>
    token.kind === 'pair' ? [servicePath(exchange, 'spot', token.base, token.quote)] : [],
  );
  const places = placesOf(tokens).filter((place) => place.asset !== UNKNOWN && place.network !== UNKNOWN);
  const parts = places.flatMap((place) =>
    (named.length > 0 ? named : OF_A_COIN).map((component) =>
      servicePath(
        exchange,
        component,
        place.asset ?? ANY,
        place.network === null ? undefined : network(place.network),
      ),
    ),
  );
  // Without a name only what is given up in a country is certain to be an end: "certain tokens" are nobody's.
  const wholes = regions.length > 0 ? named.map((component) => servicePath(exchange, component)) : [];
  const services = parts.length + pairs.length > 0 ? [...parts, ...pairs] : wholes;
  return services.map((service) => ({ service, at, regions }));
}
