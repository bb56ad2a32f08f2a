import { z } from 'zod';

import { PAGE_MIN_EVERY_MS, below, configuredServices, pageKeys } from '#src/sources/page/page-config.ts';
import { pageAnswer } from '#src/sources/page/page-answer.ts';
import type { Page, PageIncident, PageMaintenance } from '#src/sources/page/page.ts';
import { readPage } from '#src/sources/page/read-page.ts';
import type { Unread } from '#src/sources/page/vocabulary.ts';
import type { SourceType } from '#src/sources/source.ts';

import { cachetComponents, cachetIncidents, readComponent, readIncident } from './cachet-rows.ts';

const schema = z.object({
  ...pageKeys,
  version: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .default(2)
    .describe('The major version of Cachet, which decides where its API is.'),
});

/** Cachet: its components and its newest incidents. Versions 1 and 2 share an API; version 3 speaks JSON:API. */
export const cachet: SourceType<typeof schema> = {
  schema,
  minEveryMs: PAGE_MIN_EVERY_MS,
  requests: ({ url, version }) =>
    version === 3
      ? [
          { url: below(url, 'api/components?per_page=100') },
          { url: below(url, 'api/incidents?per_page=20&sort=-id') },
        ]
      : [
          { url: below(url, 'api/v1/components?per_page=100') },
          { url: below(url, 'api/v1/incidents?per_page=20&sort=id&order=desc') },
        ],
  decode(config, [components, incidents], context) {
    if (components === undefined) throw new TypeError('cachet decodes two answers');
    const unread: Unread = [];
    const rows = pageAnswer(cachetComponents, components, 'a list of Cachet components').data;
    const events =
      incidents === undefined
        ? []
        : pageAnswer(cachetIncidents, incidents, 'a list of Cachet incidents').data;
    const read = events.flatMap((row) => readIncident(row, unread));
    const page: Page = {
      components: rows.map((row) => readComponent(row, unread)),
      incidents: read.filter((event): event is PageIncident => 'impact' in event),
      maintenances: read.filter((event): event is PageMaintenance => 'from' in event),
    };
    return readPage(page, config, context, unread);
  },
  services: configuredServices,
};
