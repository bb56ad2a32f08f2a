import { stripVTControlCharacters, styleText } from 'node:util';

import type { OutcomeKind } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { depthOf, exchangeOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import { severityOf } from '#src/domain/status.ts';
import { formatDuration } from '#src/engine/words.ts';

import type { CheckedSource } from './check-source.ts';

/** Outcomes in words, each with a sign of its own: colour is never the only signal. */
const OUTCOME_WORDS: Record<OutcomeKind, string> = {
  ok: '✓ read',
  broken: '✗ broken',
  throttled: '… throttled',
  blocked: '⊘ blocked',
  misconfigured: '✗ misconfigured',
  failed: '✗ no answer',
};

const STATUS_WORDS: Record<Status, string> = {
  operational: 'operational',
  degraded_performance: 'degraded',
  partial_outage: 'partly out',
  major_outage: 'out',
  under_maintenance: 'maintenance',
  unknown: 'unknown',
};

const MAX_NAMED = 3;

export interface TableOptions {
  readonly now: number;
  readonly width: number;
}

/** The check as a table for people: a block for each exchange, a line for each source. */
export function renderTable(checked: readonly CheckedSource[], options: TableOptions): string {
  const blocks = [...Map.groupBy(checked, ({ exchange }) => exchange)].map(([exchange, sources]) =>
    [styleText('bold', exchange), ...sources.map((source) => renderLine(source, options))].join('\n'),
  );
  return `${blocks.join('\n\n')}\n\n${renderSummary(checked)}`;
}

function renderSummary(checked: readonly CheckedSource[]): string {
  const unread = checked.filter(({ outcome }) => outcome !== 'ok');
  const bytes = checked.reduce((sum, source) => sum + source.bytes, 0);
  const what = `${checked.length} sources, ${formatBytes(bytes)}.`;
  if (unread.length === 0) return `${what} All could be read.`;
  const kinds = [...Map.groupBy(unread, ({ outcome }) => outcome)].map(
    ([kind, some]) => `${some.length} ${kind}`,
  );
  return `${what} ${unread.length} could not be read: ${kinds.join(', ')}.`;
}

function renderLine(source: CheckedSource, { now, width }: TableOptions): string {
  const { outcome, ms, bytes } = source;
  const word = OUTCOME_WORDS[outcome].padEnd(16);
  const columns = [
    `  ${source.source.padEnd(18)}`,
    styleText(outcome === 'ok' ? 'green' : outcome === 'failed' ? 'red' : 'yellow', word),
    `${ms} ms`.padStart(8),
    formatBytes(bytes).padStart(9),
    ageOf(source.readings, now).padStart(11),
  ];
  const start = columns.join(' ');
  const room = Math.max(20, width - stripVTControlCharacters(start).length - 2);
  return `${start}  ${clip(outcome === 'ok' ? describe(source) : source.message, room)}`;
}

/** What a source says: what is wrong, by name where that is little; otherwise that all is well. */
function describe({ exchange, readings, message }: CheckedSource): string {
  if (readings.length === 0) return message === '' ? 'says nothing of any service now' : message;
  const bad = readings.filter(({ status }) => status !== 'operational');
  const planned = readings.filter(({ window }) => window?.phase === 'scheduled').length;
  const parts = bad.length === 0 ? [allWell(exchange, readings)] : [describeBad(bad, readings.length)];
  if (planned > 0) parts.push(`${planned} planned`);
  if (message !== '') parts.push(message);
  return parts.join('; ');
}

function allWell(exchange: string, readings: readonly Reading[]): string {
  if (readings.length > MAX_NAMED) return `${readings.length} services operational`;
  return `${readings.map(({ service }) => nameIn(service, exchange)).join(', ')} operational`;
}

function describeBad(bad: readonly Reading[], all: number): string {
  const worstFirst = bad.toSorted(
    (a, b) => severityOf(b.status) - severityOf(a.status) || depthOf(a.service) - depthOf(b.service),
  );
  const named = worstFirst
    .slice(0, MAX_NAMED)
    .map(({ service, status }) => `${nameIn(service, exchangeOf(service))} ${STATUS_WORDS[status]}`);
  const more = bad.length - named.length;
  return `${bad.length} of ${all} not operational: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function nameIn(service: ServicePath, exchange: string): string {
  return service === exchange ? exchange : service.slice(exchange.length + 1);
}

/** How long ago the exchange said the newest of it, where it tells. */
function ageOf(readings: readonly Reading[], now: number): string {
  const newest = Math.max(0, ...readings.map(({ statedAt }) => statedAt ?? 0));
  return newest === 0
    ? ''
    : `${formatDuration(now - newest)
        .split(' ')
        .slice(0, 2)
        .join(' ')} old`;
}

function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function clip(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
