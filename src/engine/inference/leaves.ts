import { claimOn } from '#src/domain/claims.ts';
import type { Claim, Claims, ExchangeState } from '#src/domain/exchange-state.ts';
import { networkOf } from '#src/domain/own-chain.ts';
import { ANY, parseService, servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { digestOf } from '#src/engine/claims/digest.ts';
import { isEnding } from '#src/engine/endings/is-ending.ts';
import type { Look } from '#src/engine/scene/look.ts';
import { tallyOf } from '#src/engine/claims/tally.ts';
import type { ComponentTally } from '#src/engine/claims/tally.ts';

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

/** The coins of one component: how many, and those of which not all is well. */
export interface Coins {
  readonly size: number;
  readonly has: (asset: string) => boolean;
  /** All leaves of each coin that has one that is not well. */
  readonly unwell: ReadonlyMap<string, readonly Leaf[]>;
  /** How many leaves each network has. */
  readonly networks: ReadonlyMap<string, number>;
}

type Assets = Map<string, Leaf[]>;

interface TalliedVoice {
  readonly source: string;
  readonly claims: Claims;
  readonly tally: ComponentTally;
}

type IsHeld = (service: ServicePath, claim: Claim) => boolean;

/**
 * The switches below each component, by coin. Where several lists have the same one, the worst of what they say
 * counts; a list of the halted alone counts for what another one lists, as it does not tell of how many.
 */
export function coinsByComponent(look: Look, isHeld: IsHeld): Map<string, Coins> {
  const { state } = look;
  const voices = new Map<string, TalliedVoice[]>();
  for (const { claims, source } of look.voices('')) {
    if (digestOf(claims).flags === 0) continue;
    for (const [component, tally] of tallyOf(claims)) {
      const others = voices.get(component);
      if (others === undefined) voices.set(component, [{ source, claims, tally }]);
      else others.push({ source, claims, tally });
    }
  }
  const overlays = overlaysOf(state);
  const counts = (service: ServicePath, claim: Claim): boolean => isCounted(service, claim, look, isHeld);
  const components = new Map<string, Coins>();
  for (const [component, said] of voices) {
    const [first, ...others] = said;
    if (first === undefined) continue;
    const own = overlays.filter(({ service }) => parseService(service).component === component);
    const coins =
      others.length === 0 && own.length === 0
        ? coinsOfOne(component, first, state, counts)
        : coinsOfAll(assetsOf(said, own, look, counts));
    if (coins.size > 0) components.set(component, coins);
  }
  return components;
}

/** What is closed for good, or was announced to end and is closed, is no part any more. */
function isCounted(service: ServicePath, claim: Claim, look: Look, isHeld: IsHeld): boolean {
  if (look.isClosedForGood(claim) && !isHeld(service, claim)) return false;
  const { endings } = look.state;
  return !(endings.length > 0 && isTrouble(claim.status) && isEnding(service, endings, look.context));
}

/** One list has them all, as is mostly so: what is well of it was counted when it was read, and is not looked at. */
function coinsOfOne(
  component: string,
  { source, claims, tally }: TalliedVoice,
  { exchange }: ExchangeState,
  counts: (service: ServicePath, claim: Claim) => boolean,
): Coins {
  const unwell = new Map<string, Leaf[]>();
  const networks = new Map(tally.networks);
  for (const [asset, services] of tally.unwell) {
    const leaves = services.flatMap((service) => {
      const claim = claimOn(claims, service);
      return claim !== undefined && counts(service, claim) ? [leafOf(service, source, claim)] : [];
    });
    if (leaves.length > 0) unwell.set(asset, leaves);
    for (const { network } of leaves)
      if (network !== undefined) networks.set(network, (networks.get(network) ?? 0) + 1);
  }
  return {
    size: tally.wellCoins + unwell.size,
    has: (asset) =>
      unwell.has(asset) || (!tally.unwell.has(asset) && tally.lists(servicePath(exchange, component, asset))),
    unwell,
    networks,
  };
}

function coinsOfAll(assets: Assets): Coins {
  const networks = new Map<string, number>();
  const unwell = new Map<string, Leaf[]>();
  for (const [asset, leaves] of assets) {
    for (const { network } of leaves)
      if (network !== undefined) networks.set(network, (networks.get(network) ?? 0) + 1);
    if (leaves.some(({ status }) => status !== 'operational')) unwell.set(asset, leaves);
  }
  return { size: assets.size, has: (asset) => assets.has(asset), unwell, networks };
}

interface Overlay {
  readonly service: ServicePath;
  readonly source: string;
  readonly claim: Claim;
}

/** What lists of the halted alone say. */
function overlaysOf(state: ExchangeState): Overlay[] {
  return Object.entries(state.claims).flatMap(([source, claims]) =>
    digestOf(claims).notWell.flatMap((service) => {
      const claim = claimOn(claims, service);
      return claim?.listsTroubleOnly === true ? [{ service, source, claim }] : [];
    }),
  );
}

function assetsOf(
  voices: readonly TalliedVoice[],
  overlays: readonly Overlay[],
  look: Look,
  counts: (service: ServicePath, claim: Claim) => boolean,
): Assets {
  const assets: Assets = new Map();
  for (const { source, claims, tally } of voices) {
    for (const service of tally.services()) {
      const claim = claimOn(claims, service);
      if (claim === undefined || !counts(service, claim)) continue;
      addLeaf(assets, leafOf(service, source, claim), look);
    }
  }
  for (const { service, source, claim } of overlays) {
    const leaves = assets.get(parseService(service).asset ?? '');
    const at = leaves?.findIndex((other) => other.service === service) ?? -1;
    const known = leaves?.[at];
    if (leaves === undefined || known === undefined) continue;
    if (severityOf(claim.status) > severityOf(known.status)) leaves[at] = leafOf(service, source, claim);
  }
  return assets;
}

function addLeaf(assets: Assets, leaf: Leaf, look: Look): void {
  const { asset = ANY } = parseService(leaf.service);
  const leaves = assets.get(asset);
  if (leaves === undefined) {
    assets.set(asset, [leaf]);
    return;
  }
  const at = leaves.findIndex((other) => other.service === leaf.service);
  const other = leaves[at];
  if (other === undefined) leaves.push(leaf);
  else if (outweighs(leaf, other, look)) leaves[at] = leaf;
}

/** Of two lists the one that can be seen counts, then the worse word. */
function outweighs(leaf: Leaf, other: Leaf, look: Look): boolean {
  if (leaf.status === other.status) return other.isUnseen && !leaf.isUnseen;
  const isSeen = ({ isUnseen, source }: Leaf): boolean => !isUnseen && look.isFresh(source);
  if (isSeen(leaf) !== isSeen(other)) return isSeen(leaf);
  return severityOf(leaf.status) > severityOf(other.status);
}

function leafOf(service: ServicePath, source: string, claim: Claim): Leaf {
  const { status, since, evidence, spoken = false, unseenSince } = claim;
  const network = networkOf(service);
  return { service, source, network, status, since, evidence, spoken, isUnseen: unseenSince !== undefined };
}
