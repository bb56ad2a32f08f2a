import { z } from 'zod';

import { compilePath, isValuePath } from './value-path.ts';

/** A path into a JSON document, in YAML, that may lead to many values: `data.list[*].name`. */
export const manyPathSchema = z
  .string()
  .refine(
    isValuePath,
    'is no path: write names with dots, [0] for an element, [symbol=BTC] for the one that has it, [*] for every element',
  )
  .refine(
    (text) => !/^(?:\$(?:[.[]|$)|\/)/.test(text),
    'is written in another notation: write data.status, without "$." or "/"',
  )
  .transform(compilePath)
  .meta({ description: 'A path into the JSON answer.', examples: ['data.status'] });

/** A path to one value: which of many were meant would be a guess. */
export const pathSchema = manyPathSchema.refine(
  ({ isSingle }) => isSingle,
  'leads to many values with [*], where one is wanted: say which, as in [0] or [symbol=BTC]',
);

/** One path, or several of which the first that leads to something counts. */
export const pathsSchema = severalOf(pathSchema);
export const manyPathsSchema = severalOf(manyPathSchema);

function severalOf<Schema extends typeof manyPathSchema>(schema: Schema) {
  return z.union([schema, z.array(schema).min(1)]).transform((value) => [value].flat());
}
