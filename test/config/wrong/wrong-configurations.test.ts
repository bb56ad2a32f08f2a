import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { exchangeFileSchema } from '#config/schema.ts';
import { COMPONENTS } from '#src/domain/service.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';

import { ENVIRONMENT_MISTAKES } from './environment-mistakes.ts';
import { EXCHANGE_MISTAKES } from './exchange-mistakes.ts';
import { FILE_MISTAKES } from './file-mistakes.ts';
import { folderWith, RIGHT, saidOf } from './folder.ts';
import type { Change } from './folder.ts';
import { SETTINGS_MISTAKES } from './settings-mistakes.ts';
import { SOURCE_MISTAKES } from './source-mistakes.ts';

const MISTAKES = [
  ...FILE_MISTAKES,
  ...EXCHANGE_MISTAKES,
  ...SOURCE_MISTAKES,
  ...SETTINGS_MISTAKES,
  ...ENVIRONMENT_MISTAKES,
];

/** `what`, and under it what is said, as `said.txt` has them. */
const GOLDEN = new Map(
  readFileSync(new URL('said.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n\n')
    .map((entry) => entry.split('\n') as [string, string]),
);

const validate = new Ajv({ allErrors: true, strict: false, formats: { uri: isUri, date: isDate } }).compile(
  JSON.parse(readFileSync('config/schema/exchange.schema.json', 'utf8')) as object,
);

it('the configuration that the mistakes are made in is right', () => {
  expect(saidOf(folderWith([]))).toEqual([]);
  expect(validate(parse(RIGHT['exchanges/lunex.yaml'] ?? ''))).toBe(true);
});

describe('a wrong configuration gets one sentence, with its file, its line and what to do', () => {
  it('in at least forty cases, each once', () => {
    expect(MISTAKES.length).toBeGreaterThanOrEqual(40);
    expect([...GOLDEN.keys()]).toEqual(MISTAKES.map(({ what }) => what));
  });

  it.each(MISTAKES.map((mistake) => [mistake.what, mistake] as const))(
    '%s',
    (what, { changes = [], env }) => {
      const said = saidOf(folderWith(changes), env);
      expect(said).toEqual([filled(GOLDEN.get(what) ?? '', changes)]);
      expect(said[0]).toMatch(
        /^(?:environment|[\w/]+\.yaml:\d+|(?:exchanges|locales)\/[\w.~]+|exchange|policy\.yaml): /,
      );
      expect(said[0]).not.toContain('correct');
    },
  );
});

describe("the editor's schema agrees with what the program says", () => {
  const inYaml = MISTAKES.filter(
    ({ changes = [], isOnlyKnownAtStart }) =>
      isOnlyKnownAtStart !== true && changes[0]?.[0] === 'exchanges/lunex.yaml' && changes[0][1] !== null,
  );

  it.each(inYaml.map((mistake) => [mistake.what, mistake] as const))('%s', (_what, { changes = [] }) => {
    const [[, from, to] = ['', '', '']] = changes;
    const text = (RIGHT['exchanges/lunex.yaml'] ?? '').replace(from ?? '', String(to ?? ''));
    expect(validate(parse(text))).toBe(false);
    // "if" and "anyOf" only say that something inside them failed, which stands beside it.
    const errors = (validate.errors ?? []).filter(({ keyword }) => !['if', 'anyOf'].includes(keyword));
    const places = new Set(errors.map(({ instancePath }) => instancePath));
    expect([...places]).toHaveLength(1);
    expect(errors.length).toBeLessThanOrEqual(2);
  });
});

/** The lists in a sentence, and the lines of shipped files, are those of today. */
function filled(sentence: string, changes: readonly Change[]): string {
  return sentence
    .replace('LINE', String(lineOf(changes)))
    .replace('KEYS', Object.keys(exchangeFileSchema.shape).join(', '))
    .replace('TYPES', Object.keys(SOURCE_TYPES).join(', '))
    .replace('COMPONENTS', COMPONENTS.join(', '));
}

/** The line of the first change: the shipped files may grow. */
function lineOf([change]: readonly Change[]): number {
  const [file, from, to] = change ?? ['', null];
  const before = from === null ? '' : (RIGHT[file] ?? '').split(from)[0];
  return from === null && String(to).startsWith('#') ? 1 : (before ?? '').split('\n').length;
}

function isUri(text: string): boolean {
  return URL.canParse(text);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
