import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

import { repositoryFiles } from './repository-files.ts';

const root = join(import.meta.dirname, '../..');

/** Two words of letters with a blank between them: what somebody would read. */
const SENTENCE = /\p{L}{2,}[,.:;]? \p{L}{2,}/u;

/** Texts in a file that read like a sentence, with their lines. */
function sentencesIn(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found: string[] = [];
  const note = (start: number, value: string): void => {
    if (SENTENCE.test(value)) found.push(`${file}:${text.slice(0, start).split('\n').length}: ${value}`);
  };
  new Visitor({
    Literal(node) {
      if (typeof node.value === 'string') note(node.start, node.value);
    },
    TemplateElement(node) {
      note(node.start, node.value.cooked ?? '');
    },
  }).visit(parseSync(file, text).program);
  return found;
}

describe('What members read', () => {
  it('stands in the message catalogues, and not in the commands', () => {
    const files = repositoryFiles().filter((file) => file.startsWith('commands/') && file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(sentencesIn)).toEqual([]);
  });

  it('is made last: the nouns and the engine hold facts alone, and so do state and outbox', () => {
    const files = repositoryFiles().filter((file) => /^src\/(?:domain|engine)\/.*\.ts$/.test(file));
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(sentencesIn)).toEqual([]);
  });
});
