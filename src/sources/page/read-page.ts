import type { Reading } from '#src/domain/reading.ts';
import { contains, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import { TROUBLE_WORDS } from '#src/languages/english-labels.ts';
import { isPlaced } from '#src/names/place-text.ts';
import type { Place } from '#src/names/place-text.ts';
import { SourceError } from '#src/sources/source.ts';
import type { DecodeContext, Decoded } from '#src/sources/source.ts';

import type { PageConfig } from './page-config.ts';
import { headline, isWebAddress, plainLine } from './page-text.ts';
import type { Page, PageComponent, PageIncident, PageMaintenance, PagePart } from './page.ts';
import { createPlacer, narrowed } from './place-part.ts';
import type { Placer } from './place-part.ts';
import { whatIsHit } from './spared.ts';
import { isWorse, milder, worse } from './vocabulary.ts';

/** One thing that a page says of one service. */
interface Finding {
  readonly service: ServicePath;
  readonly status: Status;
  readonly evidence: string;
  readonly spoken?: true;
  readonly link?: string | undefined;
  readonly statedAt?: number | undefined;
  readonly ref?: string | undefined;
  readonly maintenance?: PageMaintenance;
}

/**
 * Turns a status page into readings: for each service the worst of its components, its open incidents and its
 * running maintenances. What names no known service counts for the page as a whole. A page that lost its components
 * says nothing but what it states: silence is no recovery. Throws `SourceError` where it states nothing either.
 */
export function readPage(
  page: Page,
  config: PageConfig,
  link: string,
  context: DecodeContext,
): Omit<Decoded, 'unread'> {
  const { components: rows = [], incidents = [], maintenances = [] } = page;
  const isLost = page.components?.length === 0;
  if (isLost && incidents.length + maintenances.length === 0)
    throw new SourceError('broken', 'The page lists no components, which a page that is whole has.');
  const placer = createPlacer(config, page, context);
  const components = rows.flatMap((component) => ofComponent(component, placer));
  const findings = [
    ...components,
    ...incidents.flatMap((incident) => ofIncident(incident, components, placer)),
    ...maintenances.flatMap((maintenance) => ofMaintenance(maintenance, placer)),
    ...(isLost ? [] : [ofPage(page, placer)]),
  ];
  return {
    readings: readingsOf(findings, link),
    ...((isLost || page.isPart) && { partial: true }),
    ...(rows.length > 0 && { listed: rows.length }),
  };
}

function ofComponent(component: PageComponent, placer: Placer): Finding[] {
  const placement = placer.part(component);
  const evidence = describe(component);
  switch (placement.kind) {
    case 'services':
      return placement.services.map((service) => ({ service, status: component.status, evidence }));
    case 'ignored':
      return [];
    case 'unknown': {
      const status = shareOfWhole(component.status);
      return status === 'operational' ? [] : [{ service: placer.whole, status, evidence }];
    }
  }
}

/** What trouble of an unknown part means for the whole: some of it, never all of it. Its maintenance means nothing. */
function shareOfWhole(status: Status): Status {
  if (status === 'under_maintenance') return 'operational';
  return milder(status, 'degraded_performance');
}

function describe({ name, group, status, remark }: PageComponent): string {
  const title = group === undefined || group === '' ? name : `${group} - ${name}`;
  const words = status === 'unknown' ? 'a status that is not documented' : status.replaceAll('_', ' ');
  return plainLine(
    remark === undefined || remark === '' ? `${title}: ${words}` : `${title}: ${words}. ${remark}`,
  );
}

function ofIncident(incident: PageIncident, components: readonly Finding[], placer: Placer): Finding[] {
  const { named, spared } = subjectOf(incident, placer);
  if (incident.phase === 'over') return ofResolved(incident, named, placer);
  const word =
    incident.phase === 'monitored' ? milder(incident.impact, 'degraded_performance') : incident.impact;
  const say = (service: ServicePath, status: Status): Finding => ({
    service,
    status: status === 'operational' && isRealTrouble(service, incident) ? 'degraded_performance' : status,
    evidence: headline(incident.title, incident.says),
    spoken: true,
    link: incident.link,
    statedAt: incident.statedAt,
    ref: incident.id,
  });

  // Of a whole of which something is spared, not all can be out.
  const ofWhole = spared.length > 0 ? milder(word, 'partial_outage') : word;
  const placed = placeParts(incident.parts, placer);
  if (placed.known.length > 0) {
    const statusOf = (part: PagePart): Status =>
      placer.componentOf(part)?.status ?? part.status ?? 'operational';
    // Where the page still shows some of what it lists as hit, the others have come back.
    const isPartlyOver = placed.known.some(({ part }) => isTrouble(statusOf(part)));
    return placed.known.flatMap(({ part, services }) => {
      const own = statusOf(part);
      const isHit = isTrouble(own) || isPartlyOver;
      return narrowed(services, named, placer)
        .filter((service) => isHit || !isSpared(service, spared))
        .map((service) => say(service, isHit ? own : worse(own, word)));
    });
  }
  if (incident.parts.length > 0 && !placed.hasUnknown) return [];
  if (named.whole) return [say(placer.whole, ofWhole)];
  if (isPlaced(named))
    return placer
      .services(named)
      .filter((service) => !isSpared(service, spared))
      .map((service) => say(service, word));
  if (placed.hasUnknown) return [say(placer.whole, shareOfWhole(word))];
  return isExplained(word, components) ? [] : [say(placer.whole, ofWhole)];
}

/** What the headline is about, and which services the words say are not hit. */
function subjectOf({ title, says = '' }: Pick<PageIncident, 'title' | 'says'>, placer: Placer) {
  const name = plainLine(title);
  const { spared } = whatIsHit(`${name}. ${plainLine(says)}`);
  const { hit } = whatIsHit(name);
  return {
    named: placer.headline(hit === '' ? name : hit),
    spared: spared === '' ? [] : placer.services(placer.headline(spared)),
  };
}

function isSpared(service: ServicePath, spared: readonly ServicePath[]): boolean {
  return spared.some((one) => contains(one, service));
}

/** A resolved incident lingers for a while: what it names has recovered, unless something else says otherwise. */
function ofResolved(
  { title, says, parts, link, statedAt }: PageIncident,
  named: Place,
  placer: Placer,
): Finding[] {
  const known = placeParts(parts, placer).known.flatMap(({ services }) => narrowed(services, named, placer));
  const services = known.length > 0 ? known : placer.services(named);
  const evidence = headline(title, says);
  return services.map((service) => ({
    service,
    status: 'operational',
    evidence,
    spoken: true,
    link,
    statedAt,
  }));
}

/** A page may call a real delay of one coin "no impact": for that coin it is one. */
function isRealTrouble(service: ServicePath, { title, phase }: PageIncident): boolean {
  return depthOf(service) > 2 && phase === 'open' && TROUBLE_WORDS.test(title);
}

/** An incident that names nothing is taken for what a whole component already shows, if that is as bad. */
function isExplained(status: Status, components: readonly Finding[]): boolean {
  return components.some(
    (component) =>
      depthOf(component.service) <= 2 && isTrouble(component.status) && !isWorse(status, component.status),
  );
}

function placeParts(parts: readonly PagePart[], placer: Placer) {
  const placements = parts.map((part) => ({ part, placement: placer.part(part) }));
  return {
    known: placements.flatMap(({ part, placement }) =>
      placement.kind === 'services' ? [{ part, services: placement.services }] : [],
    ),
    hasUnknown: placements.some(({ placement }) => placement.kind === 'unknown'),
  };
}

function ofMaintenance(maintenance: PageMaintenance, placer: Placer): Finding[] {
  const isRunning = maintenance.phase === 'in_progress' || maintenance.phase === 'verifying';
  return maintainedServices(maintenance, placer).map((service) => ({
    service,
    status: isRunning ? 'under_maintenance' : 'operational',
    evidence: headline(maintenance.title, maintenance.says),
    spoken: true,
    link: maintenance.link,
    statedAt: maintenance.statedAt,
    ref: maintenance.id,
    maintenance,
  }));
}

function maintainedServices(maintenance: PageMaintenance, placer: Placer): readonly ServicePath[] {
  const { parts, title } = maintenance;
  // Some pages announce delistings as maintenances: nothing is maintained, and nothing comes back.
  if (/\bde-?list/i.test(title)) return [];
  const { named, spared } = subjectOf(maintenance, placer);
  const placed = placeParts(parts, placer);
  if (placed.known.length > 0) {
    const services = new Set(placed.known.flatMap((one) => narrowed(one.services, named, placer)));
    return [...services].filter((service) => !isSpared(service, spared));
  }
  if (parts.length > 0 && !placed.hasUnknown) return [];
  if (isPlaced(named)) return placer.services(named).filter((service) => !isSpared(service, spared));
  // Work on a part that we do not know must not excuse an outage of the whole.
  return parts.length > 0 ? [] : [placer.whole];
}

/**
 * The page as a whole is always read, so that its recovery is seen. Its summary of itself counts where it is all that
 * the page gives; beside components it decides nothing, as nearly any of them colours it.
 */
function ofPage(
  { overall, components, incidents = [], maintenances = [] }: Page,
  { whole }: Placer,
): Finding {
  const isExplained =
    components !== undefined ||
    incidents.some(({ phase }) => phase !== 'over') ||
    maintenances.some(({ phase }) => phase === 'in_progress' || phase === 'verifying');
  if (overall !== undefined && (!isExplained || overall.status === 'unknown')) {
    return { service: whole, status: overall.status, evidence: plainLine(overall.words) };
  }
  return { service: whole, status: 'operational', evidence: 'No trouble is stated for the whole.' };
}

function readingsOf(findings: readonly Finding[], url: string): Reading[] {
  const byService = Map.groupBy(findings, ({ service }) => service);
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
function decides(next: Finding, worst: Finding): boolean {
  if (next.status !== worst.status) return isWorse(next.status, worst.status);
  return worst.ref === undefined && next.ref !== undefined;
}

/** Where people read more: the incident's own page, given whole or below the page, and never a document of an API. */
function pageLink(link: string | undefined, page: string): string {
  const url = link === undefined || link === '' ? null : URL.parse(link, page);
  if (url === null || !isWebAddress(url.href)) return page;
  return /\.json$|\/api\//i.test(url.pathname) ? page : url.href;
}

function readingOf(
  { service, status, evidence, spoken, link, statedAt, ref }: Finding,
  url: string,
): Reading {
  return {
    service,
    status,
    basis: 'official',
    signal: 'word',
    evidence,
    ...(spoken === true && { spoken }),
    link: pageLink(link, url),
    ...(statedAt !== undefined && { statedAt }),
    ...(ref !== undefined && { ref }),
  };
}
