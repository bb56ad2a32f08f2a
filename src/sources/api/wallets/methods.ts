import { nameReader, rowsAt } from '#src/sources/api/rows.ts';
import { SourceError } from '#src/sources/source.ts';
import { valueAt } from '#src/sources/api/value-path.ts';

import type { WalletsConfig } from './wallets-config.ts';

/**
 * Which coins a method moves. A method that the list does not know stands for itself: a coin under a strange name is
 * better than none. Throws `SourceError` where the list is missing: then all names would be strange.
 */
export function methodReader(
  methods: WalletsConfig['methods'],
  root: unknown,
): ((method: string) => readonly string[]) | undefined {
  if (methods === undefined) return undefined;
  const nameOf = nameReader(methods.name);
  const assets = new Map<string, readonly string[]>();
  for (const item of rowsAt(root, methods.rows, nameOf)) {
    const name = nameOf(item);
    const list = methods.assets.map((path) => valueAt(item.row, path)).find(Array.isArray);
    if (name === undefined || list === undefined) {
      throw new SourceError('broken', 'A row of the list of methods has no name, or no list of coins.');
    }
    assets.set(
      name,
      list.filter((asset) => typeof asset === 'string' && asset.trim() !== ''),
    );
  }
  if (assets.size === 0) throw new SourceError('broken', 'The list of what each method moves is empty.');
  return (method) => assets.get(method) ?? [method];
}
