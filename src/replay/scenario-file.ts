import { z } from 'zod';

import { policyOverrideSchema } from '#config/policy-schema.ts';

import {
  expectationSchema,
  noticeExpectationSchema,
  operatorExpectationSchema,
  questionSchema,
} from './expectation-schema.ts';
import { absoluteSchema, momentSchema, spanSchema } from './moment.ts';

const FAULTS = ['timeout', 'refused', 'reset', 'truncated', 'html', 'dns'] as const;

const answerSchema = z
  .strictObject({
    at: momentSchema.meta({ description: 'From when on it answers so.' }),
    source: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).meta({
      description:
        'The source that answers, or a list of them; * for all. Of several exchanges: binance/wallets, binance/*.',
    }),
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
    repeat: z
      .strictObject({
        every: spanSchema.meta({ description: 'From one time to the next.' }),
        times: z.number().int().min(1).max(10_000).meta({ description: 'How often, the first included.' }),
      })
      .optional()
      .meta({ description: 'The same again and again.' }),
  })
  .meta({
    description: 'What a source answers from a time on, until an entry for the same source changes it.',
  });

export const scenarioFileSchema = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'What happens, as a sentence.' }),
    description: z.string().optional(),
    exchange: z.string().optional().meta({ description: 'The id of a file in config/exchanges.' }),
    exchanges: z
      .array(z.string())
      .min(1)
      .optional()
      .meta({ description: 'The ids of several exchanges, which are watched side by side.' }),
    config: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'An exchange of its own, as such a file would hold it.' }),
    policy: policyOverrideSchema.optional(),
    start: absoluteSchema,
    end: momentSchema,
    off: z
      .array(z.strictObject({ from: momentSchema, until: momentSchema }))
      .optional()
      .meta({ description: 'When the bot is off.' }),
    world: z.array(answerSchema).default([]),
    expect: z.array(expectationSchema).optional().meta({ description: 'All notices, in order.' }),
    atMost: z.number().int().min(0).optional().meta({ description: 'No more notices than so, in all.' }),
    refreshes: z
      .array(noticeExpectationSchema.partial({ kind: true }))
      .optional()
      .meta({ description: 'Messages that are brought up to date, in order, among others.' }),
    operator: z
      .array(operatorExpectationSchema)
      .optional()
      .meta({ description: 'All that the operator hears, in order.' }),
    asked: z
      .array(questionSchema)
      .optional()
      .meta({ description: 'Questions for a status, and what has to be answered.' }),
  })
  .refine(
    ({ exchange, exchanges, config }) =>
      [exchange, exchanges, config].filter((one) => one !== undefined).length === 1,
    {
      error:
        'needs either `exchange`, the id of a file in config/exchanges, `exchanges`, several of them, or `config`, an exchange of its own',
    },
  );

export type ScenarioFile = z.output<typeof scenarioFileSchema>;
