import type { MaintenancePhase, Reading } from '#src/domain/reading.ts';
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

/**
 * What a source says: what is wrong, by name where that is little; otherwise that all is well. `isFull` names all of
 * it, however much.
 */
export function describe({ exchange, readings, message }: CheckedSource, isFull = false): string {
  if (readings.length === 0) return message === '' ? 'says nothing of any service now' : message;
  const most = isFull ? Infinity : MAX_NAMED;
  const bad = readings.filter(({ status }) => status !== 'operational');
  return [
    bad.length === 0 ? allWell(exchange, readings) : describeBad(exchange, bad, readings.length, most),
    ...describeWindows(readings, most),
    ...(message === '' ? [] : [message]),
  ].join('; ');
}

function allWell(exchange: string, readings: readonly Reading[]): string {
  if (readings.length > MAX_NAMED) return `${readings.length} services operational`;
  return `${readings.map(({ service }) => nameIn(service, exchange)).join(', ')} operational`;
}

function describeBad(exchange: string, bad: readonly Reading[], all: number, most: number): string {
  const worstFirst = bad.toSorted(
    (a, b) => severityOf(b.status) - severityOf(a.status) || depthOf(a.service) - depthOf(b.service),
  );
  const named = worstFirst
    .slice(0, most)
    .map((reading) => `${nameIn(reading.service, exchange)} ${wordFor(reading)}`);
  const more = bad.length - named.length;
  const [only, ...others] = bad;
  const reason = others.length > 0 || !only?.evidence ? '' : ` (${only.evidence})`;
  const count = all === 1 ? '' : `${bad.length} of ${all} not operational: `;
  return `${count}${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}${reason}`;
}

/** A switch is open or closed, and most of those that are closed are so for ever: nothing of that is out. */
function wordFor({ accounts, signal, status }: Reading): string {
  const word = signal === 'flag' && status === 'major_outage' ? 'closed' : STATUS_WORDS[status];
  return accounts === undefined ? word : `${word} for some accounts`;
}

/** Each window that is planned or open, once, with its times. */
function describeWindows(readings: readonly Reading[], most: number): string[] {
  const windows = new Map(
    readings.flatMap(({ window }) =>
      window !== undefined && PHASE_WORDS[window.phase] !== undefined ? [[window.id, window] as const] : [],
    ),
  );
  const told = [...windows.values()].map(
    ({ from, phase, title, until }) => `${PHASE_WORDS[phase]} ${span(from, until)}: ${title}`,
  );
  const more = told.length - most;
  return more > 0 ? [...told.slice(0, most), `${more} more planned`] : told;
}

const PHASE_WORDS: Partial<Record<MaintenancePhase, string>> = {
  scheduled: 'planned',
  in_progress: 'under way',
  verifying: 'under way',
};

/** `25 Mar 16:00 to 17:00 UTC` */
function span(from: number | null, until: number | null): string {
  const [begin, end] = [from, until].map((time) => (time === null ? null : new Date(time).toISOString()));
  const begins = begin ? `${dayOf(begin)} ${begin.slice(11, 16)}` : 'at an unknown time';
  if (!end) return `${begins}${begin ? ' UTC' : ''}, end unknown`;
  const day = begin && dayOf(begin) === dayOf(end) ? '' : `${dayOf(end)} `;
  return `${begins} to ${day}${end.slice(11, 16)} UTC`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dayOf(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]}`;
}

function nameIn(service: ServicePath, exchange: string): string {
  return service === exchange ? exchange : service.slice(exchange.length + 1);
}
