import { textOf } from './text-of.ts';

/**
 * Where a value stands in a JSON document: `data.list[0].name`. `[*]` means every element of a list, or every value of
 * a map, and `[symbol=BTC]` the first of them whose `symbol` is that; the empty path is the document itself; `$key` is
 * the name under which a row stands in its map.
 */
export interface ValuePath {
  readonly text: string;
  readonly steps: readonly Step[];
  /** It leads to one value at most: it has no `[*]`. */
  readonly isSingle: boolean;
}

type Step = string | number | typeof EVERY | Match;

/** The first row that has this value, as text, under this key. */
interface Match {
  readonly key: string;
  readonly value: string;
}

const EVERY = Symbol('every');
const BRACKETS = String.raw`\[(?:\d+|\*|[^=[\]]+=[^[\]]*)\]`;
const WHOLE = new RegExp(`^(?:(?:[^.[\\]]+|${BRACKETS})(?:\\.[^.[\\]]+|${BRACKETS})*)?$`);
const STEP = /\[(?:(\d+)|(\*)|([^=[\]]+)=([^[\]]*))\]|[^.[\]]+/g;

export function isValuePath(text: string): boolean {
  return WHOLE.test(text);
}

export function compilePath(text: string): ValuePath {
  const steps = Array.from(text.matchAll(STEP), ([whole, index, every, key, value]): Step => {
    if (index !== undefined) return Number(index);
    if (key !== undefined) return { key, value: value ?? '' };
    return every === undefined ? whole : EVERY;
  });
  return { text, steps, isSingle: !steps.includes(EVERY) };
}

/** A path in a sentence for the operator. */
export function nameOfPath({ text }: ValuePath): string {
  return text === '' ? 'its top level' : `\`${text}\``;
}

/** The first value at a path; `undefined` where there is none. An explicit `null` is a value. */
export function valueAt(root: unknown, path: ValuePath): unknown {
  if (!path.isSingle) return valuesAt(root, path)[0];
  let value = root;
  for (let i = 0; i < path.steps.length && value !== undefined; i += 1)
    value = stepInto(value, path.steps[i]);
  return value;
}

/** Reads the value at a path from thousands of rows: a plain name, the common case, without a walk along it. */
export function readerAt(path: ValuePath): (root: unknown) => unknown {
  const [step] = path.steps;
  if (path.steps.length !== 1 || typeof step !== 'string' || step in Object.prototype) {
    return (root) => valueAt(root, path);
  }
  return (root) =>
    typeof root === 'object' && root !== null && !Array.isArray(root)
      ? (root as Record<string, unknown>)[step]
      : undefined;
}

/** All values at a path, in the document's order. */
export function valuesAt(root: unknown, path: ValuePath): unknown[] {
  if (path.isSingle) {
    const value = valueAt(root, path);
    return value === undefined ? [] : [value];
  }
  let values: unknown[] = [root];
  for (const step of path.steps) {
    values =
      step === EVERY
        ? values.flatMap((value) => elementsOf(value))
        : values.map((value) => stepInto(value, step)).filter((value) => value !== undefined);
  }
  return values;
}

function stepInto(value: unknown, step: Step | undefined): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (typeof step === 'number') return Array.isArray(value) ? (value as unknown[])[step] : undefined;
  if (typeof step === 'object') return elementsOf(value).find((row) => isMatch(row, step));
  if (typeof step !== 'string' || Array.isArray(value) || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string, unknown>)[step];
}

function isMatch(row: unknown, { key, value }: Match): boolean {
  const found = stepInto(row, key);
  return found !== undefined && textOf(found) === value;
}

function elementsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
