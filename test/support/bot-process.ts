import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { inject, onTestFinished } from 'vitest';

import { environmentSchema } from '#config/environment.ts';

import { CHILD_ENV } from './child-env.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface BotProcess {
  /** All that it wrote so far. */
  readonly output: () => string;
  /** Resolves once its output contains the text. */
  readonly says: (text: string) => Promise<void>;
  /** `kill -9`, as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Sends a signal and resolves with the exit code. */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
  readonly exitCode: Promise<number | null>;
}

/** Set, if to nothing: what stands in the `.env` of whoever runs the tests must not reach the bot. */
export const NOTHING_SET = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '']));

/**
 * Starts the program in a process of its own that ends with the test: the bundled one, or, with `downtick.js`, its
 * sources, as `npm start` does.
 */
export function startBot(env: Readonly<Record<string, string>>, program = inject('program')): BotProcess {
  const child = spawn(process.execPath, [program], {
    env: { PATH: CHILD_ENV['PATH'], ...NOTHING_SET, STORE_URL: 'memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const check of waiting) check();
    });
  }
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exitCode;
  });
  return {
    output: () => output,
    says: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!output.includes(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
        void exitCode.then((code) =>
          reject(new Error(`It ended with ${code} before it said "${text}":\n${output}`)),
        );
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await exitCode;
    },
    stop: (signal) => {
      child.kill(signal);
      return exitCode;
    },
    exitCode,
  };
}

/** A folder of configuration with the shipped policy and networks, and one exchange of the test's own. */
export function configFolder(exchange: { id: string } & Record<string, unknown>): string {
  const folder = join(temporaryFolder(), 'config');
  mkdirSync(join(folder, 'exchanges'), { recursive: true });
  for (const file of ['downtick.yaml', 'networks.yaml']) cpSync(join('config', file), join(folder, file));
  // JSON is YAML.
  writeFileSync(join(folder, 'exchanges', `${exchange.id}.yaml`), JSON.stringify(exchange));
  return folder;
}
