import { describe, expect, it } from 'vitest';

import { flushKept, isKnownGood, keptValue } from '#config/kept-yaml.ts';
import { parseYaml } from '#config/yaml-file.ts';
import type { YamlFile } from '#config/yaml-file.ts';

const many = (what: string): string[] => Array.from({ length: 10 }, (_, i) => `${what}: [${i}, a]\n`);

describe('what YAML came to', () => {
  it('is kept for the next start, and goes by the text', () => {
    const texts = many(`kept${process.pid}`);
    let parsed = 0;
    const readAll = (): unknown[] =>
      texts.map((text) =>
        keptValue(text, () => {
          parsed += 1;
          return { text };
        }),
      );
    const first = readAll();
    flushKept();
    expect(readAll()).toEqual(first);
    expect(parsed).toBe(texts.length);
    expect(keptValue(`${texts[0]}#`, () => 'parsed')).toBe('parsed');
    flushKept();
  });

  it('still knows its lines, and what is wrong with it is found every time', () => {
    const texts = many(`lines${process.pid}`);
    for (const text of texts) parseYaml('a.yaml', text);
    flushKept();
    const again = parseYaml('a.yaml', `${texts[3]}`) as YamlFile;
    expect(again.value).toEqual({ [`lines${process.pid}`]: [3, 'a'] });
    expect(again.lineOf([`lines${process.pid}`])).toBe(1);
    for (let i = 0; i < 2; i += 1)
      expect(parseYaml('b.yaml', 'a: [')).toMatchObject([{ file: 'b.yaml', line: 1 }]);
  });

  it('is not kept where JSON would change it', () => {
    const texts = many('number').map((text) => `${text}wrong: .nan\n`);
    for (let i = 0; i < 2; i += 1) {
      const file = parseYaml('c.yaml', texts[0] ?? '') as YamlFile;
      expect((file.value as { wrong: number }).wrong).toBeNaN();
      for (const text of texts) parseYaml('c.yaml', text);
      flushKept();
    }
  });

  it('is checked once where it passes, and every time where it does not', () => {
    const texts = many(`checked${process.pid}`);
    let checks = 0;
    for (let i = 0; i < 3; i += 1) {
      for (const text of texts) {
        const isGood = isKnownGood([text, 'messages'], () => {
          checks += 1;
          return text !== texts[0];
        });
        expect(isGood).toBe(text !== texts[0]);
      }
      flushKept();
    }
    expect(checks).toBe(texts.length + 2);
  });

  it('is kept though another configuration was started meanwhile', () => {
    const start = (what: string): unknown[] => {
      const values = many(`${what}${process.pid}`).map((text) =>
        keptValue(text, () => ({ text, when: now })),
      );
      flushKept();
      return values;
    };
    let now = 1;
    const first = start('first');
    now = 2;
    start('another');
    expect(start('first')).toEqual(first);
  });
});
