import { isTrading } from '#src/domain/components.ts';
import { entriesOf } from '#src/domain/claims.ts';
import type { Claim } from '#src/domain/exchange-state.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import { ANY, contains, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { evidenceOf } from '#src/engine/scene/evidence.ts';
import type { StepContext } from '#src/engine/context.ts';
import { ROLL_UP } from '#src/engine/inference/roll-up.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';

/** A coin, a network or a pair as it stands. Times are epoch milliseconds. */
export interface PartView {
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
}

export interface Part extends PartView {
  /** False where it was so when first seen, or changed while nobody looked. */
  readonly sinceKnown: boolean;
  /** One of the few things that are traded in a way of their own, such as options; no coin. */
  readonly isProduct: boolean;
  readonly evidence: Evidence;
}

/** The coins, networks and pairs below a service that are seen now. */
export interface PartsBelow {
  /** Those that count. */
  readonly live: readonly Part[];
  /** Those that are closed for good. */
  readonly closed: readonly Part[];
}

export function partsBelow({ context, look }: Scene, service: ServicePath): PartsBelow {
  const live = new Map<ServicePath, Part>();
  const closed = new Map<ServicePath, Part>();
  for (const { claims, source } of look.voices('')) {
    if (source === ROLL_UP || !look.isFresh(source)) continue;
    for (const [path, claim] of entriesOf(claims)) {
      if (!isPart(path, claim, service)) continue;
      const parts = look.isClosedForGood(claim) ? closed : live;
      const known = parts.get(path);
      // Where several sources list it, the worst of what they say counts.
      if (known !== undefined && severityOf(known.status) >= severityOf(claim.status)) continue;
      parts.set(path, partFrom(source, path, claim, context));
    }
  }
  // Trouble that is new outweighs "closed for good", which outweighs "open".
  for (const path of closed.keys()) {
    const other = live.get(path);
    if (other === undefined) continue;
    if (isTrouble(other.status)) closed.delete(path);
    else live.delete(path);
  }
  return { live: [...live.values()], closed: [...closed.values()] };
}

/** A service that nothing speaks of as a whole is known by its parts; what is out of sight stays so. */
export function byParts(verdict: Verdict, { closed, live }: PartsBelow): Verdict {
  const { evidence, service, status } = verdict;
  // That a list calls a coin open is no word on how it moves on the networks that another source tells apart.
  const isCoinWithTrouble =
    depthOf(service) === 3 && status === 'operational' && live.some((part) => isTrouble(part.status));
  if (status !== 'unknown' && !isCoinWithTrouble) return verdict;
  if (evidence.some((piece) => isTrouble(piece.status))) return verdict;
  if (live.length > 0) {
    const hit = live.filter((part) => isTrouble(part.status));
    // All that is known of a component is out: there may be more to it that nothing speaks of.
    if (depthOf(service) === 2 && hit.length === live.length) {
      const status = milder(worstOf(hit.map((part) => part.status)), 'partial_outage');
      return sumUp(verdict, status, hit, latest(hit));
    }
    if (hit.some(({ isProduct }) => isProduct)) return sumUp(verdict, 'partial_outage', hit, earliest(hit));
    // A component or a network is in trouble from a share of its coins on, which the roll-up decides.
    if (depthOf(service) !== 3 || hit.length === 0) return sumUp(verdict, 'operational', hit, latest(live));
    if (hit.length < live.length) return sumUp(verdict, 'partial_outage', hit, earliest(hit));
    return sumUp(verdict, worstOf(hit.map((part) => part.status)), hit, latest(hit));
  }
  if (closed.length === 0) return verdict;
  const deciding = latest(closed);
  // A coin may be closed for good; that a whole component is closed hurts, since whenever it is.
  const isCoin = depthOf(service) > 2;
  return {
    ...sumUp(verdict, 'major_outage', closed, deciding),
    ...(isCoin && deciding !== undefined && { closedSince: deciding.since }),
  };
}

function milder(a: Status, b: Status): Status {
  return severityOf(a) < severityOf(b) ? a : b;
}

function sumUp(
  verdict: Verdict,
  status: Status,
  parts: readonly Part[],
  { since, sinceKnown }: Pick<Verdict, 'since' | 'sinceKnown'> = verdict,
): Verdict {
  return { ...verdict, status, since, sinceKnown, evidence: parts.map((part) => part.evidence) };
}

function earliest(parts: readonly Part[]): Part | undefined {
  return parts.toSorted((a, b) => a.since - b.since)[0];
}

function latest(parts: readonly Part[]): Part | undefined {
  return parts.toSorted((a, b) => a.since - b.since).at(-1);
}

export interface PartsInTrouble {
  readonly hit: number;
  readonly of: number;
  /** Worst first. */
  readonly list: readonly PartView[];
}

/** The parts in trouble, each for itself. */
export function countParts(parts: readonly Part[]): PartsInTrouble {
  const list = parts.filter((part) => isTrouble(part.status)).toSorted(worstThenNewest);
  return { hit: list.length, of: parts.length, list };
}

/** The coins in trouble: one that is out on all its networks is named once, another by those where it is. */
export function foldCoins(parts: readonly Part[]): PartsInTrouble {
  const coins = Map.groupBy(parts, ({ service }) => service.split('/').slice(0, 3).join('/'));
  const hit = [...coins].filter(([, leaves]) => leaves.some(({ status }) => isTrouble(status)));
  const list = hit.flatMap(([coin, leaves]): readonly PartView[] => {
    const out = leaves.filter(({ status }) => isTrouble(status));
    if (out.length < leaves.length) return out;
    const since = Math.max(...out.map((leaf) => leaf.since));
    return [{ service: coin, status: worstOf(out.map(({ status }) => status)), since }];
  });
  return { hit: hit.length, of: coins.size, list: list.toSorted(worstThenNewest) };
}

function worstThenNewest(a: PartView, b: PartView): number {
  return severityOf(b.status) - severityOf(a.status) || b.since - a.since || (a.service < b.service ? -1 : 1);
}

/** How many coins the parts are of: one that is on three networks is one coin. */
export function countAssets(parts: readonly Part[]): number {
  const assets = parts.map((part) => parseService(part.service).asset).filter((asset) => asset !== ANY);
  return new Set(assets).size;
}

function isPart(path: ServicePath, { signal, status, unseenSince }: Claim, service: ServicePath): boolean {
  const isKept = signal === 'flag' || signal === 'word';
  return (
    isKept &&
    unseenSince === undefined &&
    status !== 'unknown' &&
    depthOf(path) > 2 &&
    path !== service &&
    contains(service, path)
  );
}

function partFrom(source: string, service: ServicePath, claim: Claim, { profile }: StepContext): Part {
  const { afterGap, baseline, signal, since, status } = claim;
  const { component = '' } = parseService(service);
  return {
    service,
    status,
    since,
    sinceKnown: afterGap === undefined && baseline !== true,
    isProduct: signal === 'word' && isTrading(component) && depthOf(service) === 3,
    evidence: evidenceOf(service, source, claim, profile),
  };
}
