import { NO_CLAIMS, claimOn } from '#src/domain/claims.ts';
import { isTrading } from '#src/domain/components.ts';
import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import type { Extent, Reading } from '#src/domain/reading.ts';
import {
  ANY,
  ancestorsOf,
  componentPathOf,
  depthOf,
  parseService,
  servicePath,
} from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell, isTrouble, severityOf, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import type { StepContext } from '#src/engine/context.ts';
import { digestOf } from '#src/engine/claims/digest.ts';
import { coinsByComponent } from './leaves.ts';
import type { Coins, Leaf } from './leaves.ts';
import type { Look } from '#src/engine/scene/look.ts';
import { regionsKeyOf } from '#src/engine/claims/voice.ts';

/** The pseudo-source of what follows from coins and pairs. */
export const ROLL_UP = '~roll-up';

/** Marks a quote currency that was taken away: its pairs are closed, and the coins are traded all the same. */
export const QUOTE_REMOVED = 'quote_removed';

/** A coin that is closed wherever the exchange lists it. */
export const WHOLE_COIN = 'whole_coin';
/** What most of the coins on a network show of it. */
export const NETWORK = 'network_share';

/** So few coins are a network, where none of them moves. */
const WHOLE_NETWORK = 3;

/** How many names of parts a message can show. */
export const SHOWN_PARTS = 25;

export interface RolledUp {
  readonly readings: readonly Reading[];
  /** Services of which all that is hit was last seen so, and is not listed any more. */
  readonly unseen: ReadonlySet<ServicePath>;
}

/**
 * What follows from the flags of coins and pairs for what contains them: the component by share and by majors,
 * whole networks, and coins that are closed on all their networks. It names the fewest services that explain the
 * trouble. What is closed for good neither counts as trouble nor as a part.
 */
export function rollUp(look: Look): RolledUp {
  const { context, state } = look;
  const readings: Reading[] = [];
  const unseen = new Set<ServicePath>();
  const add = (reading: Reading, hit: readonly Leaf[]): void => {
    readings.push(reading);
    if (hit.every((leaf) => leaf.isUnseen)) unseen.add(reading.service);
  };
  const isHeld = (service: ServicePath, claim: Claim): boolean => standsOn(service, claim, state);
  for (const [component, coins] of coinsByComponent(look, isHeld)) {
    const service = servicePath(state.exchange, component);
    const networks = tallyNetworks(coins, isHalted);
    const removed = isTrading(component) ? removedQuotes(networks, coins, context) : new Set<string>();
    for (const quote of removed) readings.push(removedQuote(`${service}/${ANY}/${quote}`));
    const stated = isTrading(component) ? new Set<string>() : statedNetworks(state, service);
    const isNetworkOut = (network: string, tally: Tally): boolean =>
      isOut(tally, context) || (!isTrading(component) && isWhollyOut(tally, stated.has(network)));
    const halted = [...networks].filter(
      ([network, tally]) => !removed.has(network) && isNetworkOut(network, tally),
    );
    const explained = new Set([...removed, ...halted.map(([network]) => network)]);
    const whole = judgeComponent(service, coins, explained, context);
    if (whole !== undefined) add(whole.reading, whole.leaves);
    const closed = halted.map(([network, tally]) => ({ network, tally, status: 'major_outage' as Status }));
    for (const [network, tally] of tallyNetworks(coins, isMaintained)) {
      if (!explained.has(network) && isNetworkOut(network, tally))
        closed.push({ network, tally, status: 'under_maintenance' });
    }
    for (const { network, status, tally } of closed) {
      const reading = inferred(`${service}/${ANY}/${network}`, status, NETWORK, tally.leaves);
      const assetsHit = extent(service, tally.assets, tally.all, context);
      add({ ...reading, extent: assetsHit }, tally.leaves);
    }
    for (const network of stated) {
      if (coins.networks.has(network) && !networks.has(network))
        readings.push(inferred(`${service}/${ANY}/${network}`, 'operational', NETWORK, []));
    }
    for (const [asset, leaves] of coins.unwell) {
      if (
        leaves.every(({ status }) => isHalted(status)) ||
        leaves.every(({ status }) => isMaintained(status))
      )
        add(wholeAsset(servicePath(state.exchange, component, asset), leaves), leaves);
    }
  }
  return { readings, unseen };
}

/** What a component's outage, or a network's, stands on does not age out of it: time alone ends no outage. */
function standsOn(service: ServicePath, claim: Claim, state: ExchangeState): boolean {
  if (claim.baseline === true) return false;
  return ancestorsOf(service).some((above) => {
    const isOfOneCoin = depthOf(above) === 3;
    return !isOfOneCoin && isNotWell(claimOn(state.claims[ROLL_UP] ?? NO_CLAIMS, above)?.status ?? 'unknown');
  });
}

function isHalted(status: Status): boolean {
  return severityOf(status) >= severityOf('partial_outage');
}

function isMaintained(status: Status): boolean {
  return status === 'under_maintenance';
}

interface Tally {
  /** The coins that are closed on it, and their leaves. */
  readonly assets: string[];
  readonly leaves: Leaf[];
  readonly all: number;
}

