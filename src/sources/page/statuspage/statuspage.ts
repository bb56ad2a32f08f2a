import { z } from 'zod';

import { isMap, ofShape } from '#src/sources/page/page-answer.ts';
import { below } from '#src/sources/page/page-config.ts';
import { pageType } from '#src/sources/page/page-type.ts';

import { incidentIoAnswer, isIncidentIo, readIncidentIo } from './incident-io.ts';
import { readStatuspage } from './read-statuspage.ts';
import { statuspageAnswer } from './statuspage-schema.ts';

/** Atlassian Statuspage (API v2), incident.io, which serves the same shape and two of its own, and pages of OpenStatus. */
export const statuspage = pageType({
  summary: 'Atlassian Statuspage, and incident.io and OpenStatus, whose pages serve the same.',
  keys: {
    path: z
      .string()
      .default('api/v2/summary.json')
      .describe(
        'The path below the page, where it is not the summary: api/v2/incidents/unresolved.json, api/v1/summary, ' +
          'and summary.json on OpenStatus.',
      ),
  },
  search: {
    title: 'Statuspage (or incident.io or OpenStatus, which serve the same)',
    configs: ({ origin }) => [{ url: origin }, { url: origin, path: 'summary.json' }],
    accepts: ([body]) => isMap(body) && isMap(body['status']) && 'indicator' in body['status'],
  },
  addresses: ({ url, path }) => [below(url, path)],
  read: ([document], words) =>
    isIncidentIo(document)
      ? readIncidentIo(ofShape(incidentIoAnswer, document, 'an incident.io summary'), words)
      : readStatuspage(ofShape(statuspageAnswer, document, 'a Statuspage answer'), words),
});
