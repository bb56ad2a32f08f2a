import { z } from 'zod';

import { parseJson } from '#src/sources/json-body.ts';
import { SourceError } from '#src/sources/source.ts';
import type { Answer } from '#src/sources/source.ts';

/** Reads an answer as JSON of a status page's shape. */
export function pageAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: Answer,
  shape: string,
): z.output<Schema> {
  return ofShape(schema, parseJson(answer), shape);
}

/** As `pageAnswer`, of an answer that was read as JSON before. */
export function ofShape<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
  shape: string,
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where =
    issue === undefined || issue.path.length === 0 ? '' : ` (at ${issue.path.join('.')}: ${issue.message})`;
  throw new SourceError('broken', `The answer is not ${shape}${where}.`);
}

/** A list that may be missing or null, which both mean empty. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/** Text that may be missing or null. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** An id, which some pages give as a number. */
export const pageId = z.union([z.string(), z.number()]).transform(String);

export const optionalId = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((id) => (id === undefined || id === null ? undefined : String(id)));
