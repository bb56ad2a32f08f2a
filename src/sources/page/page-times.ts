/** Epoch milliseconds of a page's timestamp; one without an offset is UTC. `undefined` when it is none. */
export function parseTime(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined) return undefined;
  const iso = text.trim().replace(' ', 'T');
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(iso) || !iso.includes('T') ? iso : `${iso}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** The first time that a page gives, of several that say nearly the same. */
export function firstTime(...texts: readonly (string | null | undefined)[]): number | undefined {
  return texts.map(parseTime).find((time) => time !== undefined);
}

/** Newest first, whatever order a page lists its updates in; those without a time last. */
export function newestFirst<Row>(
  rows: readonly Row[],
  timeOf: (row: Row) => string | null | undefined,
): readonly Row[] {
  return rows.toSorted((a, b) => (parseTime(timeOf(b)) ?? 0) - (parseTime(timeOf(a)) ?? 0));
}

/** A window of a maintenance; `null` where the page does not say. */
export function windowOf(
  from: string | null | undefined,
  until: string | null | undefined,
): { readonly from: number | null; readonly until: number | null } {
  return { from: parseTime(from) ?? null, until: parseTime(until) ?? null };
}
