import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { environmentSchema } from '#config/environment.ts';

interface Setting {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

/** The rows of the table between the marks. */
function settingsOf(readme: string): Setting[] {
  const [, table = ''] = /<!-- settings -->(.*)<!-- \/settings -->/s.exec(readme) ?? [];
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) => {
    const [name = '', fallback = '', meaning = ''] = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''));
    return { name, fallback, meaning };
  });
}

describe("the README's table of settings", () => {
  it('names every variable that is read, its default and its meaning', () => {
    const defaults = environmentSchema.parse({}) as Readonly<Record<string, string | undefined>>;
    const expected = Object.entries(environmentSchema.shape).map(([name, { description = '' }]) => ({
      name,
      fallback: defaults[name] ?? '',
      meaning: description,
    }));
    expect(settingsOf(readFileSync('README.md', 'utf8'))).toEqual(expected);
  });
});

describe('.env.example', () => {
  it('sets nothing but defaults, so that a copy changes nothing', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    const values = lines.flatMap((line) => {
      const { name, value } = /^(?<name>[A-Z_]+)=(?<value>.*)$/.exec(line)?.groups ?? {};
      return name === undefined ? [] : [[name, value]];
    });
    expect(environmentSchema.parse(Object.fromEntries(values))).toEqual(environmentSchema.parse({}));
  });
});
