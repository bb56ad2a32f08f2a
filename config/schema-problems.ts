import { z } from 'zod';

import { nearest } from '#src/names/nearest.ts';
import type { Problem } from './problem.ts';
import type { YamlFile } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

const MISSING = 'is missing';

/** Files are checked once each: to make code of their schemas, as zod does otherwise, takes longer than the checks. */
export const ONCE = { jitless: true } as const;

/** What a schema finds wrong with a file, or with the part of it at `base`. Values are never repeated. */
export function schemaProblems(
  schema: z.ZodType,
  issues: readonly Issue[],
  file: YamlFile,
  base: readonly PropertyKey[] = [],
): Problem[] {
  const problems = issues.flatMap((issue) => problemsOf(schema, narrowed(issue), file, base));
  return gathered(withoutMeant(problems), file);
}

/** Several keys that one map lacks are one mistake. */
function gathered(problems: readonly Problem[], file: YamlFile): Problem[] {
  const lacks = Map.groupBy(
    problems.filter(({ message }) => message === MISSING),
    ({ key }) => key.replace(/\.?[^.]*$/, ''),
  );
  const done = new Set<string>();
  return problems.flatMap((problem) => {
    const parent = problem.key.replace(/\.?[^.]*$/, '');
    const missing = problem.message === MISSING ? (lacks.get(parent) ?? []) : [];
    if (missing.length < 2) return [problem];
    if (done.has(parent)) return [];
    done.add(parent);
    const names = missing.map(({ key }) => key.slice(parent.length).replace(/^\./, ''));
    const expected =
      names.length > 3
        ? 'each of them, as the shipped file has it'
        : missing
            .map(
              ({ expected: meaning }, i) => `${names[i] ?? ''}: ${(meaning ?? 'a value').replace(/\.$/, '')}`,
            )
            .join('; ');
    return [
      { file: file.name, line: problem.line, key: parent, message: `lacks ${names.join(', ')}`, expected },
    ];
  });
}

function withoutMeant(problems: readonly Problem[]): Problem[] {
  // A key that is misspelt is one mistake, though it is missing under its right name.
  const meant = new Set(
    problems.flatMap(({ key, suggestion }) =>
      suggestion === undefined ? [] : [key.replace(/[^.]*$/, suggestion)],
    ),
  );
  return problems.filter(({ key, message }) => message !== MISSING || !meant.has(key));
}

function problemsOf(
  schema: z.ZodType,
  issue: Issue,
  file: YamlFile,
  base: readonly PropertyKey[],
): Problem[] {
  const at = (path: readonly PropertyKey[]): Pick<Problem, 'file' | 'key' | 'line'> => ({
    file: file.name,
    key: keyText([...base, ...path]),
    line: file.lineOf([...base, ...path]),
  });
  const hints = hintsAt(schema, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...at([...issue.path, key]),
      message: 'is no key that is known here',
      expected: hints.keys.length > 0 ? `one of ${hints.keys.join(', ')}` : undefined,
      suggestion: nearest(key, hints.keys),
    }));
  }
  const where = at(issue.path);
  const given = valueIn(file, [...base, ...issue.path]);
  if (given === undefined) {
    return [{ ...where, message: MISSING, expected: hints.description, example: hints.example }];
  }
  if (given === null) {
    return [{ ...where, message: 'is empty', expected: hints.description, example: hints.example }];
  }
  if (issue.code === 'invalid_key') {
    const [inner] = issue.issues;
    return [
      {
        ...where,
        message: inner === undefined ? 'is no key that can stand here' : sentenceOf(inner),
        expected: hints.description,
      },
    ];
  }
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String);
    return [
      {
        ...where,
        message: 'is not one of the words that are known here',
        expected: `one of ${choices.join(', ')}`,
        suggestion: typeof given === 'string' ? nearest(given, choices) : undefined,
      },
    ];
  }
  return [
    {
      ...where,
      message: `${sentenceOf(issue)}${isUnquoted(issue, given) && hints.example === undefined ? ', in quotation marks where it is written in digits' : ''}`,
      expected: hints.description,
      example: hints.example,
      suggestion: suggestionOf(issue),
    },
  ];
}

function isUnquoted(issue: Issue, given: unknown): boolean {
  return issue.code === 'invalid_type' && issue.expected === 'string' && typeof given === 'number';
}

