import { contains, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { TROUBLE_WORDS } from '#src/languages/english-labels.ts';
import { isCurrency } from '#src/names/currencies.ts';
import { isNarrow, isPlaced } from '#src/names/place-text.ts';
import type { SpokenOf } from '#src/names/place-text.ts';
import { isTroubleToldIn } from '#src/names/trouble-told.ts';

import type { PageFinding } from './finding.ts';
import { plainLine } from './page-text.ts';
import type { PageIncident, PagePart } from './page.ts';
import type { Placer } from './place-part.ts';
import { stillOut, whatIsHit } from './spared.ts';

type Told = Pick<PageIncident, 'title' | 'says'> & Partial<Pick<PageIncident, 'parts' | 'updates'>>;

/** What the headline is about and where, and which services the words say are not hit. */
export function subjectOf({ parts, says = '', title, updates = [] }: Told, placer: Placer) {
  const name = plainLine(title);
  const { spared } = whatIsHit(`${name}. ${plainLine(says)}`);
  const left = placer.headline(stillOut(plainLine(says)));
  const { hit } = whatIsHit(name);
  const about = hit === '' ? name : hit;
  const named = placer.headline(about);
  const isUnsaid = parts?.length === 0 && !isPlaced(named);
  return {
    named:
      (isUnsaid ? namedBelow([says, ...updates.map((update) => update.says ?? '')], placer) : undefined) ??
      named,
    /** The coins or networks that alone are still out. */
    left: isNarrow(left) ? left : undefined,
    regions: placer.regions(about),
    /** What it names that is no service, and no part of the page. */
    other: isUnsaid ? placer.other(about) : '',
    spared: spared === '' ? [] : placer.services(placer.headline(spared)),
  };
}

/** "Service disruption" names nothing: what it is about stands in its updates, the newest first. */
function namedBelow(texts: readonly string[], placer: Placer): SpokenOf | undefined {
  for (const text of texts) {
    for (const sentence of plainLine(text)
      .split(/(?<=[.!?])\s+|(?<=[。！？])/)
      .slice(0, 3)) {
      const named = tellsTrouble(sentence) ? placer.headline(whatIsHit(sentence).hit) : undefined;
      if (named !== undefined && isPlaced(named)) return named;
    }
  }
  return undefined;
}

function tellsTrouble(sentence: string): boolean {
  return TROUBLE_WORDS.test(sentence) || isTroubleToldIn(sentence);
}

/**
 * Where it holds, where not everywhere: what the words say (`said`), or else the country that a row of the page is
 * for. Money of a country is used there: such a row is about all of it.
 */
export function regionsAt(
  service: ServicePath,
  said: readonly string[],
  ofPart: readonly string[] = [],
): Pick<PageFinding, 'regions'> {
  const { asset } = parseService(service);
  const regions = said.length > 0 ? said : ofPart;
  const isItsMoney =
    asset !== undefined &&
    isCurrency(asset) &&
    regions.every((region) => isUnionOf(asset, region) || (said.length === 0 && asset.startsWith(region)));
  return regions.length === 0 || isItsMoney ? {} : { regions };
}

function isUnionOf(currency: string, region: string): boolean {
  return currency === 'EUR' && UNIONS.has(region);
}

const UNIONS = new Set(['EU', 'EEA', 'SEPA']);

export function isSpared(service: ServicePath, spared: readonly ServicePath[]): boolean {
  return spared.some((one) => contains(one, service));
}

export function placeParts(parts: readonly PagePart[], placer: Placer) {
  const placements = parts.map((part) => ({ part, placement: placer.part(part) }));
  return {
    known: placements.flatMap(({ part, placement }) =>
      placement.kind === 'services' ? [{ part, ...placement }] : [],
    ),
    unknown: placements.flatMap(({ placement }) => (placement.kind === 'unknown' ? [placement] : [])),
  };
}
