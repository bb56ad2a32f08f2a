import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import { listOf, optionalText, pageAnswer, pageId } from '#src/sources/page/page-answer.ts';
import { PAGE_MIN_EVERY_MS, below, configuredServices, pageKeys } from '#src/sources/page/page-config.ts';
import { parseTime } from '#src/sources/page/page-text.ts';
import type { Page, PageComponent, PageIncident, PageMaintenance } from '#src/sources/page/page.ts';
import { readPage } from '#src/sources/page/read-page.ts';
import { readStatus, readWord } from '#src/sources/page/vocabulary.ts';
import type { Unread } from '#src/sources/page/vocabulary.ts';
import type { SourceType } from '#src/sources/source.ts';

/** DOWN, UP, PENDING (failing, and not yet sure of it), MAINTENANCE. */
const HEARTBEAT: Readonly<Record<string, Status>> = {
  0: 'major_outage',
  1: 'operational',
  2: 'unknown',
  3: 'under_maintenance',
};

/** An incident is a note that the operator pins; its colour is all that grades it. */
const STYLE: Readonly<Record<string, Status>> = {
  danger: 'partial_outage',
  warning: 'degraded_performance',
  info: 'operational',
  primary: 'operational',
  light: 'operational',
  dark: 'operational',
};

const MAINTENANCE_PHASE: Readonly<Record<string, MaintenancePhase>> = {
  scheduled: 'scheduled',
  'under-maintenance': 'in_progress',
  ended: 'completed',
  inactive: 'canceled',
};

const incident = z.object({
  id: pageId,
  title: z.string(),
  content: optionalText,
  style: optionalText,
  createdDate: optionalText,
  lastUpdatedDate: optionalText,
});

const maintenance = z.object({
  id: pageId,
  title: z.string(),
  description: optionalText,
  status: optionalText,
  timeslotList: listOf(z.object({ startDate: optionalText, endDate: optionalText })),
});

/** `/api/status-page/<slug>`: what is on the page. Version 1 has one `incident`, version 2 a list. */
const statusPage = z.object({
  config: z.object({ title: optionalText }).nullish(),
  incident: incident.nullish(),
  incidents: listOf(incident),
  publicGroupList: z.array(
    z.object({ name: optionalText, monitorList: listOf(z.object({ id: pageId, name: z.string() })) }),
  ),
  maintenanceList: listOf(maintenance),
});

const heartbeats = z.object({
  heartbeatList: z.record(
    z.string(),
    listOf(z.object({ status: z.number(), time: optionalText, msg: optionalText })),
  ),
});

type Heartbeats = z.output<typeof heartbeats>['heartbeatList'];

const schema = z.object({
  ...pageKeys,
  page: z
    .string()
    .regex(/^[\w-]+$/, 'is no slug: the last part of the address of the page')
    .describe('The slug of the status page: the last part of /status/<slug>.'),
});

/** Uptime Kuma: monitors' names from the page, their state from the last heartbeat. */
export const uptimekuma: SourceType<typeof schema> = {
  schema,
  minEveryMs: PAGE_MIN_EVERY_MS,
  requests: ({ url, page }) => [
    { url: below(hostOf(url), `api/status-page/${page}`) },
    { url: below(hostOf(url), `api/status-page/heartbeat/${page}`) },
  ],
  decode(config, [first, second], context) {
    if (first === undefined || second === undefined) throw new TypeError('uptimekuma decodes two answers');
    const body = pageAnswer(statusPage, first, 'an Uptime Kuma status page');
    const { heartbeatList } = pageAnswer(heartbeats, second, 'a list of Uptime Kuma heartbeats');
    const unread: Unread = [];
    const notes = [
      ...body.incidents,
      ...(body.incident === undefined || body.incident === null ? [] : [body.incident]),
    ];
    const page: Page = {
      name: body.config?.title,
      components: body.publicGroupList.flatMap(({ name, monitorList }) =>
        monitorList.map((monitor) => readMonitor(monitor, name, heartbeatList, unread)),
      ),
      incidents: notes.map((note) => readNote(note, unread)),
      maintenances: body.maintenanceList.flatMap((row) => readMaintenance(row, unread)),
    };
    return readPage(page, config, context, unread);
  },
  services: configuredServices,
};

/** The page lives at /status/<slug>, its API at the root. */
function hostOf(url: string): string {
  return url.replace(/\/status\/[^/]*\/?$/, '/');
}

/** Heartbeats come oldest first; where they have times, those decide. */
function readMonitor(
  { id, name }: { readonly id: string; readonly name: string },
  group: string | undefined,
  heartbeatList: Heartbeats,
  unread: Unread,
): PageComponent {
  const beats = heartbeatList[id] ?? [];
  const latest = beats.toSorted((a, b) => (parseTime(a.time) ?? 0) - (parseTime(b.time) ?? 0)).at(-1);
  if (latest === undefined) return { id, name, group, status: 'unknown' };
  const status = readStatus(HEARTBEAT, latest.status, `status of monitor "${name}"`, unread);
  return { id, name, group, status, remark: status === 'operational' ? undefined : latest.msg };
}

function readNote(note: z.output<typeof incident>, unread: Unread): PageIncident {
  return {
    id: note.id,
    title: note.title,
    impact: readStatus(STYLE, note.style, `style of incident "${note.title}"`, unread),
    phase: 'open',
    parts: [],
    says: note.content,
    statedAt: parseTime(note.lastUpdatedDate) ?? parseTime(note.createdDate),
  };
}

function readMaintenance(row: z.output<typeof maintenance>, unread: Unread): PageMaintenance[] {
  const phase = readWord(MAINTENANCE_PHASE, row.status, `status of maintenance "${row.title}"`, unread);
  if (phase === undefined) return [];
  const [slot] = row.timeslotList;
  const from = parseTime(slot?.startDate) ?? null;
  const until = parseTime(slot?.endDate) ?? null;
  return [{ id: row.id, title: row.title, phase, from, until, parts: [], says: row.description }];
}
