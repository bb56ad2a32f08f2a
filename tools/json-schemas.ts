import { z } from 'zod';

import { scenarioSchema } from '#src/replay/scenario.ts';

import { downtickFileSchema, networksFileSchema, wholeExchangeSchema } from '#config/schema.ts';

/** The JSON Schemas that editors complete and check the YAML with: file names in `config/schema/`, and their text. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    'exchange.schema.json': textOf(wholeExchangeSchema(), 'An exchange'),
    'downtick.schema.json': textOf(downtickFileSchema, 'downtick.yaml'),
    'networks.schema.json': textOf(networksFileSchema, 'networks.yaml'),
    'scenario.schema.json': textOf(scenarioSchema, 'A scenario'),
  };
}

function textOf(schema: z.ZodType, title: string): string {
  // What people write, before it is turned into milliseconds, bytes and paths.
  const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', reused: 'ref' });
  return `${JSON.stringify({ ...json, title }, null, 2)}\n`;
}
