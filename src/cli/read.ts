import { readFileSync } from 'node:fs';

import { loadOwnConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { systemClock } from '#src/platform/clock.ts';

import { commandLine, misused, orExit } from './command-line.ts';
import { findGaps, readLines, toResultLine } from './read/announcement-line.ts';
import type { ReadAs } from './read/announcement-line.ts';
import { readAsSource } from './read/read-as-source.ts';
import { renderResult } from './read/render-result.ts';
import { askEngine } from './read/rule-for.ts';

const USAGE = `Reads the words of an announcement and says what it understood, and why.

  npm run read -- "TEXT" [--title TITLE] [--published ISO] [--exchange ID] [--json]
  npm run read -- --file LINES.jsonl --json
  npm run read -- --file LINES.jsonl --gaps

  --title TITLE     its headline, where the text is what stands below
  --published ISO   when it was published; now, where nothing is said
  --exchange ID     whose announcement it is; else the exchange that the text names
  --file FILE       one {"text","published","exchange"} a line, or "title" and "body" in place of "text"; one result
                    a line out, in order
  --gaps            only the lines that seem to tell of a service and are not understood, the surest first
  --json            the readings as JSON
  --explain         also by which rule of the engine each reading decides, and by which phrases`;

const { positionals, values } = commandLine(
  USAGE,
  {
    title: { type: 'string' },
    published: { type: 'string' },
    exchange: { type: 'string' },
    file: { type: 'string' },
    gaps: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
  },
  { positionals: true },
);
const text = positionals.join(' ');
if (values.file === undefined && values.title === undefined && text === '')
  misused('There is no text to read.', USAGE);

const config = orExit(() => loadOwnConfig());
const readAs = readAsFor(config, values.exchange);
const explain = values.explain ? (at: number) => askEngine(config.policy, at) : undefined;
if (values.file === undefined) {
  const { writingOf, ...options } = readAs;
  const post = { title: values.title, body: text === '' ? undefined : text };
  const at = orExit(() => publishedAt(values.published));
  const result = readAsSource(post, { ...options, publishedAt: at }, writingOf?.(readAs.exchange));
  const ruleFor = explain?.(at);
  console.log(values.json ? JSON.stringify(toResultLine(result, ruleFor)) : renderResult(result, ruleFor));
} else {
  const { file, gaps } = values;
  const lines = orExit(() => readFileSync(file, 'utf8'));
  const rows = gaps
    ? findGaps(lines, readAs, systemClock.now())
    : readLines(lines, readAs, systemClock.now(), explain);
  process.stdout.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

function readAsFor({ exchanges, networks }: Config, exchange: string | undefined): ReadAs {
  const names = exchanges.flatMap(({ aliases, id, name }) =>
    [id, name, ...aliases].map((word) => [word.toLowerCase(), id]),
  );
  return {
    exchange: exchange?.toLowerCase(),
    exchanges: Object.fromEntries(names),
    network: (word) => networks.canonical(word),
    writingOf: (id) => exchanges.find((one) => one.id === id)?.writing ?? {},
  };
}

function publishedAt(iso: string | undefined): number {
  const at = iso === undefined ? systemClock.now() : Date.parse(iso);
  if (Number.isNaN(at)) throw new RangeError(`"${iso}" is no time. Write it as 2026-03-04T06:00:00Z.`);
  return at;
}
