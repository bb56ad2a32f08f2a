import type { ServicePath } from '#src/domain/service.ts';
import { isComponent, parseService } from '#src/domain/service.ts';
import { PRACTICE_WORDS } from '#src/languages/english-labels.ts';
import { isNarrow, isPlaced, pathsOf, placeText, regionsIn } from '#src/names/place-text.ts';
import type { Place } from '#src/names/place-text.ts';
import { byNames, oncePerSource } from '#src/sources/remembered.ts';
import { serviceOf } from '#src/sources/service-schema.ts';
import type { DecodeContext } from '#src/sources/source.ts';

import { IGNORE, isPattern, patternOf } from './page-config.ts';
import type { PageConfig } from './page-config.ts';
import type { Page, PageComponent, PagePart } from './page.ts';

/** Where a component belongs: to services, to none by wish, or nobody knows. */
type Placement =
  | { readonly kind: 'services'; readonly services: readonly ServicePath[] }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unknown' };

/** Turns the names on one page into services: by the configured map first, by their words otherwise. */
export interface Placer {
  /** The service of the page as a whole. */
  readonly whole: ServicePath;
  part(part: PagePart): Placement;
  /** The page's own row for a part that an incident lists. */
  componentOf(part: PagePart): PageComponent | undefined;
  headline(title: string): Place;
  /** The countries that a headline limits itself to; none for all. */
  regions(title: string): readonly string[];
  services(place: Place): readonly ServicePath[];
}

// A page names the same parts at every poll, and reading a name is most of what reading a page costs.
const placesOn = oncePerSource((_config: PageConfig, { exchange, network }) =>
  byNames((page, name): Place => {
    const ownNames = page === '' ? [exchange] : [exchange, page];
    return placeText(name, { network, ownNames });
  }),
);

export function createPlacer(config: PageConfig, page: Page, context: DecodeContext): Placer {
  const whole = serviceOf(context.exchange, config.service);
  const rules = Object.entries(config.components).map(([key, to]) => ({
    matches: isPattern(key)
      ? matcher(patternOf(key))
      : (name: string) => name.toLowerCase() === key.toLowerCase(),
    to: typeof to === 'string' ? [to] : to,
  }));
  const places = placesOn(config, context);
  const placeOf = (name: string): Place => places(page.name ?? '', name);
  const lookUp = componentIndex(page.components ?? []);

  const services = (place: Place): ServicePath[] =>
    place.whole ? [whole] : pathsOf(place).map((path) => serviceOf(context.exchange, path));

  const place = (part: PagePart): Placement => {
    const { name, group } = { ...part, ...lookUp(part) };
    if (name === undefined) return { kind: 'unknown' };
    const full = group === undefined || group === '' ? name : `${group} - ${name}`;
    const rule = rules.find(({ matches }) => matches(name) || matches(full));
    if (rule !== undefined) return placedBy(rule.to, context.exchange);
    if (isPractice(full)) return { kind: 'ignored' };
    const found = placeOf(full);
    return isPlaced(found) ? { kind: 'services', services: services(found) } : { kind: 'unknown' };
  };

  return {
    whole,
    part: place,
    componentOf: lookUp,
    headline: placeOf,
    regions: (title) =>
      regionsIn(title, { network: context.network, ownNames: [context.exchange, page.name ?? ''] }),
    services,
  };
}

/** "Testnet API servers": what breaks there costs nobody anything. */
export function isPractice(name: string): boolean {
  return PRACTICE_WORDS.test(name);
}

/**
 * The services of an incident's parts, narrowed to the coins and networks that its headline names:
 * "Withdrawals" under "Delayed sends - Optimism" is about Optimism alone.
 */
export function narrowed(services: readonly ServicePath[], headline: Place, placer: Placer): ServicePath[] {
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

function placedBy(to: readonly string[], exchange: string): Placement {
  const paths = to.filter((path) => path !== IGNORE);
  if (paths.length === 0) return { kind: 'ignored' };
  return { kind: 'services', services: paths.map((path) => serviceOf(exchange, path)) };
}

/** Incidents name components by id, by name, or by "Group - Name". */
function componentIndex(components: readonly PageComponent[]): (part: PagePart) => PageComponent | undefined {
  const byId = new Map<string, PageComponent>();
  const byName = new Map<string, PageComponent>();
  for (const component of components) {
    if (component.id !== undefined) byId.set(component.id, component);
    byName.set(component.name, component);
    if (component.group !== undefined) byName.set(`${component.group} - ${component.name}`, component);
  }
  return ({ id, name }) =>
    (id === undefined ? undefined : byId.get(id)) ?? (name === undefined ? undefined : byName.get(name));
}
