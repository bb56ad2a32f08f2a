import { ANY, parseService, servicePath } from '#src/domain/service.ts';
import type { Component } from '#src/domain/service.ts';
import { isCurrency } from '#src/names/currencies.ts';
import { isQuote, placesOf, subjectsOf } from '#src/names/scope.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import type { AnnouncedEnding } from './announcement.ts';
import type { PostMeaning } from './decide.ts';
import type { EndingWords } from './finding.ts';
import { momentsOf } from './moments.ts';
import { isOnlyTimes } from './turns.ts';
import { spanOf } from './window.ts';

/** What of a delisted coin ends, where the text names no service; and with its pairs. */
const OF_A_COIN: readonly Component[] = ['spot', 'deposits', 'withdrawals'];
const OF_PAIRS: readonly Component[] = ['spot'];

/** "All pairs of ORBL" are its trading, where the coin itself is given up. */
function tradedNoMore(places: readonly AssetOnNetwork[], ended: readonly AssetOnNetwork[]): AssetOnNetwork[] {
  return places.filter(({ asset }) => asset !== null && ended.some((gone) => gone.asset === asset));
}

/**
 * The services that a text gives up for good: those of the coins, pairs, rails and countries that it names. What a
 * clause says of one service (`endings`) goes before what its sentence says of all.
 */
export function announcedEndings(
  words: readonly EndingWords[],
  { endings: clauses, shut }: Pick<PostMeaning, 'endings' | 'shut'>,
  exchange: string,
  network: (name: string) => string,
): AnnouncedEnding[] {
  const endings = new Map<string, AnnouncedEnding>();
  const told = new Map<string, number>();
  for (const one of words) {
    const isHour = momentsOf(one.tokens).some(
      (moment) => moment.kind !== 'instant' || moment.wholeDay !== true,
    );
    const isNamed = one.tokens.some(({ kind }) => kind === 'component');
    // A line about this service goes before one about all, an hour before the bare day of a title.
    const weight = (isNamed ? 2 : 0) + (isHour ? 1 : 0);
    for (const ending of endingsIn(one, exchange, network)) {
      const { at = null } = endings.get(ending.service) ?? {};
      if (at !== null && (ending.at === null || weight <= (told.get(ending.service) ?? 0))) continue;
      endings.set(ending.service, ending);
      told.set(ending.service, weight);
    }
  }
  if (endings.size === 0 && clauses.length === 0)
    for (const one of words)
      for (const ending of pairsOfCoins(one, exchange)) endings.set(ending.service, ending);
  for (const ending of endings.values()) {
    const deposits = depositsWith(ending);
    if (deposits !== null && !endings.has(deposits.service)) endings.set(deposits.service, deposits);
  }
  for (const { service } of shut) endings.delete(service);
  for (const ending of clauses) {
    const before = endings.get(ending.service);
    if (before === undefined || ending.at !== null) endings.set(ending.service, ending);
  }
  return [...endings.values()];
}

/** What nobody can take out any more nobody can pay in. Of money, on one of many networks and in one country that does not follow. */
function depositsWith(ending: AnnouncedEnding): AnnouncedEnding | null {
  const { asset, component, exchange, network } = parseService(ending.service);
  if (component !== 'withdrawals' || asset === undefined || asset === ANY || network !== undefined)
    return null;
  if (isCurrency(asset) || ending.regions.length > 0) return null;
  return { ...ending, service: servicePath(exchange, 'deposits', asset) };
}

/** "To delist the spot trading pairs of CVC and ZKJ": coins without a quote are not traded any more, whatever for. */
function pairsOfCoins(
  { namesPairs, ofPairs, regions, tokens }: EndingWords,
  exchange: string,
): AnnouncedEnding[] {
  if (!ofPairs || namesPairs || tokens.some(({ kind }) => kind === 'pair')) return [];
  if (subjectsOf(tokens).some((subject) => subject !== 'spot' && subject !== 'exchange')) return [];
  const { from, until } = spanOf(momentsOf(tokens), false);
  return placesOf(tokens).flatMap(({ asset, network }) =>
    asset === null || network !== null || asset === UNKNOWN || isQuote(asset)
      ? []
      : [{ service: servicePath(exchange, 'spot', asset), at: from ?? until, regions }],
  );
}

function endingsIn(
  { ended, namesPairs, ofPairs, regions, tokens }: EndingWords,
  exchange: string,
  network: (name: string) => string,
): AnnouncedEnding[] {
  const { from, until } = spanOf(momentsOf(tokens), false);
  const at = from ?? until;
  // What earns on a coin that is given up is part of that.
  const named = subjectsOf(tokens).filter((subject) => subject !== 'exchange' && subject !== 'staking');
  if (named.length === 0 && subjectsOf(tokens).includes('staking')) return [];
  const pairs = tokens.flatMap((token) =>
    token.kind === 'pair' ? [servicePath(exchange, 'spot', token.base, token.quote)] : [],
  );
  const own = placesOf(tokens).filter((place) => place.asset !== UNKNOWN && place.network !== UNKNOWN);
  // "Delisting time: 9 March" is of all that the text gives up.
  const isField = isOnlyTimes(tokens);
  const places = own.length === 0 && (named.length > 0 || isField) && at !== null ? ended : own;
  // "BTC/AEUR" is a pair, whatever it is traded for, and no coin is given up.
  if (namesPairs && pairs.length === 0 && named.length === 0) return [];
  const parts = (ofPairs ? tradedNoMore(places, ended) : places).flatMap((place) =>
    (ofPairs ? OF_PAIRS : named.length > 0 ? named : OF_A_COIN).map((component) =>
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
