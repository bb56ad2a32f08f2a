import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { repositoryFiles } from './repository-files.ts';

const files = repositoryFiles().map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** Where the text stands, as `path:line`. */
function placesOf(pattern: RegExp, exempt: readonly string[] = []): string[] {
  return files.flatMap(({ path, text }) =>
    exempt.includes(path)
      ? []
      : text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}`] : [])),
  );
}

// In parts, so that this file does not mention them either.
const words = (...parts: readonly (readonly string[])[]): RegExp =>
  new RegExp(parts.map((part) => part.join('')).join('|'), 'i');

describe('no file of the repository', () => {
  it('knows a path of somebody’s machine', () => {
    const roots = [
      ['/wo', 'rk/'],
      ['/ho', 'me/'],
      ['/Us', 'ers/'],
      ['/tm', 'p/'],
    ];
    const absolute = roots.map((root) => ['(?:^|[\\s"\'`(=:])', ...root, '\\w']);
    expect(placesOf(words(...absolute))).toEqual([]);
  });

  it('knows a host that packages come from', () => {
    expect(placesOf(words(['registry', '\\.npm'], ['registry', '\\.yarn'], ['npm', 'mirror']))).toEqual([]);
  });

  it('names a tool that writes code', () => {
    const tools = words(
      ['cla', 'ude'],
      ['chat', 'gpt'],
      ['open', 'ai'],
      ['anth', 'ropic'],
      ['copi', 'lot'],
      ['code', 'x\\b'],
    );
    // The recorded answers have the names of the pages that they were taken from.
    expect(placesOf(tools, ['test/conformance/recorded.ts'])).toEqual([]);
  });

  it('holds something that looks like a bot token', () => {
    expect(placesOf(/[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}/)).toEqual([]);
  });

  it('is left half-merged', () => {
    expect(placesOf(/^(?:<{7}|>{7}) /)).toEqual([]);
  });
});
