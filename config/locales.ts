import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import {
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

import { nearest } from '#src/names/nearest.ts';
import { isKnownGood } from './kept-yaml.ts';
import type { Problem } from './problem.ts';
import { isNearlyYaml, languageProblem, renamed } from './stray-files.ts';
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
  const english = languages[SOURCE];
  const own = join(folder, 'locales');
  if (own === SHIPPED || !existsSync(own) || basename(own) !== 'locales') return languages;
  const rewordings = readAll(own, english && sourceOf(english), problems);
  const locales = new Set([...Object.keys(languages), ...Object.keys(rewordings)]);
  return Object.fromEntries(
    [...locales].map((locale) => [locale, { ...languages[locale], ...rewordings[locale] }]),
  );
}

function readAll(
  folder: string,
  source: Source | undefined,
  problems: Problem[],
): Record<string, Record<string, string>> {
  const entries = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const files = entries.filter((name) => name.endsWith('.yaml'));
  for (const name of entries.filter((one) => isNearlyYaml(one)))
    problems.push({ file: join(folder, name), key: '', message: 'is not read', ...renamed(name) });
  // English first: the others are held against it.
  const ordered = files.toSorted((a, b) => Number(b === `${SOURCE}.yaml`) - Number(a === `${SOURCE}.yaml`));
  const languages: Record<string, Record<string, string>> = {};
  let heldAgainst = source;
  for (const name of ordered) {
    const path = join(folder, name);
    const problem = languageProblem(basename(name, '.yaml'));
    if (problem !== undefined) {
      problems.push({ file: path, key: '', ...problem });
      continue;
    }
    const parsed = readYamlFile(path);
    if (!('lineOf' in parsed)) {
      problems.push(...parsed);
      continue;
    }
    const messages = messagesOf(parsed, heldAgainst, problems);
    languages[basename(name, '.yaml')] = messages;
    heldAgainst ??= sourceOf(messages);
  }
  return languages;
}

function messagesOf(file: YamlFile, source: Source | undefined, problems: Problem[]): Record<string, string> {
  if (typeof file.value !== 'object' || Array.isArray(file.value)) {
    problems.push({
      file: file.name,
      line: 1,
      key: '',
      message: 'has to be a map',
      expected: 'ids of messages, and what they say',
    });
    return {};
  }
  const leaves = [...leavesOf(file.value, [])];
  const bad = new Set<string>();
  // Which takes longer than all else that is read of a message, and is known of those that were here before.
  isKnownGood(['messages', file.value, source?.messages], () => {
    for (const [path, value] of leaves) {
      const id = path.join('.');
      const problem = explainBadMessage(id, value, source);
      if (problem === undefined) continue;
      bad.add(id);
      problems.push({ file: file.name, line: file.lineOf(path), key: id, ...problem });
    }
    return bad.size === 0;
  });
  const messages = leaves.map(([path, value]) => [path.join('.'), String(value)] as const);
  return Object.fromEntries(messages.filter(([id]) => !bad.has(id)));
}

function leavesOf(value: unknown, path: readonly string[]): (readonly [readonly string[], unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inside]) => leavesOf(inside, [...path, key]));
}

function explainBadMessage(
  id: string,
  value: unknown,
  source: Source | undefined,
): Pick<Problem, 'message' | 'expected' | 'suggestion'> | undefined {
  if (typeof value !== 'string') return { message: 'is no text', expected: 'a message in quotes' };
  const own = argumentsOf(value);
  if (own === undefined) {
    return { message: 'is no message', expected: 'ICU MessageFormat, with every brace closed: {name}' };
  }
  if (source === undefined) return undefined;
  if (!source.ids.has(id)) {
    return { message: 'is the id of no message', suggestion: nearest(id, [...source.ids]) };
  }
  if (own.size === 0) return undefined;
  const wanted = source.argumentsOf(id);
  const stray = [...own].toSorted().find((name) => !wanted.has(name));
  if (stray === undefined) return undefined;
  const only = [...wanted].toSorted().map((name) => `{${name}}`);
  return {
    message: `has {${stray}}, which this message is not given`,
    expected: only.length === 0 ? 'no arguments' : `only ${only.join(', ')}`,
  };
}

/** What messages are held against. */
interface Source {
  readonly messages: Readonly<Record<string, string>>;
  readonly ids: ReadonlySet<string>;
  readonly argumentsOf: (id: string) => ReadonlySet<string>;
}

function sourceOf(messages: Readonly<Record<string, string>>): Source {
  const known = new Map<string, ReadonlySet<string>>();
  return {
    messages,
    ids: new Set(Object.keys(messages)),
    argumentsOf(id) {
      const found = known.get(id) ?? argumentsOf(messages[id] ?? '') ?? new Set();
      known.set(id, found);
      return found;
    },
  };
}

/** A message of text and bare arguments, as most are: reading those needs no grammar. */
const SIMPLE = /^(?:[^{}']|\{\w+\})*$/;

/** The names of a message's arguments; `undefined` where it is no ICU message. */
function argumentsOf(message: string): ReadonlySet<string> | undefined {
  if (SIMPLE.test(message)) return new Set(message.match(/(?<=\{)\w+/g));
  try {
    return new Set(namesIn(parse(message, { ignoreTag: true })));
  } catch {
    return undefined;
  }
}

function namesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (isLiteralElement(element) || isPoundElement(element)) return [];
    const isChoice = isPluralElement(element) || isSelectElement(element);
    const inside = isChoice ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : [];
    return [element.value, ...inside];
  });
}
