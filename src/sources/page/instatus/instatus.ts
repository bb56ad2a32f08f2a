import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import { listOf, ofShape, optionalId, optionalText, pageId } from '#src/sources/page/page-answer.ts';
import { parseJson } from '#src/sources/json-body.ts';
import { PAGE_MIN_EVERY_MS, below, configuredServices, pageKeys } from '#src/sources/page/page-config.ts';
import { parseTime } from '#src/sources/page/page-text.ts';
import type { Page, PageIncident, PageMaintenance } from '#src/sources/page/page.ts';
import { readPage } from '#src/sources/page/read-page.ts';
import { readStatus, readWord } from '#src/sources/page/vocabulary.ts';
import type { Unread } from '#src/sources/page/vocabulary.ts';
import type { SourceType } from '#src/sources/source.ts';

const PAGE_STATUS: Readonly<Record<string, Status>> = {
  UP: 'operational',
  HASISSUES: 'degraded_performance',
  UNDERMAINTENANCE: 'under_maintenance',
};

/** Statuses of components and impacts of incidents, in both of the platform's spellings. */
const STATUS: Readonly<Record<string, Status>> = {
  OPERATIONAL: 'operational',
  NONE: 'operational',
  DEGRADEDPERFORMANCE: 'degraded_performance',
  DEGRADED: 'degraded_performance',
  MINOROUTAGE: 'partial_outage',
  MINOR: 'partial_outage',
  PARTIALOUTAGE: 'partial_outage',
  PARTIAL: 'partial_outage',
  MAJOROUTAGE: 'major_outage',
  MAJOR: 'major_outage',
  UNDERMAINTENANCE: 'under_maintenance',
};

const INCIDENT_PHASE: Readonly<Record<string, PageIncident['phase']>> = {
  INVESTIGATING: 'open',
  IDENTIFIED: 'open',
  MONITORING: 'monitored',
  RESOLVED: 'over',
};

const MAINTENANCE_PHASE: Readonly<Record<string, MaintenancePhase>> = {
  NOTSTARTEDYET: 'scheduled',
  INPROGRESS: 'in_progress',
  VERIFYING: 'verifying',
  COMPLETED: 'completed',
};

const component = z.object({
  id: optionalId,
  name: z.string(),
  status: optionalText,
  isParent: z.boolean().nullish(),
  group: z.union([z.string(), z.object({ name: optionalText })]).nullish(),
});

const event = z.object({
  id: pageId,
  name: z.string(),
  status: optionalText,
  impact: optionalText,
  started: optionalText,
  start: optionalText,
  duration: z.coerce.number().nullish(),
  url: optionalText,
  updatedAt: optionalText,
  components: listOf(z.object({ id: optionalId, name: optionalText, status: optionalText })),
  updates: listOf(z.object({ text: optionalText, message: optionalText, createdAt: optionalText })),
});

/** `/summary.json`. Lists are left out when empty. */
const summary = z.object({
  page: z.object({ name: optionalText, status: z.string() }),
  activeIncidents: listOf(event),
  activeMaintenances: listOf(event),
  incidents: listOf(event),
  maintenances: listOf(event),
});

/** `/v3/components.json`, an object on live pages and a bare list in the documentation. */
const componentList = z.union([
  z.array(component),
  z.object({ components: z.array(component) }).transform(({ components }) => components),
]);

const schema = z.object({
  ...pageKeys,
  path: z
    .string()
    .default('summary.json')
    .describe('The path below the page: summary.json for incidents, v3/components.json for components.'),
});

export const instatus: SourceType<typeof schema> = {
  schema,
  minEveryMs: PAGE_MIN_EVERY_MS,
  requests: ({ url, path }) => [{ url: below(url, path) }],
  decode(config, [answer], context) {
    if (answer === undefined) throw new TypeError('instatus decodes one answer');
    const json = parseJson(answer);
    const unread: Unread = [];
    const page = isSummary(json)
      ? readSummary(ofShape(summary, json, 'an Instatus summary'), unread)
      : readComponents(ofShape(componentList, json, 'an Instatus summary or component list'), unread);
    return readPage(page, config, context, unread);
  },
  services: configuredServices,
};

function isSummary(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'page' in json;
}

function readSummary(body: z.output<typeof summary>, unread: Unread): Page {
  return {
    name: body.page.name,
    components: [],
    incidents: [...body.activeIncidents, ...body.incidents].map((incident) => ({
      ...readStory(incident, unread),
      impact: readStatus(STATUS, incident.impact, `impact of incident "${incident.name}"`, unread),
      phase:
        readWord(INCIDENT_PHASE, incident.status, `status of incident "${incident.name}"`, unread) ?? 'open',
    })),
    maintenances: [...body.activeMaintenances, ...body.maintenances].flatMap((row) =>
      readMaintenance(row, unread),
    ),
    overall: {
      status: readStatus(PAGE_STATUS, body.page.status, 'page status', unread),
      words: body.page.status,
    },
  };
}

function readMaintenance(row: z.output<typeof event>, unread: Unread): PageMaintenance[] {
  const phase = readWord(MAINTENANCE_PHASE, row.status, `status of maintenance "${row.name}"`, unread);
  if (phase === undefined) return [];
  const from = parseTime(row.start) ?? null;
  const until = from === null || typeof row.duration !== 'number' ? null : from + row.duration * 60_000;
  return [{ ...readStory(row, unread), phase, from, until }];
}

function readStory(row: z.output<typeof event>, unread: Unread) {
  const [newest] = row.updates.toSorted(
    (a, b) => (parseTime(b.createdAt) ?? 0) - (parseTime(a.createdAt) ?? 0),
  );
  return {
    id: row.id,
    title: row.name,
    parts: row.components.map(({ id, name, status }) => ({
      id,
      name,
      status:
        status === undefined ? undefined : readStatus(STATUS, status, `component of "${row.name}"`, unread),
    })),
    says: newest?.text ?? newest?.message,
    statedAt: parseTime(newest?.createdAt) ?? parseTime(row.updatedAt) ?? parseTime(row.started),
    link: row.url,
  };
}

function readComponents(rows: z.output<typeof componentList>, unread: Unread): Page {
  const components = rows
    .filter(({ isParent }) => isParent !== true)
    .map(({ id, name, status, group }) => ({
      id,
      name,
      group: typeof group === 'string' ? group : group?.name,
      status: readStatus(STATUS, status, `status of component "${name}"`, unread),
    }));
  return { components, incidents: [], maintenances: [] };
}
