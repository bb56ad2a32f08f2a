import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { FieldOrigins } from './field.ts';

export interface FieldProcess {
  readonly origins: FieldOrigins;
  stop(): void;
}

const PROCESS = fileURLToPath(new URL('./field-process.ts', import.meta.url));

/** Starts the simulated exchanges in a process of their own, so that what they cost is not counted. */
export async function startField(): Promise<FieldProcess> {
  const child = fork(PROCESS, { execArgv: [] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The simulated exchanges ended before they were asked anything (exit code ${code}).`);
  });
  const [origins] = (await Promise.race([once(child, 'message'), ended])) as [FieldOrigins];
  // From now on it ends when we say so.
  ended.catch(() => {});
  return { origins, stop: () => void child.kill() };
}
