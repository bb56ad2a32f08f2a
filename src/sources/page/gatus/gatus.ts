import { z } from 'zod';

import type { Status } from '#src/domain/status.ts';
import { listOf, ofShape, optionalText, pageTime } from '#src/sources/page/page-answer.ts';
import { below } from '#src/sources/page/page-config.ts';
import { newestFirst } from '#src/sources/page/page-times.ts';
import { pageType } from '#src/sources/page/page-type.ts';
import type { PageComponent } from '#src/sources/page/page.ts';

const result = z.object({ success: z.boolean(), timestamp: pageTime, errors: listOf(z.string()) });
const endpoint = z.object({ name: z.string(), group: optionalText, results: listOf(result) });

/** Gatus: endpoints and their last checks. The exchange publishes them, so they are its own word. */
export const gatus = pageType({
  summary: 'Gatus.',
  keys: {},
  search: { title: 'Gatus', configs: ({ origin }) => [{ url: origin }] },
  addresses: ({ url }) => [below(url, 'api/v1/endpoints/statuses?page=1&pageSize=20')],
  read: ([list]) => ({
    components: ofShape(z.array(endpoint), list, 'a list of Gatus endpoints').map(readEndpoint),
  }),
});

/** The newest check decides; their order is not to be relied on. */
function readEndpoint({ name, group, results }: z.output<typeof endpoint>): PageComponent {
  const [newest] = newestFirst(results, ({ timestamp }) => timestamp);
  return { name, group, status: statusOf(newest), remark: newest?.errors[0] };
}

function statusOf(newest: z.output<typeof result> | undefined): Status {
  if (newest === undefined) return 'unknown';
  return newest.success ? 'operational' : 'major_outage';
}
