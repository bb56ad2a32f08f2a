import { newestFirst, toldBy, windowOf } from '#src/sources/page/page-times.ts';
import type { Page, PageIncident, PageMaintenance, PagePart } from '#src/sources/page/page.ts';
import type { Words } from '#src/sources/page/words.ts';

import type { StatuspageAnswer, StatuspageIncident } from './statuspage-schema.ts';
import { COMPONENT_STATUS, IMPACT, INCIDENT_PHASE, MAINTENANCE_PHASE } from './statuspage-words.ts';

/** Reads Statuspage's v2 answers. */
export function readStatuspage(body: StatuspageAnswer, words: Words): Page {
  const components = body.incidents ? body.components : listed(body.components);
  const groups = new Map(
    components?.flatMap(({ id, name, group }) =>
      group === true && id !== undefined ? [[id, name] as const] : [],
    ),
  );
  return {
    // The word of a page that lists no components is about the whole: of its parts it says nothing.
    ...(body.status && !components?.length && { isPart: true }),
    name: body.page?.name,
    components: components
      ?.filter(({ group }) => group !== true)
      .map(({ id, name, status, group_id }) => ({
        id,
        name,
        group: group_id === undefined ? undefined : groups.get(group_id),
        status: words.status(COMPONENT_STATUS, status, `status of component "${name}"`),
      })),
    incidents: (body.incidents ?? []).map((incident) => readIncident(incident, words)),
    maintenances: (body.scheduled_maintenances ?? []).flatMap((row) => readMaintenance(row, words)),
    overall: readOverall(body.status, words),
  };
}

/** incident.io gives a list that is empty where another page leaves it out, and leaves out its incidents then. */
function listed<Row>(rows: readonly Row[] | null | undefined): readonly Row[] | undefined {
  return rows?.length ? rows : undefined;
}

function readOverall(status: StatuspageAnswer['status'], words: Words): Page['overall'] {
  if (status === undefined || status === null) return undefined;
  const word = words.status(IMPACT, status.indicator, 'page indicator');
  return { status: word, words: status.description ?? status.indicator };
}

function readIncident(incident: StatuspageIncident, words: Words): PageIncident {
  const { impact, name, resolved_at, status } = incident;
  const phase = words.word(INCIDENT_PHASE, status, `status of incident "${name}"`) ?? 'open';
  return {
    ...readStory(incident, words),
    // OpenStatus gives none: that something is open is all that it says.
    impact:
      impact === undefined
        ? 'degraded_performance'
        : words.status(IMPACT, impact, `impact of incident "${name}"`),
    phase: resolved_at === undefined ? phase : 'over',
  };
}

function readMaintenance(row: StatuspageIncident, words: Words): PageMaintenance[] {
  const phase = words.word(MAINTENANCE_PHASE, row.status, `status of maintenance "${row.name}"`);
  if (phase === undefined) return [];
  return [{ ...readStory(row, words), phase, ...windowOf(row.scheduled_for, row.scheduled_until) }];
}

/** Updates come newest first, or oldest first: their times tell. */
function readStory(incident: StatuspageIncident, words: Words) {
  const updates = newestFirst(incident.incident_updates, timeOf);
  const said = updates.map((update) => ({ says: update.body, statedAt: timeOf(update) }));
  return {
    id: incident.id,
    title: incident.name,
    parts: readParts(incident, updates, words),
    ...toldBy(said, incident.updated_at ?? incident.started_at),
    link: incident.shortlink,
  };
}

type Update = StatuspageIncident['incident_updates'][number];

function timeOf({ created_at, display_at }: Update): number | undefined {
  return created_at ?? display_at;
}

/** The newest update's list is the truest; closing updates often have none, and then the incident's own stands. */
function readParts(
  { name, components }: StatuspageIncident,
  updates: readonly Update[],
  words: Words,
): PagePart[] {
  const [latest = [], ...before] = updates.map(({ affected_components }) =>
    affected_components.map((part) => ({ id: part.code, name: part.name, status: part.new_status })),
  );
  const own = components.map(({ id, code, ...part }) => ({ ...part, id: id ?? code }));
  const parts = [latest, own, ...before].find((list) => list.length > 0) ?? [];
  const what = `status of a component of "${name}"`;
  return parts.map(({ id, name: partName, status }) => ({
    id,
    name: partName,
    status: status === undefined ? undefined : words.status(COMPONENT_STATUS, status, what),
  }));
}
