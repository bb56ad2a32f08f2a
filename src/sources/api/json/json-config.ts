import { z } from 'zod';

import { STATUSES } from '#src/domain/status.ts';
import { conditionsSchema } from '#src/sources/api/condition.ts';
import { durationSchema } from '#src/sources/duration.ts';
import { pathSchema, pathsSchema } from '#src/sources/api/path-schema.ts';
import { servicesSchema } from '#src/sources/service-schema.ts';

const listSchema = z.strictObject({
  of: z
    .string()
    .min(1)
    .meta({ description: 'What it lists.', examples: ['offers by bank transfer'] }),
  empty: z.enum(STATUSES).describe('What it means that the list is empty. With rows it is operational.'),
  where: conditionsSchema
    .default([])
    .describe('What a row fits that is counted. A list of which no row fits is of something else: not read.'),
  total: pathSchema
    .optional()
    .describe('Where the answer counts the rows. An empty list has to be empty by this count too.'),
});

const checkSchema = z
  .strictObject({
    at: pathSchema.describe('Where the value stands.'),
    values: z
      .record(z.string(), z.enum(STATUSES))
      .refine((values) => Object.keys(values).length > 0, 'names no value')
      .optional()
      .describe(
        'What each documented value means. A value that is not listed is read as unknown, and reported.',
      ),
    list: listSchema
      .optional()
      .describe('For a list that says something by having rows at all, such as offers.'),
    service: servicesSchema
      .default([''])
      .describe('What it is about, relative to the exchange; all of it by default.'),
    when: conditionsSchema.default([]).describe('The check is left out unless the answer fits all of this.'),
    otherwise: z
      .enum(STATUSES)
      .optional()
      .describe('For values that are not listed, where the documentation says what any other value means.'),
    optional: z
      .boolean()
      .default(false)
      .describe('The value may be missing. Another check has to find something then.'),
    evidence: pathsSchema.default([]).describe("Where the exchange's own words stand."),
    eta: pathSchema.optional().describe('Where the time stands at which it expects to be back.'),
  })
  .refine(({ list, values }) => (list === undefined) !== (values === undefined), {
    message: 'needs either `values` (what each value means) or `list` (what it means that there are rows)',
  });

const freshSchema = z.strictObject({
  at: pathSchema.describe(
    'Where the time stands: a number of seconds or less, a date with its year first, or with the name of its month.',
  ),
  maxAge: durationSchema.describe('How old it may be.'),
  service: servicesSchema.default(['']).describe('What has stopped when it is older.'),
  status: z.enum(STATUSES).default('major_outage').describe('What an older time means.'),
  optional: z
    .boolean()
    .default(false)
    .describe('The time may be missing. A check has to find something then.'),
});

export const jsonKeys = {
  checks: z.array(checkSchema).default([]).describe('The values to read.'),
  fresh: freshSchema
    .optional()
    .describe('A time that goes on as long as all is well, such as the last block.'),
};

export type Check = z.output<typeof checkSchema>;
export type ListCheck = z.output<typeof listSchema>;
export type Freshness = z.output<typeof freshSchema>;
