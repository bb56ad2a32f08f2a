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
