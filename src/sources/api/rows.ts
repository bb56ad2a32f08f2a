import { oneLine } from '#src/sources/one-line.ts';
import { SourceError } from '#src/sources/source.ts';
import { textOf } from './text-of.ts';
import { nameOfPath, readerAt, valueAt } from './value-path.ts';
import type { ValuePath } from './value-path.ts';

/** A row of a list, or a value of a map with its name there. */
export interface Row {
  readonly row: object;
  readonly key: string | undefined;
}

/** Reads a name from a row: its text at the first of some columns that has one. */
export type ReadName = (row: Row) => string | undefined;

/** The name under which a row stands in its map, as a column. */
const KEY_COLUMN = '$key';

export function nameReader(paths: readonly ValuePath[]): ReadName {
  const readers = paths.map((path) => (path.text === KEY_COLUMN ? undefined : readerAt(path)));
  return ({ key, row }) => {
    for (const read of readers) {
      const name = read === undefined ? key : read(row);
      if (typeof name === 'string' && name.trim() !== '') return name;
      if (typeof name === 'number') return String(name);
    }
    return undefined;
  };
}

/**
 * The rows at the first of the paths that leads to a list or a map. A lone object that has the name of a row is
 * one row. Throws `SourceError` where there are none, or where one is no object.
 */
export function rowsAt(root: unknown, paths: readonly ValuePath[], nameOf: ReadName): Row[] {
  for (const path of paths) {
    const value = valueAt(root, path);
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) return (value as unknown[]).map((row) => checked(row, undefined));
    if (nameOf({ row: value, key: undefined }) !== undefined) return [{ row: value, key: undefined }];
    return Object.entries(value).map(([key, row]) => checked(row, key));
  }
  const names = paths.map(nameOfPath).join(' or ');
  throw new SourceError('broken', `The answer has no list at ${names}.`);
}

function checked(row: unknown, key: string | undefined): Row {
  if (typeof row === 'object' && row !== null) return { row, key };
  throw new SourceError(
    'broken',
    `The list holds ${oneLine(textOf(row)).slice(0, 60)} where a row should be.`,
  );
}
