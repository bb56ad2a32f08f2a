import { given } from '#src/domain/given.ts';
import type { Reading } from '#src/domain/reading.ts';
import { isTrouble } from '#src/domain/status.ts';
import { SOMEBODY_ELSES } from '#src/languages/english-labels.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { SourceError } from '#src/sources/source.ts';
import type { DecodeContext, Decoded } from '#src/sources/source.ts';

import { expectedEndOf } from './expected-end.ts';
import { pageLink, shareOfWhole } from './finding.ts';
import type { PageFinding } from './finding.ts';
import { limited, ofIncident } from './incident-findings.ts';
import { delistingsIn, ofMaintenance } from './maintenance-findings.ts';
import type { PageConfig } from './page-config.ts';
import { plainLine } from './page-text.ts';
import type { Page, PageComponent, PageIncident, PageMaintenance } from './page.ts';
import { createPlacer, fullName } from './place-part.ts';
import type { Placer } from './place-part.ts';
import { regionsAt, subjectOf } from './subject.ts';
import { isWorse } from './vocabulary.ts';

/**
 * Turns a status page into readings: for each service the worst of its components, its open incidents and its
 * running maintenances. What names no known service counts for the page as a whole. A page that lost its components
 * says nothing but what it states: silence is no recovery. Throws `SourceError` where it states nothing either.
 */
export function readPage(page: Page, config: PageConfig, link: string, context: DecodeContext): Decoded {
  const { components: rows = [], incidents = [], maintenances = [] } = page;
  const isLost = page.components?.length === 0;
  if (isLost && incidents.length + maintenances.length === 0)
    throw new SourceError('broken', 'The page lists no components, which a page that is whole has.');
  const placer = createPlacer(config, page, context);
  const components = withElsewhere(rows.flatMap((component) => ofComponent(component, placer)));
  const ofIncidents = incidents.flatMap((incident) => {
    const eta = expectedEndOf(incident, context);
    return ofIncident(incident, components, placer).map((finding) =>
      isTrouble(finding.status) ? { ...finding, eta } : finding,
    );
  });
  const findings = [
    ...components.flatMap((component) => limited(component, ofIncidents)),
    ...ofIncidents,
    ...maintenances.flatMap((maintenance) => ofMaintenance(maintenance, placer)),
    ...(isLost ? [] : [ofPage(page, placer)]),
  ];
  return {
    readings: [
      ...readingsOf(findings, link),
      ...maintenances.flatMap((maintenance) => delistingsIn(maintenance, placer, link)),
    ],
    ...((isLost || page.isPart) && { partial: true }),
    ...(rows.length > 0 && { listed: rows.length }),
    unread: [
      ...rows.flatMap((component) => unplacedPart(component, placer)),
      ...incidents.filter(({ phase }) => phase !== 'over').flatMap((one) => unplaced(one, placer)),
      ...maintenances
        .filter(({ phase }) => phase !== 'completed' && phase !== 'canceled')
        .flatMap((one) => unplaced(one, placer)),
    ],
  };
}

/** A component in trouble of which nobody knows what it stands for, for the operator. */
function unplacedPart(component: PageComponent, placer: Placer): string[] {
  if (!isTrouble(component.status) || placer.part(component).kind !== 'unknown') return [];
  return [oneLine(`what "${fullName(component)}" stands for: ${component.status.replaceAll('_', ' ')}`)];
}

/** What names something that nobody knows, for the operator. */
function unplaced(event: PageIncident | PageMaintenance, placer: Placer): string[] {
  const { other } = subjectOf(event, placer);
  if (other === '' || SOMEBODY_ELSES.test(other)) return [];
  return [oneLine(`what "${plainLine(event.title)}" is about: "${other}"`)];
}

function ofComponent(component: PageComponent, placer: Placer): PageFinding[] {
  const placement = placer.part(component);
  const evidence = describe(component);
  switch (placement.kind) {
    case 'services':
      return placement.services.map((service) => ({
        service,
        status: component.status,
        evidence,
        ...regionsAt(service, [], placement.regions),
      }));
    case 'ignored':
      return [];
    case 'unknown': {
      const status = shareOfWhole(component.status, placement.hasName);
      return status === 'operational' ? [] : [{ service: placer.whole, status, evidence }];
    }
  }
}

/** Where a page lists a service by country and never for all of them, it is as well as in the best of those. */
function withElsewhere(components: readonly PageFinding[]): PageFinding[] {
  const byService = Map.groupBy(components, ({ service }) => service);
  const elsewhere = [...byService.values()].flatMap((rows) => {
    if (rows.some(({ regions }) => regions === undefined)) return [];
    const { regions: _, ...best } = rows.reduce((one, next) =>
      isWorse(one.status, next.status) ? next : one,
    );
    return [best];
  });
  return [...components, ...elsewhere];
}

function describe(component: PageComponent): string {
  const { status, remark } = component;
  const title = fullName(component);
  const words = status === 'unknown' ? 'a status that is not documented' : status.replaceAll('_', ' ');
  return plainLine(
    remark === undefined || remark === '' ? `${title}: ${words}` : `${title}: ${words}. ${remark}`,
  );
}

/**
 * The page as a whole is always read, so that its recovery is seen. Its summary of itself counts where it is all that
 * the page gives; beside components it decides nothing, as nearly any of them colours it.
 */
function ofPage(
  { overall, components, incidents = [], maintenances = [] }: Page,
  { whole }: Placer,
): PageFinding {
  const isExplained =
    components !== undefined ||
    incidents.some(({ phase }) => phase !== 'over') ||
    maintenances.some(({ phase }) => phase === 'in_progress' || phase === 'verifying');
  if (overall !== undefined && (!isExplained || overall.status === 'unknown')) {
    return { service: whole, status: overall.status, evidence: plainLine(overall.words) };
  }
  return { service: whole, status: 'operational', evidence: 'No trouble is stated for the whole.' };
}

function readingsOf(findings: readonly PageFinding[], url: string): Reading[] {
  const byService = Map.groupBy(findings, ({ regions = [], service }) => [service, ...regions].join(' '));
  return [...byService.values()].flatMap((said) => {
    const decisive = said.reduce((worst, next) => (decides(next, worst) ? next : worst));
    const base = readingOf(decisive, url);
    const windows = said.flatMap(({ maintenance }) => (maintenance === undefined ? [] : [maintenance]));
    if (windows.length === 0) return [base];
    // Each says the same status, so that a planned window never hides what is wrong today.
    return said.flatMap((finding): Reading[] => {
      if (finding.maintenance === undefined) return [];
      const { id, phase, from, until, title } = finding.maintenance;
      const reading = base.status === 'operational' ? readingOf(finding, url) : base;
      return [{ ...reading, window: { id, phase, from, until, title: plainLine(title) } }];
    });
  });
}

/** The worse word decides; of two that are as bad, the one that an incident explains. */
function decides(next: PageFinding, worst: PageFinding): boolean {
  if (next.status !== worst.status) return isWorse(next.status, worst.status);
  return worst.ref === undefined && next.ref !== undefined;
}

function readingOf(
  { service, status, evidence, spoken, link, statedAt, ref, eta, regions }: PageFinding,
  url: string,
): Reading {
  return {
    service,
    status,
    basis: 'official',
    signal: 'word',
    evidence,
    link: pageLink(link, url),
    ...given({ spoken, statedAt, ref, eta, regions }),
  };
}
