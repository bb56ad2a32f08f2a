import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { CHILD_ENV, NOTHING_SET } from '#test/support/child-env.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs Node with these arguments, as a script of package.json would, and resolves with what came of it. */
export async function runNode(args: readonly string[], { cwd, env = {} }: RunOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...CHILD_ENV, ...NOTHING_SET, STORE_URL: 'memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
