import { z } from 'zod';

import { STATUSES } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { anyHolds, conditionsSchema, holdsAny } from './condition.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { pathSchema, pathsSchema } from './path-schema.ts';
import { SourceError } from '#src/sources/source.ts';
import { wordIn } from '#src/sources/word-in.ts';
import { textOf } from './text-of.ts';
import { readerAt, valueAt } from './value-path.ts';

const MEANINGS = [...STATUSES, 'skip'] as const;

const longFlag = z.strictObject({
  at: pathSchema.describe('The column.'),
  values: z
    .record(z.string(), z.enum(MEANINGS))
    .optional()
    .describe(
      'What each documented value means; `skip` leaves the row out. Without it the column says yes or no.',
    ),
  inverted: z.boolean().default(false).describe('Yes means closed, as in `withdraw_disabled`.'),
  missing: z.enum(MEANINGS).optional().describe('What it means that a row has no such column.'),
  reason: pathsSchema.default([]).describe('Columns in which the exchange says why it is closed.'),
  busy: conditionsSchema.default([]).describe('It is open, but slow.'),
});

const shortFlag = pathSchema.transform((at) => longFlag.parse({ at: at.text }));

/** A column that is a switch: its name alone where it says yes or no (true, 1, "true", "1"), or what its words mean. */
export const flagSchema = z.union([shortFlag, longFlag]);

export type FlagConfig = z.output<typeof longFlag>;

export type FlagWord = {
  readonly status: Status | 'skip' | 'missing';
  readonly evidence: string;
  /** The evidence is a reason in the exchange's words. */
  readonly spoken?: true;
  /** What could not be read: a value that is not documented, or the path of a column that is missing. */
  readonly unread?: string;
};

/** Reads one switch of a row. */
export type ReadFlag = (row: unknown) => FlagWord;

const OPEN: FlagWord = { status: 'operational', evidence: '' };
const SKIP: FlagWord = { status: 'skip', evidence: '' };

const YES = { true: 'operational', 1: 'operational', false: 'major_outage', 0: 'major_outage' } as const;
const NO = { true: 'major_outage', 1: 'major_outage', false: 'operational', 0: 'operational' } as const;

export function flagReader(flag: FlagConfig): ReadFlag {
  const table: Readonly<Record<string, Status | 'skip'>> = flag.values ?? (flag.inverted ? NO : YES);
  const meanings = meaningsOf(table);
  const read = readerAt(flag.at);
  const isBusy = anyHolds(flag.busy);
  const absent = absentWord(flag);
  return (row) => {
    const value = read(row);
    if (value === undefined || value === null) return absent;
    if (typeof value === 'object') {
      throw new SourceError('broken', `A row has no single value at \`${flag.at.text}\`.`);
    }
    const meaning = meanings.get(value) ?? (typeof value === 'string' ? wordIn(table, value) : undefined);
    if (meaning === undefined) {
      const says = oneLine(`${flag.at.text} is ${textOf(value)}`);
      return { status: 'unknown', evidence: says, unread: says };
    }
    if (meaning === 'skip') return SKIP;
    if (meaning !== 'operational') return { status: meaning, ...reasonOf(flag, row, value) };
    if (isBusy(row)) return { status: 'degraded_performance', evidence: busyReason(flag, row) };
    return OPEN;
  };
}

/** By value as it comes, so that the text need not be made of every flag: `1`, `"1"` and so on. */
function meaningsOf(
  values: Readonly<Record<string, Status | 'skip'>>,
): ReadonlyMap<unknown, Status | 'skip'> {
  const meanings = new Map<unknown, Status | 'skip'>();
  for (const [text, meaning] of Object.entries(values)) {
    meanings.set(text, meaning);
    if (text === 'true' || text === 'false') meanings.set(text === 'true', meaning);
    if (String(Number(text)) === text) meanings.set(Number(text), meaning);
  }
  return meanings;
}

function absentWord({ at, missing }: FlagConfig): FlagWord {
  if (missing === undefined) return { status: 'missing', evidence: '', unread: at.text };
  return missing === 'operational' ? OPEN : { status: missing, evidence: `${at.text} is missing` };
}

function reasonOf(flag: FlagConfig, row: unknown, value: unknown): Pick<FlagWord, 'evidence' | 'spoken'> {
  for (const path of flag.reason) {
    const reason = valueAt(row, path);
    if (typeof reason === 'string' && reason.trim() !== '')
      return { evidence: oneLine(reason), spoken: true };
  }
  // A column that has a number and no name tells people nothing.
  const isNamed = /[a-z]/i.test(flag.at.text);
  return { evidence: oneLine(isNamed ? `${flag.at.text} is ${textOf(value)}` : 'switched off') };
}

function busyReason(flag: FlagConfig, row: unknown): string {
  const condition = flag.busy.find((candidate) => holdsAny([candidate], row));
  return condition === undefined
    ? ''
    : oneLine(`${condition.at.text} is ${textOf(valueAt(row, condition.at))}`);
}
