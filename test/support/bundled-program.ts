import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { TestProject } from 'vitest/node';

const run = promisify(execFile);

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that starts the bundled program. */
    readonly program: string;
  }
}

/**
 * Bundles the program once for all tests that start it, as the image does: each start then takes half of the time. What
 * Node makes of its code lies within it, since tests, which run under other flags, would take the place of it.
 */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'downtick-program-'));
  const inFolder = { env: { ...process.env, NODE_COMPILE_CACHE: '', ROLLDOWN_WORKER_THREADS: '1' } };
  await run(process.execPath, ['tools/bundle.ts', folder], inFolder);
  await run(process.execPath, [join(folder, 'warm.js')], inFolder);
  provide('program', join(folder, 'downtick.js'));
  return () => rmSync(folder, { recursive: true, force: true });
}
