import { contains, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isOutage, isTrouble } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import {
  HALT_WORDS,
  HEDGES,
  SOMEBODY_ELSES,
  SWITCHED_OFF,
  TROUBLE_WORDS,
} from '#src/languages/english-labels.ts';
import { isNarrow, isPlaced } from '#src/names/place-text.ts';
import type { SpokenOf } from '#src/names/place-text.ts';
import { isPractice } from '#src/names/practice.ts';
import { isHaltToldIn } from '#src/names/trouble-told.ts';

import { shareOfWhole } from './finding.ts';
import type { PageFinding } from './finding.ts';
import { headline, plainLine } from './page-text.ts';
import type { PageIncident, PagePart } from './page.ts';
import { narrowed } from './place-part.ts';
import type { Placer } from './place-part.ts';
import { saidToBeBack } from './spared.ts';
import { isSpared, placeParts, regionsAt, subjectOf } from './subject.ts';
import { isWorse, milder, worse } from './vocabulary.ts';

/** What an incident says of the services that it names, or of the page as a whole. */
export function ofIncident(
  incident: PageIncident,
  components: readonly PageFinding[],
  placer: Placer,
): PageFinding[] {
  if (isPractice(incident.title) && incident.parts.length === 0) return [];
  const { left, named, other, regions, spared } = subjectOf(incident, placer);
  if (incident.phase === 'over')
    return ofResolved(incident, named, placer).map((finding) => ({
      ...finding,
      ...regionsAt(finding.service, regions),
    }));
  const word =
    incident.phase === 'monitored' ? milder(incident.impact, 'degraded_performance') : incident.impact;
  const say = (service: ServicePath, status: Status, ofPart: readonly string[] = []): PageFinding => ({
    service,
    status: status === 'operational' && isRealTrouble(service, incident) ? 'degraded_performance' : status,
    evidence: headline(incident.title, incident.says),
    spoken: true,
    link: incident.link,
    statedAt: incident.statedAt,
    ref: incident.id,
    ...regionsAt(service, regions, ofPart),
  });

  // Of a whole of which something is spared, not all can be out.
  const ofWhole = spared.length > 0 ? milder(word, 'partial_outage') : word;
  const placed = placeParts(incident.parts, placer);
  if (placed.known.length > 0) {
    const statusOf = (part: PagePart): Status =>
      placer.componentOf(part)?.status ?? part.status ?? 'operational';
    // Where the page still shows some of what it lists as hit, the others have come back.
    const isPartlyOver = placed.known.some(({ part }) => isTrouble(statusOf(part)));
    return placed.known.flatMap(({ part, regions: ofPart, services }) => {
      const own = statusOf(part);
      const isHit = isTrouble(own) || isPartlyOver;
      // While a fix is watched, what the page itself shows to work again does.
      const isFixed = incident.phase === 'monitored' && placer.componentOf(part)?.status === 'operational';
      if (left !== undefined && own !== 'major_outage')
        return narrowed(services, left, placer).map((service) => ({
          ...say(service, worse(own, incident.impact), ofPart),
          within: services,
        }));
      const meant = directed(services, named, spared);
      return (isOwnName(part, services, placer) ? meant : narrowed(meant, named, placer))
        .filter((service) => isHit || !isSpared(service, spared))
        .map((service) => {
          const isOwn = services.includes(service);
          const finding = say(service, isHit || (isFixed && isOwn) ? own : worse(own, word), ofPart);
          return isOwn && meant.length === services.length ? finding : { ...finding, within: services };
        });
    });
  }
  if (incident.parts.length > 0 && placed.unknown.length === 0) return [];
  if (named.whole) return [say(placer.whole, ofWhole)];
  if (isPlaced(named)) {
    const hit = placer.services(named).filter((service) => !isSpared(service, spared));
    const back = placer.services(placer.headline(saidToBeBack(plainLine(incident.says ?? ''))));
    const left = hit.filter((service) => !isSpared(service, back));
    return (left.length > 0 ? left : hit).map((service) =>
      say(service, isHaltOf(service, incident) ? 'major_outage' : word),
    );
  }
  if (isElsewhere(other, word)) return [];
  const hasName = placed.unknown.every((part) => part.hasName);
  if (placed.unknown.length > 0 || other !== '') return [say(placer.whole, shareOfWhole(word, hasName))];
  return isExplained(word, components) ? [] : [say(placer.whole, ofWhole)];
}

