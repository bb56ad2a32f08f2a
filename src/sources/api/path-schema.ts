import { z } from 'zod';

import { compilePath, isValuePath } from './value-path.ts';

/** A path into a JSON document, in YAML: `data.list[0].name`. */
export const pathSchema = z
  .string()
  .refine(isValuePath, 'is no path: write names with dots, [0] for an element, [*] for every element')
  .transform(compilePath)
  .meta({ description: 'A path into the JSON answer.', examples: ['data.status'] });

/** One path, or several of which the first that leads to something counts. */
export const pathsSchema = z
  .union([pathSchema, z.array(pathSchema).min(1)])
  .transform((value) => [value].flat());
