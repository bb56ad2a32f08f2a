import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { repositoryFiles } from '#test/repo/repository-files.ts';

import { checkImports } from './check-imports.ts';
import { FENCE, OUTSIDE } from './table.ts';
import type { Row } from './table.ts';

const page = readFileSync('docs/architecture.md', 'utf8');
const files = repositoryFiles()
  .filter((path) => path.endsWith('.ts') && path.includes('/'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const TABLE: readonly Row[] = [
  { folder: 'src/core', folders: [], packages: [] },
  { folder: 'src/shell', folders: ['src/core'], packages: ['zod', 'node', '@scope/name'] },
  { folder: 'src/shell/store', folders: [], packages: ['node:sqlite'] },
  { folder: 'src', folders: 'all', packages: [] },
  { folder: 'tools', folders: 'all', packages: 'any' },
  { folder: 'test', folders: 'all', packages: 'any' },
];
const check = (path: string, text: string): string[] => checkImports(TABLE, [{ path, text }]);

describe('the table of imports', () => {
  it('is kept by every file of the repository', () => {
    expect(checkImports(FENCE, files)).toEqual([]);
  });

  it('has a row for folders that exist, and for no others', () => {
    expect(FENCE.map(({ folder }) => folder).filter((folder) => !existsSync(folder))).toEqual([]);
  });

  it('names no folder that has no row', () => {
    const known = new Set(FENCE.map(({ folder }) => folder));
    const named = FENCE.flatMap(({ folders }) => (folders === 'all' ? [] : folders));
    expect(named.filter((folder) => !known.has(folder))).toEqual([]);
  });

  it('is the one that docs/architecture.md shows', () => {
    expect(shownTable(page)).toEqual(FENCE);
  });
});

describe('the picture of docs/architecture.md', () => {
  const layers = shownLayers(page);
  const layerOf = (folder: string): number => layers.findIndex((layer) => layer.includes(folder));

  it('shows each folder of the program, once', () => {
    const program = FENCE.map(({ folder }) => folder).filter((folder) => !OUTSIDE.includes(folder));
    expect(layers.flat().toSorted()).toEqual(program.toSorted());
  });

  it('shows nothing above what imports it', () => {
    const upwards = FENCE.flatMap(({ folder, folders }) =>
      (folders === 'all' ? [] : folders)
        .filter((one) => layerOf(one) < layerOf(folder))
        .map((one) => `${folder} imports ${one}`),
    );
    expect(upwards).toEqual([]);
  });
});

describe('an import that the table does not allow is found', () => {
  it.each<[string, string]>([
    ['of a value', "import { a } from '#src/shell/a.ts';"],
    ['of a type', "import type { A } from '#src/shell/a.ts';"],
    ['of a type by its name', "import { type A } from '#src/shell/a.ts';"],
    ['of nothing', "import '#src/shell/a.ts';"],
    ['over several lines', "import {\n  a,\n} from '#src/shell/a.ts';"],
    ['in double quotes', 'import { a } from "#src/shell/a.ts";'],
    ['that is passed on', "export { a } from '#src/shell/a.ts';"],
    ['that is passed on whole', "export * from '#src/shell/a.ts';"],
    ['of a type that is passed on', "export type { A } from '#src/shell/a.ts';"],
    ['at run time', "const a = await import('#src/shell/a.ts');"],
    ['inside a type', "type A = import('#src/shell/a.ts').A;"],
    ['of a package', "import { z } from 'zod';"],
    ['of a module of Node', "import { join } from 'node:path';"],
    ['of a module of Node without its prefix', "import { join } from 'path';"],
    ['by require', "const { z } = require('zod');"],
    ['by a name that is put together', 'const a = await import(`#src/${name}.ts`);'],
    ['by a path out of the folder', "import { a } from '../shell/a.ts';"],
    ['of a tool', "import { a } from '#tools/a.ts';"],
    ['of a test', "import { a } from '#test/a.ts';"],
    ['of a folder that is not in the table', "import { a } from '#src/other/a.ts';"],
  ])('%s', (_what, text) => {
    expect(check('src/core/file.ts', text)).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['an import of main', 'src/app.ts', "import '#src/main.ts';"],
    ['a path into another folder', 'src/app.ts', "import { a } from './core/a.ts';"],
    ['an import of a tool by what may import all', 'src/app.ts', "import { a } from '#tools/a.ts';"],
    ['an import of the whole by a part', 'src/shell/a.ts', "import { a } from '#src/app.ts';"],
    ['the store outside its folder', 'src/shell/a.ts', "import { DatabaseSync } from 'node:sqlite';"],
    ['what only the folder around it may', 'src/shell/store/a.ts', "import { a } from '#src/core/a.ts';"],
    ['a file whose folder has no row', 'src/new/a.ts', ''],
  ])('%s', (_what, path, text) => {
    expect(check(path, text)).toHaveLength(1);
  });

  it('with its file and its line', () => {
    expect(check('src/core/a.ts', "// A file.\n\nimport { z } from 'zod';\n")).toEqual([
      'src/core/a.ts:3: src/core may not import zod',
    ]);
  });
});

it.each<[string, string, string]>([
  [
    'its own folder',
    'src/shell/a.ts',
    "import { b } from './deep/b.ts'; import { c } from '#src/shell/c.ts';",
  ],
  ['a folder of its row', 'src/shell/a.ts', "import type { A } from '#src/core/deep/a.ts';"],
  ['a package of its row', 'src/shell/a.ts', "import { z } from 'zod/v4'; import a from '@scope/name/a';"],
  ['Node', 'src/shell/a.ts', "import { join } from 'node:path';"],
  ['anything, where its row says so', 'tools/a.ts', "import { a } from '#src/app.ts'; import b from 'b';"],
  [
    'what a text or a comment only mentions',
    'src/core/a.ts',
    "// import '#src/shell/a.ts'\nf(\"from 'zod'\");",
  ],
])('a file may import %s', (_what, path, text) => {
  expect(check(path, text)).toEqual([]);
});

/** The picture of the page, from above: the folders of each layer. Lines that no arrow parts are one layer. */
function shownLayers(text: string): string[][] {
  const [, picture = ''] = /```\n(.*?)```/s.exec(text) ?? [];
  return picture
    .split(/^ *│ *$/m)
    .map((layer) =>
      Array.from(layer.matchAll(/(?<=[ ·])(?:src|commands|config)\b[a-z/]*/g), ([folder]) => folder),
    );
}

/** The table of the page: `| folder | holds | may import | packages |`. */
function shownTable(page: string): Row[] {
  const [, table = ''] = /<!-- imports -->(.*)<!-- \/imports -->/s.exec(page) ?? [];
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) => {
    const [folder = '', , folders = '', packages = ''] = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''));
    const list = (cell: string): string[] => (cell === '' ? [] : cell.split(', '));
    return {
      folder,
      folders: folders === 'all' ? 'all' : list(folders),
      packages: packages === 'any' ? 'any' : list(packages),
    };
  });
}
