import { z } from 'zod';

import { manyPathSchema } from './path-schema.ts';
import { textOf } from './text-of.ts';
import { readerAt, valuesAt } from './value-path.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const scalars = z.union([scalar, z.array(scalar)]).transform((value) => new Set([value].flat().map(String)));
const texts = z
  .union([z.string().min(1), z.array(z.string().min(1))])
  .transform((value) => [value].flat().map((text) => text.toLowerCase()));
const pattern = z.string().transform((text, check) => {
  try {
    return new RegExp(text, 'iu');
  } catch {
    check.addIssue({ code: 'custom', message: 'is no regular expression' });
    return z.NEVER;
  }
});

/** What a condition can ask of a value. Values are compared as text, so that `1` and `"1"` are the same. */
export const conditionFields = {
  at: manyPathSchema.describe('Where the value stands. A path with [*] asks whether any of the values fits.'),
  is: scalars.optional().describe('It is this value, or one of these.'),
  not: scalars.optional().describe('It is there, and is none of these values.'),
  orMissing: z.boolean().default(false).describe('It also fits an answer that has nothing at the path.'),
  contains: texts
    .optional()
    .describe('Its text contains this, or one of these; letter case does not matter.'),
  matches: pattern
    .optional()
    .describe('Its text matches this regular expression; letter case does not matter.'),
  empty: z
    .boolean()
    .optional()
    .describe('true: it is missing, null, "", [] or {}. false: it is none of these.'),
};

export const conditionSchema = z.strictObject(conditionFields);
export const conditionsSchema = z
  .union([conditionSchema, z.array(conditionSchema)])
  .transform((value) => [value].flat());

export type Condition = z.output<typeof conditionSchema>;

/** Whether a document fits a condition: all that the condition asks must be so. */
export function holds(condition: Condition, root: unknown, key?: string): boolean {
  const values = condition.at.text === '$key' ? [key] : valuesAt(root, condition.at);
  if (condition.orMissing && values.length === 0) return true;
  if (condition.empty !== undefined && values.every(isEmpty) !== condition.empty) return false;
  if (
    condition.not !== undefined &&
    (values.length === 0 || values.some((value) => condition.not?.has(textOf(value))))
  ) {
    return false;
  }
  const { contains, is, matches } = condition;
  if (is === undefined && contains === undefined && matches === undefined) return true;
  for (const value of values) if (fits(condition, textOf(value))) return true;
  return false;
}

function fits({ contains, is, matches }: Condition, text: string): boolean {
  if (is !== undefined && !is.has(text)) return false;
  if (contains !== undefined && !contains.some((part) => text.toLowerCase().includes(part))) return false;
  return matches === undefined || matches.test(text);
}

export function holdsAny(conditions: readonly Condition[], root: unknown, key?: string): boolean {
  for (const condition of conditions) if (holds(condition, root, key)) return true;
  return false;
}

/** As `holdsAny`, with conditions that thousands of rows are held against. */
export function anyHolds(conditions: readonly Condition[]): (root: unknown, key?: string) => boolean {
  const tests = conditions.map((condition) => testOf(condition));
  const [only] = tests;
  if (only === undefined) return () => false;
  return tests.length === 1 ? only : (root, key) => tests.some((test) => test(root, key));
}

/** The common case, that one value is one of some, without looking for what else a condition can ask. */
function testOf(condition: Condition): (root: unknown, key?: string) => boolean {
  const { at, contains, empty, is, matches, not, orMissing } = condition;
  const asksMore = [contains, empty, matches, not].some((one) => one !== undefined);
  if (is === undefined || asksMore || at.text === '$key' || !at.isSingle) {
    return (root, key) => holds(condition, root, key);
  }
  const read = readerAt(at);
  return (root) => {
    const value = read(root);
    return value === undefined ? orMissing : is.has(textOf(value));
  };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
