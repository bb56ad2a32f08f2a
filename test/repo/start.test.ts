import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

/** What takes long to load, and is needed by some or later. */
const BY_NEED = [
  'discord.js',
  '@discordjs/rest',
  'ws',
  '@resvg/resvg-js',
  'bullmq',
  '@keyv/redis',
  'prom-client',
  'hono',
  '@hono/node-server',
  'yaml',
  'string-width',
  'wrap-ansi',
];

/** The modules that have to be there before a file runs. */
function importsBefore(path: string): string[] {
  const { module } = parseSync(path, readFileSync(path, 'utf8'));
  const imported = module.staticImports.filter(
    ({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType),
  );
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ isType, moduleRequest }) => (isType || moduleRequest === null ? [] : [moduleRequest])),
  );
  return [...imported.map(({ moduleRequest }) => moduleRequest), ...exported].map(({ value }) => value);
}

function loadedBefore(path: string, seen = new Set<string>()): Set<string> {
  for (const specifier of importsBefore(path)) {
    const isOwn = specifier.startsWith('#') || specifier.startsWith('.');
    const found = specifier.startsWith('#') ? specifier.slice(1) : join(dirname(path), specifier);
    const name = isOwn ? found : specifier;
    if (seen.has(name)) continue;
    seen.add(name);
    if (isOwn && name.endsWith('.ts')) loadedBefore(name, seen);
  }
  return seen;
}

test('a start loads what it needs before the first read, and nothing that some need or that comes later', () => {
  const loaded = loadedBefore('src/process/run.ts');
  expect([...loaded]).toEqual(expect.arrayContaining(['src/app/app.ts', 'undici', 'zod']));
  expect(BY_NEED.filter((name) => loaded.has(name))).toEqual([]);
});