/** Of the ways to write a thing, the one that was probably tried: the one that came furthest. */
function narrowed(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const depthOf = (branch: readonly Issue[]): number => Math.max(0, ...branch.map(({ path }) => path.length));
  const isForm = (branch: readonly Issue[]): boolean =>
    branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  const [best] = issue.errors
    .filter((branch) => branch.length > 0 && !isForm(branch))
    .toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
  const [first] = best ?? [];
  if (first === undefined) return issue;
  const inner = narrowed(first);
  return { ...inner, path: [...issue.path, ...inner.path] };
}

function sentenceOf(issue: Issue): string {
  if (issue.code === 'invalid_union') return 'has none of the forms that it can have';
  if (issue.code === 'invalid_type') return `has to be ${article(issue.expected)}`;
  if (issue.code === 'too_big' && issue.origin !== 'array' && !issue.message.startsWith('is '))
    return `is more than ${String(issue.maximum)}, the most that can stand here`;
  if (issue.code === 'too_small' && issue.origin !== 'string' && !issue.message.startsWith('is '))
    return issue.origin === 'array'
      ? `needs at least ${String(issue.minimum)}`
      : `is less than ${String(issue.minimum)}, the least that can stand here`;
  const text = issue.message.replace(/^Invalid input: /, '').replace(/^Too (big|small): /, '');
  return text.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

function article(type: string): string {
  const name =
    {
      object: 'map',
      record: 'map',
      array: 'list',
      string: 'text',
      int: 'whole number',
      boolean: 'true or false',
    }[type] ?? type;
  return name === 'true or false' || name === 'text' ? name : `a ${name}`;
}

/** Checks of our own say which word they did not know, and which ones they do. */
function suggestionOf(issue: Issue): string | undefined {
  if (issue.code !== 'custom') return undefined;
  const { choices, word } = (issue.params ?? {}) as { choices?: readonly string[]; word?: string };
  return choices === undefined || word === undefined ? undefined : nearest(word, choices);
}

interface Hints {
  readonly keys: readonly string[];
  readonly description: string | undefined;
  readonly example: string | undefined;
}

/** What the schema itself says of the place where an issue is. */
function hintsAt(schema: z.ZodType, path: readonly PropertyKey[]): Hints {
  let nodes = unwrapped(schema);
  let described = [schema];
  for (const step of path) {
    described = nodes.flatMap((node) => childrenOf(node, step));
    nodes = described.flatMap(unwrapped);
  }
  const metas = described
    .flatMap(layersOf)
    .map((node) => node.meta())
    .filter((meta) => meta !== undefined);
  const example = metas.flatMap(({ examples }) =>
    Array.isArray(examples) ? (examples as unknown[]) : [],
  )[0];
  return {
    keys: [
      ...new Set(
        nodes.flatMap((node) => (node instanceof z.ZodObject ? Object.keys(node.shape as object) : [])),
      ),
    ],
    description: metas.find(({ description }) => description !== undefined)?.description,
    example:
      example === undefined ? undefined : typeof example === 'string' ? example : JSON.stringify(example),
  };
}

/** The schemas that a value at this place is checked against, without what is only wrapped around them. */
function unwrapped(schema: z.ZodType): z.ZodType[] {
  const inner = innerOf(schema);
  return inner.length === 0 ? [schema] : inner.flatMap(unwrapped);
}

/** A schema with all that is wrapped in it, from the outside in: each may say something of the place. */
function layersOf(schema: z.ZodType): z.ZodType[] {
  return [schema, ...innerOf(schema).flatMap(layersOf)];
}

function innerOf(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options as z.ZodType[];
  if (schema instanceof z.ZodPipe) return [schema.in as z.ZodType];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return [schema.unwrap() as z.ZodType];
  }
  return [];
}

function childrenOf(schema: z.ZodType, step: PropertyKey): z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const child = (schema.shape as Record<PropertyKey, z.ZodType | undefined>)[step];
    return child === undefined ? [] : [child];
  }
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  return schema instanceof z.ZodRecord ? [schema.valueType as z.ZodType] : [];
}

/** `sources.wallets.errors[0].at` */
export function keyText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`))
    .join('');
}

function valueIn({ value }: YamlFile, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[step];
  }
  return found;
}
