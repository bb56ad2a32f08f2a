import type { Chance } from './random.ts';

/** What a mutation did: `garbled` only put nonsense in the place of values, so that no status may come of it. */
export interface Mutated {
  readonly text: string;
  readonly how: string;
  readonly isGarbled: boolean;
}

/** No list of words of any exchange has it. */
const GARBAGE = 'Zq7☃ xkvwq';
const MAX_CHANGES = 3;
/** Characters that a value comes to when it is put in again and again. */
const MAX_AGAIN = 1_000_000;

const HOSTILE: readonly (() => unknown)[] = [
  () => ({ length: 1_000_000_000 }),
  () => ({ length: -1 }),
  () => null,
  () => Number.MAX_SAFE_INTEGER,
  () => -1e308,
  () => 1e308,
  () => 0.1,
  () => '',
  () => [],
  () => ({}),
  () => [[[[[[[[]]]]]]]],
  () => ({ __proto__x: 1, constructor: { prototype: { x: 1 } } }),
  () => 'constructor',
  () => '__proto__',
  () => '\u0000\uD800',
  () => '<'.repeat(20_000),
  () => '&#'.repeat(20_000),
  () => 'a'.repeat(100_000),
  () => ' '.repeat(50_000),
  () => `${'0'.repeat(30_000)}:`,
  () => 'BTC, '.repeat(10_000),
  () => 'withdrawals and '.repeat(3_000),
  () => '12:00 '.repeat(8_000),
  () => 'From 2026-03-20 12:00 to '.repeat(2_000),
  () => '暂停提现，'.repeat(4_000),
  () => '2026-13-45T99:99:99Z',
  () => Array.from({ length: 5_000 }, (_, i) => i),
  () => Array.from({ length: 5_000 }, () => ({})),
];

type Path = readonly (string | number)[];

/** Another body like this one, with something wrong in it. */
export function mutateJson(body: unknown, chance: Chance): Mutated {
  const kind = chance.below(10);
  if (kind === 0) return mutateText(JSON.stringify(body), chance);
  if (kind === 1) return { text: deepJson(chance.below(50_000)), how: 'depth', isGarbled: true };
  let changed = body;
  const times = 1 + chance.below(MAX_CHANGES);
  const done: string[] = [];
  let isGarbled = true;
  for (let i = 0; i < times; i += 1) {
    const path = chance.pick(pathsOf(changed));
    const change = chance.below(6);
    done.push(
      `${['garbage', 'garbage', 'hostile', 'gone', 'again', 'swapped'][change]} at ${path.join('.')}`,
    );
    if (change <= 1) changed = put(changed, path, () => GARBAGE);
    else {
      isGarbled = false;
      if (change === 2) changed = put(changed, path, chance.pick(HOSTILE));
      else if (change === 3) changed = put(changed, path, () => undefined);
      else if (change === 4)
        changed = put(changed, path, (old) => Array.from({ length: timesOf(old) }, () => old));
      else changed = put(changed, path, () => valueAt(body, chance.pick(pathsOf(body))));
    }
  }
  return { text: JSON.stringify(changed) ?? 'null', how: done.join(', '), isGarbled };
}

/** A text that was cut, repeated, or has signs in it that mean something. */
export function mutateText(text: string, chance: Chance): Mutated {
  const at = chance.below(text.length + 1);
  const more = chance.pick(HOSTILE)();
  const inserted = typeof more === 'string' ? more : JSON.stringify(more);
  switch (chance.below(5)) {
    case 0:
      return { text: text.slice(0, at), how: `cut at ${at}`, isGarbled: false };
    case 1:
      return {
        text: text.slice(0, at) + inserted + text.slice(at),
        how: `put in at ${at}`,
        isGarbled: false,
      };
    case 2: {
      const end = Math.min(text.length, at + chance.below(200));
      const again = text.slice(at, end).repeat(1 + chance.below(300));
      return { text: text.slice(0, at) + again + text.slice(end), how: `again at ${at}`, isGarbled: false };
    }
    case 3:
      return { text: text.slice(at) + text.slice(0, at), how: `turned at ${at}`, isGarbled: false };
    default:
      return {
        text: chance.pick([inserted, `"${GARBAGE}"`, '[1,2', '<html><body>Hi']),
        how: 'rubbish',
        isGarbled: true,
      };
  }
}

function deepJson(depth: number): string {
  return '[{"a":'.repeat(depth) + '1' + '}]'.repeat(depth);
}

/** As often as makes a long answer, and not one that no text holds. */
function timesOf(value: unknown): number {
  return Math.max(2, Math.min(200, Math.floor(MAX_AGAIN / (JSON.stringify(value) ?? '').length)));
}

/** The way to every value, to a bound. */
function pathsOf(value: unknown): Path[] {
  const paths: Path[] = [[]];
  const walk = (node: unknown, path: Path): void => {
    if (typeof node !== 'object' || node === null || paths.length > 300) return;
    for (const [key, child] of Object.entries(node)) {
      const next = [...path, Array.isArray(node) ? Number(key) : key];
      paths.push(next);
      walk(child, next);
    }
  };
  walk(value, []);
  return paths;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, step) => (node as Record<string, unknown> | null | undefined)?.[step],
    root,
  );
}

function put(root: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(root);
  if (Array.isArray(root))
    return root.map((item: unknown, i) => (i === step ? put(item, rest, change) : item));
  const map = root as Record<string, unknown>;
  return { ...map, [step]: put(map[step], rest, change) };
}
