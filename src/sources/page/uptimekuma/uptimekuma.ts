import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import {
  listOf,
  ofShape,
  optionalCode,
  optionalText,
  pageId,
  pageTime,
} from '#src/sources/page/page-answer.ts';
import { below } from '#src/sources/page/page-config.ts';
import { newestFirst, windowOf } from '#src/sources/page/page-times.ts';
import { pageType } from '#src/sources/page/page-type.ts';
import type { PageComponent, PageIncident, PageMaintenance } from '#src/sources/page/page.ts';
import type { Words } from '#src/sources/page/words.ts';

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
  createdDate: pageTime,
  lastUpdatedDate: pageTime,
});

const maintenance = z.object({
  id: pageId,
  title: z.string(),
  description: optionalText,
  status: optionalText,
  timeslotList: listOf(z.object({ startDate: pageTime, endDate: pageTime })),
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
    listOf(z.object({ status: optionalCode, time: pageTime, msg: optionalText })),
  ),
});

type Heartbeats = z.output<typeof heartbeats>['heartbeatList'];

/** Uptime Kuma: monitors' names from the page, their state from the last heartbeat. */
export const uptimekuma = pageType({
  summary: 'Uptime Kuma.',
  keys: {
    page: z
      .string()
      .regex(/^[\w-]+$/, 'is no slug: the last part of the address of the page')
      .describe('The slug of the status page: the last part of /status/<slug>.'),
  },
  search: {
    title: 'Uptime Kuma',
    configs: ({ origin, slug = 'default' }) => [{ url: `${origin}/status/${slug}`, page: slug }],
  },
  addresses: ({ url, page }) => [
    below(hostOf(url), `api/status-page/${page}`),
    below(hostOf(url), `api/status-page/heartbeat/${page}`),
  ],
  link: ({ url, page }) => below(hostOf(url), `status/${page}`),
  read([first, second], words) {
    const body = ofShape(statusPage, first, 'an Uptime Kuma status page');
    const { heartbeatList } = ofShape(heartbeats, second, 'a list of Uptime Kuma heartbeats');
    const notes = [...body.incidents, ...(body.incident ? [body.incident] : [])];
    return {
      name: body.config?.title,
      components: body.publicGroupList.flatMap(({ name, monitorList }) =>
        monitorList.map((monitor) => readMonitor(monitor, name, heartbeatList, words)),
      ),
      incidents: notes.map((note) => readNote(note, words)),
      maintenances: body.maintenanceList.flatMap((row) => readMaintenance(row, words)),
    };
  },
});

/** The page lives at /status/<slug>, its API at the root. */
function hostOf(url: string): string {
  return url.replace(/\/status\/[^/]*\/?$/, '/');
}

/** Heartbeats come oldest first; where they have times, those decide. */
function readMonitor(
  { id, name }: { readonly id: string; readonly name: string },
  group: string | undefined,
  heartbeatList: Heartbeats,
  words: Words,
): PageComponent {
  // An id such as "constructor" is a property of any object.
  const beats = (Object.hasOwn(heartbeatList, id) ? heartbeatList[id] : undefined) ?? [];
  const [latest] = newestFirst(beats.toReversed(), ({ time }) => time);
  if (latest === undefined) return { id, name, group, status: 'unknown' };
  const status = words.status(HEARTBEAT, latest.status, `status of monitor "${name}"`);
  return { id, name, group, status, remark: status === 'operational' ? undefined : latest.msg };
}

function readNote(note: z.output<typeof incident>, words: Words): PageIncident {
  return {
    id: note.id,
    title: note.title,
    impact: words.status(STYLE, note.style, `style of incident "${note.title}"`),
    phase: 'open',
    parts: [],
    says: note.content,
    statedAt: note.lastUpdatedDate ?? note.createdDate,
  };
}

function readMaintenance(row: z.output<typeof maintenance>, words: Words): PageMaintenance[] {
  const phase = words.word(MAINTENANCE_PHASE, row.status, `status of maintenance "${row.title}"`);
  if (phase === undefined) return [];
  const [slot] = row.timeslotList;
  const { description, id, title } = row;
  return [{ id, title, phase, ...windowOf(slot?.startDate, slot?.endDate), parts: [], says: description }];
}
