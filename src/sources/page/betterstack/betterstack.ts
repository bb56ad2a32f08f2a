import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import {
  listOf,
  ofShape,
  optionalId,
  optionalText,
  pageId,
  pageTime,
} from '#src/sources/page/page-answer.ts';
import { below } from '#src/sources/page/page-config.ts';
import { toldBy, windowOf } from '#src/sources/page/page-times.ts';
import { pageType } from '#src/sources/page/page-type.ts';
import type {
  PageComponent,
  PageIncident,
  PageMaintenance,
  PagePart,
  PageUpdate,
} from '#src/sources/page/page.ts';
import { worse } from '#src/sources/page/vocabulary.ts';
import type { Words } from '#src/sources/page/words.ts';

const STATUS: Readonly<Record<string, Status>> = {
  operational: 'operational',
  resolved: 'operational',
  degraded: 'degraded_performance',
  downtime: 'major_outage',
  maintenance: 'under_maintenance',
};

const NOT_MONITORED = 'not_monitored';

const affected = listOf(z.object({ status_page_resource_id: optionalId, status: optionalText }));

const resource = z.object({
  type: z.literal('status_page_resource'),
  id: pageId,
  attributes: z.object({
    public_name: z.string(),
    status: optionalText,
    status_page_section_id: optionalId,
  }),
});

const section = z.object({
  type: z.literal('status_page_section'),
  id: pageId,
  attributes: z.object({ name: optionalText }),
});

const report = z.object({
  type: z.literal('status_report'),
  id: pageId,
  attributes: z.object({
    title: z.string(),
    report_type: optionalText,
    starts_at: pageTime,
    ends_at: pageTime,
    aggregate_state: optionalText,
    affected_resources: affected,
  }),
  relationships: z
    .object({ status_updates: z.object({ data: listOf(z.object({ id: pageId })) }).nullish() })
    .nullish(),
});

const update = z.object({
  type: z.literal('status_update'),
  id: pageId,
  attributes: z.object({ message: optionalText, published_at: pageTime }),
});

/** `/index.json`, JSON:API: the page, and everything on it in one list. */
const index = z.object({
  data: z.object({
    type: z.literal('status_page'),
    attributes: z.object({ company_name: optionalText, aggregate_state: z.string() }),
  }),
  included: listOf(z.object({ type: z.string() }).loose()),
});

type Report = z.output<typeof report>;
type Updates = ReadonlyMap<string, PageUpdate>;

/** Better Stack. Clocked, because a maintenance says when it starts and not whether it has. */
export const betterstack = pageType({
  summary: 'Better Stack.',
  keys: {},
  clocked: true,
  search: { title: 'Better Stack', configs: ({ origin }) => [{ url: origin }] },
  addresses: ({ url }) => [below(url, 'index.json')],
  read([document], words, now) {
    const { data, included } = ofShape(index, document, 'a Better Stack status page');
    const rows = <Row extends z.ZodType>(type: string, row: Row): z.output<Row>[] => {
      const found = included.filter((item) => item.type === type);
      return ofShape(z.array(row), found, `a list of ${type}`);
    };
    const sections = new Map(
      rows('status_page_section', section).map(({ id, attributes }) => [id, attributes.name?.trim()]),
    );
    const updates = new Map(
      rows('status_update', update).map(({ attributes, id }) => [
        id,
        { says: attributes.message, statedAt: attributes.published_at },
      ]),
    );
    const reports = rows('status_report', report);
    const state = data.attributes.aggregate_state;
    return {
      name: data.attributes.company_name,
      components: rows('status_page_resource', resource)
        .filter(({ attributes }) => attributes.status !== NOT_MONITORED)
        .map((row) => readResource(row, sections, words)),
      incidents: reports.filter((row) => !isMaintenance(row)).map((row) => readReport(row, updates, words)),
      maintenances: reports.filter(isMaintenance).map((row) => readMaintenance(row, updates, now, words)),
      overall: { status: words.status(STATUS, state, 'page aggregate_state'), words: state },
    };
  },
});

function readResource(
  { id, attributes }: z.output<typeof resource>,
  sections: ReadonlyMap<string, string | undefined>,
  words: Words,
): PageComponent {
  const { public_name: name, status, status_page_section_id: inSection = '' } = attributes;
  return {
    id,
    name,
    group: sections.get(inSection),
    status: words.status(STATUS, status, `status of resource "${name}"`),
  };
}

function isMaintenance({ attributes }: Report): boolean {
  return attributes.report_type === 'maintenance';
}

/** A report is over when its own state says so: `ends_at` stays null on resolved reports. */
function isOver({ attributes }: Report): boolean {
  return (
    attributes.aggregate_state === 'resolved' ||
    (attributes.ends_at !== undefined && attributes.report_type !== 'maintenance')
  );
}

function readReport(row: Report, updates: Updates, words: Words): PageIncident {
  const story = readStory(row, updates, words);
  const known = story.parts.flatMap(({ status }) => status ?? []);
  // A report that lists nothing is trouble of some kind; how much of it, nobody said.
  const impact = known.length === 0 ? 'degraded_performance' : known.reduce(worse);
  return { ...story, impact, phase: isOver(row) ? 'over' : 'open' };
}

function readMaintenance(row: Report, updates: Updates, now: number, words: Words): PageMaintenance {
  const window = windowOf(row.attributes.starts_at, row.attributes.ends_at);
  return { ...readStory(row, updates, words), phase: phaseAt(row, window, now), ...window };
}

function phaseAt(
  row: Report,
  { from, until }: { readonly from: number | null; readonly until: number | null },
  now: number,
): MaintenancePhase {
  if (isOver(row) || (until !== null && until <= now)) return 'completed';
  return from === null || from <= now ? 'in_progress' : 'scheduled';
}

function readStory({ id, attributes, relationships }: Report, updates: Updates, words: Words) {
  const own = (relationships?.status_updates?.data ?? []).flatMap((row) => updates.get(row.id) ?? []);
  return {
    id,
    title: attributes.title,
    parts: attributes.affected_resources.map((row): PagePart => ({
      id: row.status_page_resource_id,
      status: words.status(STATUS, row.status, `status of a resource of "${attributes.title}"`),
    })),
    ...toldBy(own, attributes.starts_at),
  };
}
