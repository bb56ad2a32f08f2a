import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import {
  isArgumentElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

import { nearest } from '#src/names/nearest.ts';
import type { Problem } from './problem.ts';
import { isNearlyYaml, renamed } from './stray-files.ts';
import { readYamlFile } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** Messages by id, of each language: what a catalogue is made of. */
export type Languages = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SHIPPED = join(import.meta.dirname, 'locales');
const SOURCE = 'en';

/**
 * Reads the message catalogues: those that are shipped, and over them what the operator has put into `locales/` of
 * their own folder, which may reword a few messages or all of them. A message must say what the shipped English
 * one says: with the same arguments.
 */
export function readLocales(folder: string, problems: Problem[]): Languages {
  const languages = readAll(SHIPPED, undefined, problems);
  const own = join(folder, 'locales');
  if (own === SHIPPED || !existsSync(own) || basename(own) !== 'locales') return languages;
  const rewordings = readAll(own, languages[SOURCE], problems);
  const locales = new Set([...Object.keys(languages), ...Object.keys(rewordings)]);
  return Object.fromEntries(
    [...locales].map((locale) => [locale, { ...languages[locale], ...rewordings[locale] }]),
  );
}

function readAll(
  folder: string,
  source: Readonly<Record<string, string>> | undefined,
  problems: Problem[],
): Record<string, Record<string, string>> {
  const entries = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const files = entries.filter((name) => name.endsWith('.yaml'));
  for (const name of entries.filter((one) => isNearlyYaml(one)))
    problems.push({ file: join(folder, name), key: '', message: 'is not read', ...renamed(name) });
  // English first: the others are held against it.
  const ordered = files.toSorted((a, b) => Number(b === `${SOURCE}.yaml`) - Number(a === `${SOURCE}.yaml`));
  const languages: Record<string, Record<string, string>> = {};
  for (const name of ordered) {
    const path = join(folder, name);
    const parsed = readYamlFile(path);
    if (!('lineOf' in parsed)) {
      problems.push(...parsed);
      continue;
    }
    languages[basename(name, '.yaml')] = messagesOf(parsed, source ?? languages[SOURCE], problems);
  }
  return languages;
}

function messagesOf(
  file: YamlFile,
  source: Readonly<Record<string, string>> | undefined,
  problems: Problem[],
): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const [path, value] of leavesOf(file.value, [])) {
    const id = path.join('.');
    const problem = explainBadMessage(id, value, source);
    if (problem === undefined) messages[id] = String(value);
    else problems.push({ file: file.name, line: file.lineOf(path), key: id, ...problem });
  }
  return messages;
}

function* leavesOf(
  value: unknown,
  path: readonly string[],
): Generator<readonly [readonly string[], unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value];
  else for (const [key, inside] of Object.entries(value)) yield* leavesOf(inside, [...path, key]);
}

function explainBadMessage(
  id: string,
  value: unknown,
  source: Readonly<Record<string, string>> | undefined,
): Pick<Problem, 'message' | 'expected' | 'suggestion'> | undefined {
  if (typeof value !== 'string') return { message: 'is no text', expected: 'a message in quotes' };
  const own = argumentsOf(value);
  if (own === undefined) {
    return { message: 'is no message', expected: 'ICU MessageFormat, with every brace closed: {name}' };
  }
  if (source === undefined) return undefined;
  const english = source[id];
  if (english === undefined) {
    return { message: 'is the id of no message', suggestion: nearest(id, Object.keys(source)) };
  }
  const wanted = argumentsOf(english) ?? [];
  const stray = own.find((name) => !wanted.includes(name));
  if (stray !== undefined) {
    return {
      message: `has {${stray}}, which this message is not given`,
      expected: wanted.length === 0 ? 'no arguments' : `only ${wanted.map((name) => `{${name}}`).join(', ')}`,
    };
  }
  return undefined;
}

/** The names of a message's arguments, in order; `undefined` where it is no ICU message. */
function argumentsOf(message: string): readonly string[] | undefined {
  try {
    return [...new Set(namesIn(parse(message, { ignoreTag: true })))].toSorted();
  } catch {
    return undefined;
  }
}

/**
 * Those that a reader sees. By the others a message chooses its words only, which a language without number or gender
 * need not do.
 */
export function shownArgumentsOf(message: string): readonly string[] {
  return [...new Set(shownIn(parse(message, { ignoreTag: true })))].toSorted();
}

function namesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (isPluralElement(element) || isSelectElement(element)) {
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => namesIn(value))];
    }
    return shownIn([element]);
  });
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
