import type { Incident } from '#src/domain/incident.ts';
import type { Collection } from '#src/platform/collection.ts';

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

/** The closed incidents of an exchange, of one month (`2021-05`) or of all, in no particular order. */
export async function* closedIncidents(
  incidents: Collection<Incident>,
  exchange: string,
  month?: string,
): AsyncGenerator<Incident, void> {
  const prefix = month === undefined ? `${exchange}/` : `${exchange}/${month}/`;
  for await (const [, incident] of incidents.entries(prefix)) yield incident;
}
