import type { Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNarrow, isPlaced } from '#src/names/place-text.ts';

import { pageLink } from './finding.ts';
import type { PageFinding } from './finding.ts';
import { headline, plainLine } from './page-text.ts';
import type { PageMaintenance } from './page.ts';
import { narrowed } from './place-part.ts';
import type { Placer } from './place-part.ts';
import { isSpared, placeParts, regionsAt, subjectOf } from './subject.ts';

/** What a maintenance says of the services that it names, with its window. */
export function ofMaintenance(maintenance: PageMaintenance, placer: Placer): PageFinding[] {
  const { regions } = subjectOf(maintenance, placer);
  const isRunning = maintenance.phase === 'in_progress' || maintenance.phase === 'verifying';
  return maintained(maintenance, placer).map(({ service, regions: ofPart = [] }) => ({
    service,
    status: isRunning ? 'under_maintenance' : 'operational',
    evidence: headline(maintenance.title, maintenance.says),
    spoken: true,
    link: maintenance.link,
    statedAt: maintenance.statedAt,
    ref: maintenance.id,
    maintenance,
    ...regionsAt(service, regions, ofPart),
  }));
}

/** Some pages announce delistings as maintenances: nothing is maintained, and nothing comes back. */
function isDelisting(title: string): boolean {
  return /\bde-?list/i.test(title);
}

/** The coins that a delisting names end with it. */
export function delistingsIn(maintenance: PageMaintenance, placer: Placer, page: string): Reading[] {
  const { from, id, link, phase, statedAt, title } = maintenance;
  const named = placer.headline(plainLine(title));
  if (!isDelisting(title) || phase === 'canceled' || !isNarrow(named)) return [];
  const name = plainLine(title);
  return placer.services(named).map((service) => ({
    service,
    status: 'operational',
    basis: 'official',
    signal: 'word',
    evidence: name,
    spoken: true,
    link: pageLink(link, page),
    ...(statedAt !== undefined && { statedAt }),
    ref: id,
    ending: { id, at: from, title: name },
  }));
}

interface Maintained {
  readonly service: ServicePath;
  readonly regions?: readonly string[];
}

function maintained(maintenance: PageMaintenance, placer: Placer): readonly Maintained[] {
  const { parts, title } = maintenance;
  if (isDelisting(title)) return [];
  const { named, other, spared } = subjectOf(maintenance, placer);
  const placed = placeParts(parts, placer);
  if (placed.known.length > 0) {
    const hit = placed.known.flatMap(({ regions, services }) =>
      narrowed(services, named, placer).map((service) => ({ service, regions })),
    );
    const once = new Map(hit.map((one) => [`${one.service} ${one.regions.join()}`, one]));
    return [...once.values()].filter(({ service }) => !isSpared(service, spared));
  }
  if (parts.length > 0 && placed.unknown.length === 0) return [];
  if (isPlaced(named))
    return placer.services(named).flatMap((service) => (isSpared(service, spared) ? [] : [{ service }]));
  // Work on what we do not know must not excuse an outage of the whole.
  return parts.length > 0 || other !== '' ? [] : [{ service: placer.whole }];
}
