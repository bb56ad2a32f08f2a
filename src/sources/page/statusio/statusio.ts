import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import { listOf, optionalId, optionalText, pageAnswer, pageId } from '#src/sources/page/page-answer.ts';
import { PAGE_MIN_EVERY_MS, below, configuredServices, pageKeys } from '#src/sources/page/page-config.ts';
import { parseTime } from '#src/sources/page/page-text.ts';
import type { Page, PageComponent, PageIncident, PageMaintenance } from '#src/sources/page/page.ts';
import { readPage } from '#src/sources/page/read-page.ts';
import { readStatus, worse } from '#src/sources/page/vocabulary.ts';
import type { Unread } from '#src/sources/page/vocabulary.ts';
import type { SourceType } from '#src/sources/source.ts';

/** Its codes and its words for them; where the two disagree, the worse counts. */
const STATUS: Readonly<Record<string, Status>> = {
  100: 'operational',
  200: 'under_maintenance',
  300: 'degraded_performance',
  400: 'partial_outage',
  500: 'major_outage',
  600: 'partial_outage',
  Operational: 'operational',
  'Planned Maintenance': 'under_maintenance',
  'Degraded Performance': 'degraded_performance',
  'Partial Service Disruption': 'partial_outage',
  'Service Disruption': 'major_outage',
  'Security Event': 'partial_outage',
};

const MONITORING = 300;

const state = { status: optionalText, status_code: z.number().nullish() };

const component = z.object({
  id: optionalId,
  name: z.string(),
  ...state,
  containers: listOf(z.object({ name: optionalText, ...state })),
});

const event = z.object({
  _id: pageId,
  name: z.string(),
  current_state: z.number().nullish(),
  datetime_open: optionalText,
  datetime_planned_start: optionalText,
  datetime_planned_end: optionalText,
  messages: listOf(z.object({ details: optionalText, datetime: optionalText, state: z.number().nullish() })),
  components_affected: listOf(z.object({ _id: optionalId, name: optionalText })),
});

const body = z.object({
  result: z.object({
    status_overall: z.object({ ...state }),
    status: z.array(component),
    incidents: listOf(event),
    maintenance: z.object({ active: listOf(event), upcoming: listOf(event) }).nullish(),
  }),
});

type Event = z.output<typeof event>;
type State = { readonly status?: string | undefined; readonly status_code?: number | null | undefined };

const schema = z.object({
  ...pageKeys,
  page: z
    .string()
    .regex(/^[0-9a-f]{24}$/, 'is no page id: 24 hexadecimal digits, which the page calls `statuspageId`')
    .describe('The id of the page: 24 hexadecimal digits, in its HTML as `statuspageId`.'),
  api: z
    .url({ protocol: /^https?$/, error: 'is no http address' })
    .default('https://api.status.io/1.0/status')
    .describe('Where Status.io serves the answers of all pages.'),
});

export const statusio: SourceType<typeof schema> = {
  schema,
  minEveryMs: PAGE_MIN_EVERY_MS,
  requests: ({ api, page }) => [{ url: below(api, page) }],
  decode(config, [answer], context) {
    if (answer === undefined) throw new TypeError('statusio decodes one answer');
    const { result } = pageAnswer(body, answer, 'a Status.io status');
    const unread: Unread = [];
    const overall = readState(result.status_overall, 'overall status', unread);
    const page: Page = {
      components: result.status.map((row) => readComponent(row, unread)),
      incidents: result.incidents.map((row) => readIncident(row, overall)),
      maintenances: [
        ...(result.maintenance?.active ?? []).map((row) => readMaintenance(row, 'in_progress')),
        ...(result.maintenance?.upcoming ?? []).map((row) => readMaintenance(row, 'scheduled')),
      ],
      overall: {
        status: overall,
        words: result.status_overall.status ?? 'The page gives no word for its status.',
      },
    };
    return readPage(page, config, context, unread);
  },
  services: configuredServices,
};

function readState({ status, status_code }: State, what: string, unread: Unread): Status {
  const given = [status_code, status].filter((value) => value !== undefined && value !== null);
  if (given.length === 0) return readStatus(STATUS, undefined, what, unread);
  return given.map((value) => readStatus(STATUS, value, what, unread)).reduce(worse);
}

/** A component's places ("containers") can be worse off than its own row says. */
function readComponent(row: z.output<typeof component>, unread: Unread): PageComponent {
  const what = `status of component "${row.name}"`;
  const status = [row, ...row.containers].map((place) => readState(place, what, unread)).reduce(worse);
  return { id: row.id, name: row.name, status };
}

/** Only open incidents are listed. They have no impact of their own: the page's status holds it. */
function readIncident(row: Event, overall: Status): PageIncident {
  const current = newestOf(row)?.state ?? row.current_state;
  return { ...readStory(row), impact: overall, phase: current === MONITORING ? 'monitored' : 'open' };
}

function readMaintenance(row: Event, phase: MaintenancePhase): PageMaintenance {
  const from = parseTime(row.datetime_planned_start) ?? null;
  const until = parseTime(row.datetime_planned_end) ?? null;
  return { ...readStory(row), phase, from, until };
}

function newestOf({ messages }: Event) {
  return messages.toSorted((a, b) => (parseTime(b.datetime) ?? 0) - (parseTime(a.datetime) ?? 0))[0];
}

function readStory(row: Event) {
  const newest = newestOf(row);
  return {
    id: row._id,
    title: row.name,
    parts: row.components_affected.map(({ _id, name }) => ({ id: _id, name })),
    says: newest?.details,
    statedAt: parseTime(newest?.datetime) ?? parseTime(row.datetime_open),
  };
}
