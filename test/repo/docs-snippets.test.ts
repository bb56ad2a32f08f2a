import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import { exchangeFromObject } from '#config/exchange-config.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import { shippedConfig } from '#test/support/shipped-config.ts';
import { exchangeFileSchema, sourceKeys } from '#config/schema.ts';
import { schemaKeys } from '#tools/docs/schema-keys.ts';
import { renderComparison } from '#src/cli/replay/report.ts';
import type { Reading } from '#src/domain/reading.ts';
import { compareAll, isMet } from '#src/replay/expectations.ts';
import { readScenario } from '#src/replay/read-scenario.ts';
import { replay } from '#src/replay/replay.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { SourceType } from '#src/sources/source.ts';
import { brokenLinks } from '#test/repo/broken-links.ts';
import { examplesOf, snippetsOf } from '#test/repo/guide-examples.ts';
import type { Example, Snippet } from '#test/repo/guide-examples.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const NOON = Date.parse('2026-03-20T12:00:00Z');
const ANY_SOURCE = { ping: { type: 'http', url: 'https://api.example.com', every: '15s', probes: 'api' } };

const guide = readFileSync('docs/adding-an-exchange.md', 'utf8');
const snippets = snippetsOf(guide);
const examples = examplesOf(snippets);
const config = shippedConfig();

describe('docs/adding-an-exchange.md', () => {
  it('says of every piece of YAML what it is, so that it can be checked', () => {
    const unmarked = snippets.filter(({ language, role }) => language === 'yaml' && role === '');
    expect(unmarked.map(({ line }) => `line ${line}`)).toEqual([]);
  });

  it.each(examples.map((example) => [example.yaml.line, example] as const))(
    'has a valid example in line %i',
    (_, example) => {
      const { id, leftOut } = exchangeOf(example);
      expect([id, leftOut]).toEqual([id, []]);
    },
  );

  it.each(pairs().map((pair) => [pair.readings.line, pair.answer.source, pair] as const))(
    'tells in line %i what is read from the answer of %s',
    (_, source, { answer, example, readings }) => {
      expect(`${readAnswer(exchangeOf(example), source, answer.text)}\n`).toBe(readings.text);
    },
  );

  it('tells of every answer what is read', () => {
    const answers = snippets.filter(({ role }) => role === 'answer');
    expect(pairs().map(({ answer }) => answer)).toEqual(answers);
  });

  it.each(
    snippets.filter(({ role }) => role === 'scenario').map((snippet) => [snippet.line, snippet] as const),
  )('has a scenario in line %i that comes out as it says', async (_, { text }) => {
    const path = join(temporaryFolder(), 'scenario.yaml');
    writeFileSync(path, text);
    const { exchanges, scenario } = readScenario(path, config);
    const rows = compareAll(scenario, await replay(exchanges, scenario));
    expect(isMet(rows) ? '' : renderComparison(path, rows)).toBe('');
  });

  it('mentions every key of the file, of sources, and of every type', () => {
    const schemas = [
      exchangeFileSchema,
      z.object(sourceKeys),
      ...Object.values(SOURCE_TYPES).map(({ schema }) => schema),
    ];
    const keys = new Set(schemas.flatMap((schema) => Object.keys(schema.shape)));
    expect([...keys].filter((key) => !new RegExp(`\\b${key}\\b`).test(guide))).toEqual([]);
  });

  it('mentions every type of source that is not a status page', () => {
    const types = Object.entries<SourceType>(SOURCE_TYPES).filter(([, { finder }]) => finder === undefined);
    expect(types.map(([type]) => type).filter((type) => !guide.includes(`type: ${type}\n`))).toEqual([]);
  });

  it('links to what exists', () => {
    expect(brokenLinks('docs', guide)).toEqual([]);
  });
});

describe('docs/source-keys.md', () => {
  it.each(Object.entries(SOURCE_TYPES))('describes every key of %s', (_, { schema }) => {
    const silent = schemaKeys(schema).filter(({ description }) => description === '');
    expect(silent).toEqual([]);
  });
});

/** Every answer with the readings of the same source that follow it. */
function pairs(): { example: Example; answer: Snippet; readings: Snippet }[] {
  return examples.flatMap((example) =>
    example.answers.flatMap((answer) => {
      const readings = example.readings.find(({ source }) => source === answer.source);
      return readings === undefined ? [] : [{ example, answer, readings }];
    }),
  );
}

/** A part of a file is completed to a whole one. */
function exchangeOf({ yaml }: Example): ExchangeConfig {
  const value = parse(yaml.text) as Record<string, unknown>;
  const whole =
    yaml.role === 'exchange' ? value : { id: 'example', name: 'Example', sources: ANY_SOURCE, ...value };
  return exchangeFromObject(whole, { ...config, variables: {} }, `line ${yaml.line}`);
}

function readAnswer({ sources }: ExchangeConfig, id: string, body: string): string {
  const source = sources.find((candidate) => candidate.id === id);
  if (source === undefined) throw new Error(`The example has no source ${id}.`);
  const answer = { url: 'https://api.example.com', status: 200, headers: {}, body };
  const { readings, unread } = source.decode([answer], NOON);
  const width = Math.max(...readings.map(({ service }) => service.length));
  return [
    ...readings.map((reading) => inWords(reading, width)),
    ...unread.map((what) => `not documented: ${what}`),
  ].join('\n');
}

function inWords({ basis, eta, evidence, service, status, window }: Reading, width: number): string {
  const remarks = [
    ...(basis === 'official' ? [] : [basis]),
    ...(window === undefined
      ? []
      : [`${window.phase} from ${timeOf(window.from)} until ${timeOf(window.until)}`]),
    ...(eta === undefined || window !== undefined ? [] : [`until ${timeOf(eta)}`]),
  ];
  const remark = remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
  return `${service.padEnd(width)}  ${status}${remark}${evidence === '' ? '' : `: ${evidence}`}`;
}

function timeOf(time: number | null | undefined): string {
  return typeof time === 'number'
    ? new Date(time).toISOString().slice(0, 16).replace('T', ' ')
    : 'an unknown time';
}
