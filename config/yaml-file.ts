import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';

import type { Problem } from './problem.ts';

/** A parsed YAML file that knows on which line each key stands. */
export interface YamlFile {
  readonly name: string;
  readonly value: unknown;
  /** The line of a key, or of the nearest one around it; `undefined` for what was not read from a file. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** Parses YAML. What is wrong with the YAML itself comes back as problems. */
export function parseYaml(name: string, text: string): YamlFile | readonly Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  if (document.errors.length > 0) {
    return document.errors.map(({ message, pos }) => ({
      file: name,
      line: lines.linePos(pos[0]).line,
      key: '',
      message: `is no valid YAML: ${message.replace(/\.$/, '')}`,
    }));
  }
  return {
    name,
    value: document.toJS(),
    lineOf: (path) => {
      const offset = offsetOf(document, path);
      return offset === undefined ? undefined : lines.linePos(offset).line;
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
