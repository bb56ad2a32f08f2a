type Time = number | undefined;

/** Newest first, whatever order a page lists its updates in; those without a time last. */
export function newestFirst<Row>(rows: readonly Row[], timeOf: (row: Row) => Time): readonly Row[] {
  return rows.toSorted((a, b) => (timeOf(b) ?? 0) - (timeOf(a) ?? 0));
}

/** A window of a maintenance; `null` where the page does not say. */
export function windowOf(
  from: Time,
  until: Time,
): { readonly from: number | null; readonly until: number | null } {
  return { from: from ?? null, until: until ?? null };
}
