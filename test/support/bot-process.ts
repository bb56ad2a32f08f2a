import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { bundledProgram } from './bundled-program.ts';
import { CHILD_ENV, NOTHING_SET } from './child-env.ts';

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

const BUNDLED = join(await bundledProgram(), 'downtick.js');

/**
 * Starts the program in a process of its own that ends with the test: the bundled one, or, with `downtick.js`, its
 * sources, as `npm start` does.
 */
export function startBot(env: Readonly<Record<string, string>>, program = BUNDLED): BotProcess {
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
