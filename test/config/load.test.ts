import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { loadConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';
import { ConfigError, explainProblem } from '#config/problem.ts';
import type { Problem } from '#config/problem.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const shipped = loadConfig({});

describe('the shipped configuration', () => {
  it('is valid, and names each exchange once', () => {
    expect(shipped.exchanges.length).toBeGreaterThanOrEqual(30);
    expect(new Set(shipped.exchanges.map(({ id }) => id)).size).toBe(shipped.exchanges.length);
  });

  it('reads every exchange that has not closed, and says why it does not read the others', () => {
    for (const { retired, sources } of shipped.exchanges) {
      expect(sources.length > 0).toBe(retired === undefined);
      expect(retired?.note ?? 'open').not.toBe('');
    }
  });

  it('holds the numbers that DESIGN names', () => {
    expect(shipped.policy).toEqual({
      confirm: { word: 1, flag: 2, probeFailure: 3, probeRecovery: 2 },
      rereadMs: [2_000, 5_000, 10_000],
      staleMs: 300_000,
      flapWindowMs: 1_800_000,
      flapRoundTrips: 3,
      longClosedMs: 604_800_000,
      statementTtlMs: 86_400_000,
      lastKnownMs: 604_800_000,
      togetherMs: 60_000,
      disputeGraceMs: 180_000,
      etaShiftMs: 900_000,
      overrunGraceMs: 300_000,
      earlyStartMs: 2_700_000,
      rollUp: {
        majors: ['BTC', 'ETH', 'USDT', 'USDC'],
        partialShare: 0.2,
        majorShare: 0.8,
        partialMajors: 2,
        minParts: 5,
        networkShare: 0.5,
      },
      ownNetwork: { share: 0.6, minHosts: 2 },
    });
  });

  it('lets an exchange decide a number otherwise, and no other with it', () => {
    const { policy } = shipped.exchanges.find(({ id }) => id === 'bitfinex') ?? {};
    expect(policy).toEqual({ ...shipped.policy, confirm: { ...shipped.policy.confirm, word: 2 } });
  });

  it('reads status pages and large answers once a minute at most', () => {
    for (const { everyMs, requests, type } of shipped.exchanges.flatMap(({ sources }) => sources)) {
      const isLarge = requests.some(({ maxBytes = 0 }) => maxBytes > 500_000);
      expect(everyMs).toBeGreaterThanOrEqual(isLarge || type === 'statuspage' ? 60_000 : 15_000);
    }
  });

  it('says of every source where it is documented, unless it is not', () => {
    const silent = shipped.exchanges.flatMap(({ docs, sources }) =>
      sources
        .filter(({ id, undocumented }) => docs[id] === undefined && !undocumented)
        .map(({ exchange, id }) => `${exchange}/${id}`),
    );
    expect(silent).toEqual([]);
  });

  it("points every file at its editor's schema", () => {
    const first = (file: string): string => readFileSync(join('config', file), 'utf8').split('\n')[0] ?? '';
    expect(first('downtick.yaml')).toBe('# yaml-language-server: $schema=./schema/downtick.schema.json');
    expect(first('networks.yaml')).toBe('# yaml-language-server: $schema=./schema/networks.schema.json');
    for (const { id } of shipped.exchanges) {
      expect(first(`exchanges/${id}.yaml`)).toBe(
        '# yaml-language-server: $schema=../schema/exchange.schema.json',
      );
    }
  });
});

describe('loadConfig', () => {
  it('reads the environment, and takes an empty variable for one that is not set', () => {
    const config = loadConfig({
      DISCORD_TOKEN: '',
      STORE_URL: 'memory:',
      LOG_LEVEL: 'debug',
      X_BEARER_TOKEN: 'abc',
    });
    expect(config).toMatchObject({
      storeUrl: 'memory:',
      logLevel: 'debug',
      configDir: './config',
      xBearerToken: 'abc',
    });
    expect(config).not.toHaveProperty('discordToken');
  });

  it('names every problem of the environment and of all files at once', () => {
    const problems = problemsWith((write) => {
      write('downtick.yaml', (text) => text.replace('word: 1', 'word: often'));
      write('exchanges/kraken.yaml', (text) =>
        text.replace('every: 15s', 'evry: 15s').replace('type: wallets', 'type: wallet'),
      );
      write('exchanges/gate.yaml', (text) => text.replace('id: gate', 'id: gates'));
      write('exchanges/htx.yaml', (text) => `${text}\nbad: [`);
      return { LOG_LEVEL: 'loud', STORE_URL: 'mysql://host' };
    });
    expect(problems.map(({ file, key }) => `${file.split('/').at(-1) ?? ''} ${key}`)).toEqual(
      expect.arrayContaining([
        'environment LOG_LEVEL',
        'environment STORE_URL',
        'downtick.yaml policy.confirm.word',
        'kraken.yaml sources.system-status.evry',
        'kraken.yaml sources.wallets.type',
        'gate.yaml id',
        'htx.yaml ',
      ]),
    );
  });

  it('says on which line a mistake stands, and what was probably meant', () => {
    const [unknown, ...others] = problemsWith((write) => {
      write('exchanges/upbit.yaml', (text) => text.replace('asset: currency', 'assset: currency'));
      return {};
    });
    expect(others).toEqual([]);
    expect(unknown).toMatchObject({ key: 'sources.wallets.assset', suggestion: 'asset' });
    expect(unknown?.line).toBeGreaterThan(5);
  });

  it.each([
    ['a component', 'kucoin', 'service: spot', 'service: spott', 'spot'],
    ['a type', 'kucoin', 'type: http', 'type: htttp', 'http'],
    ['a status', 'kucoin', 'open: operational', 'open: operationel', 'operational'],
  ])('guesses %s that was mistyped', (_, exchange, from, to, suggestion) => {
    const problems = problemsWith((write) => {
      write(`exchanges/${exchange}.yaml`, (text) => text.replace(from, to));
      return {};
    });
    expect(problems[0]).toMatchObject({ suggestion });
    expect(explainProblem(problems[0]!)).toContain(`Did you mean \`${suggestion}\`?`);
  });

  it('never repeats a secret', () => {
    const secret = 'MTk4 NjIy.secret';
    const error = errorOf({ DISCORD_TOKEN: secret, X_BEARER_TOKEN: 'a b', LOG_LEVEL: 'loud' });
    expect(error.message).toContain('DISCORD_TOKEN');
    expect(`${error.message} ${JSON.stringify(error.problems)}`).not.toContain('NjIy');
  });

  it('says when the folder is not there', () => {
    const { problems } = errorOf({ CONFIG_DIR: '/nowhere/at/all' });
    expect(problems.map(({ message }) => message)).toEqual(['names "/nowhere/at/all", which is not there']);
  });
});

type Write = (file: string, change: (text: string) => string) => void;

/** The problems of a copy of the shipped configuration that `spoil` has changed. */
function problemsWith(spoil: (write: Write) => Record<string, string>): readonly Problem[] {
  const folder = temporaryFolder();
  cpSync('config', folder, { recursive: true });
  const env = spoil((file, change) => {
    const path = join(folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  });
  return errorOf({ ...env, CONFIG_DIR: folder }).problems;
}

function errorOf(env: Record<string, string>): ConfigError {
  let config: Config;
  try {
    config = loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error(`The configuration of ${config.configDir} was taken for valid.`);
}
