import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import type { Extent, Reading } from '#src/domain/reading.ts';
import { ANY, ancestorsOf, depthOf, parseService, servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { isClosedForGood } from './freshness.ts';
import type { StepContext } from './context.ts';

/** The pseudo-source of what follows from coins and pairs. */
export const ROLL_UP = '~roll-up';

/** How many names of parts a message can show. */
const SHOWN_PARTS = 25;

interface Leaf {
  readonly service: ServicePath;
  readonly source: string;
  readonly network: string | undefined;
  readonly status: Status;
  readonly since: number;
  readonly evidence: string;
  readonly spoken: boolean;
}

/**
 * What follows from the flags of coins and pairs for what contains them: the component by share and by majors,
 * whole networks, and coins that are closed on all their networks. It names the fewest services that explain the
 * trouble. What is closed for good neither counts as trouble nor as a part.
 */
export function rollUp(state: ExchangeState, context: StepContext): Reading[] {
  const readings: Reading[] = [];
  for (const [component, assets] of leavesByComponent(state, context)) {
    const service = servicePath(state.exchange, component);
    const networks = judgeNetworks(service, assets, context);
    const explained = new Set(networks.map((reading) => parseService(reading.service).network));
    const whole = judgeComponent(service, assets, explained, context);
    if (whole !== undefined) readings.push(whole);
    readings.push(...networks);
    for (const [asset, leaves] of assets) {
      const isWhole = leaves.every((leaf) => isHalted(leaf.status));
      const isExplained = leaves.every((leaf) => leaf.network !== undefined && explained.has(leaf.network));
      if (isWhole && !isExplained)
        readings.push(wholeAsset(servicePath(state.exchange, component, asset), leaves));
    }
  }
  return readings;
}

type Assets = Map<string, Leaf[]>;

function leavesByComponent(state: ExchangeState, context: StepContext): Map<string, Assets> {
  const components = new Map<string, Assets>();
  for (const [source, claims] of Object.entries(state.claims)) {
    if (source === ROLL_UP) continue;
    for (const service in claims) {
      const claim = claims[service];
      if (claim === undefined || claim.signal !== 'flag' || depthOf(service) < 3) continue;
      // What was counted, such as offers by one way to pay, is a part of a coin that nobody lists whole.
      if (claim.basis === 'measured') continue;
      if (isClosedForGood(claim, context.now, context.policy) && !isHeld(service, claim, state)) continue;
      addLeaf(components, service, source, claim);
    }
  }
  return components;
}

/** What a component's outage, or a network's, stands on does not age out of it: time alone ends no outage. */
function isHeld(service: ServicePath, claim: Claim, state: ExchangeState): boolean {
  if (claim.baseline === true) return false;
  return ancestorsOf(service).some((above) => {
    const isOfOneCoin = depthOf(above) === 3;
    return !isOfOneCoin && isTrouble(state.claims[ROLL_UP]?.[above]?.status ?? 'unknown');
  });
}

function addLeaf(components: Map<string, Assets>, service: ServicePath, source: string, claim: Claim): void {
  const { component, asset, network } = parseService(service);
  if (component === undefined || asset === undefined || asset === ANY) return;
  let assets = components.get(component);
  if (assets === undefined) components.set(component, (assets = new Map()));
  const { status, since, evidence, spoken = false } = claim;
  const leaf: Leaf = { service, source, network, status, since, evidence, spoken };
  const leaves = assets.get(asset);
  if (leaves === undefined) assets.set(asset, [leaf]);
  else leaves.push(leaf);
}

function isHalted(status: Status): boolean {
  return severityOf(status) >= severityOf('partial_outage');
}

/** What one halted network explains is that network's trouble; of several, or with all coins, it is the component's. */
function judgeComponent(
  service: ServicePath,
  assets: Assets,
  haltedNetworks: ReadonlySet<string | undefined>,
  context: StepContext,
): Reading | undefined {
  const { majors, majorShare, partialShare, partialMajors, minParts } = context.policy.rollUp;
  const halted: string[] = [];
  const troubled: string[] = [];
  const beyondNetwork = new Set<string>();
  for (const [asset, leaves] of assets) {
    if (leaves.every((leaf) => isHalted(leaf.status))) halted.push(asset);
    if (leaves.some((leaf) => isTrouble(leaf.status))) troubled.push(asset);
    const isBeyond = ({ network, status }: Leaf): boolean =>
      isTrouble(status) && !(haltedNetworks.size === 1 && haltedNetworks.has(network));
    if (leaves.some(isBeyond)) beyondNetwork.add(asset);
  }
  const enough = (parts: readonly string[], share: number): boolean =>
    parts.length >= Math.min(minParts, assets.size) &&
    parts.length >= 2 &&
    parts.length >= share * assets.size;
  const isEnoughBeyond = (parts: readonly string[]): boolean =>
    enough(
      parts.filter((asset) => beyondNetwork.has(asset)),
      partialShare,
    );
  const listedMajors = majors.filter((major) => assets.has(major));
  const haltedMajors = listedMajors.filter((major) => halted.includes(major));
  const allMajors = listedMajors.length >= partialMajors && haltedMajors.length === listedMajors.length;

  if (enough(halted, majorShare) || allMajors)
    return inferred(service, 'major_outage', halted, assets, context);
  if (isEnoughBeyond(halted) || haltedMajors.length >= partialMajors) {
    return inferred(service, 'partial_outage', halted, assets, context);
  }
  if (isEnoughBeyond(troubled)) return inferred(service, 'degraded_performance', troubled, assets, context);
  return undefined;
}

function inferred(
  service: ServicePath,
  status: Status,
  hit: readonly string[],
  assets: Assets,
  context: StepContext,
): Reading {
  const leaves = hit.flatMap((asset) => assets.get(asset) ?? []).filter((leaf) => isTrouble(leaf.status));
  const followsFrom = extent(service, hit, assets.size, context);
  return {
    service,
    status,
    basis: 'inferred',
    signal: 'word',
    ...commonReason(leaves),
    ...origin(leaves),
    extent: followsFrom,
  };
}

/** The reason that the exchange gives for most of them; none where it gives many. */
function commonReason(leaves: readonly Leaf[]): Pick<Reading, 'evidence' | 'spoken'> {
  const [commonest] = [...Map.groupBy(leaves, ({ evidence }) => evidence)].toSorted(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  );
  const [evidence = '', some = []] = commonest ?? [];
  return some.length * 2 > leaves.length ? reasonOf(evidence, some) : { evidence: '' };
}

function reasonOf(evidence: string, leaves: readonly Leaf[]): Pick<Reading, 'evidence' | 'spoken'> {
  return leaves.some(({ spoken }) => spoken) ? { evidence, spoken: true } : { evidence };
}

/** Where an inferred reading comes from, and since when: since the last of its parts fell. */
function origin(leaves: readonly Leaf[]): Pick<Reading, 'since' | 'ref'> {
  return {
    since: Math.max(...leaves.map((leaf) => leaf.since)),
    ref: [...new Set(leaves.map((leaf) => leaf.source))].toSorted().join(', '),
  };
}

function judgeNetworks(service: ServicePath, assets: Assets, context: StepContext): Reading[] {
  const { minParts, networkShare } = context.policy.rollUp;
  const networks = new Map<string, { halted: string[]; leaves: Leaf[]; all: number }>();
  for (const [asset, leaves] of assets) {
    for (const leaf of leaves) {
      if (leaf.network === undefined) continue;
      let tally = networks.get(leaf.network);
      if (tally === undefined) networks.set(leaf.network, (tally = { halted: [], leaves: [], all: 0 }));
      tally.all += 1;
      if (!isHalted(leaf.status)) continue;
      tally.halted.push(asset);
      tally.leaves.push(leaf);
    }
  }
  const readings: Reading[] = [];
  for (const [network, { halted, leaves, all }] of networks) {
    if (halted.length < minParts || halted.length < networkShare * all) continue;
    readings.push({
      service: `${service}/${ANY}/${network}`,
      status: 'major_outage',
      basis: 'inferred',
      signal: 'word',
      ...commonReason(leaves),
      ...origin(leaves),
      extent: extent(service, halted, all, context),
    });
  }
  return readings;
}

/** All that the exchange lists of a coin is closed: that is as good as its own word. */
function wholeAsset(service: ServicePath, leaves: readonly Leaf[]): Reading {
  const reason = leaves.find((leaf) => leaf.evidence !== '');
  return {
    service,
    status: worstOf(leaves.map((leaf) => leaf.status)),
    basis: 'official',
    signal: 'word',
    ...reasonOf(
      reason?.evidence ?? '',
      leaves.filter((leaf) => leaf === reason),
    ),
    ...origin(leaves),
    extent: {
      hit: leaves.length,
      of: leaves.length,
      parts: leaves.map((leaf) => leaf.service).slice(0, SHOWN_PARTS),
    },
  };
}

function extent(service: ServicePath, hit: readonly string[], of: number, { policy }: StepContext): Extent {
  const rank = (asset: string): number => {
    const place = policy.rollUp.majors.indexOf(asset);
    return place < 0 ? policy.rollUp.majors.length : place;
  };
  const parts = hit
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .slice(0, SHOWN_PARTS)
    .map((asset) => `${service}/${asset}`);
  return { hit: hit.length, of, parts };
}
