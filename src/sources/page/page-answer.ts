import { z } from 'zod';

import { readInstant } from '#src/sources/instant.ts';
import { SourceError } from '#src/sources/source.ts';

/** A document of a status page's shape. */
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

/** A time; `undefined` where there is none. */
export const pageTime = z.union([z.string(), z.number()]).nullish().transform(readInstant);

/** A code, which may come as text. */
export const optionalCode = z.union([z.number(), z.string()]).nullish();

/** An id, which some pages give as a number. */
export const pageId = z.union([z.string(), z.number()]).transform(String);

export const optionalId = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((id) => (id === undefined || id === null ? undefined : String(id)));

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
