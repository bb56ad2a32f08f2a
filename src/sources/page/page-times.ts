import type { PageUpdate } from './page.ts';

type Time = number | undefined;

/** Newest first, whatever order a page lists its updates in; those without a time last. */
export function newestFirst<Row>(rows: readonly Row[], timeOf: (row: Row) => Time): readonly Row[] {
  return rows.toSorted((a, b) => (timeOf(b) ?? 0) - (timeOf(a) ?? 0));
}

/** What the updates of an incident tell; `at` stands in for the time that none of them has. */
export function toldBy(updates: readonly PageUpdate[], at: Time) {
  const sorted = newestFirst(updates, ({ statedAt }) => statedAt);
  const [newest] = sorted;
  return { says: newest?.says, updates: sorted, statedAt: newest?.statedAt ?? at };
}

/** A window of a maintenance; `null` where the page does not say. */
export function windowOf(
  from: Time,
  until: Time,
): { readonly from: number | null; readonly until: number | null } {
  return { from: from ?? null, until: until ?? null };
}
