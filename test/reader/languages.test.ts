import { globSync, readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { LANGUAGES } from '#src/languages/languages.ts';

const OTHER_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Data, by name: what things are called in every language. */
const DATA = /^src\/names\/(?:coins|currencies|exchanges|networks|rails|regions)\.ts$/;

it('keeps every word of a language in its pack, and none in the algorithm', () => {
  const files = globSync(['src/names/*.ts', 'src/reader/**/*.ts', 'src/sources/{page,posts}/**/*.ts']);
  const found = files
    .filter((file) => !DATA.test(file))
    .filter((file) => OTHER_SCRIPT.test(readFileSync(file, 'utf8')));
  expect(files.length).toBeGreaterThan(50);
  expect(found).toEqual([]);
});

it('has a language for every script, and one for all others', () => {
  expect(LANGUAGES.filter(({ script }) => script === null).map(({ language }) => language)).toEqual(['en']);
  expect(new Set(LANGUAGES.map(({ language }) => language)).size).toBe(LANGUAGES.length);
});
