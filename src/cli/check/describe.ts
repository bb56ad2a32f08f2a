import type { Reading } from '#src/domain/reading.ts';
import { depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import type { CheckedSource } from './check-source.ts';

const STATUS_WORDS: Record<Status, string> = {
  operational: 'operational',
  degraded_performance: 'degraded',
  partial_outage: 'partly out',
  major_outage: 'out',
  under_maintenance: 'maintenance',
  unknown: 'unknown',
};

const MAX_NAMED = 3;

/** What a source says: what is wrong, by name where that is little; otherwise that all is well. */
export function describe({ exchange, readings, message }: CheckedSource): string {
  if (readings.length === 0) return message === '' ? 'says nothing of any service now' : message;
  const bad = readings.filter(({ status }) => status !== 'operational');
  const planned = new Set(
    readings.flatMap(({ window }) => (window?.phase === 'scheduled' ? [window.id] : [])),
  ).size;
  const parts =
    bad.length === 0 ? [allWell(exchange, readings)] : [describeBad(exchange, bad, readings.length)];
  if (planned > 0) parts.push(`${planned} planned`);
  if (message !== '') parts.push(message);
  return parts.join('; ');
}

function allWell(exchange: string, readings: readonly Reading[]): string {
  if (readings.length > MAX_NAMED) return `${readings.length} services operational`;
  return `${readings.map(({ service }) => nameIn(service, exchange)).join(', ')} operational`;
}

function describeBad(exchange: string, bad: readonly Reading[], all: number): string {
  const worstFirst = bad.toSorted(
    (a, b) => severityOf(b.status) - severityOf(a.status) || depthOf(a.service) - depthOf(b.service),
  );
  const named = worstFirst
    .slice(0, MAX_NAMED)
    .map(({ service, status }) => `${nameIn(service, exchange)} ${STATUS_WORDS[status]}`);
  const more = bad.length - named.length;
  const [only, ...others] = bad;
  const reason = others.length > 0 || !only?.evidence ? '' : ` (${only.evidence})`;
  const count = all === 1 ? '' : `${bad.length} of ${all} not operational: `;
  return `${count}${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}${reason}`;
}

function nameIn(service: ServicePath, exchange: string): string {
  return service === exchange ? exchange : service.slice(exchange.length + 1);
}
