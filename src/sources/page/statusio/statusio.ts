import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import {
  listOf,
  ofShape,
  optionalCode,
  optionalId,
  optionalText,
  pageId,
  pageTime,
} from '#src/sources/page/page-answer.ts';
import { apiKey, below } from '#src/sources/page/page-config.ts';
import { newestFirst, toldBy, windowOf } from '#src/sources/page/page-times.ts';
import { pageType } from '#src/sources/page/page-type.ts';
import type { PageComponent, PageIncident, PageMaintenance } from '#src/sources/page/page.ts';
import { worse } from '#src/sources/page/vocabulary.ts';
import type { Words } from '#src/sources/page/words.ts';

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

const state = { status: optionalText, status_code: optionalCode };

const component = z.object({
  id: optionalId,
  name: z.string(),
  ...state,
  containers: listOf(z.object({ name: optionalText, ...state })),
});

const event = z.object({
  _id: pageId,
  name: z.string(),
  current_state: optionalCode,
  datetime_open: pageTime,
  datetime_planned_start: pageTime,
  datetime_planned_end: pageTime,
  messages: listOf(
    z.object({
      details: optionalText,
      datetime: pageTime,
      status: optionalCode,
      state: optionalCode,
    }),
  ),
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
type State = {
  readonly status?: string | undefined;
  readonly status_code?: number | string | null | undefined;
};

export const statusio = pageType({
  summary: 'Status.io.',
  keys: {
    page: z
      .string()
      .regex(/^[0-9a-f]{24}$/, 'is no page id: 24 hexadecimal digits, which the page calls `statuspageId`')
      .describe('The id of the page: 24 hexadecimal digits, in its HTML as `statuspageId`.'),
    api: apiKey('https://api.status.io/1.0/status').describe(
      'Where Status.io serves the answers of all pages.',
    ),
  },
  search: {
    title: 'Status.io',
    needsHtml: true,
    configs: ({ page }, html) => {
      const id = /statuspageId["']?\s*[:=]\s*["']([0-9a-f]{24})["']/i.exec(html)?.[1];
      return id === undefined ? [] : [{ url: page, page: id }];
    },
  },
  addresses: ({ api, page }) => [below(api, page)],
  read([document], words) {
    const { result } = ofShape(body, document, 'a Status.io status');
    const components = result.status.map((row) => readComponent(row, words));
    const { active = [], upcoming = [] } = result.maintenance ?? {};
    return {
      components,
      incidents: result.incidents.map((row) => readIncident(row, components, words)),
      maintenances: [
        ...active.map((row) => readMaintenance(row, 'in_progress')),
        ...upcoming.map((row) => readMaintenance(row, 'scheduled')),
      ],
      overall: {
        status: readState(result.status_overall, 'overall status', words),
        words: result.status_overall.status ?? 'The page gives no word for its status.',
      },
    };
  },
});

function readState({ status, status_code }: State, what: string, words: Words): Status {
  const given = [status_code, status].filter((value) => value !== undefined && value !== null);
  if (given.length === 0) return words.status(STATUS, undefined, what);
  return given.map((value) => words.status(STATUS, value, what)).reduce(worse);
}

/** A component's places ("containers") can be worse off than its own row says. */
function readComponent(row: z.output<typeof component>, words: Words): PageComponent {
  const what = `status of component "${row.name}"`;
  const status = [row, ...row.containers].map((place) => readState(place, what, words)).reduce(worse);
  return { id: row.id, name: row.name, status };
}

/**
 * Only open incidents are listed. How bad one is, its newest message says; where that has no code, it is as bad as
 * the worst that it affects.
 */
function readIncident(row: Event, components: readonly PageComponent[], words: Words): PageIncident {
  const [newest] = newestFirst(row.messages, ({ datetime }) => datetime);
  const affected = new Set(row.components_affected.flatMap(({ _id, name }) => [_id, name]));
  const impact =
    newest?.status === undefined || newest.status === null
      ? components
          .filter(({ id, name }) => affected.has(id) || affected.has(name))
          .map(({ status }) => status)
          .reduce(worse, 'degraded_performance')
      : words.status(STATUS, newest.status, `status of incident "${row.name}"`);
  const current = newest?.state ?? row.current_state;
  return { ...readStory(row), impact, phase: Number(current) === MONITORING ? 'monitored' : 'open' };
}

function readMaintenance(row: Event, phase: MaintenancePhase): PageMaintenance {
  const window = windowOf(row.datetime_planned_start, row.datetime_planned_end);
  return { ...readStory(row), phase, ...window };
}

function readStory(row: Event) {
  const updates = row.messages.map(({ datetime, details }) => ({ says: details, statedAt: datetime }));
  return {
    id: row._id,
    title: row.name,
    parts: row.components_affected.map(({ _id, name }) => ({ id: _id, name })),
    ...toldBy(updates, row.datetime_open),
  };
}
