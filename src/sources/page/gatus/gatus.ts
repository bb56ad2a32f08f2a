import { z } from 'zod';

import type { Status } from '#src/domain/status.ts';
import { listOf, optionalText, pageAnswer } from '#src/sources/page/page-answer.ts';
import { PAGE_MIN_EVERY_MS, below, configuredServices, pageKeys } from '#src/sources/page/page-config.ts';
import { parseTime } from '#src/sources/page/page-text.ts';
import type { PageComponent } from '#src/sources/page/page.ts';
import { readPage } from '#src/sources/page/read-page.ts';
import type { SourceType } from '#src/sources/source.ts';

const result = z.object({ success: z.boolean(), timestamp: optionalText, errors: listOf(z.string()) });

const endpoints = z.array(z.object({ name: z.string(), group: optionalText, results: listOf(result) }));

const schema = z.object(pageKeys);

/** Gatus: endpoints and their last checks. The exchange publishes them, so they are its own word. */
export const gatus: SourceType<typeof schema> = {
  schema,
  minEveryMs: PAGE_MIN_EVERY_MS,
  requests: ({ url }) => [{ url: below(url, 'api/v1/endpoints/statuses?page=1&pageSize=20') }],
  decode(config, [answer], context) {
    if (answer === undefined) throw new TypeError('gatus decodes one answer');
    const components = pageAnswer(endpoints, answer, 'a list of Gatus endpoints').map(readEndpoint);
    return readPage({ components, incidents: [], maintenances: [] }, config, context, []);
  },
  services: configuredServices,
};

/** The newest check decides; their order is not to be relied on. */
function readEndpoint({ name, group, results }: z.output<typeof endpoints>[number]): PageComponent {
  const newest = results.toSorted((a, b) => (parseTime(b.timestamp) ?? 0) - (parseTime(a.timestamp) ?? 0))[0];
  return { name, group, status: statusOf(newest), remark: newest?.errors[0] };
}

function statusOf(newest: z.output<typeof result> | undefined): Status {
  if (newest === undefined) return 'unknown';
  return newest.success ? 'operational' : 'major_outage';
}
