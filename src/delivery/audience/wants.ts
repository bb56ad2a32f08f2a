import { partsOfComponent } from '#src/domain/components.ts';
import { isEnd } from '#src/domain/is-end.ts';
import type { Level } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { selects, touches } from '#src/domain/selector.ts';
import type { Selector } from '#src/domain/selector.ts';
import { ANY, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isCurrency } from '#src/names/currencies.ts';

/** What a subscription asks for, with its watch list looked up. */
export interface Interest {
  readonly selectors: readonly Selector[];
  readonly level: Level;
}

export interface WantsContext {
  /** Coins whose halt hits most people, from the exchange's policy. */
  readonly majors: readonly string[];
  /** The channel was told of this incident, or is about to be. */
  readonly told: boolean;
}

export type Want =
  | { readonly kind: 'wanted'; readonly because: 'selected' | 'contains' | 'follow_up' }
  | { readonly kind: 'unwanted'; readonly because: 'elsewhere' | 'level' | 'detail' | 'never_told' };

const wanted = (because: 'selected' | 'contains' | 'follow_up'): Want => ({ kind: 'wanted', because });
const unwanted = (because: 'elsewhere' | 'level' | 'detail' | 'never_told'): Want => ({
  kind: 'unwanted',
  because,
});

/** Whether a subscription wants a notice. A channel that was told of an incident is told how it goes on. */
export function wants(interest: Interest, notice: Notice, context: WantsContext): Want {
  const matches = interest.selectors.flatMap((selector) =>
    servicesFor(selector, notice)
      .filter((service) => concerns(selector, service, notice) && isNewsOf(service, notice))
      .map((service) => ({ selector, service })),
  );
  if (matches.length === 0) return unwanted('elsewhere');
  if (context.told) return wanted('follow_up');
  if (isEnd(notice) && notice.leftBehind !== true) return unwanted('never_told');
  const loud = matches.filter(
    ({ service }) => notice.leftBehind === true || isOfLevel(interest.level, notice, service),
  );
  if (loud.length === 0) return unwanted('level');
  if (interest.level === 'detailed') return wantedFor(loud);
  const close = loud.filter(({ selector, service }) => !isDetail(selector, service, notice, context.majors));
  return close.length === 0 ? unwanted('detail') : wantedFor(close);
}

interface Match {
  readonly selector: Selector;
  readonly service: ServicePath;
}

function wantedFor(matches: readonly Match[]): Want {
  return wanted(
    matches.some(({ selector, service }) => selects(selector, service)) ? 'selected' : 'contains',
  );
}

function concerns(selector: Selector, service: ServicePath, notice: Notice): boolean {
  if (!touches(selector, service) || isWithout(selector, service, notice)) return false;
  const { component } = parseService(service);
  return (
    selects(selector, service) ||
    !(component !== undefined && partsOfComponent(component) === 'none' && depthOf(selector) > 2)
  );
}

/** Whether a whole network is hit that the coin asked for is not on, as far as all of its coins are named. */
function isWithout(selector: Selector, service: ServicePath, { extent }: Notice): boolean {
  const { asset } = parseService(selector);
  if (asset === undefined || asset === ANY || parseService(service).asset !== ANY) return false;
  if (extent === undefined || extent.parts.length < extent.hit) return false;
  return !extent.parts.some((part) => parseService(part).asset === asset.toUpperCase());
}

// A few coins that fell together are told under their component's name. Who asked for a coin asked for that coin.
function servicesFor(selector: Selector, { services, members }: Notice): readonly ServicePath[] {
  return members !== undefined && depthOf(selector) > 2 ? members : services;
}

function isMaintenance(notice: Notice): boolean {
  return notice.kind.startsWith('maintenance_') || notice.status === 'under_maintenance';
}

/** Of several services that fell together, who follows one is told when that one falls, changes, and is back. */
function isNewsOf(service: ServicePath, { change, kind, parts = [] }: Notice): boolean {
  const isOfParts =
    kind === 'resolved' || change === 'worse' || change === 'better' || change === 'partly_back';
  const changed = parts.filter(({ previous, status }) => previous !== status);
  const own = parts.find((part) => part.service === service);
  if (!isOfParts || changed.length === 0 || own === undefined) return true;
  return changed.includes(own);
}

function isOfLevel(level: Level, notice: Notice, service: ServicePath): boolean {
  if (isMaintenance(notice)) return level !== 'major';
  // The component is hardly touched by what is, for its coins, an outage.
  if (notice.members?.includes(service) === true) return true;
  const part = notice.parts?.find((one) => one.service === service);
  switch (part?.status ?? notice.status) {
    case 'major_outage':
    case 'partial_outage':
      return true;
    case 'degraded_performance':
      return level !== 'major';
    case 'operational':
    case 'unknown':
      // While it flaps an incident may be up for the moment; it is trouble all the same.
      return notice.kind === 'flapping';
    case 'under_maintenance':
      return level !== 'major';
  }
}

// One coin or pair among hundreds is a detail, unless the selector names it.
function isDetail(
  selector: Selector,
  service: ServicePath,
  notice: Notice,
  majors: readonly string[],
): boolean {
  const { asset, network } = parseService(service);
  if (asset === undefined || asset === ANY) return false;
  const named = parseService(selector).asset;
  if (named !== undefined && named !== ANY) return false;
  // That withdrawals of sterling stop is never a detail: people are paid in it.
  const isWhole = network === undefined;
  return isMaintenance(notice) || !isWhole || !(majors.includes(asset) || isCurrency(asset));
}
