import { z } from 'zod';

import type { Status } from '#src/domain/status.ts';
import { ofShape } from '#src/sources/page/page-answer.ts';
import { apiKey, below } from '#src/sources/page/page-config.ts';
import { pageType } from '#src/sources/page/page-type.ts';

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

/** OpenStatus's public widget: one word for the whole page. */
export const openstatus = pageType({
  summary: 'OpenStatus. It gives one word for the whole page.',
  keys: {
    page: z
      .string()
      .regex(/^[\w-]+$/, 'is no slug: the first part of <slug>.openstatus.dev')
      .describe('The slug of the page, as in <slug>.openstatus.dev.'),
    api: apiKey('https://api.openstatus.dev/public/status').describe(
      'Where OpenStatus serves the status of all pages.',
    ),
  },
  search: {
    title: 'OpenStatus',
    configs: ({ host, page }) => {
      const slug = /^([\w-]+)\.openstatus\.dev$/.exec(host)?.[1];
      return slug === undefined ? [] : [{ url: page, page: slug }];
    },
  },
  addresses: ({ api, page }) => [below(api, page)],
  read([document], words) {
    const { status } = ofShape(widget, document, 'an OpenStatus status');
    return {
      overall: {
        status: words.status(STATUS, status, 'page status'),
        words: status.replaceAll('_', ' '),
      },
    };
  },
});
