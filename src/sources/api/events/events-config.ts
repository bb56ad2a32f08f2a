import { z } from 'zod';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import { STATUSES } from '#src/domain/status.ts';
import { conditionSchema, conditionsSchema } from '#src/sources/api/condition.ts';
import { manyPathSchema, pathSchema, pathsSchema } from '#src/sources/api/path-schema.ts';
import { servicesSchema } from '#src/sources/service-schema.ts';

const PHASES = [
  'scheduled',
  'in_progress',
  'verifying',
  'completed',
  'canceled',
] as const satisfies readonly MaintenancePhase[];

const stateSchema = z.strictObject({
  at: pathSchema.describe('The column with the state of the event.'),
  values: z.record(z.string(), z.enum(PHASES)).describe('The phase that each documented state means.'),
});

const statusSchema = z.strictObject({
  at: pathSchema.describe('The column with the kind of event.'),
  values: z.record(z.string(), z.enum(STATUSES)).describe('The status while such an event goes on.'),
});

const ruleSchema = z
  .strictObject({
    when: conditionSchema.optional().describe('The rule is for events that fit this.'),
    are: servicesSchema.optional().describe('These services.'),
    at: manyPathSchema
      .optional()
      .describe('The column that names the services; with [*] where it is a list.'),
    values: z
      .record(z.string(), servicesSchema)
      .optional()
      .describe('The services that each value of the column means.'),
    impacts: z
      .record(z.string(), servicesSchema)
      .optional()
      .describe('Columns of which each stands for services, and says whether they are hit.'),
    hit: z.array(z.string()).default([]).describe('Values of such a column that mean that they are.'),
    spared: z
      .array(z.string())
      .default(['BAU', 'NO', 'NONE', 'no', 'none', 'false', '0'])
      .describe('Values of it that mean that they are not. Any other is read as unknown, and reported.'),
  })
  .refine(({ are, at, impacts, values }) => [are, at && values, impacts].filter(Boolean).length === 1, {
    message: 'needs one of: `are`, `at` with `values`, or `impacts` with `hit`',
  });

export const eventsKeys = {
  events: pathsSchema.describe(
    'Where the list of events stands. It may be empty: then nothing is announced.',
  ),
  id: pathsSchema.describe('A column that stays the same while the event is moved.'),
  title: pathsSchema.describe('The column with what the exchange calls it.'),
  begin: pathSchema.describe(
    'The column with its begin: a number of seconds or less, a date with its year first, or with the name of its month.',
  ),
  end: pathSchema.describe('The column with its end.'),
  link: pathSchema.optional().describe('The column with an address to read more at.'),
  state: stateSchema.optional().describe('Without it, the phase follows from the window and the time.'),
  status: statusSchema.optional().describe('By default an event that goes on is under_maintenance.'),
  services: z.array(ruleSchema).min(1).describe('What an event is about: the first rule that fits counts.'),
  someAccounts: conditionSchema
    .optional()
    .describe('How an event says that it concerns some accounts only: then it is a partial outage at most.'),
  skip: conditionsSchema.default([]).describe('Events to leave out, such as those of a demo environment.'),
};

const eventsSchema = z.object(eventsKeys);
export type EventsConfig = z.output<typeof eventsSchema>;
export type ServiceRule = z.output<typeof ruleSchema>;
