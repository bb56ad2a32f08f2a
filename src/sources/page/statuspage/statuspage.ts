import { z } from 'zod';

import { ofShape } from '#src/sources/page/page-answer.ts';
import { parseJson } from '#src/sources/json-body.ts';
import { PAGE_MIN_EVERY_MS, below, configuredServices, pageKeys } from '#src/sources/page/page-config.ts';
import { readPage } from '#src/sources/page/read-page.ts';
import type { SourceType } from '#src/sources/source.ts';

import { incidentIoAnswer, isIncidentIo, readIncidentIo } from './incident-io.ts';
import { readStatuspage } from './read-statuspage.ts';
import { statuspageAnswer } from './statuspage-schema.ts';

const schema = z.object({
  ...pageKeys,
  path: z
    .string()
    .default('api/v2/summary.json')
    .describe(
      'The path below the page, where it is not the summary: api/v2/incidents/unresolved.json, api/v1/summary.',
    ),
});

/** Atlassian Statuspage (API v2), and incident.io, which serves the same shape and two of its own. */
export const statuspage: SourceType<typeof schema> = {
  schema,
  minEveryMs: PAGE_MIN_EVERY_MS,
  requests: ({ url, path }) => [{ url: below(url, path) }],
  decode(config, [answer], context) {
    if (answer === undefined) throw new TypeError('statuspage decodes one answer');
    const json = parseJson(answer);
    const unread: string[] = [];
    const page = isIncidentIo(json)
      ? readIncidentIo(ofShape(incidentIoAnswer, json, 'an incident.io summary'), unread)
      : readStatuspage(ofShape(statuspageAnswer, json, 'a Statuspage answer'), unread);
    return readPage(page, config, context, unread);
  },
  services: configuredServices,
};
