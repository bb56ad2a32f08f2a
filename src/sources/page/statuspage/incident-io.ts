import { z } from 'zod';

import { listOf, optionalId, optionalText, pageId, pageTime } from '#src/sources/page/page-answer.ts';
import { windowOf } from '#src/sources/page/page-times.ts';
import type { Page, PageMaintenance, PagePart } from '#src/sources/page/page.ts';
import type { Words } from '#src/sources/page/words.ts';

import { COMPONENT_STATUS, IMPACT, INCIDENT_PHASE, MAINTENANCE_PHASE } from './statuspage-words.ts';

const part = z.object({
  id: optionalId,
  component_id: optionalId,
  name: optionalText,
  group_name: optionalText,
  current_status: optionalText,
  status: optionalText,
});

/** Incidents and maintenances of the widget and of `/proxy/<host>`, whose names for the same things differ. */
const event = z.object({
  id: pageId,
  name: z.string(),
  status: optionalText,
  url: optionalText,
  impact: optionalText,
  current_worst_impact: optionalText,
  affected_components: listOf(part),
  last_update: z.object({ message: optionalText, created_at: pageTime }).nullish(),
  last_update_message: optionalText,
  last_update_at: pageTime,
  started_at: pageTime,
  starts_at: pageTime,
  ends_at: pageTime,
  scheduled_start_at: pageTime,
  scheduled_end_at: pageTime,
});

const widget = z.object({
  page_title: optionalText,
  name: optionalText,
  components: z.array(z.object({ id: optionalId, name: z.string() })).nullish(),
  affected_components: listOf(part),
  ongoing_incidents: z
    .array(event)
    .nullable()
    .transform((events) => events ?? []),
  in_progress_maintenances: listOf(event),
  scheduled_maintenances: listOf(event),
});

type Event = z.output<typeof event>;
type Widget = z.output<typeof widget>;

/** incident.io's own answers: the widget's `/api/v1/summary`, and `/proxy/<host>`, which wraps it in `summary`. */
export const incidentIoAnswer = z.preprocess((body) => (isWrapped(body) ? body.summary : body), widget);

export function isIncidentIo(body: unknown): boolean {
  return isWrapped(body) || (typeof body === 'object' && body !== null && 'ongoing_incidents' in body);
}

function isWrapped(body: unknown): body is { summary: unknown } {
  return typeof body === 'object' && body !== null && 'summary' in body;
}

export function readIncidentIo(body: Widget, words: Words): Page {
  const affected = new Map(body.affected_components.map((row) => [row.component_id ?? row.id, row] as const));
  return {
    name: body.page_title ?? body.name,
    components: body.components?.map(({ id, name }) => {
      // The page lists only what is affected; the rest is operational by its documentation.
      const row = affected.get(id);
      return {
        id,
        name,
        status: row === undefined ? 'operational' : (statusOf(row, name, words) ?? 'unknown'),
      };
    }),
    incidents: body.ongoing_incidents.map((row) => {
      const word = row.current_worst_impact ?? row.impact ?? worstPart(row);
      return {
        ...readStory(row, words),
        impact: words.status(IMPACT, word, `impact of incident "${row.name}"`),
        phase: words.word(INCIDENT_PHASE, row.status, `status of incident "${row.name}"`) ?? 'open',
      };
    }),
    maintenances: [...body.in_progress_maintenances, ...body.scheduled_maintenances].flatMap((row) =>
      readMaintenance(row, words),
    ),
  };
}

function readMaintenance(row: Event, words: Words): PageMaintenance[] {
  const phase = words.word(MAINTENANCE_PHASE, row.status, `status of maintenance "${row.name}"`);
  if (phase === undefined) return [];
  const window = windowOf(
    row.starts_at ?? row.scheduled_start_at ?? row.started_at,
    row.ends_at ?? row.scheduled_end_at,
  );
  return [{ ...readStory(row, words), phase, ...window }];
}

/** `/proxy/<host>` gives an incident no impact of its own; any of its components does. */
function worstPart({ affected_components }: Event): string | undefined {
  const words = new Set(affected_components.map((row) => row.current_status ?? row.status));
  return ['full_outage', 'partial_outage', 'degraded_performance'].find((word) => words.has(word));
}

function readStory(event: Event, words: Words) {
  return {
    id: event.id,
    title: event.name,
    parts: event.affected_components.map((row): PagePart => ({
      id: row.component_id ?? row.id,
      name: row.name,
      group: row.group_name,
      status: statusOf(row, event.name, words),
    })),
    says: event.last_update_message ?? event.last_update?.message,
    statedAt: event.last_update_at ?? event.last_update?.created_at ?? event.started_at,
    link: event.url,
  };
}

function statusOf(row: z.output<typeof part>, where: string, words: Words) {
  const word = row.current_status ?? row.status;
  if (word === undefined) return undefined;
  return words.status(COMPONENT_STATUS, word, `status of a component of "${where}"`);
}
