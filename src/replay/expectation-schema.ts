import { z } from 'zod';

import { CHANGES, NOTICE_KINDS } from '#src/domain/incident.ts';
import { STATUSES } from '#src/domain/status.ts';

import { momentSchema, spanSchema } from './moment.ts';

const BASES = ['official', 'measured', 'inferred'] as const;

/** One word, or a list of words of which any will do. */
const anyOf = <T extends readonly [string, ...string[]]>(words: T) =>
  z.union([z.enum(words), z.array(z.enum(words)).min(1)]);

const services = z.array(z.string()).min(1);

/** What can be asked of a notice. Only what is named counts. */
export const noticeExpectationSchema = z
  .strictObject({
    at: momentSchema.meta({ description: 'The earliest time of the notice.' }),
    within: spanSchema.optional().meta({ description: 'How much later it may come; 60s by default.' }),
    kind: anyOf(NOTICE_KINDS),
    service: z.string().optional().meta({ description: 'A service that the notice speaks of.' }),
    also: services.optional().meta({ description: 'Further services that it has to speak of.' }),
    only: services
      .optional()
      .meta({ description: 'All services that it may speak of, whichever of them it does.' }),
    back: services.optional().meta({ description: 'Services of which it says that they work again.' }),
    status: anyOf(STATUSES).optional(),
    previous: anyOf(STATUSES).optional(),
    basis: anyOf(BASES).optional(),
    unconfirmed: z.boolean().optional(),
    disputed: z
      .boolean()
      .optional()
      .meta({ description: 'The exchange says that it is over, and shows that it is not.' }),
    change: z.enum(CHANGES).optional().meta({ description: 'What a `changed` notice says has changed.' }),
    rule: z.string().optional().meta({ description: "The name of the engine's rule that decided." }),
    summary: z.string().optional().meta({ description: 'Words that the headline contains.' }),
    remark: z
      .string()
      .optional()
      .meta({ description: 'The older way to write `disputed: true`; its words are for the reader.' }),
    evidence: z
      .array(z.string())
      .optional()
      .meta({ description: 'Sources that the notice names as evidence.' }),
    eta: momentSchema.optional().meta({ description: 'When the notice says that it should be over.' }),
    duration: spanSchema
      .optional()
      .meta({ description: 'How long the notice says that it lasted, to the minute or to `within`.' }),
    window: z
      .strictObject({ from: momentSchema.optional(), until: momentSchema.optional() })
      .optional()
      .meta({ description: 'The window that a maintenance is said to have.' }),
    regions: z
      .array(z.string())
      .optional()
      .meta({ description: 'Countries that the notice limits itself to; [] for none.' }),
    atMost: z
      .number()
      .int()
      .positive()
      .optional()
      .meta({ description: 'It may come, and not more often than so.' }),
  })
  .meta({ description: 'One notice, in order.' });

export const expectationSchema = z.union([
  noticeExpectationSchema,
  z
    .strictObject({
      either: z
        .array(z.union([noticeExpectationSchema, z.array(noticeExpectationSchema)]))
        .min(2)
        .meta({ description: 'Ways to tell it, one of which has to come: a notice, or a list of notices.' }),
    })
    .meta({ description: 'One of several ways to tell it.' }),
]);

export const operatorExpectationSchema = z
  .strictObject({
    at: momentSchema.meta({ description: 'The earliest time at which the operator hears of it.' }),
    within: spanSchema.optional().meta({ description: 'How much later it may come; 60s by default.' }),
    source: z.string().optional().meta({ description: 'The source that it is about.' }),
    kind: z.enum(['unreadable', 'readable', 'undocumented', 'said']).optional(),
    says: z.string().optional().meta({ description: 'Words that it contains.' }),
  })
  .meta({ description: 'One thing that the operator hears, in order.' });

export const questionSchema = z
  .strictObject({
    at: momentSchema.meta({ description: 'When it is asked.' }),
    service: z.string().meta({ description: 'What is asked for, such as binance/withdrawals.' }),
    status: anyOf(STATUSES).optional().meta({ description: 'What the answer has to be.' }),
    basis: anyOf(BASES).optional(),
    since: momentSchema.optional().meta({ description: 'Since when it has been so, to the minute.' }),
    hit: z
      .number()
      .int()
      .optional()
      .meta({ description: 'How many of its coins or markets are in trouble.' }),
    of: z.number().int().optional().meta({ description: 'Of how many.' }),
  })
  .meta({ description: 'A question for the status of a service, as /status would answer it.' });
