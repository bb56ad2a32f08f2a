import type { z } from 'zod';

import { resolveScenario } from './resolve-scenario.ts';
import { scenarioFileSchema } from './scenario-file.ts';

/** A scripted world and what should be told of it: what `npm run replay` plays. */
export const scenarioSchema = scenarioFileSchema
  .transform(resolveScenario)
  .refine(({ start, end }) => start < end, { error: 'must end after it starts', path: ['end'] });

export type Scenario = z.output<typeof scenarioSchema>;
export type WorldAnswer = Scenario['world'][number];
