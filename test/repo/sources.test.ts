import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { SOURCE_TYPES } from '#src/sources/index.ts';

const types = Object.keys(SOURCE_TYPES);
const folder = 'config/exchanges';
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe('the types of sources', () => {
  it.each(files)('in %s are all registered', (file) => {
    const { sources = {} } = parse(readFileSync(join(folder, file), 'utf8')) as {
      sources?: Record<string, { type: string }>;
    };
    const unknown = Object.values(sources).filter(({ type }) => !types.includes(type));
    expect(unknown).toEqual([]);
  });

  it('have a folder each, in one of the kits, with a test beside it', () => {
    expect(foldersOfTypes('src/sources', '.ts')).toEqual(types.toSorted());
    expect(foldersOfTypes('test/sources', '.test.ts')).toEqual(types.toSorted());
  });

  it('cost a folder and a line in the registry each: nothing else knows one of them', () => {
    const files = ['src', 'config', 'commands', 'tools'].flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => join(root, path)),
    );
    const knowing = files.filter((file) => {
      const text = readFileSync(file, 'utf8');
      return types.some((type) => !file.includes(`/${type}/`) && imports(text, type));
    });
    expect(knowing).toEqual(['src/sources/index.ts']);
    // A table with a row for every type would be a second registry.
    const tables = files.filter((file) => /Record<SourceTypeName/.test(readFileSync(file, 'utf8')));
    expect(tables).toEqual([]);
  });

  it.each(types)('%s is documented', (type) => {
    expect(readFileSync('docs/source-keys.md', 'utf8')).toMatch(new RegExp(`^#+ .*\`?${type}\`?$`, 'm'));
  });
});

describe('an exchange', () => {
  it.each(files)('in %s has the name of its file, and points editors at the schema', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(parse(text)).toMatchObject({ id: file.replace('.yaml', '') });
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schema/exchange.schema.json');
  });
});

/** Names of folders below a folder of folders that hold a file of their own name. */
function foldersOfTypes(root: string, ending: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split('/'))
    .filter(([kit, name, file]) => kit !== undefined && file === `${name}${ending}`)
    .map(([, name = '']) => name)
    .toSorted();
}

/** Whether a text imports anything out of the folder of a type. */
function imports(text: string, type: string): boolean {
  return new RegExp(`from '(?:#src/sources|\\.)/(?:\\w+/)?${type}/`).test(text);
}
