import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { shippedConfig } from '#test/support/shipped-config.ts';
import { chooseExchanges } from '#src/cli/command-line.ts';

const { exchanges } = shippedConfig();
const chosen = (...words: string[]): string[] => chooseExchanges(exchanges, words).map(({ id }) => id);

describe('the exchanges of a command line', () => {
  it('are all of them where none is named', () => {
    expect(chosen()).toEqual(exchanges.map(({ id }) => id));
  });

  it.each([
    [
      ['kraken', 'binance'],
      ['kraken', 'binance'],
    ],
    [['Binance.US'], ['binanceus']],
    [['huobi'], ['htx']],
  ])('are known by id, name and alias: %j', (words, ids) => {
    expect(chosen(...words)).toEqual(ids);
  });

  it('are each read once, however often they are named', () => {
    expect(chosen('kraken', 'Kraken', 'kraken')).toEqual(['kraken']);
  });

  it('that are not known are answered with what was probably meant', () => {
    expect(() => chosen('binanse')).toThrow('Did you mean "binance"?');
  });

  it('that resemble none are answered with all that are known', () => {
    expect(() => chosen('zzzzzzzzzzzz')).toThrow(/Known: .*kraken/);
  });
});

describe('a command', () => {
  it('ends without a word where nobody reads on what it writes', () => {
    const command =
      'set -o pipefail; "$0" src/cli/replay.ts test/scenarios/one-coin-halts.yaml --json | true';
    const cwd = join(import.meta.dirname, '../..');
    const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath], {
      cwd,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });
});
