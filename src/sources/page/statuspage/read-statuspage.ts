import type { Status } from '#src/domain/status.ts';
import { parseTime } from '#src/sources/page/page-text.ts';
import type { Page, PageIncident, PageMaintenance, PagePart } from '#src/sources/page/page.ts';
import { readStatus, readWord } from '#src/sources/page/vocabulary.ts';
import type { Unread } from '#src/sources/page/vocabulary.ts';

import type { StatuspageAnswer, StatuspageIncident } from './statuspage-schema.ts';
import { COMPONENT_STATUS, IMPACT, INCIDENT_PHASE, MAINTENANCE_PHASE } from './statuspage-words.ts';

/** Reads Statuspage's v2 answers. */
export function readStatuspage(body: StatuspageAnswer, unread: Unread): Page {
  const groups = new Map(
    body.components.flatMap(({ id, name, group }) =>
      group === true && id !== undefined ? [[id, name] as const] : [],
    ),
  );
  return {
    name: body.page?.name,
    components: body.components
      .filter(({ group }) => group !== true)
      .map(({ id, name, status, group_id }) => ({
        id: id,
        name,
        group: group_id === undefined ? undefined : groups.get(group_id),
        status: readStatus(COMPONENT_STATUS, status, `status of component "${name}"`, unread),
      })),
    incidents: body.incidents.map((incident) => readIncident(incident, unread)),
    maintenances: body.scheduled_maintenances.flatMap((maintenance) => readMaintenance(maintenance, unread)),
    overall: readOverall(body.status, unread),
  };
}

function readOverall(status: StatuspageAnswer['status'], unread: Unread): Page['overall'] {
  if (status === undefined || status === null) return undefined;
  const word = readStatus(IMPACT, status.indicator, 'page indicator', unread);
  return { status: word, words: status.description ?? status.indicator };
}

function readIncident(incident: StatuspageIncident, unread: Unread): PageIncident {
  const phase = readWord(INCIDENT_PHASE, incident.status, `status of incident "${incident.name}"`, unread);
  const isOver = phase === 'over' || parseTime(incident.resolved_at) !== undefined;
  const impact = readStatus(IMPACT, incident.impact, `impact of incident "${incident.name}"`, unread);
  return { ...readStory(incident, unread), impact, phase: isOver ? 'over' : (phase ?? 'open') };
}

function readMaintenance(maintenance: StatuspageIncident, unread: Unread): PageMaintenance[] {
  const phase = readWord(
    MAINTENANCE_PHASE,
    maintenance.status,
    `status of maintenance "${maintenance.name}"`,
    unread,
  );
  if (phase === undefined) return [];
  const from = parseTime(maintenance.scheduled_for) ?? null;
  const until = parseTime(maintenance.scheduled_until) ?? null;
  return [{ ...readStory(maintenance, unread), phase, from, until }];
}

/** Updates come newest first, or oldest first: their times tell. */
function readStory(incident: StatuspageIncident, unread: Unread) {
  const updates = incident.incident_updates
    .map((update) => ({ ...update, at: parseTime(update.created_at) ?? parseTime(update.display_at) }))
    .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const [newest, ...older] = updates;
  return {
    id: incident.id,
    title: incident.name,
    parts: readParts(incident, [newest, ...older], unread),
    says: newest?.body,
    statedAt: newest?.at ?? parseTime(incident.updated_at) ?? parseTime(incident.started_at),
    link: incident.shortlink,
  };
}

/** The newest update's list is the truest; closing updates often have none, and then the incident's own stands. */
function readParts(
  { name, components }: StatuspageIncident,
  [newest, ...older]: readonly (StatuspageIncident['incident_updates'][number] | undefined)[],
  unread: Unread,
): PagePart[] {
  const lists = [newest, ...older].map((update) =>
    (update?.affected_components ?? []).map((part) => ({
      id: part.code,
      name: part.name,
      status: part.new_status,
    })),
  );
  const [latest = [], ...before] = lists;
  const own = components.map(({ id, code, ...part }) => ({ ...part, id: id ?? code }));
  const parts = [latest, own, ...before].find((list) => list.length > 0) ?? [];
  return parts.map((part) => ({
    id: part.id,
    name: part.name,
    status: partStatus(part.status, `status of a component of "${name}"`, unread),
  }));
}

function partStatus(status: string | undefined, what: string, unread: Unread): Status | undefined {
  return status === undefined ? undefined : readStatus(COMPONENT_STATUS, status, what, unread);
}
