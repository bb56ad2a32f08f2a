import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { loadConfig } from '#config/load.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import { exchangesPage } from '#tools/docs/exchanges-page.ts';
import { generatedPages } from '#tools/docs/generated-pages.ts';
import { brokenLinks } from '#test/repo/broken-links.ts';

describe('Pages that are written from the configuration', () => {
  it.each(Object.entries(generatedPages()))(
    'docs/%s is what `npm run docs:exchanges` writes',
    (name, text) => {
      expect(readFileSync(`docs/${name}`, 'utf8')).toBe(text);
    },
  );

  it.each(Object.entries(generatedPages()))('docs/%s links to what exists', (_, text) => {
    expect(brokenLinks('docs', text)).toEqual([]);
  });
});

describe('The page of exchanges', () => {
  let exchanges: readonly ExchangeConfig[];
  beforeAll(() => {
    exchanges = loadConfig({ X_BEARER_TOKEN: '${X_BEARER_TOKEN}' }).exchanges;
  });

  it('names every exchange and every source', () => {
    const page = exchangesPage(exchanges);
    for (const { name, sources } of exchanges) {
      expect(page).toContain(`[${name}](`);
      for (const { id } of sources) expect(page).toMatch(new RegExp(`^\\| \\[?${id}[\\] ]`, 'm'));
    }
  });

  it('marks what is not documented, and what needs a token', () => {
    const binance = exchanges.filter(({ id }) => id === 'binance');
    const page = exchangesPage(binance);
    expect(page).toMatch(/\[wallets\].*undocumented †/);
    expect(page).toMatch(/\[x-posts\].*needs `X_BEARER_TOKEN`/);
  });

  it('lists a retired exchange with its last day, and not among those that are watched', () => {
    const page = exchangesPage(exchanges.filter(({ id }) => id === 'bitmex'));
    expect(page).toContain('0 exchanges, 0 sources');
    expect(page).toMatch(/\| \[BitMEX\]\(.*\) \| 2026-09-23 \| .*closed for good/);
  });
});
