import type { ServicePath } from '#src/domain/service.ts';
import { isComponent, parseService, servicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';
import { SOMEBODY_ELSES } from '#src/languages/english-labels.ts';
import { isNarrow, isPlaced, pathsOf, placeText, regionsNamed } from '#src/names/place-text.ts';
import type { SpokenOf } from '#src/names/place-text.ts';
import { namedInVain } from '#src/names/named-in-vain.ts';
import { isPractice } from '#src/names/practice.ts';
import { byNames, oncePerSource } from '#src/sources/remembered.ts';
import type { DecodeContext } from '#src/sources/source.ts';

import { IGNORE, isPattern, patternOf } from './page-config.ts';
import type { PageConfig } from './page-config.ts';
import type { Page, PageComponent, PagePart } from './page.ts';

/** Where a component belongs: to services, to none by wish, or nobody knows. */
type Placement =
  | {
      readonly kind: 'services';
      readonly services: readonly ServicePath[];
      /** The countries that its name limits it to, where the page has the same for others. */
      readonly regions: readonly string[];
    }
  | { readonly kind: 'ignored' }
  | {
      readonly kind: 'unknown';
      /** It is called by more than words that any part could have, such as "Core systems". */
      readonly hasName: boolean;
    };

/** Turns the names on one page into services: by the configured map first, by their words otherwise. */
export interface Placer {
  /** The service of the page as a whole. */
  readonly whole: ServicePath;
  part(part: PagePart): Placement;
  /** The page's own row for a part that an incident lists. */
  componentOf(part: PagePart): PageComponent | undefined;
  headline(title: string): SpokenOf;
  /** What a headline names that is none of the exchange's services; '' where it names nothing. */
  other(title: string): string;
  /** The countries that a headline limits itself to; none for all. */
  regions(title: string): readonly string[];
  services(place: SpokenOf): readonly ServicePath[];
}

// A page names the same parts at every poll, and reading a name is most of what reading a page costs.
const placesOn = oncePerSource((_config: PageConfig, { exchange, network }) =>
  byNames((page, name) => {
    const options = { network, ownNames: page === '' ? [exchange] : [exchange, page] };
    return { place: placeText(name, options), regions: regionsNamed(name, options) };
  }),
);

export function createPlacer(config: PageConfig, page: Page, context: DecodeContext): Placer {
  const whole = servicePath(context.exchange, config.service);
  const rules = Object.entries(config.components).map(([key, to]) => ({
    matches: isPattern(key)
      ? matcher(patternOf(key))
      : (name: string) => name.toLowerCase() === key.toLowerCase(),
    to: typeof to === 'string' ? [to] : to,
  }));
  const places = placesOn(config, context);
  const placeOf = (name: string): SpokenOf => places(page.name ?? '', name).place;
  const regionsOf = (name: string): readonly string[] => places(page.name ?? '', name).regions;
  const lookUp = componentIndex(page.components ?? []);

  const services = (place: SpokenOf): ServicePath[] =>
    place.whole ? [whole] : pathsOf(place).map((path) => servicePath(context.exchange, path));

  const other = (title: string): string => namedInVain(title, [context.exchange, page.name ?? '']);

  const place = (part: PagePart): Placement => {
    const { name, group } = { ...part, ...lookUp(part) };
    if (name === undefined) return { kind: 'unknown', hasName: false };
    const full = fullName({ name, group });
    const rule = rules.find(({ matches }) => matches(name) || matches(full));
    if (rule !== undefined) return placedBy(rule.to, regionsOf(full), context.exchange);
    if (isPractice(full)) return { kind: 'ignored' };
    const found = placeOf(full);
    if (SOMEBODY_ELSES.test(group ?? '') && !isNarrow(found)) return { kind: 'ignored' };
    if (!isPlaced(found))
      return SOMEBODY_ELSES.test(name)
        ? { kind: 'ignored' }
        : { kind: 'unknown', hasName: other(full) !== '' };
    return { kind: 'services', services: services(found), regions: regionsOf(full) };
  };
  const countries = countriesOf(page.components ?? [], place);

  return {
    whole,
    part(part) {
      const placed = place(part);
      if (placed.kind !== 'services' || placed.services.every((one) => (countries.get(one)?.size ?? 0) > 1))
        return placed;
      return { ...placed, regions: [] };
    },
    componentOf: lookUp,
    headline: placeOf,
    other,
    regions: regionsOf,
    services,
  };
}

/**
 * The services of an incident's parts, narrowed to the coins and networks that its headline names:
 * "Withdrawals" under "Delayed sends - Optimism" is about Optimism alone.
 */
export function narrowed(
  services: readonly ServicePath[],
  headline: SpokenOf,
  placer: Placer,
): ServicePath[] {
  if (!isNarrow(headline)) return [...services];
  return services.flatMap((service) => {
    const { component, asset } = parseService(service);
    if (asset !== undefined) return [service];
    if (component === undefined) return placer.services(headline);
    return isComponent(component) ? placer.services({ ...headline, components: [component] }) : [service];
  });
}

function matcher(regex: RegExp): (name: string) => boolean {
  return (name) => regex.test(name);
}

function placedBy(to: readonly string[], regions: readonly string[], exchange: string): Placement {
  const paths = to.filter((path) => path !== IGNORE);
  if (paths.length === 0) return { kind: 'ignored' };
  return { kind: 'services', services: paths.map((path) => servicePath(exchange, path)), regions };
}

/** The countries for which a page lists each service; '' for all of them. */
function countriesOf(
  components: readonly PageComponent[],
  place: (component: PageComponent) => Placement,
): ReadonlyMap<ServicePath, ReadonlySet<string>> {
  const countries = new Map<ServicePath, Set<string>>();
  for (const placed of components.map(place)) {
    if (placed.kind !== 'services') continue;
    for (const service of placed.services)
      countries.set(service, (countries.get(service) ?? new Set()).add(placed.regions.join('+')));
  }
  return countries;
}

/**
 * Incidents name components by id, by name, or by "Group - Name". Of several by one name the one in trouble is meant:
 * each group may have a "Matching engine".
 */
function componentIndex(components: readonly PageComponent[]): (part: PagePart) => PageComponent | undefined {
  const byId = new Map<string, PageComponent>();
  const byName = new Map<string, PageComponent>();
  for (const component of components) {
    const { group, id, name, status } = component;
    if (id !== undefined) byId.set(id, component);
    if (!byName.has(name) || isTrouble(status)) byName.set(name, component);
    if (group !== undefined) byName.set(fullName(component), component);
  }
  return (part) =>
    (part.id === undefined ? undefined : byId.get(part.id)) ??
    (part.name === undefined ? undefined : (byName.get(fullName(part)) ?? byName.get(part.name)));
}

/** As a page shows it. */
export function fullName({ group = '', name = '' }: PagePart): string {
  return group === '' ? name : `${group} - ${name}`;
}
