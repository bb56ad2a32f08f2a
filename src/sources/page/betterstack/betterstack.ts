import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import {
  listOf,
  ofShape,
  optionalId,
  optionalText,
  pageAnswer,
  pageId,
} from '#src/sources/page/page-answer.ts';
import { PAGE_MIN_EVERY_MS, below, configuredServices, pageKeys } from '#src/sources/page/page-config.ts';
import { parseTime } from '#src/sources/page/page-text.ts';
import type { Page, PageComponent, PageIncident, PageMaintenance, PagePart } from '#src/sources/page/page.ts';
import { readPage } from '#src/sources/page/read-page.ts';
import { readStatus, worse } from '#src/sources/page/vocabulary.ts';
import type { Unread } from '#src/sources/page/vocabulary.ts';
import type { SourceType } from '#src/sources/source.ts';

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
    starts_at: optionalText,
    ends_at: optionalText,
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
  attributes: z.object({ message: optionalText, published_at: optionalText }),
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
type Update = z.output<typeof update>;

const schema = z.object(pageKeys);

/** Better Stack. Clocked, because a maintenance says when it starts and not whether it has. */
export const betterstack: SourceType<typeof schema> = {
  schema,
  minEveryMs: PAGE_MIN_EVERY_MS,
  clocked: true,
  requests: ({ url }) => [{ url: below(url, 'index.json') }],
  decode(config, [answer], context) {
    if (answer === undefined) throw new TypeError('betterstack decodes one answer');
    const { data, included } = pageAnswer(index, answer, 'a Better Stack status page');
    const unread: Unread = [];
    const rows = <Row extends z.ZodType>(type: string, row: Row): z.output<Row>[] => {
      const found = included.filter((item) => item.type === type);
      return ofShape(z.array(row), found, `a list of ${type}`);
    };
    const sections = new Map(
      rows('status_page_section', section).map(({ id, attributes }) => [id, attributes.name]),
    );
    const updates = new Map(rows('status_update', update).map((row) => [row.id, row]));
    const reports = rows('status_report', report);
    const page: Page = {
      name: data.attributes.company_name,
      components: rows('status_page_resource', resource).flatMap((row) =>
        readResource(row, sections, unread),
      ),
      incidents: reports.filter((row) => !isMaintenance(row)).map((row) => readReport(row, updates, unread)),
      maintenances: reports
        .filter(isMaintenance)
        .map((row) => readMaintenance(row, updates, context.now, unread)),
      overall: {
        status: readStatus(STATUS, data.attributes.aggregate_state, 'page aggregate_state', unread),
        words: data.attributes.aggregate_state,
      },
    };
    return readPage(page, config, context, unread);
  },
  services: configuredServices,
};

function readResource(
  { id, attributes }: z.output<typeof resource>,
  sections: ReadonlyMap<string, string | undefined>,
  unread: Unread,
): PageComponent[] {
  if (attributes.status === NOT_MONITORED) return [];
  const name = attributes.public_name;
  const sectionId = attributes.status_page_section_id;
  const status = readStatus(STATUS, attributes.status, `status of resource "${name}"`, unread);
  return [{ id, name, group: sectionId === undefined ? undefined : sections.get(sectionId)?.trim(), status }];
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

function readReport(row: Report, updates: ReadonlyMap<string, Update>, unread: Unread): PageIncident {
  const story = readStory(row, updates, unread);
  const words = story.parts.flatMap(({ status }) => (status === undefined ? [] : [status]));
  // A report that lists nothing is trouble of some kind; how much of it, nobody said.
  const impact = words.length === 0 ? 'degraded_performance' : words.reduce(worse);
  return { ...story, impact, phase: isOver(row) ? 'over' : 'open' };
}

function readMaintenance(
  row: Report,
  updates: ReadonlyMap<string, Update>,
  now: number,
  unread: Unread,
): PageMaintenance {
  const from = parseTime(row.attributes.starts_at) ?? null;
  const until = parseTime(row.attributes.ends_at) ?? null;
  return { ...readStory(row, updates, unread), phase: phaseAt(row, from, until, now), from, until };
}

function phaseAt(row: Report, from: number | null, until: number | null, now: number): MaintenancePhase {
  if (isOver(row) || (until !== null && until <= now)) return 'completed';
  return from === null || from <= now ? 'in_progress' : 'scheduled';
}

function readStory(
  { id, attributes, relationships }: Report,
  updates: ReadonlyMap<string, Update>,
  unread: Unread,
) {
  const own = (relationships?.status_updates?.data ?? []).flatMap((row) => updates.get(row.id) ?? []);
  const [newest] = own.toSorted((a, b) => publishedAt(b) - publishedAt(a));
  return {
    id,
    title: attributes.title,
    parts: attributes.affected_resources.map((row): PagePart => ({
      id: row.status_page_resource_id,
      status: readStatus(STATUS, row.status, `status of a resource of "${attributes.title}"`, unread),
    })),
    says: newest?.attributes.message,
    statedAt: parseTime(newest?.attributes.published_at) ?? parseTime(attributes.starts_at),
  };
}

function publishedAt({ attributes }: Update): number {
  return parseTime(attributes.published_at) ?? 0;
}
