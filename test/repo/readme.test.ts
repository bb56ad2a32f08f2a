import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { environmentSchema } from '#config/environment-schema.ts';

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

describe('the table of settings', () => {
  it('names every variable that is read, its default and its meaning', () => {
    const defaults = environmentSchema.parse({}) as Readonly<Record<string, string | undefined>>;
    const expected = Object.entries(environmentSchema.shape).map(([name, { description = '' }]) => ({
      name,
      fallback: defaults[name] ?? '',
      meaning: description,
    }));
    expect(settingsOf(readFileSync('docs/operations.md', 'utf8'))).toEqual(expected);
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

describe('what the README claims', () => {
  const readme = readFileSync('README.md', 'utf8');
  const [, table = ''] =
    /<!-- claims -->(.*)<!-- \/claims -->/s.exec(readFileSync('docs/architecture.md', 'utf8')) ?? [];
  const rows = table.trim().split('\n').slice(2);

  it('is held by tests that exist, under the names that are given', () => {
    expect(rows.length).toBeGreaterThan(5);
    const isHeld = (row: string): boolean => {
      const files = Array.from(row.matchAll(/`(test\/[^`]+)`/g), ([, file = '']) => file);
      const name = /`: ([^|]+?) \|$/.exec(row)?.[1];
      const isNamed = name === undefined || readFileSync(files[0] ?? '', 'utf8').includes(`'${name}'`);
      return files.length > 0 && files.every((file) => existsSync(file)) && isNamed;
    };
    expect(rows.filter((row) => !isHeld(row))).toEqual([]);
  });

  it('names each bold claim in that table', () => {
    const claims = Array.from(readme.matchAll(/^- \*\*(.+?)\*\*[.:]?/gm), ([, claim = '']) => claim);
    const known = rows
      .join('\n')
      .toLowerCase()
      .replaceAll(/[^a-z\n ]/g, '');
    const unheld = claims.filter((claim) => {
      const words = claim.toLowerCase().replaceAll(/[^a-z ]/g, '');
      return (
        words !== 'it reads what exchanges say' && !known.includes(words.replace(' and nothing', ' nothing'))
      );
    });
    expect(unheld).toEqual([]);
  });

  it('shows what the operator reads as the program says it', () => {
    const quote = /^> 🔧 (.+)$/m.exec(readme)?.[1] ?? 'no quote';
    expect(readFileSync('src/polling/network-watch.ts', 'utf8')).toContain(quote);
  });
});
