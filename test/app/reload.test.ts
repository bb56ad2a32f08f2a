import { describe, expect, it } from 'vitest';

import { loadConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { createReloader } from '#src/reload.ts';

const shipped = loadConfig({});

function reloaderOf(load: () => Config) {
  const told: string[] = [];
  const applied: Config[] = [];
  const reload = createReloader({
    load,
    current: () => shipped,
    apply: (next) => {
      applied.push(next);
      return Promise.resolve();
    },
    onOperator: (message) => told.push(message),
  });
  return { reload, told, applied };
}

describe('reading the configuration anew', () => {
  it('takes a valid one over, and says so', async () => {
    const { applied, reload, told } = reloaderOf(() => ({
      ...shipped,
      exchanges: shipped.exchanges.slice(0, 2),
    }));
    await reload();
    expect(applied).toHaveLength(1);
    expect(told).toEqual(['The configuration was read anew: 2 exchanges.']);
  });

  it('refuses a wrong one, says what is wrong with it once, and keeps the old one', async () => {
    const { applied, reload, told } = reloaderOf(() => {
      throw new ConfigError([{ file: 'exchanges/kraken.yaml', line: 3, key: 'evry', message: 'is no key' }]);
    });
    await reload();
    await reload();
    expect(applied).toEqual([]);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('exchanges/kraken.yaml:3: `evry` is no key.');
  });

  it('leaves what is opened at the start as it is, and names it', async () => {
    const { applied, reload, told } = reloaderOf(() => ({
      ...shipped,
      storeUrl: 'memory:',
      logLevel: 'debug',
    }));
    await reload();
    expect(applied[0]).toMatchObject({ storeUrl: shipped.storeUrl, logLevel: shipped.logLevel });
    expect(told[0]).toContain('take effect at the next start: storeUrl, logLevel.');
  });
});
