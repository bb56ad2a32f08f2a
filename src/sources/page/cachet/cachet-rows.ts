import { z } from 'zod';

import type { Status } from '#src/domain/status.ts';
import { optionalCode, optionalId, optionalText, pageId, pageTime } from '#src/sources/page/page-answer.ts';
import { windowOf } from '#src/sources/page/page-times.ts';
import type { PageComponent, PageIncident, PageMaintenance } from '#src/sources/page/page.ts';
import type { Words } from '#src/sources/page/words.ts';

/** Numbers of all versions (0 in version 2 and 5 in version 3 are "unknown"), and the words for them. */
const COMPONENT_STATUS: Readonly<Record<string, Status>> = {
  0: 'unknown',
  1: 'operational',
  2: 'degraded_performance',
  3: 'partial_outage',
  4: 'major_outage',
  5: 'unknown',
  6: 'under_maintenance',
  operational: 'operational',
  degraded: 'degraded_performance',
  'performance issues': 'degraded_performance',
  'partial outage': 'partial_outage',
  'major outage': 'major_outage',
  unknown: 'unknown',
  'under maintenance': 'under_maintenance',
};

const INCIDENT_PHASE: Readonly<Record<string, PageIncident['phase'] | 'scheduled'>> = {
  0: 'scheduled',
  1: 'open',
  2: 'open',
  3: 'monitored',
  4: 'over',
  scheduled: 'scheduled',
  unknown: 'open',
  reported: 'open',
  investigating: 'open',
  identified: 'open',
  watching: 'monitored',
  monitoring: 'monitored',
  fixed: 'over',
  resolved: 'over',
};

/** A number in versions 1 and 2; in version 3 a number with its word, or the word alone. */
const status = z
  .union([
    z.number(),
    z.string(),
    z.object({ value: optionalCode, human: optionalText }).transform(({ value, human }) => value ?? human),
  ])
  .nullish();

const componentRow = z.object({ id: optionalId, name: z.string(), status });

const incidentRow = z.object({
  // Components alone can be switched off. Read as incidents, they would be trouble.
  enabled: z.never().optional(),
  id: pageId,
  name: z.string(),
  status,
  message: optionalText,
  component_id: optionalId,
  scheduled_at: pageTime,
  updated_at: pageTime,
  created_at: pageTime,
});

const optionalCount = z.coerce.number().nullish().catch(null);

/** A page of a list: versions 1 and 2 count the pages, version 3 has the address of the next one. */
export const cachetComponents = z.object({
  data: z.array(z.preprocess(flatten, componentRow)),
  meta: z
    .object({ pagination: z.object({ current_page: optionalCount, total_pages: optionalCount }).nullish() })
    .nullish()
    .catch(null),
  links: z.object({ next: optionalText }).nullish().catch(null),
});
export const cachetIncidents = z.object({ data: z.array(z.preprocess(flatten, incidentRow)) });

/** JSON:API keeps a row's fields in `attributes`, and times as objects of several spellings. */
function flatten(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('attributes' in row)) return row;
  const { attributes, ...rest } = row;
  if (typeof attributes !== 'object' || attributes === null) return row;
  const { created, updated, ...fields } = attributes as Readonly<Record<string, unknown>>;
  return { ...rest, created_at: timeText(created), updated_at: timeText(updated), ...fields };
}

function timeText(time: unknown): unknown {
  return typeof time === 'object' && time !== null && 'string' in time ? time.string : undefined;
}

export function hasMorePages({ links, meta }: z.output<typeof cachetComponents>): boolean {
  const { current_page: at, total_pages: of } = meta?.pagination ?? {};
  return (of ?? 1) > (at ?? 1) || (links?.next ?? '') !== '';
}

export function readComponent(
  { id, name, status: value }: z.output<typeof componentRow>,
  words: Words,
): PageComponent {
  return { id, name, status: words.status(COMPONENT_STATUS, value, `status of component "${name}"`) };
}

/** Cachet grades components, not incidents: without a component, an incident is trouble of unknown extent. */
export function readIncident(
  row: z.output<typeof incidentRow>,
  words: Words,
): (PageIncident | PageMaintenance)[] {
  const phase = words.word(INCIDENT_PHASE, row.status, `status of incident "${row.name}"`) ?? 'open';
  const hasComponent = row.component_id !== undefined && row.component_id !== '0';
  const story = {
    id: row.id,
    title: row.name,
    parts: hasComponent ? [{ id: row.component_id }] : [],
    says: row.message,
    statedAt: row.updated_at ?? row.created_at,
  };
  if (phase !== 'scheduled') return [{ ...story, impact: 'degraded_performance', phase }];
  const window = windowOf(row.scheduled_at, undefined);
  return window.from === null ? [] : [{ ...story, phase, ...window }];
}
