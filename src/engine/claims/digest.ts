import type { Claim, Claims, Shelf } from '#src/domain/exchange-state.ts';
import { componentPathOf, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

/** What a step asks of thousands of claims that hardly ever change. */
export interface Digest {
  /** How many there are. */
  readonly size: number;
  /** How many are flags. */
  readonly flags: number;
  /** How many rows a list has to have: flags, and words that no incident or post stands behind. */
  readonly rows: number;
  /** Services in trouble or under maintenance. */
  readonly notWell: readonly ServicePath[];
  readonly maintained: readonly ServicePath[];
  /** Services that something was stated of. */
  readonly stated: readonly ServicePath[];
  /** Services that the exchange keeps calling well, as a whole or by component. */
  readonly calledWell: readonly ServicePath[];
  /** Components of which anything works. */
  readonly working: ReadonlySet<ServicePath>;
  readonly probed: readonly ServicePath[];
  readonly doubted: readonly ServicePath[];
  /** How often the newest of the doubts was said; infinite where there is none. */
  readonly fewestDoubts: number;
}

const digests = new WeakMap<Claims, Digest>();
const shelfDigests = new WeakMap<Shelf, Digest>();

/** A look over all claims of a voice, taken once for as long as they stay the same; of what changed, the shelf alone. */
export function digestOf(claims: Claims): Digest {
  const known = digests.get(claims);
  if (known !== undefined) return known;
  const [only] = claims;
  const digest = only !== undefined && claims.length === 1 ? digestOfShelf(only) : sumUp(claims);
  digests.set(claims, digest);
  return digest;
}

function digestOfShelf(shelf: Shelf): Digest {
  const known = shelfDigests.get(shelf);
  if (known !== undefined) return known;
  const digest = lookOver(shelf);
  shelfDigests.set(shelf, digest);
  return digest;
}

/** Whether a list has to go on listing it: a switch, or a row of a page. */
export function isRow({ listsTroubleOnly, ref, signal, statedAt, unseenSince }: Claim): boolean {
  if (unseenSince !== undefined || listsTroubleOnly === true) return false;
  return signal === 'flag' || (signal === 'word' && ref === undefined && statedAt === undefined);
}

/** A digest while it is made. */
type Growing = {
  -readonly [Key in keyof Digest]: Digest[Key] extends readonly string[] ? ServicePath[] : Digest[Key];
} & {
  readonly working: Set<ServicePath>;
};

const nothing = (): Growing => ({
  size: 0,
  flags: 0,
  rows: 0,
  notWell: [],
  maintained: [],
  stated: [],
  calledWell: [],
  working: new Set(),
  probed: [],
  doubted: [],
  fewestDoubts: Number.POSITIVE_INFINITY,
});

function sumUp(claims: Claims): Digest {
  const sum = nothing();
  for (const shelf of claims) {
    const one = digestOfShelf(shelf);
    sum.size += one.size;
    sum.flags += one.flags;
    sum.rows += one.rows;
    for (const component of one.working) sum.working.add(component);
    for (const list of LISTS) for (const service of one[list]) sum[list].push(service);
    sum.fewestDoubts = Math.min(sum.fewestDoubts, one.fewestDoubts);
  }
  return sum;
}

const LISTS = ['notWell', 'maintained', 'stated', 'calledWell', 'probed', 'doubted'] as const;

function lookOver(shelf: Shelf): Digest {
  const digest = nothing();
  for (const service in shelf) {
    const claim = shelf[service];
    if (claim === undefined) continue;
    digest.size += 1;
    const { doubt, signal, status } = claim;
    if (signal === 'flag') digest.flags += 1;
    if (isRow(claim)) digest.rows += 1;
    if (signal === 'statement') digest.stated.push(service);
    if (signal === 'probe') digest.probed.push(service);
    if (status === 'under_maintenance') digest.maintained.push(service);
    if (status === 'under_maintenance' || isTrouble(status)) digest.notWell.push(service);
    if (status === 'operational') {
      if (signal === 'word' && claim.basis === 'official' && depthOf(service) <= 2)
        digest.calledWell.push(service);
      const component = componentPathOf(service);
      if (component !== undefined) digest.working.add(component);
    }
    if (doubt === undefined) continue;
    digest.doubted.push(service);
    digest.fewestDoubts = Math.min(digest.fewestDoubts, doubt.count);
  }
  return digest;
}
