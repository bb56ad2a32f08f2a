import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import { ANY, parseService } from '#src/domain/service.ts';
import type { Service, ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import type { StepContext } from './context.ts';
import { digestOf } from './digest.ts';
import { isClosedForGood, isStale } from './freshness.ts';
import { isEnding } from './is-ending.ts';
import { regionsKeyOf } from './voice.ts';

/** A coin, a coin on one network, or a pair, as its switch stands. */
export interface Leaf {
  readonly service: ServicePath;
  readonly source: string;
  readonly network: string | undefined;
  readonly status: Status;
  readonly since: number;
  readonly evidence: string;
  readonly spoken: boolean;
  /** It was so when last seen, and is not listed any more. */
  readonly isUnseen: boolean;
}

export type Assets = Map<string, Leaf[]>;

// The same names are taken apart at every change among thousands of coins.
const MAX_PLACES = 200_000;
const places = new Map<ServicePath, Service>();

function placeOf(service: ServicePath): Service {
  const known = places.get(service);
  if (known !== undefined) return known;
  if (places.size >= MAX_PLACES) places.clear();
  const place = parseService(service);
  places.set(service, place);
  return place;
}

/**
 * The switches below each component, by coin. Where several lists have the same one, the worst of what they say
 * counts; a list of the halted alone counts for what another one lists, as it does not tell of how many.
 */
export function leavesByComponent(
  state: ExchangeState,
  context: StepContext,
  isHeld: (service: ServicePath, claim: Claim) => boolean,
): Map<string, Assets> {
  const components = new Map<string, Assets>();
  for (const [source, claims] of Object.entries(state.claims)) {
    if (digestOf(claims).flags === 0 || regionsKeyOf(source) !== '') continue;
    for (const service in claims) {
      const claim = claims[service];
      // What was counted, such as offers by one way to pay, is a part of a coin that nobody lists whole.
      if (claim === undefined || claim.signal !== 'flag' || claim.basis === 'measured') continue;
      if (isClosedForGood(claim, context.now, context.policy) && !isHeld(service, claim)) continue;
      // What was announced to end and is closed is no part any more.
      if (state.endings.length > 0 && isTrouble(claim.status) && isEnding(service, state.endings, context))
        continue;
      addLeaf(components, service, source, claim, state, context);
    }
  }
  for (const [source, claims] of Object.entries(state.claims)) {
    for (const service of digestOf(claims).notWell) {
      const claim = claims[service];
      if (claim?.listsTroubleOnly === true) overlay(components, service, source, claim);
    }
  }
  return components;
}

function addLeaf(
  components: Map<string, Assets>,
  service: ServicePath,
  source: string,
  claim: Claim,
  state: ExchangeState,
  context: StepContext,
): void {
  const { asset, component } = placeOf(service);
  if (component === undefined || asset === undefined || asset === ANY) return;
  let assets = components.get(component);
  if (assets === undefined) components.set(component, (assets = new Map()));
  const leaf = leafOf(service, source, claim);
  const leaves = assets.get(asset);
  if (leaves === undefined) {
    assets.set(asset, [leaf]);
    return;
  }
  const at = leaves.findIndex((other) => other.service === service);
  const other = leaves[at];
  if (other === undefined) leaves.push(leaf);
  else if (counts(leaf, other, state, context)) leaves[at] = leaf;
}

/** Of two lists the one that can be seen counts, then the worse word. */
function counts(leaf: Leaf, other: Leaf, state: ExchangeState, context: StepContext): boolean {
  if (leaf.status === other.status) return other.isUnseen && !leaf.isUnseen;
  const isSeen = ({ isUnseen, source }: Leaf): boolean => !isUnseen && !isStale(state, source, context);
  if (isSeen(leaf) !== isSeen(other)) return isSeen(leaf);
  return severityOf(leaf.status) > severityOf(other.status);
}

function overlay(components: Map<string, Assets>, service: ServicePath, source: string, claim: Claim): void {
  const { asset, component } = placeOf(service);
  const leaves = components.get(component ?? '')?.get(asset ?? '');
  const at = leaves?.findIndex((other) => other.service === service) ?? -1;
  const known = leaves?.[at];
  if (leaves === undefined || known === undefined) return;
  if (severityOf(claim.status) > severityOf(known.status)) leaves[at] = leafOf(service, source, claim);
}

function leafOf(service: ServicePath, source: string, claim: Claim): Leaf {
  const { status, since, evidence, spoken = false, unseenSince } = claim;
  const { network } = placeOf(service);
  return { service, source, network, status, since, evidence, spoken, isUnseen: unseenSince !== undefined };
}
