import { z } from 'zod';

import { listOf, optionalId, optionalText, pageId } from '#src/sources/page/page-answer.ts';
import { parseTime } from '#src/sources/page/page-text.ts';
import type { Page, PagePart } from '#src/sources/page/page.ts';
import { readStatus, readWord } from '#src/sources/page/vocabulary.ts';
import type { Unread } from '#src/sources/page/vocabulary.ts';

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
  last_update: z.object({ message: optionalText, created_at: optionalText }).nullish(),
  last_update_message: optionalText,
  last_update_at: optionalText,
  started_at: optionalText,
  starts_at: optionalText,
  ends_at: optionalText,
  scheduled_start_at: optionalText,
  scheduled_end_at: optionalText,
});

const widget = z.object({
  page_title: optionalText,
  name: optionalText,
  components: listOf(z.object({ id: optionalId, name: z.string() })),
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

export function readIncidentIo(body: Widget, unread: Unread): Page {
  const affected = new Map(body.affected_components.map((row) => [row.component_id ?? row.id, row] as const));
  return {
    name: body.page_title ?? body.name,
    components: body.components.map(({ id, name }) => {
      // The page lists only what is affected; the rest is operational by its documentation.
      const row = affected.get(id);
      const status = row === undefined ? 'operational' : readPartStatus(row, name, unread);
      return { id: id, name, status: status ?? 'unknown' };
    }),
    incidents: body.ongoing_incidents.map((incident) => {
      const phase = readWord(
        INCIDENT_PHASE,
        incident.status,
        `status of incident "${incident.name}"`,
        unread,
      );
      const word = incident.current_worst_impact ?? incident.impact ?? worstPart(incident);
      const impact = readStatus(IMPACT, word, `impact of incident "${incident.name}"`, unread);
      return { ...readStory(incident, unread), impact, phase: phase ?? 'open' };
    }),
    maintenances: [...body.in_progress_maintenances, ...body.scheduled_maintenances].flatMap(
      (maintenance) => {
        const what = `status of maintenance "${maintenance.name}"`;
        const phase = readWord(MAINTENANCE_PHASE, maintenance.status, what, unread);
        if (phase === undefined) return [];
        const from =
          parseTime(maintenance.starts_at ?? maintenance.scheduled_start_at ?? maintenance.started_at) ??
          null;
        const until = parseTime(maintenance.ends_at ?? maintenance.scheduled_end_at) ?? null;
        return [{ ...readStory(maintenance, unread), phase, from, until }];
      },
    ),
  };
}

/** `/proxy/<host>` gives an incident no impact of its own; any of its components does. */
function worstPart({ affected_components }: Event): string | undefined {
  const words = new Set(affected_components.map((row) => row.current_status ?? row.status));
  return ['full_outage', 'partial_outage', 'degraded_performance'].find((word) => words.has(word));
}

function readStory(event: Event, unread: Unread) {
  return {
    id: event.id,
    title: event.name,
    parts: event.affected_components.map((row): PagePart => ({
      id: row.component_id ?? row.id,
      name: row.name,
      group: row.group_name,
      status: readPartStatus(row, event.name, unread),
    })),
    says: event.last_update_message ?? event.last_update?.message,
    statedAt: parseTime(event.last_update_at ?? event.last_update?.created_at ?? event.started_at),
    link: event.url,
  };
}

function readPartStatus(row: z.output<typeof part>, where: string, unread: Unread) {
  const word = row.current_status ?? row.status;
  return word === undefined
    ? undefined
    : readStatus(COMPONENT_STATUS, word, `status of a component of "${where}"`, unread);
}
