import { z } from 'zod';

import { STATUSES } from '#src/domain/status.ts';

/** A key of a schema as people write it: `checks[].at`. */
export interface SchemaKey {
  readonly key: string;
  readonly description: string;
  readonly needed: boolean;
  /** As JSON; `undefined` where nothing stands for a missing key. */
  readonly fallback: string | undefined;
}

/** Objects that stand in many places and are described once, by the name that a reader finds them under. */
type ShapeName = 'condition' | 'error' | 'switch';

interface Node {
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** Every key of an object's schema, with those of the objects in it below their own. */
export function schemaKeys(schema: z.ZodType): SchemaKey[] {
  const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', reused: 'inline' });
  return keysOf(formsOf(json as Node), '');
}

function keysOf(objects: readonly Node[], prefix: string): SchemaKey[] {
  const keys = objects.flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([name, node]): SchemaKey[] => [
      {
        key: `${prefix}${name}`,
        description: describe(node),
        needed: required.includes(name) && objects.length === 1,
        fallback: node.default === undefined ? undefined : JSON.stringify(node.default),
      },
      ...below(node, `${prefix}${name}`),
    ]),
  );
  return [...new Map(keys.map((key) => [key.key, key])).values()];
}

function below(node: Node, path: string): SchemaKey[] {
  const forms = formsOf(node);
  const own = forms.filter(isPlainObject);
  const listed = forms
    .flatMap(({ items }) => (items === undefined ? [] : formsOf(items)))
    .filter(isPlainObject);
  return own.length > 0 ? keysOf(own, `${path}.`) : keysOf(listed, `${path}[].`);
}

function describe(node: Node): string {
  const choices = choicesOf(node);
  const shape = shapeOf(node);
  return [
    sentence(node.description ?? ''),
    ...(shape === undefined ? [] : [`See [${shape}](#${shape}).`]),
    ...(choices === undefined ? [] : [`${choices}.`]),
  ].join(' ');
}

/** The words that a value, or each value of a map, is one of. */
function choicesOf(node: Node): string | undefined {
  const words = formsOf(node).flatMap((form) => {
    const values = typeof form.additionalProperties === 'object' ? form.additionalProperties : form;
    return formsOf(values).flatMap(({ enum: all = [] }) => all.map(String));
  });
  if (words.length === 0) return undefined;
  const isStatus = STATUSES.every((status) => words.includes(status));
  const others = words.filter((word) => !isStatus || !(STATUSES as readonly string[]).includes(word));
  const named = others.map((word) => `\`${word}\``).join(', ');
  if (!isStatus) return `One of ${named}`;
  return others.length === 0 ? 'A status' : `A status, or ${named}`;
}

/** What a value may be, without the choice around it; a list stays one form. */
function formsOf(node: Node): readonly Node[] {
  return node.anyOf === undefined ? [node] : node.anyOf.flatMap(formsOf);
}

function shapeOf(node: Node): ShapeName | undefined {
  for (const form of formsOf(node)) {
    const shape = formsOf(form.items ?? form)
      .map(shapeOfObject)
      .find((found) => found !== undefined);
    if (shape !== undefined) return shape;
  }
  return undefined;
}

function shapeOfObject({ properties = {} }: Node): ShapeName | undefined {
  if ('inverted' in properties) return 'switch';
  if (!('orMissing' in properties)) return undefined;
  return 'outcome' in properties ? 'error' : 'condition';
}

function isPlainObject(node: Node): boolean {
  return node.properties !== undefined && shapeOfObject(node) === undefined;
}

function sentence(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}
