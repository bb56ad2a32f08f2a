import { z } from 'zod';

import { isMap, ofShape } from '#src/sources/page/page-answer.ts';
import { below } from '#src/sources/page/page-config.ts';
import { pageType } from '#src/sources/page/page-type.ts';

import { incidentIoAnswer, isIncidentIo, readIncidentIo } from './incident-io.ts';
import { readStatuspage } from './read-statuspage.ts';
import { statuspageAnswer } from './statuspage-schema.ts';

/** Atlassian Statuspage (API v2), and incident.io, which serves the same shape and two of its own. */
export const statuspage = pageType({
  summary: 'Atlassian Statuspage, and incident.io.',
  keys: {
    path: z
      .string()
      .default('api/v2/summary.json')
      .describe(
        'The path below the page, where it is not the summary: api/v2/incidents/unresolved.json, api/v1/summary.',
      ),
  },
  search: {
    title: 'Statuspage (or incident.io, which serves the same)',
    configs: ({ origin }) => [{ url: origin }],
    accepts: ([body]) => isMap(body) && isMap(body['status']) && 'indicator' in body['status'],
  },
  addresses: ({ url, path }) => [below(url, path)],
  read: ([document], words) =>
    isIncidentIo(document)
      ? readIncidentIo(ofShape(incidentIoAnswer, document, 'an incident.io summary'), words)
      : readStatuspage(ofShape(statuspageAnswer, document, 'a Statuspage answer'), words),
});
