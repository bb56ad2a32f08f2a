import { NO_CLAIMS, claimOn } from '#src/domain/claims.ts';
import type { Claims } from '#src/domain/exchange-state.ts';
import { ANY, ancestorsOf, parseService, servicePath } from '#src/domain/service.ts';
import { ownChainOf } from '#src/domain/own-chain.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isOutage, isTrouble, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { digestOf } from '#src/engine/claims/digest.ts';
import { QUOTE_REMOVED, WHOLE_COIN } from '#src/engine/inference/inferred.ts';
import { ROLL_UP } from '#src/engine/inference/roll-up.ts';
import type { Look } from './look.ts';
import type { Verdict } from './verdict.ts';
import { keyOf, keyOfRegions } from '#src/engine/claims/voice.ts';

/** What is wrong now, by service, or by service and countries (`keyOf`). */
export interface Troubles {
  readonly all: ReadonlyMap<string, Verdict>;
  /** Those that nothing above explains: a parent's outage swallows its children. */
  readonly top: readonly Verdict[];
  /** What was in trouble when last seen or heard, and is out of sight now. */
  readonly unseen: ReadonlyMap<string, Verdict>;
  /** What the exchange calls maintenance. */
  readonly maintained: readonly Verdict[];
}

type Judge = (service: ServicePath, regionsKey: string) => Verdict;

export function findTroubles(look: Look, verdictOn: Judge): Troubles {
  const all = new Map<string, Verdict>();
  const unseen = new Map<string, Verdict>();
  const maintained: Verdict[] = [];
  for (const regionsKey of ['', ...look.regionKeys]) {
    for (const service of notWell(look, regionsKey)) {
      const verdict = verdictOn(service, regionsKey);
      const key = keyOf(service, regionsKey);
      if (isTrouble(verdict.status) && verdict.closedSince === undefined) all.set(key, verdict);
      if (verdict.status === 'unknown' && verdict.lastKnown !== undefined) unseen.set(key, verdict);
      if (verdict.status === 'under_maintenance') maintained.push(verdict);
    }
  }
  const top = [...all.values()]
    .filter((verdict) => swallowerOf(verdict, all) === undefined)
    .toSorted((a, b) => (keyOfVerdict(a) < keyOfVerdict(b) ? -1 : 1));
  return { all, top, unseen, maintained };
}

function keyOfVerdict({ regions, service }: Verdict): string {
  return keyOf(service, keyOfRegions(regions));
}

/** Every service that a voice claims not to be well, and that is not closed for good. */
function notWell(look: Look, regionsKey: string): Set<ServicePath> {
  const services = new Set<ServicePath>();
  const rolledUp = look.state.claims[ROLL_UP] ?? NO_CLAIMS;
  for (const { claims, source } of look.voices(regionsKey)) {
    const isFresh = look.isFresh(source);
    for (const service of digestOf(claims).notWell) {
      const claim = claimOn(claims, service);
      if (claim === undefined) continue;
      // Hundreds of pairs stay closed for ever, and every step would weigh each anew.
      if (isFresh && look.isClosedForGood(claim)) continue;
      if (isOfRemovedQuote(service, rolledUp)) continue;
      services.add(service);
    }
  }
  return services;
}

function isOfRemovedQuote(service: ServicePath, rolledUp: Claims): boolean {
  const { exchange, component, network } = parseService(service);
  if (network === undefined) return false;
  return claimOn(rolledUp, servicePath(exchange, component, ANY, network))?.rule === QUOTE_REMOVED;
}

/** The nearest trouble above that explains this one: an outage, or anything at least as bad. */
export function swallowerOf(verdict: Verdict, all: ReadonlyMap<string, Verdict>): Verdict | undefined {
  const { basis, extent, regions, rule, service, status } = verdict;
  const regionsKey = keyOfRegions(regions);
  const wholes = ancestorsOf(service);
  const isToldApart = extent?.parts.some((part) => part !== service) === true;
  const chain = isToldApart ? undefined : ownChainOf(service);
  const keys = [...wholes, ...(chain === undefined ? [] : [chain])].map((whole) => keyOf(whole, regionsKey));
  // What is down for all is down in each country.
  if (regionsKey !== '') keys.push(service, ...wholes);
  for (const key of keys) {
    const above = all.get(key);
    // Each endpoint is asked for itself, and is told of beside the others.
    const isBesides = basis === 'measured' && above?.basis === 'measured';
    if (above !== undefined && !isBesides && explains(above.status, status)) return above;
  }
  if (rule !== WHOLE_COIN || extent === undefined || extent.parts.length < extent.hit) return undefined;
  // A coin that is out on halted networks alone is out because of them.
  const networks = extent.parts.map((part) => networkAbove(part, all));
  return networks.every((network) => network !== undefined) ? networks[0] : undefined;
}

function networkAbove(part: ServicePath, all: ReadonlyMap<string, Verdict>): Verdict | undefined {
  const { exchange, component, network } = parseService(part);
  const above = network === undefined ? undefined : all.get(servicePath(exchange, component, ANY, network));
  return above !== undefined && explains(above.status, 'partial_outage') ? above : undefined;
}

/** Whether trouble above accounts for trouble below it: an outage for anything, the rest for what is no worse. */
export function explains(above: Status, below: Status): boolean {
  return isOutage(above) || severityOf(above) >= severityOf(below);
}
