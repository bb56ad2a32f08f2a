import { z } from 'zod';

import { policyOverrideSchema } from '#config/policy-schema.ts';
import { NOTICE_KINDS } from '#src/domain/incident.ts';
import { STATUSES } from '#src/domain/status.ts';
import { durationSchema } from '#src/sources/duration.ts';

const time = z.iso
  .datetime({ offset: true, error: 'is no time: write it like 2021-11-01T12:00:00Z' })
  .transform((text) => Date.parse(text))
  .meta({ description: 'A time with its zone, such as 2021-11-01T12:00:00Z.' });

const FAULTS = ['timeout', 'refused', 'reset', 'truncated', 'html', 'dns'] as const;

const answerSchema = z
  .strictObject({
    at: time.meta({ description: 'From when on it answers so.' }),
    source: z
      .string()
      .min(1)
      .meta({ description: 'The source of the exchange that answers; * for all of them.' }),
    body: z.unknown().optional().meta({ description: 'The answer: JSON, or text as it is.' }),
    bodies: z
      .array(z.unknown())
      .optional()
      .meta({ description: 'One answer for each request of a source that has several.' }),
    bodyFile: z
      .string()
      .optional()
      .meta({ description: 'A file with the answer, relative to the scenario.' }),
    status: z
      .number()
      .int()
      .min(100)
      .max(599)
      .optional()
      .meta({ description: 'The HTTP status; 200 by default.' }),
    headers: z.record(z.string(), z.string()).optional().meta({ description: 'Headers of the answer.' }),
    fault: z.enum(FAULTS).optional().meta({ description: 'What goes wrong instead of an answer.' }),
    delayMs: z.number().int().min(0).optional().meta({ description: 'How long the answer takes.' }),
    healthy: z
      .literal(true)
      .optional()
      .meta({ description: 'It is well again: everything it speaks of works.' }),
  })
  .meta({
    description: 'What a source answers from a time on, until an entry for the same source changes it.',
  });

const expectationSchema = z
  .strictObject({
    at: time.meta({ description: 'The earliest time of the notice.' }),
    within: durationSchema.optional().meta({ description: 'How much later it may come; 60s by default.' }),
    kind: z.enum(NOTICE_KINDS),
    service: z.string().optional(),
    status: z.enum(STATUSES).optional(),
    previous: z.enum(STATUSES).optional(),
    basis: z.enum(['official', 'measured', 'inferred']).optional(),
    unconfirmed: z.boolean().optional(),
    summary: z.string().optional().meta({ description: 'Words that the headline contains.' }),
    evidence: z
      .array(z.string())
      .optional()
      .meta({ description: 'Sources that the notice names as evidence.' }),
    eta: time.optional().meta({ description: 'When the notice says that it should be over.' }),
    remark: z
      .string()
      .optional()
      .meta({ description: 'Words of the contradiction that the notice points out.' }),
  })
  .meta({ description: 'One notice, in order.' });

/** A scripted world and what should be told of it: what `npm run replay` plays. */
export const scenarioSchema = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'What happens, as a sentence.' }),
    description: z.string().optional(),
    exchange: z.string().optional().meta({ description: 'The id of a file in config/exchanges.' }),
    config: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'An exchange of its own, as such a file would hold it.' }),
    policy: policyOverrideSchema.optional(),
    start: time,
    end: time,
    off: z
      .array(z.strictObject({ from: time, until: time }))
      .optional()
      .meta({ description: 'When the bot is off.' }),
    world: z.array(answerSchema).default([]),
    expect: z.array(expectationSchema).optional().meta({ description: 'All notices, in order.' }),
  })
  .refine(({ exchange, config }) => (exchange === undefined) !== (config === undefined), {
    error:
      'needs either `exchange`, the id of a file in config/exchanges, or `config`, an exchange of its own',
  })
  .refine(({ start, end }) => start < end, { error: 'must end after it starts', path: ['end'] });

export type Scenario = z.output<typeof scenarioSchema>;
export type WorldAnswer = Scenario['world'][number];
export type Expectation = z.output<typeof expectationSchema>;
