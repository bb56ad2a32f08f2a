import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import { isMap, listOf, ofShape, optionalId, optionalText, pageTime } from '#src/sources/page/page-answer.ts';
import { below } from '#src/sources/page/page-config.ts';
import { toldBy } from '#src/sources/page/page-times.ts';
import { pageType } from '#src/sources/page/page-type.ts';
import type { Page, PageIncident, PageMaintenance } from '#src/sources/page/page.ts';
import type { Words } from '#src/sources/page/words.ts';

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

const part = z.object({
  id: optionalId,
  name: z.string(),
  status: optionalText,
  isParent: z.boolean().nullish(),
  group: z.union([z.string(), z.object({ name: optionalText })]).nullish(),
});

/** A group holds its parts, or is named by them: then it stands for them as `isParent`. */
const component = part
  .extend({ children: listOf(part) })
  .transform(({ children, ...row }) =>
    children.length > 0 ? children.map((child) => ({ ...child, group: child.group ?? row.name })) : [row],
  );

const event = z.object({
  id: optionalId,
  name: z.string(),
  status: optionalText,
  impact: optionalText,
  started: pageTime,
  start: pageTime,
  duration: z.coerce.number().nullish(),
  url: optionalText,
  updatedAt: pageTime,
  components: listOf(z.object({ id: optionalId, name: optionalText, status: optionalText })),
  updates: listOf(z.object({ text: optionalText, message: optionalText, createdAt: pageTime })),
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
  z.array(component).transform((rows) => rows.flat()),
  z.object({ components: z.array(component) }).transform(({ components }) => components.flat()),
]);

export const instatus = pageType({
  summary: 'Instatus.',
  keys: {
    path: z
      .string()
      .default('summary.json')
      .describe('The path below the page: summary.json for incidents, v3/components.json for components.'),
  },
  search: {
    title: 'Instatus',
    takesAll: true,
    configs: ({ origin }) => [{ url: origin }, { url: origin, path: 'v3/components.json' }],
    accepts: ([body]) => !isSummary(body) || Object.hasOwn(PAGE_STATUS, String(body.page.status)),
  },
  addresses: ({ url, path }) => [below(url, path)],
  read: ([document], words) =>
    isSummary(document)
      ? readSummary(ofShape(summary, document, 'an Instatus summary'), words)
      : readComponents(ofShape(componentList, document, 'an Instatus summary or component list'), words),
});

function isSummary(document: unknown): document is { readonly page: Readonly<Record<string, unknown>> } {
  return isMap(document) && isMap(document['page']);
}

function readSummary(body: z.output<typeof summary>, words: Words): Page {
  return {
    name: body.page.name,
    incidents: [...body.activeIncidents, ...body.incidents].map((row) => ({
      ...readStory(row, words),
      impact: words.status(STATUS, row.impact, `impact of incident "${row.name}"`),
      phase: words.word(INCIDENT_PHASE, row.status, `status of incident "${row.name}"`) ?? 'open',
    })),
    maintenances: [...body.activeMaintenances, ...body.maintenances].flatMap((row) =>
      readMaintenance(row, words),
    ),
    overall: {
      status: words.status(PAGE_STATUS, body.page.status, 'page status'),
      words: body.page.status,
    },
  };
}

function readMaintenance(row: z.output<typeof event>, words: Words): PageMaintenance[] {
  const phase = words.word(MAINTENANCE_PHASE, row.status, `status of maintenance "${row.name}"`);
  if (phase === undefined) return [];
  const from = row.start ?? null;
  const until = from === null || typeof row.duration !== 'number' ? null : from + row.duration * 60_000;
  return [{ ...readStory(row, words), phase, from, until }];
}

function readStory(row: z.output<typeof event>, words: Words) {
  const updates = row.updates.map(({ createdAt, message, text }) => ({
    says: text ?? message,
    statedAt: createdAt,
  }));
  const what = `component of "${row.name}"`;
  return {
    // Some answers have none.
    id: row.id ?? row.url ?? row.name,
    title: row.name,
    parts: row.components.map(({ id, name, status }) => ({
      id,
      name,
      status: status === undefined ? undefined : words.status(STATUS, status, what),
    })),
    ...toldBy(updates, row.updatedAt ?? row.started),
    link: row.url,
  };
}

function readComponents(rows: z.output<typeof componentList>, words: Words): Page {
  return {
    components: rows
      .filter(({ isParent }) => isParent !== true)
      .map(({ id, name, status, group }) => ({
        id,
        name,
        group: typeof group === 'string' ? group : group?.name,
        status: words.status(STATUS, status, `status of component "${name}"`),
      })),
  };
}
