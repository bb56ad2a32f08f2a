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

  it.each(types)('%s has a folder of its own, and a test', (type) => {
    expect(readdirSync(join('src/sources', type))).toContain(`${type}.ts`);
    expect(readdirSync(join('test/sources', type))).toContain(`${type}.test.ts`);
  });

  it('that have a folder of this name are registered', () => {
    const folders = readdirSync('src/sources', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const own = folders
      .map(({ name }) => name)
      .filter(
        (name) =>
          readdirSync(join('src/sources', name)).includes(`${name}-config.ts`) || types.includes(name),
      );
    // `page` is what status pages share.
    expect(own.filter((name) => name !== 'page').toSorted()).toEqual(types.toSorted());
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
