import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';

import type * as Yaml from 'yaml';
import type { Document, LineCounter, YAMLError } from 'yaml';

import { keptValue } from './kept-yaml.ts';
import type { Problem } from './problem.ts';

const require = createRequire(import.meta.url);

/** Loaded by need: on most starts, what every text came to is known. */
function yaml(): typeof Yaml {
  return require('yaml') as typeof Yaml;
}

/** A parsed YAML file that knows on which line each key stands. */
export interface YamlFile {
  readonly name: string;
  readonly value: unknown;
  /** The line of a key, or of the nearest one around it; `undefined` for what was not read from a file. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** Reads and parses a file of YAML, or says what is wrong with it. */
export function readYamlFile(path: string): YamlFile | readonly Problem[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return [{ file: path, key: '', ...unreadable(path, (error as NodeJS.ErrnoException).code) }];
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfWrongByte(bytes);
    return [
      { file: path, line, key: '', message: 'is not saved as UTF-8', expected: 'UTF-8, as every file here' },
    ];
  }
  return parseYaml(path, text);
}

/** The first line whose bytes are no UTF-8. A line end is the same byte in all of it. */
function lineOfWrongByte(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n');
  const wrong = lines.findIndex((line) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'));
      return false;
    } catch {
      return true;
    }
  });
  return wrong + 1;
}

/** Why a file cannot be read, and what to do; where it was saved under a name that is nearly right, that too. */
function unreadable(path: string, code: string | undefined): Pick<Problem, 'expected' | 'message'> {
  if (code === 'EISDIR') return { message: 'is a folder', expected: 'a file' };
  if (code !== 'ENOENT') return { message: 'cannot be read', expected: 'a file that this user may read' };
  const stem = basename(path, '.yaml').toLowerCase();
  const instead = namesIn(dirname(path)).find(
    (name) =>
      name !== basename(path) && name.toLowerCase().replace(/\.(?:ya?ml|json)(?:\.txt)?$/, '') === stem,
  );
  const remedy = instead === undefined ? '; CONFIG_DIR names its folder' : `: rename \`${instead}\``;
  return { message: 'is not there', expected: `a file of this name${remedy}` };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What the parser's errors ask for, where its own words do not say it. */
const REMEDIES: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the keys of a map one under the other, at the same column',
  BLOCK_AS_IMPLICIT_KEY:
    'a text with ": " in it to be in quotation marks, and a key to stand at the column of its neighbours',
  DUPLICATE_KEY: 'each key once',
  MISSING_CHAR: 'what is opened to be closed',
  MULTILINE_IMPLICIT_KEY: 'on each line a key, a colon and a blank, such as "name: Lunex"',
  TAB_AS_INDENT: 'blanks',
};

/** Characters that no editor shows, and that no value here may hold. */
// oxlint-disable-next-line no-control-regex -- These are what is looked for.
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B\u2060\uFEFF]/;

/** Parses YAML. What is wrong with the YAML itself comes back as problems. */
export function parseYaml(name: string, text: string): YamlFile | readonly Problem[] {
  let parsed: Parsed | undefined;
  let problem: Problem | undefined;
  const value = keptValue(text, () => {
    const now = parse(name, text);
    if ('value' in now) parsed = now;
    else problem = now;
    return parsed?.value;
  });
  if (problem !== undefined) return [problem];
  return {
    name,
    value,
    lineOf(path) {
      // Only what is wrong somewhere is asked for its lines.
      parsed ??= parse(name, text) as Parsed;
      return parsed.lineOf(path);
    },
  };
}

type Parsed = Omit<YamlFile, 'name'>;

function parse(name: string, text: string): Parsed | Problem {
  const unseen = UNSEEN.exec(text);
  if (unseen !== null) {
    const code = unseen[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    const line = text.slice(0, unseen.index).split('\n').length;
    const message = `has a character that cannot be seen (U+${code})`;
    return { file: name, line, key: '', message, expected: 'text alone: delete it, or type the line anew' };
  }
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  // The first alone: what follows is mostly the same mistake, seen from further down.
  const [error = document.warnings[0]] = document.errors;
  if (error !== undefined) return { file: name, key: '', ...wrongYaml(error, document, lines) };
  if (document.contents === null || document.contents.range?.[0] === document.contents.range?.[1]) {
    return { file: name, line: 1, key: '', message: 'is empty', expected: 'a map of keys and values' };
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message.replace(/[.:].*$/s, '') : '';
    const isTooMuch = reason.startsWith('Excessive');
    return {
      file: name,
      line: lineOfReference(text),
      key: '',
      message: isTooMuch ? 'refers to itself too often' : `is no valid YAML: ${reason}`,
      expected: isTooMuch
        ? 'fewer references ("*"): write out what they stand for'
        : 'a text that begins with "*" to be in quotation marks',
    };
  }
  if (isInItself(value))
    return {
      file: name,
      line: lineOfReference(text),
      key: '',
      message: 'has something that holds itself ("&" and "*")',
      expected: 'what is meant, written out',
    };
  return {
    value,
    lineOf: (path) => {
      const offset = offsetOf(document, path);
      return offset === undefined ? 1 : lines.linePos(offset).line;
    },
  };
}

function lineOfReference(text: string): number {
  const at = text.search(/(?<=^|[\s,[{])\*[^\s,\]}]/m);
  return text.slice(0, Math.max(0, at)).split('\n').length;
}

/** By references a value can be a part of itself. */
function isInItself(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.includes(value)) return true;
  return Object.values(value).some((inner) => isInItself(inner, [...around, value]));
}

function wrongYaml(
  { code, message, pos }: YAMLError,
  document: Document,
  lines: LineCounter,
): Pick<Problem, 'expected' | 'line' | 'message'> {
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  if (code === 'MULTIPLE_DOCS') {
    const [, end = pos[0]] = document.contents?.range ?? [];
    const line = Math.max(lineAt(end), lineAt(pos[0]) - 1);
    return {
      line,
      message: 'holds more than one document',
      expected: 'one, without "---" or "..." after it',
    };
  }
  if (code === 'TAG_RESOLVE_FAILED')
    return {
      line: lineAt(pos[0]),
      message: 'has a tag ("!…"), which is not understood here',
      expected: 'none',
    };
  return {
    line: lineAt(openedAt(document, pos[0], message) ?? pos[0]),
    message: `is no valid YAML: ${message.replace(/\.$/, '')}`,
    expected: remedyFor(code, message),
  };
}

function remedyFor(code: string, message: string): string | undefined {
  if (message.startsWith('Maximum call stack')) return 'brackets within brackets a few deep at most';
  return message.startsWith('Flow ') ? REMEDIES['MISSING_CHAR'] : REMEDIES[code];
}

/** A quotation mark that nothing closes is noticed at the end of the file; the mistake is where it begins. */
function openedAt(document: Document, end: number, message: string): number | undefined {
  if (!/^Missing closing ["']/.test(message)) return undefined;
  let opened: number | undefined;
  yaml().visit(document, {
    Scalar(_key, { range, type }) {
      if ((type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') && range && range[0] < end) opened = range[0];
    },
  });
  return opened;
}

/** A value that came from elsewhere, in the clothes of a file. */
export function inMemory(name: string, value: unknown): YamlFile {
  return { name, value, lineOf: () => undefined };
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const { isMap, isNode } = yaml();
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const key = parent.items.find((pair) => isNode(pair.key) && String(pair.key) === String(last))?.key;
      if (isNode(key) && key.range) return key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}
