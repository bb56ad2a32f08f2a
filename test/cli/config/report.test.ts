import { describe, expect, it } from 'vitest';

import { loadConfig } from '#config/load.ts';
import { renderConfigSummary, renderProblems } from '#src/cli/config/report.ts';

describe('the report of config:validate', () => {
  it('puts problems under their file, in the order of its lines, with a remedy each', () => {
    const report = renderProblems([
      {
        file: 'kraken.yaml',
        line: 23,
        key: 'sources.wallets.evry',
        message: 'is no key that is known here',
        suggestion: 'every',
      },
      { file: 'environment', key: 'LOG_LEVEL', message: 'is no level', expected: 'How much is logged.' },
      {
        file: 'kraken.yaml',
        line: 19,
        key: 'sources.wallets.every',
        message: 'is missing',
        expected: 'How often it is read.',
        example: '15s',
      },
    ]);
    expect(report).toBe(
      [
        'kraken.yaml',
        '  line 19: `sources.wallets.every` is missing.',
        '    Expected: How often it is read.',
        '    Example: 15s',
        '  line 23: `sources.wallets.evry` is no key that is known here.',
        '    Did you mean `every`?',
        '',
        'environment',
        '  `LOG_LEVEL` is no level.',
        '    Expected: How much is logged.',
        '',
        '3 things have to be put right.',
      ].join('\n'),
    );
  });

  it('sums up what is valid, without the address of the store', () => {
    const summary = renderConfigSummary(loadConfig({ STORE_URL: 'sqlite:./private/place.db' }));
    expect(summary).toMatch(/^\.\/config is valid\.\n {2}\d+ exchanges/);
    expect(summary).toContain('The state is kept in sqlite.');
    expect(summary).not.toContain('private');
  });
});
