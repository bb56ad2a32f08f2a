import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

import { importsOf } from './imports-of.ts';
import { OUTSIDE } from './table.ts';
import type { Row } from './table.ts';

export interface SourceFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Every import that the table does not allow, as `file:line: what is wrong`. */
export function checkImports(table: readonly Row[], files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const row = rowOf(table, path);
    if (row === undefined) return [`${path}: its folder has no row in the table`];
    return importsOf(path, text).flatMap(({ specifier, line }) => {
      const problem = problemOf(table, row, path, specifier);
      return problem === undefined ? [] : [`${path}:${line}: ${problem}`];
    });
  });
}

function problemOf(table: readonly Row[], row: Row, path: string, specifier: string): string | undefined {
  if (specifier === '#package.json') return undefined;
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    if (specifier.startsWith('..') || rowOf(table, target) !== row)
      return `imports ${specifier} by a path; another folder is imported by name (#src/…)`;
    return undefined;
  }
  if (!specifier.startsWith('#')) {
    const name = packageOf(specifier);
    return row.packages === 'any' || row.packages.includes(name)
      ? undefined
      : `${row.folder} may not import ${specifier}`;
  }
  const target = specifier.slice(1);
  if (target === 'src/main.ts') return 'nobody imports main';
  const folder = rowOf(table, target)?.folder;
  if (folder === undefined) return `imports ${specifier}, whose folder has no row in the table`;
  if (folder === row.folder) return undefined;
  const isOutside = OUTSIDE.includes(folder) && !OUTSIDE.includes(row.folder);
  const isAllowed = row.folders === 'all' ? !isOutside : row.folders.includes(folder);
  return isAllowed ? undefined : `${row.folder} may not import ${specifier}`;
}

/** The row of the narrowest folder that holds a file. `src` is for the files that stand in it directly. */
function rowOf(table: readonly Row[], path: string): Row | undefined {
  return table
    .filter(({ folder }) =>
      folder === 'src' ? posix.dirname(path) === folder : path.startsWith(`${folder}/`),
    )
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

function packageOf(specifier: string): string {
  if (isBuiltin(specifier)) return specifier === 'node:sqlite' ? specifier : 'node';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
