import { z } from 'zod';

import { listOf, optionalId, optionalText, pageId, pageTime } from '#src/sources/page/page-answer.ts';

const affected = z.object({ code: optionalId, name: optionalText, new_status: optionalText });

const component = z.object({
  id: optionalId,
  name: z.string(),
  status: optionalText,
  group: z.boolean().nullish(),
  group_id: optionalId,
});

const update = z.object({
  status: optionalText,
  body: optionalText,
  created_at: pageTime,
  display_at: pageTime,
  affected_components: listOf(affected),
});

/** Incidents and scheduled maintenances are one shape; a maintenance has a window besides. */
const incident = z.object({
  id: pageId,
  name: z.string(),
  status: optionalText,
  impact: optionalText,
  shortlink: optionalText,
  resolved_at: pageTime,
  started_at: pageTime,
  created_at: pageTime,
  updated_at: pageTime,
  scheduled_for: pageTime,
  scheduled_until: pageTime,
  components: listOf(
    z.object({ id: optionalId, code: optionalId, name: optionalText, status: optionalText }),
  ),
  incident_updates: listOf(update),
});

const KEYS = ['status', 'components', 'incidents', 'scheduled_maintenances'];

/**
 * What `/api/v2/summary.json` holds, and any part of it: `status.json`, `components.json` and `incidents.json` have
 * the same keys, and incident.io's pages leave lists out or null. One of the keys must be there.
 */
export const statuspageAnswer = z
  .record(z.string(), z.unknown())
  .refine((body) => KEYS.some((key) => body[key] !== undefined && body[key] !== null), {
    error: `none of ${KEYS.join(', ')} is there`,
  })
  .pipe(
    z.object({
      page: z.object({ name: optionalText }).nullish(),
      status: z.object({ indicator: z.string(), description: optionalText }).nullish(),
      components: z.array(component).nullish(),
      incidents: z.array(incident).nullish(),
      scheduled_maintenances: z.array(incident).nullish(),
    }),
  );

export type StatuspageAnswer = z.output<typeof statuspageAnswer>;
export type StatuspageIncident = z.output<typeof incident>;
