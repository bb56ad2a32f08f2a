import { z } from 'zod';

import { conditionsSchema, holds } from '#src/sources/api/condition.ts';
import { envelopeKeys, openEnvelope } from '#src/sources/api/envelope.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { requestKeys, requestOf } from '#src/sources/api/request-keys.ts';
import { serviceSchema } from '#src/sources/service-schema.ts';
import { SourceError } from '#src/sources/source.ts';
import type { SourceType } from '#src/sources/source.ts';

const schema = z.object({
  ...requestKeys,
  ...envelopeKeys,
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
});

/**
 * Is it answering? The reading itself is the poller's: an answer is `operational`, silence is an outage, both measured.
 * What comes here has answered; it is checked for being an answer of this endpoint at all.
 */
export const http: SourceType<typeof schema> = {
  schema,
  requests: (config) => [requestOf(config)],
  decode(config, [answer], { exchange }) {
    if (answer === undefined || answer.body.trim() === '')
      throw new SourceError('broken', 'The answer is empty.');
    if (config.answers === 'text') return { readings: [], unread: [] };
    const opened = openEnvelope(config, answer, exchange);
    if (opened.kind === 'stated') return opened.decoded;
    if (typeof opened.json !== 'object' || opened.json === null) {
      throw new SourceError(
        'broken',
        `The answer is ${oneLine(answer.body).slice(0, 40)}, not a JSON document.`,
      );
    }
    const missed = config.expect.find((condition) => !holds(condition, opened.json));
    if (missed !== undefined) {
      throw new SourceError(
        'broken',
        `The answer lacks what this endpoint answers at ${missed.at.text === '' ? 'its top level' : `\`${missed.at.text}\``}.`,
      );
    }
    return { readings: [], unread: [] };
  },
  services: ({ probes }) => [probes],
};
