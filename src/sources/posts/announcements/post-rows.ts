import { SourceError } from '#src/sources/source.ts';
import { compilePath, nameOfPath, valueAt, valuesAt } from '#src/sources/api/value-path.ts';
import type { ValuePath } from '#src/sources/api/value-path.ts';

/** The posts at the first of the paths that leads to lists, put together. Throws `SourceError` where none does. */
export function postRows(root: unknown, paths: readonly ValuePath[]): object[] {
  const path = paths.find((candidate) => leadsToLists(root, candidate));
  if (path === undefined) {
    const names = paths.map(nameOfPath).join(' or ');
    throw new SourceError('broken', `The answer has no list of posts at ${names}.`);
  }
  return valuesAt(root, path)
    .flat()
    .map((row) => {
      if (typeof row === 'object' && row !== null) return row;
      throw new SourceError('broken', 'The list holds something else where a post should be.');
    });
}

function leadsToLists(root: unknown, path: ValuePath): boolean {
  const lists = valuesAt(root, path);
  return lists.length > 0 ? lists.every(Array.isArray) : hasNoParts(root, path);
}

/** An empty list of lists holds no list, and is in order all the same. */
function hasNoParts(root: unknown, { text }: ValuePath): boolean {
  const every = text.indexOf('[*]');
  if (every < 0) return false;
  const parts = valueAt(root, compilePath(text.slice(0, every)));
  return Array.isArray(parts) && parts.length === 0;
}
