import { z } from 'zod';

import { apiType } from '#src/sources/api/api-type.ts';
import { conditionsSchema, holds } from '#src/sources/api/condition.ts';
import { textOf } from '#src/sources/api/text-of.ts';
import { nameOfPath } from '#src/sources/api/value-path.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { serviceSchema } from '#src/sources/service-schema.ts';
import { SourceError } from '#src/sources/source.ts';

/**
 * Is it answering? The reading itself is the poller's: an answer is `operational`, silence is an outage, both measured.
 * What comes here has answered; it is checked for being an answer of this endpoint at all.
 */
export const http = apiType({
  summary: 'Whether an endpoint answers. Its silence is measured evidence against what it is.',
  speaks: 'probes',
  venue: 'probe',
  services: ({ probes }) => [probes],
  keys: {
    probes: serviceSchema
      .min(1, 'needs a component: the endpoint is a part of the exchange, not the whole')
      .meta({
        description:
          'What the endpoint is. When it does not answer, that is measured evidence against this service alone.',
        examples: ['api'],
      }),
    answers: z
      .enum(['json', 'text'])
      .default('json')
      .describe('What a good answer is. A text, such as a web page, only has to come.'),
    expect: conditionsSchema
      .default([])
      .describe('What a good JSON answer holds; anything else is no answer of this endpoint.'),
  },
  isText: ({ answers }) => answers === 'text',
  read({ expect }, json) {
    if (typeof json !== 'object' || json === null)
      throw new SourceError(
        'broken',
        `The answer is ${oneLine(textOf(json)).slice(0, 40)}, not a JSON document.`,
      );
    const missed = expect.find((condition) => !holds(condition, json));
    if (missed !== undefined)
      throw new SourceError(
        'broken',
        `The answer lacks what this endpoint answers at ${nameOfPath(missed.at)}.`,
      );
    return { readings: [], unread: [] };
  },
});
