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

type Json = { readonly [key: string]: unknown };

function textOf(schema: z.ZodType, title: string): string {
  // What people write, before it is turned into milliseconds, bytes and paths.
  const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', reused: 'ref' }) as Json;
  const definitions = (json['definitions'] ?? {}) as Record<string, Json>;
  return `${JSON.stringify({ ...(byType(json, definitions) as Json), title }, null, 2)}\n`;
}

/** A choice by `type` is asked for by its type first, so that an editor shows what is wrong with that one alone. */
function byType(value: unknown, definitions: Readonly<Record<string, Json>>): unknown {
  if (Array.isArray(value)) return value.map((item) => byType(item, definitions));
  if (typeof value !== 'object' || value === null) return value;
  const { oneOf, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, byType(inner, definitions)]),
  );
  if (!Array.isArray(oneOf)) return oneOf === undefined ? rest : { ...rest, oneOf };
  const types = oneOf.map((branch: Json) => typeOf(branch, definitions));
  if (types.some((type) => type === undefined)) return { ...rest, oneOf };
  return {
    ...rest,
    type: 'object',
    required: ['type'],
    properties: { type: { enum: types } },
    allOf: oneOf.map((branch: Json, i) => ({
      if: { type: 'object', required: ['type'], properties: { type: { const: types[i] } } },
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema calls it so.
      then: branch,
    })),
  };
}

/** The one `type` that a schema of a choice stands for. */
function typeOf(branch: Json, definitions: Readonly<Record<string, Json>>): unknown {
  const reference = typeof branch['$ref'] === 'string' ? branch['$ref'].split('/').at(-1) : undefined;
  const schema = reference === undefined ? branch : definitions[reference];
  const properties = schema?.['properties'] as Record<string, Json> | undefined;
  return properties?.['type']?.['const'];
}
