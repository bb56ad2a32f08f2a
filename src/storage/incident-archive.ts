import type { Incident } from '#src/domain/incident.ts';
import type { Collection } from '#src/platform/collection.ts';

/** The id under which a closed incident is kept, so that an exchange's months can be listed. `closedAt` is epoch ms. */
export function incidentKey(exchange: string, closedAt: number, incidentId: string): string {
  return `${exchange}/${monthOf(closedAt)}/${incidentId}`;
}

/** The month of a time, as the archive names it: `2021-05`, in UTC. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** The closed incidents of an exchange, of one month or of all, in no particular order. */
export async function* closedIncidents(
  incidents: Collection<Incident>,
  exchange: string,
  month?: string,
): AsyncGenerator<Incident, void> {
  const prefix = month === undefined ? `${exchange}/` : `${exchange}/${month}/`;
  for await (const [, incident] of incidents.entries(prefix)) yield incident;
}
