import { contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { plainLine } from './page-text.ts';
import type { PageIncident, PagePart } from './page.ts';
import type { Placer } from './place-part.ts';
import { whatIsHit } from './spared.ts';

/** What the headline is about, and which services the words say are not hit. */
export function subjectOf({ title, says = '' }: Pick<PageIncident, 'title' | 'says'>, placer: Placer) {
  const name = plainLine(title);
  const { spared } = whatIsHit(`${name}. ${plainLine(says)}`);
  const { hit } = whatIsHit(name);
  return {
    named: placer.headline(hit === '' ? name : hit),
    spared: spared === '' ? [] : placer.services(placer.headline(spared)),
  };
}

export function isSpared(service: ServicePath, spared: readonly ServicePath[]): boolean {
  return spared.some((one) => contains(one, service));
}

export function placeParts(parts: readonly PagePart[], placer: Placer) {
  const placements = parts.map((part) => ({ part, placement: placer.part(part) }));
  return {
    known: placements.flatMap(({ part, placement }) =>
      placement.kind === 'services' ? [{ part, services: placement.services }] : [],
    ),
    hasUnknown: placements.some(({ placement }) => placement.kind === 'unknown'),
  };
}
