import { lstatSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

import { environmentSchema } from './environment-schema.ts';
import { nearest } from '#src/names/nearest.ts';
import type { Problem } from './problem.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const KNOWN = Object.keys(environmentSchema.shape);
/** Names that other bots have for the same. */
const ELSEWHERE = /^(?:DISCORD_)?(?:BOT_)?TOKEN$|^DISCORD_TOKEN_BOT$/i;
const PROXIES = /^(?:https?|no)_proxy$/;
const UNSEEN = /[\u00A0\u200B-\u200F\u2060\uFEFF]/;
const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=(.*)$/;
const COLON = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*:/;

/** The variables of a file of settings; `{}` where there is none. What is wrong comes back as problems, without values. */
function readEnvFile(path: string): Variables | readonly Problem[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return {};
      return [
        { file: path, key: '', message: 'is a link to nothing', expected: 'a link to a file that is there' },
      ];
    }
    const isFolder = code === 'EISDIR';
    return [
      {
        file: path,
        key: '',
        message: isFolder ? 'is a folder' : 'cannot be read',
        expected: isFolder
          ? 'a file; a container engine makes a folder where the file that it should mount is missing'
          : 'a file that this user may read',
      },
    ];
  }
  const encoding = encodingProblem(bytes);
  if (encoding !== undefined) return [{ file: path, line: 1, key: '', ...encoding }];
  const text = bytes.toString('utf8');
  const problems = lineProblems(path, text);
  return problems.length > 0 ? problems : parseEnv(text);
}

/** The environment over what the file says, as a shell would have it. */
export function withEnvFile(env: Variables, path = '.env'): Variables | readonly Problem[] {
  const file = readEnvFile(path);
  return Array.isArray(file) ? (file as readonly Problem[]) : { ...(file as Variables), ...env };
}

function encodingProblem(bytes: Buffer): Pick<Problem, 'expected' | 'message'> | undefined {
  const expected = 'UTF-8 without a byte order mark: choose "UTF-8" when you save it';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
    return { message: 'begins with a byte order mark', expected };
  if (bytes.includes('\r') && !bytes.includes('\n'))
    return {
      message: 'has line ends of another kind (CR alone)',
      expected: 'LF or CRLF: choose it when you save',
    };
  if (bytes.includes(0)) return { message: 'is not saved as UTF-8 (it looks like UTF-16)', expected };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return { message: 'is not saved as UTF-8', expected };
  }
}

function lineProblems(path: string, text: string): Problem[] {
  const problems: Problem[] = [];
  const lineOf = new Map<string, number>();
  let open: { readonly quote: string; readonly key: string; readonly line: number } | undefined;
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (open !== undefined) {
      if (line.includes(open.quote)) open = undefined;
      continue;
    }
    if (/^\s*(?:#|$)/.test(line)) continue;
    const at = { file: path, line: i + 1 };
    const [, key = '', value = ''] = ASSIGNMENT.exec(line) ?? [];
    if (key === '') {
      problems.push({ ...at, ...unassigned(line) });
      continue;
    }
    const first = lineOf.get(key);
    if (first !== undefined) problems.push({ ...at, key, message: `is set twice: in line ${first} already` });
    lineOf.set(key, i + 1);
    const meant = KNOWN.includes(key) || PROXIES.test(key) ? undefined : meantBy(key);
    if (meant !== undefined)
      problems.push({ ...at, key, message: 'is no setting that is known', suggestion: meant });
    const wrong = wrongValue(value.trim());
    if (wrong !== undefined) problems.push({ ...at, key, ...wrong });
    const quote = /^\s*(["'`])/.exec(value)?.[1];
    if (quote !== undefined && !value.trimStart().slice(1).includes(quote))
      open = { quote, key, line: i + 1 };
  }
  if (open !== undefined) {
    problems.push({
      file: path,
      line: open.line,
      key: open.key,
      message: `begins with a quotation mark (${open.quote}) that nothing closes`,
    });
  }
  return problems;
}

/** What a name that is none of ours was probably meant to be. */
function meantBy(key: string): string | undefined {
  if (ELSEWHERE.test(key)) return 'DISCORD_TOKEN';
  if (/^secret[_-]/i.test(key))
    return /^SECRET_[A-Z0-9_]+$/.test(key) ? undefined : key.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
  return nearest(key, KNOWN);
}

/** What came along when a value was copied, and is hardly seen. */
function wrongValue(value: string): Pick<Problem, 'expected' | 'message'> | undefined {
  if (/^[\u2018-\u201F\u00AB\u00BB]/.test(value))
    return { message: 'begins with a quotation mark of a word processor', expected: 'none, or "' };
  const unseen = UNSEEN.exec(value)?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  if (unseen === undefined) return undefined;
  return {
    message: `has a character that cannot be seen (U+${unseen})`,
    expected: 'the value alone, typed anew',
  };
}

/** The line on which a file of settings sets a variable. */
export function lineOfVariable(path: string, key: string): number | undefined {
  try {
    const lines = readFileSync(path, 'utf8').split(/\r?\n/);
    const at = lines.findLastIndex((line) => ASSIGNMENT.exec(line)?.[1]?.toUpperCase() === key);
    return at === -1 ? undefined : at + 1;
  } catch {
    return undefined;
  }
}

/** A line without "=". Its words may be a secret; only a name is repeated. */
function unassigned(line: string): Pick<Problem, 'example' | 'expected' | 'key' | 'message'> {
  const [, name = ''] = COLON.exec(line) ?? [];
  if (name !== '') {
    return {
      key: name,
      message: 'is followed by ":"',
      expected: 'a name, "=" and a value',
      example: `${KNOWN.includes(name) ? name : (nearest(name, KNOWN) ?? name)}=…`,
    };
  }
  return {
    key: '',
    message: 'has a line that sets nothing',
    expected: 'a name, "=" and a value, or "#" and a comment',
    example: 'LOG_LEVEL=info',
  };
}
