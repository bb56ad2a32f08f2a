import { z } from 'zod';

import { isMap, ofShape } from '#src/sources/page/page-answer.ts';
import { below } from '#src/sources/page/page-config.ts';
import { pageType } from '#src/sources/page/page-type.ts';
import type { PageIncident, PageMaintenance } from '#src/sources/page/page.ts';

import {
  cachetComponents,
  cachetIncidents,
  hasMorePages,
  readComponent,
  readIncident,
} from './cachet-rows.ts';

/** More than pages have, so that one answer holds them all. Cachet itself sets no limit. */
const COMPONENTS = 1000;

/** Cachet: its components and its newest incidents. Versions 1 and 2 share an API; version 3 speaks JSON:API. */
export const cachet = pageType({
  summary: 'Cachet 1, 2 and 3.',
  keys: {
    version: z
      .union([z.literal(1), z.literal(2), z.literal(3)])
      .default(2)
      .describe('The major version of Cachet, which decides where its API is.'),
  },
  search: {
    title: 'Cachet',
    configs: ({ origin }) => [
      { url: origin, version: 2 },
      { url: origin, version: 3 },
    ],
    accepts: ([body]) => isMap(body) && ('meta' in body || 'data' in body),
  },
  addresses: ({ url, version }) =>
    version === 3
      ? [
          below(url, `api/components?per_page=${COMPONENTS}`),
          below(url, 'api/incidents?per_page=20&sort=-id'),
        ]
      : [
          below(url, `api/v1/components?per_page=${COMPONENTS}`),
          below(url, 'api/v1/incidents?per_page=20&sort=id&order=desc'),
        ],
  read([components, incidents], words) {
    const list = ofShape(cachetComponents, components, 'a list of Cachet components');
    const isPart = hasMorePages(list);
    if (isPart)
      words.unread.push(`the page lists more than the ${list.data.length} components that it gives at once`);
    const events =
      incidents === undefined ? [] : ofShape(cachetIncidents, incidents, 'a list of Cachet incidents').data;
    const read = events.flatMap((row) => readIncident(row, words));
    return {
      ...(isPart && { isPart }),
      components: list.data.map((row) => readComponent(row, words)),
      incidents: read.filter((event): event is PageIncident => 'impact' in event),
      maintenances: read.filter((event): event is PageMaintenance => 'from' in event),
    };
  },
});
