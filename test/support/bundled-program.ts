import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { inject, vi } from 'vitest';

const run = promisify(execFile);

/**
 * Where the bundled program lies, as in the image: each start takes half of the time that one of the sources takes.
 * The first test of a run that asks bundles it; all others wait for that. What Node makes of its code lies within it,
 * since tests, which run under other flags, would take the place of it.
 */
export async function bundledProgram(): Promise<string> {
  const folder = inject('programFolder');
  const program = join(folder, 'program');
  const done = join(folder, 'done');
  if (isFirst(join(folder, 'begun'))) {
    try {
      const options = { env: { ...process.env, NODE_COMPILE_CACHE: '', ROLLDOWN_WORKER_THREADS: '1' } };
      await run(process.execPath, ['tools/bundle.ts', program], options);
      await run(process.execPath, [join(program, 'warm.js')], options);
    } finally {
      writeFileSync(done, '');
    }
  }
  await vi.waitUntil(() => existsSync(done), { interval: 50, timeout: 120_000 });
  return program;
}

/** Of all processes that ask, one is told so. */
function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}
