import { entriesOf } from '#src/domain/claims.ts';
import type { Claim, Claims } from '#src/domain/exchange-state.ts';
import type { Reading } from '#src/domain/reading.ts';
import { assetPathOf, contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { severityOf } from '#src/domain/status.ts';

import { isRow } from './digest.ts';

/** A row under the name that it had before. */
interface MovedRow {
  readonly claim: Claim;
  /** What it is no longer listed as. */
  readonly from: readonly ServicePath[];
}

/**
 * Rows that a list goes on with in another form: a coin that it told by networks, and now tells as a whole, as some
 * do while all of them are closed; and the reverse. It is the same coin, and neither a listing nor gone.
 */
export function movedRows(
  claims: Claims,
  said: ReadonlyMap<ServicePath, Reading>,
): (reading: Reading) => MovedRow | undefined {
  let goneByCoin: ReadonlyMap<ServicePath, readonly (readonly [ServicePath, Claim])[]> | undefined;
  return ({ service, signal }) => {
    const coin = assetPathOf(service);
    if (signal !== 'flag' || coin === undefined) return undefined;
    goneByCoin ??= Map.groupBy(
      [...entriesOf(claims)].filter(
        ([known, claim]) => isRow(claim) && claim.signal === 'flag' && !said.has(known),
      ),
      ([known]) => assetPathOf(known) ?? '',
    );
    const gone = (goneByCoin.get(coin) ?? []).filter(
      ([known]) => contains(known, service) || contains(service, known),
    );
    // As a whole it was open where any of its networks was.
    const [best] = gone.toSorted(([, a], [, b]) => severityOf(a.status) - severityOf(b.status));
    return best && { claim: best[1], from: gone.map(([known]) => known) };
  };
}
