import { z } from 'zod';

import type { Status } from '#src/domain/status.ts';
import { pageAnswer } from '#src/sources/page/page-answer.ts';
import { PAGE_MIN_EVERY_MS, below, pageKeys } from '#src/sources/page/page-config.ts';
import { readPage } from '#src/sources/page/read-page.ts';
import { readStatus } from '#src/sources/page/vocabulary.ts';
import type { Unread } from '#src/sources/page/vocabulary.ts';
import type { SourceType } from '#src/sources/source.ts';

const STATUS: Readonly<Record<string, Status>> = {
  operational: 'operational',
  degraded_performance: 'degraded_performance',
  partial_outage: 'partial_outage',
  major_outage: 'major_outage',
  under_maintenance: 'under_maintenance',
  // An open report, without a word for how bad it is.
  incident: 'degraded_performance',
  unknown: 'unknown',
};

const widget = z.object({ status: z.string() });

const { components: _, ...keys } = pageKeys;

const schema = z.object({
  ...keys,
  page: z
    .string()
    .regex(/^[\w-]+$/, 'is no slug: the first part of <slug>.openstatus.dev')
    .describe('The slug of the page, as in <slug>.openstatus.dev.'),
  api: z
    .url({ protocol: /^https?$/, error: 'is no http address' })
    .default('https://api.openstatus.dev/public/status')
    .describe('Where OpenStatus serves the status of all pages.'),
});

/** OpenStatus's public widget: one word for the whole page. */
export const openstatus: SourceType<typeof schema> = {
  schema,
  minEveryMs: PAGE_MIN_EVERY_MS,
  requests: ({ api, page }) => [{ url: below(api, page) }],
  decode(config, [answer], context) {
    if (answer === undefined) throw new TypeError('openstatus decodes one answer');
    const { status } = pageAnswer(widget, answer, 'an OpenStatus status');
    const unread: Unread = [];
    const overall = {
      status: readStatus(STATUS, status, 'page status', unread),
      words: status.replaceAll('_', ' '),
    };
    const page = { components: [], incidents: [], maintenances: [], overall };
    return readPage(page, { ...config, components: {} }, context, unread);
  },
  services: ({ service }) => [service],
};
