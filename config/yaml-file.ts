import { readFileSync } from 'node:fs';

import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';

import { keptValue } from './kept-yaml.ts';
import type { Problem } from './problem.ts';

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
    const isFolder = (error as NodeJS.ErrnoException).code === 'EISDIR';
    const expected = isFolder ? 'a file' : 'a file that exists and may be read; CONFIG_DIR names its folder';
    return [{ file: path, key: '', message: isFolder ? 'is a folder' : 'cannot be read', expected }];
  }
  try {
    return parseYaml(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const line = lineOfWrongByte(bytes);
    return [
      { file: path, line, key: '', message: 'is not saved as UTF-8', expected: 'UTF-8, as every file here' },
    ];
  }
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
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  // The first alone: what follows is mostly the same mistake, seen from further down.
  const [error] = document.errors;
  if (error !== undefined) {
    const message = `is no valid YAML: ${error.message.replace(/\.$/, '')}`;
    return { file: name, line: lines.linePos(error.pos[0]).line, key: '', message };
  }
  if (document.contents === null || document.contents.range?.[0] === document.contents.range?.[1]) {
    return { file: name, line: 1, key: '', message: 'is empty', expected: 'a map of keys and values' };
  }
  return {
    value: document.toJS(),
    lineOf: (path) => {
      const offset = offsetOf(document, path);
      return offset === undefined ? 1 : lines.linePos(offset).line;
    },
  };
}

/** A value that came from elsewhere, in the clothes of a file. */
export function inMemory(name: string, value: unknown): YamlFile {
  return { name, value, lineOf: () => undefined };
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
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
