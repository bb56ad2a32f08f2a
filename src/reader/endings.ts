import { ANY, servicePath } from '#src/domain/service.ts';
import type { Component } from '#src/domain/service.ts';
import { placesOf, subjectsOf } from '#src/names/scope.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import type { AnnouncedEnding } from './announcement.ts';
import type { EndingWords } from './finding.ts';
import { momentsOf } from './moments.ts';
import { spanOf } from './window.ts';

/** What of a delisted coin ends, where the text names no service. */
const OF_A_COIN: readonly Component[] = ['spot', 'deposits', 'withdrawals'];

/**
 * The services that a text gives up for good: those of the coins, pairs, rails and countries that it names. What a
 * clause says of one service (`told`) goes before what its sentence says of all.
 */
export function endingsOf(
  words: readonly EndingWords[],
  told: readonly AnnouncedEnding[],
  exchange: string,
  network: (name: string) => string,
): AnnouncedEnding[] {
  const endings = new Map<string, AnnouncedEnding>();
  for (const ending of words.flatMap((one) => endingsIn(one, exchange, network))) {
    if ((endings.get(ending.service)?.at ?? null) === null) endings.set(ending.service, ending);
  }
  for (const ending of told) {
    const before = endings.get(ending.service);
    if (before === undefined || ending.at !== null) endings.set(ending.service, ending);
  }
  return [...endings.values()];
}

function endingsIn(
  { ended, ofPairs, regions, tokens }: EndingWords,
  exchange: string,
  network: (name: string) => string,
): AnnouncedEnding[] {
  const { from, until } = spanOf(momentsOf(tokens), false);
  const at = from ?? until;
  const named = subjectsOf(tokens).filter((subject) => subject !== 'exchange');
  const pairs = tokens.flatMap((token) =>
    token.kind === 'pair' ? [servicePath(exchange, 'spot', token.base, token.quote)] : [],
  );
  const own = placesOf(tokens).filter((place) => place.asset !== UNKNOWN && place.network !== UNKNOWN);
  const places = own.length === 0 && named.length > 0 && at !== null ? ended : own;
  const parts = (ofPairs ? [] : places).flatMap((place) =>
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
