import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  isArgumentElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';

import { readLocales } from '#config/locales.ts';
import { explainProblem } from '#config/problem.ts';
import type { Problem } from '#config/problem.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const none = '/nowhere';

/**
 * The arguments that a reader sees. By the others a message chooses its words only, which a language without number or
 * gender need not do.
 */
function shownArgumentsOf(message: string): readonly string[] {
  return [...new Set(shownIn(parse(message, { ignoreTag: true })))].toSorted();
}

/** `plural` is the argument that a `#` stands for. */
function shownIn(elements: readonly MessageFormatElement[], plural?: string): string[] {
  return elements.flatMap((element) => {
    if (isPoundElement(element)) return plural ?? [];
    if (isPluralElement(element))
      return Object.values(element.options).flatMap(({ value }) => shownIn(value, element.value));
    if (isSelectElement(element))
      return Object.values(element.options).flatMap(({ value }) => shownIn(value, plural));
    return isArgumentElement(element) || 'style' in element ? [element.value] : [];
  });
}

function reworded(text: string, locale = 'en') {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'locales'));
  writeFileSync(join(folder, 'locales', `${locale}.yaml`), text);
  const problems: Problem[] = [];
  const languages = readLocales(folder, problems);
  return { languages, told: problems.map((problem) => explainProblem(problem).replace(folder, '')) };
}

describe('the shipped languages', () => {
  const problems: Problem[] = [];
  const languages = readLocales(none, problems);
  const english = languages['en'] ?? {};

  it('are all readable', () => {
    expect(problems).toEqual([]);
    expect(Object.keys(languages).toSorted()).toEqual(
      readdirSync(join(import.meta.dirname, '../../config/locales'))
        .map((name) => name.replace('.yaml', ''))
        .toSorted(),
    );
  });

  it.each(Object.entries(languages))(
    '%s says all that English says, with the same arguments',
    (_, messages) => {
      expect(Object.keys(messages).toSorted()).toEqual(Object.keys(english).toSorted());
      const differing = Object.keys(messages).filter(
        (id) => String(shownArgumentsOf(messages[id] ?? '')) !== String(shownArgumentsOf(english[id] ?? '')),
      );
      expect(differing).toEqual([]);
    },
  );
});

describe("an operator's own words", () => {
  it('take the place of the shipped ones, one by one', () => {
    const { languages, told } = reworded('reply: { serverOnly: Servers only. }');
    expect(told).toEqual([]);
    expect(languages['en']?.['reply.serverOnly']).toBe('Servers only.');
    expect(languages['en']?.['reply.failed']).toContain('{id}');
  });

  it.each([
    [
      'an id that there is not',
      'reply:\n  serverOnli: Hm.',
      '/locales/en.yaml:2: `reply.serverOnli` is the id of no message. Did you mean `reply.serverOnly`?',
    ],
    [
      'an argument that the message is not given',
      'reply:\n  failed: Ask for {number}.',
      '/locales/en.yaml:2: `reply.failed` has {number}, which this message is not given. Expected: only {id}.',
    ],
    [
      'a brace that is left open',
      'reply:\n  failed: "Ask for {id."',
      '/locales/en.yaml:2: `reply.failed` is no message. Expected: ICU MessageFormat, with every brace closed: {name}.',
    ],
    [
      'a number',
      'reply:\n  failed: 7',
      '/locales/en.yaml:2: `reply.failed` is no text. Expected: a message in quotes.',
    ],
  ])('with %s are refused, with file and line', (_, text, sentence) => {
    expect(reworded(text).told).toEqual([sentence]);
  });
});