/**
 * What it names is no service of an exchange, and merely slow, or others run it. Where the exchange calls it an outage, it
 * may be some of the exchange that nobody knows by that name.
 */
function isElsewhere(other: string, word: Status): boolean {
  return other !== '' && (SOMEBODY_ELSES.test(other) || !(isOutage(word) || word === 'unknown'));
}

/** What stands for a whole by configuration, though its name sounds narrow, is meant whole by that name. */
function isOwnName({ name = '' }: PagePart, services: readonly ServicePath[], placer: Placer): boolean {
  return services.every((service) => depthOf(service) <= 2) && isNarrow(placer.headline(name));
}

/** Of what stands for both directions, such as a rail, the one that the headline names, or that the words do not spare. */
function directed(
  services: readonly ServicePath[],
  { components }: SpokenOf,
  spared: readonly ServicePath[],
): readonly ServicePath[] {
  if (services.some((service) => depthOf(service) < 3)) return services;
  const ofHeadline = services.filter((service) =>
    components.some((component) => component === parseService(service).component),
  );
  const meant = (ofHeadline.length > 0 ? ofHeadline : services).filter(
    (service) => !isSpared(service, spared),
  );
  return meant.length > 0 ? meant : services;
}

/** A resolved incident lingers for a while: what it names has recovered, unless something else says otherwise. */
function ofResolved(
  { title, says, parts, link, statedAt }: PageIncident,
  named: SpokenOf,
  placer: Placer,
): PageFinding[] {
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

/** Its headline says that the service has been switched off, whatever impact the page gives that. */
function isHaltOf(service: ServicePath, { title, phase }: PageIncident): boolean {
  const isWhole = depthOf(service) <= 2;
  const isSaid = (isWhole ? SWITCHED_OFF : HALT_WORDS).test(title) && !HEDGES.test(title);
  return phase === 'open' && (isSaid || isHaltToldIn(title, isWhole));
}

/** An incident that names nothing is taken for what a whole component already shows, if that is as bad. */
function isExplained(status: Status, components: readonly PageFinding[]): boolean {
  return components.some(
    (component) =>
      depthOf(component.service) <= 2 && isTrouble(component.status) && !isWorse(status, component.status),
  );
}

/**
 * What the page shows of a service because of incidents in some countries alone is so in those, and because of one coin
 * it is so of that: elsewhere it works. A component's own row cannot say so.
 */
export function limited(component: PageFinding, incidents: readonly PageFinding[]): PageFinding[] {
  if (!isTrouble(component.status)) return [component];
  const { service, status } = component;
  const open = incidents.filter((incident) => isTrouble(incident.status));
  const own = open.filter((incident) => incident.service === service);
  const isOfRegions = own.length > 0 && own.every(({ regions }) => regions !== undefined);
  if (isOfRegions)
    return [
      { ...component, status: 'operational' },
      ...own.map((incident) => ({ ...incident, status: worse(incident.status, status) })),
    ];
  const isOfParts = open.some(({ within }) => within?.includes(service) === true);
  const isOfMore = open.some((incident) => contains(incident.service, service));
  // A row that stands for both directions, of which an incident names one, may be as bad as it likes.
  const isOfOther = depthOf(service) > 2;
  return isOfParts && !isOfMore && (status !== 'major_outage' || isOfOther)
    ? [{ ...component, status: 'operational' }]
    : [component];
}
