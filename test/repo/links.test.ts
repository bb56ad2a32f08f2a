import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { describe, expect, it } from 'vitest';

import { brokenLinks } from './broken-links.ts';
import { markdownPages } from './repository-files.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const pages = markdownPages().map(({ path, text }) => [path, text] as const);

/** Paths of this repository that a page names in code: `src/engine/step.ts`, `config/exchanges/`; examples aside. */
function citedPaths(text: string): string[] {
  const inCode = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code = '']) => code);
  return inCode.filter(
    (code) => /^(?:src|test|config|commands|docs)\/[\w./-]*$/.test(code) && !code.includes('example'),
  );
}

describe.each(pages)('%s', (path, text) => {
  it('links to nothing that is not there', () => {
    expect(brokenLinks(dirname(path), text)).toEqual([]);
  });

  it('names no path that is not there', () => {
    expect(citedPaths(text).filter((cited) => !existsSync(cited))).toEqual([]);
  });

  it('names no script that is not there', () => {
    const named = Array.from(text.matchAll(/npm run ([\w:-]+)/g), ([, script = '']) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});