/** The networks on which anything is closed in that way. */
function tallyNetworks(
  { networks, unwell }: Coins,
  isClosed: (status: Status) => boolean,
): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const [asset, leaves] of unwell) {
    for (const leaf of leaves) {
      if (leaf.network === undefined || !isClosed(leaf.status)) continue;
      let tally = tallies.get(leaf.network);
      if (tally === undefined) {
        tally = { assets: [], leaves: [], all: networks.get(leaf.network) ?? 0 };
        tallies.set(leaf.network, tally);
      }
      tally.assets.push(asset);
      tally.leaves.push(leaf);
    }
  }
  return tallies;
}

function isOut({ leaves, all }: Tally, { policy }: StepContext): boolean {
  const { minParts, networkShare } = policy.rollUp;
  return leaves.length >= minParts && leaves.length >= networkShare * all;
}

/** Nothing moves on it: of some coins at least, where the exchange itself has not spoken of the network. */
function isWhollyOut({ leaves, all }: Tally, isStated: boolean): boolean {
  return leaves.length === all && (isStated || leaves.length >= WHOLE_NETWORK);
}

/** The networks of a component that the exchange has announced something of: their coins confirm it, or belie it. */
function statedNetworks({ claims }: ExchangeState, component: ServicePath): Set<string> {
  const networks = new Set<string>();
  for (const [voice, said] of Object.entries(claims)) {
    if (regionsKeyOf(voice) !== '') continue;
    for (const service of digestOf(said).stated) {
      const { asset, network } = parseService(service);
      if (asset === ANY && network !== undefined && componentPathOf(service) === component)
        networks.add(network);
    }
  }
  return networks;
}

/** Quotes that lost their pairs while every coin of them is traded on for something else, which is no outage. */
function removedQuotes(
  networks: ReadonlyMap<string, Tally>,
  coins: Coins,
  context: StepContext,
): Set<string> {
  const pairs = [...coins.networks.values()].reduce((sum, all) => sum + all, 0);
  const removed = [...networks].filter(([, tally]) => {
    if (!isOut(tally, context) || tally.all * 2 > pairs) return false;
    return tally.assets.every((asset) =>
      coins.unwell.get(asset)?.some((leaf) => leaf.status === 'operational'),
    );
  });
  return new Set(removed.map(([quote]) => quote));
}

function removedQuote(service: ServicePath): Reading {
  return {
    service,
    status: 'operational',
    basis: 'inferred',
    signal: 'word',
    evidence: '',
    rule: QUOTE_REMOVED,
  };
}

interface Whole {
  readonly reading: Reading;
  readonly leaves: readonly Leaf[];
}

/** What halted networks explain is those networks' trouble; most of all coins, or majors, are the component's. */
function judgeComponent(
  service: ServicePath,
  coins: Coins,
  explained: ReadonlySet<string>,
  context: StepContext,
): Whole | undefined {
  const { majors, majorShare, partialShare, partialMajors, minParts } = context.policy.rollUp;
  const halted: string[] = [];
  const troubled: string[] = [];
  const closed: string[] = [];
  const beyondNetworks = new Set<string>();
  const isBeyond = ({ network, status }: Leaf): boolean =>
    isTrouble(status) && !(network !== undefined && explained.has(network));
  for (const [asset, leaves] of coins.unwell) {
    if (leaves.every((leaf) => isHalted(leaf.status))) halted.push(asset);
    if (leaves.every(({ status }) => isHalted(status) || isMaintained(status))) closed.push(asset);
    if (leaves.some((leaf) => isTrouble(leaf.status))) troubled.push(asset);
    if (leaves.some(isBeyond)) beyondNetworks.add(asset);
  }
  const isEnough = (parts: readonly string[], share: number): boolean =>
    parts.length >= Math.min(minParts, coins.size) && parts.length >= 2 && parts.length >= share * coins.size;
  const beyond = (parts: readonly string[]): string[] => parts.filter((asset) => beyondNetworks.has(asset));
  const listedMajors = majors.filter((major) => coins.has(major));
  const haltedMajors = listedMajors.filter((major) => halted.includes(major));
  const allMajors = listedMajors.length >= partialMajors && haltedMajors.length === listedMajors.length;

  const conclude = (status: Status, rule: string, hit: readonly string[]): Whole => {
    const leaves = hit
      .flatMap((asset) => coins.unwell.get(asset) ?? [])
      .filter((leaf) => isNotWell(leaf.status));
    const reading = inferred(service, status, rule, leaves);
    return { reading: { ...reading, extent: extent(service, hit, coins.size, context) }, leaves };
  };
  if (isEnough(halted, majorShare)) return conclude('major_outage', 'most_coins', halted);
  if (allMajors) return conclude('major_outage', 'all_majors', halted);
  if (haltedMajors.length >= partialMajors) return conclude('partial_outage', 'some_majors', halted);
  if (isEnough(beyond(halted), partialShare)) return conclude('partial_outage', 'many_coins', halted);
  if (isEnough(beyond(troubled), partialShare))
    return conclude('degraded_performance', 'many_coins', troubled);
  if (isEnough(closed, majorShare)) return conclude('under_maintenance', 'most_coins', closed);
  return undefined;
}

function inferred(service: ServicePath, status: Status, rule: string, leaves: readonly Leaf[]): Reading {
  return {
    service,
    status,
    basis: 'inferred',
    signal: 'word',
    ...commonReason(leaves),
    ...origin(leaves),
    rule,
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
    since: leaves.reduce((latest, leaf) => Math.max(latest, leaf.since), 0),
    ref: [...new Set(leaves.map((leaf) => leaf.source))].toSorted().join(', '),
  };
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
    rule: WHOLE_COIN,
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
