import { styleText } from 'node:util';

import type { OutcomeKind } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { formatDuration } from '#src/cli/format-duration.ts';

import type { CheckedSource } from './check-source.ts';
import { describe } from './describe.ts';
import { clipColumns, columnsOf, wrap } from '#src/platform/columns.ts';

import { plainText } from './fit.ts';

/** Outcomes in words, each with a sign of its own: colour is never the only signal. */
const OUTCOME_WORDS: Record<OutcomeKind, string> = {
  ok: '✓ read',
  broken: '✗ broken',
  throttled: '… throttled',
  blocked: '⊘ blocked',
  misconfigured: '✗ misconfigured',
  failed: '✗ no answer',
};

const INDENT = '  ';
const GAP = '  ';
/** With less room than this, what a source says goes below its line. */
const MIN_TEXT = 32;
const MAX_NAME = 24;

export interface TableOptions {
  readonly now: number;
  /** Columns of the terminal. */
  readonly width: number;
  /** Says all that a source says, on as many lines as it takes; otherwise it is cut to one. */
  readonly isWhole?: boolean;
  /** Names all that is not operational, instead of the worst. */
  readonly isFull?: boolean;
}

/** The check as a table for people: a block for each exchange, a line for each source, what it says last. */
export function renderTable(checked: readonly CheckedSource[], options: TableOptions): string {
  if (checked.length === 0) return 'There is no source to read.';
  const rows = checked.map((source) => ({ source, cells: cellsOf(source, options) }));
  const widths = HEADINGS.map(({ heading, isOptional }, i) => {
    const widest = Math.max(...rows.map(({ cells }) => columnsOf(cells[i] ?? '')));
    return widest === 0 && isOptional ? 0 : Math.max(heading.length, widest);
  });
  const { isFull = false, isWhole = isFull, width } = options;
  const layout = { widths, width, isFull, isWhole };
  const blocks = [...Map.groupBy(rows, ({ source }) => source.exchange)].map(([exchange, some]) =>
    [headingOf(exchange, some), ...some.flatMap(({ source, cells }) => linesOf(source, cells, layout))].join(
      '\n',
    ),
  );
  return [headerOf(layout), ...blocks, renderSummary(checked)].join('\n\n');
}

interface Layout {
  readonly widths: readonly number[];
  readonly width: number;
  readonly isFull: boolean;
  readonly isWhole: boolean;
}

interface Heading {
  readonly heading: string;
  readonly align: 'left' | 'right';
  /** Left out where no row has anything in it. */
  readonly isOptional?: boolean;
}

const HEADINGS: readonly Heading[] = [
  { heading: 'source', align: 'left' },
  { heading: 'outcome', align: 'left' },
  { heading: 'took', align: 'right' },
  { heading: 'size', align: 'right' },
  { heading: 'newest word', align: 'right', isOptional: true },
];

function cellsOf(source: CheckedSource, { isFull = false, now }: TableOptions): readonly string[] {
  const { ms, bytes, readings } = source;
  return [
    clipColumns(plainText(source.source), isFull ? Infinity : MAX_NAME),
    outcomeOf(source),
    `${ms} ms`,
    bytes === 0 ? '' : formatBytes(bytes),
    ageOf(readings, now),
  ];
}

/** An error is an answer, too. */
function outcomeOf({ httpStatus, outcome }: CheckedSource): string {
  return outcome === 'failed' && httpStatus !== null ? `✗ HTTP ${httpStatus}` : OUTCOME_WORDS[outcome];
}

function headerOf(layout: Layout): string {
  const start = joinCells(
    HEADINGS.map(({ heading }) => heading),
    layout,
  );
  const isRoomy = layout.width - start.length - GAP.length >= MIN_TEXT;
  return styleText('dim', isRoomy ? `${start}${GAP}what it says` : start.trimEnd());
}

function headingOf(exchange: string, rows: readonly { source: CheckedSource }[]): string {
  const read = rows.filter(({ source }) => source.outcome === 'ok').length;
  const note = read === rows.length ? '' : ` ${read} of ${rows.length} read`;
  return `${styleText('bold', exchange)}${styleText('dim', note)}`;
}

function linesOf(source: CheckedSource, cells: readonly string[], layout: Layout): string[] {
  const colored = cells.map((cell, i) => (i === 1 ? styleText(colorOf(source.outcome), cell) : cell));
  const start = joinCells(colored, layout);
  const indent = columnsOf(start) + GAP.length;
  const isRoomy = layout.width - indent >= MIN_TEXT;
  const below = INDENT.repeat(2);
  const room = layout.width - (isRoomy ? indent : below.length);
  const text = plainText(source.outcome === 'ok' ? describe(source, layout.isFull) : source.message);
  // Why something could not be read is worth all its words.
  const isCut = source.outcome === 'ok' && !layout.isWhole;
  const lines = isCut ? [clipColumns(text, room)] : wrap(text, room);
  if (!isRoomy) return [start.trimEnd(), ...lines.map((line) => below + line)];
  return lines.map((line, i) => (i === 0 ? `${start}${GAP}${line}` : ' '.repeat(indent) + line));
}

function joinCells(cells: readonly string[], { widths }: Layout): string {
  const padded = cells.flatMap((cell, i) => {
    const width = widths[i] ?? 0;
    if (width === 0) return [];
    const blank = ' '.repeat(Math.max(0, width - columnsOf(cell)));
    return [HEADINGS[i]?.align === 'right' ? blank + cell : cell + blank];
  });
  return INDENT + padded.join(GAP);
}

function colorOf(outcome: OutcomeKind): 'green' | 'red' | 'yellow' {
  if (outcome === 'ok') return 'green';
  return outcome === 'failed' ? 'red' : 'yellow';
}

function renderSummary(checked: readonly CheckedSource[]): string {
  const unread = checked.filter(({ outcome }) => outcome !== 'ok');
  const bytes = checked.reduce((sum, source) => sum + source.bytes, 0);
  const sources = checked.length === 1 ? '1 source' : `${checked.length} sources`;
  if (unread.length === 0) return `${sources}, ${formatBytes(bytes)}. All could be read.`;
  const kinds = [...Map.groupBy(unread, outcomeOf)].map(([kind, some]) => `${some.length} ${kind.slice(2)}`);
  return `${sources}, ${formatBytes(bytes)}. ${unread.length} could not be read: ${kinds.join(', ')}.`;
}

/** How long ago the exchange said the newest of it, where it tells. */
function ageOf(readings: readonly Reading[], now: number): string {
  const newest = Math.max(0, ...readings.map(({ statedAt }) => statedAt ?? 0));
  return newest === 0 ? '' : `${formatDuration(now - newest)} ago`;
}

function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Columns that a text takes, its colours aside. */
