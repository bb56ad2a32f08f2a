import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';

/** The disk of a bot, which can be made slow or full. */
export interface Disk {
  /** What a process of the bot's needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Each sync takes so much longer. */
  slow(ms: number): void;
  /** No write to the database succeeds. */
  full(): void;
  heal(): void;
  /** Another process writes, and takes its time. */
  lock(ms: number): Promise<void>;
  /** How often writing became impossible, or possible again: odd while it is not. */
  turns(): number;
}

/** Compiles what stands between a process and its disk. `undefined` where there is no C compiler, which is said once. */
export function compileDiskShim(folder: string): string | undefined {
  const target = join(mkdtempSync(join(folder, 'downtick-disk-')), 'disk-shim.so');
  const source = new URL('disk-shim.c', import.meta.url).pathname;
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', target, source, '-ldl'], { stdio: 'ignore' });
    return target;
  } catch {
    return undefined;
  }
}

export function removeDiskShim(shim: string): void {
  rmSync(join(shim, '..'), { recursive: true, force: true });
}

export function createDisk(folder: string, shim: string | undefined): Disk {
  const orders = join(folder, 'disk');
  let turns = 0;
  const order = (text: string): void => {
    const isFull = text === 'full';
    if (isFull !== (turns % 2 === 1)) turns += 1;
    writeFileSync(orders, text);
  };
  return {
    env: shim === undefined ? {} : { LD_PRELOAD: shim, DISK_SHIM: orders },
    slow: (ms) => order(`slow ${ms * 1_000}`),
    full: () => order('full'),
    heal: () => order(''),
    async lock(ms) {
      const database = new DatabaseSync(join(folder, 'data', 'downtick.db'));
      try {
        // The program may be writing itself: then there is nothing to hold.
        database.exec('BEGIN IMMEDIATE');
      } catch {
        database.close();
        return;
      }
      turns += 1;
      await setTimeout(ms);
      database.exec('ROLLBACK');
      database.close();
      turns += 1;
    },
    turns: () => turns,
  };
}
