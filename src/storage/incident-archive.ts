/**
 * The id under which a closed incident is kept: `binance/2021-05/…`, so that an exchange's months can be listed.
 * `closedAt` is epoch milliseconds; months are UTC's.
 */
export function incidentKey(exchange: string, closedAt: number, incidentId: string): string {
  return `${exchange}/${monthOf(closedAt)}/${incidentId}`;
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** What the ids of incidents begin with that an exchange closed between two times: a month each, the newest first. */
export function incidentMonths(exchange: string, from: number, until: number): string[] {
  const months: string[] = [];
  const month = new Date(until);
  month.setUTCDate(1);
  const first = monthOf(from);
  for (;;) {
    const name = monthOf(month.getTime());
    if (name < first) return months;
    months.push(`${exchange}/${name}/`);
    month.setUTCMonth(month.getUTCMonth() - 1);
  }
}
