import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { openStore } from '#src/storage/store.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const FIXTURE = fileURLToPath(import.meta.resolve('#test/support/write-until-killed.ts'));

/** Lets a process of its own write until it has acknowledged `acks` records more, and kills it in the middle. */
async function lastAcknowledged(url: string, acks: number): Promise<number> {
  const child = spawn(process.execPath, [FIXTURE, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let seen = 0;
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    seen += 1;
    last = Number(line);
    if (seen === acks) child.kill('SIGKILL');
  }
  await exited;
  expect(child.signalCode).toBe('SIGKILL');
  return last;
}

it('the last acknowledged write is there after kill -9, again and again', async () => {
  const url = `sqlite:${join(temporaryFolder(), 'downtick.db')}`;
  for (const acks of [1, 7, 60]) {
    const acknowledged = await lastAcknowledged(url, acks);
    const store = openStore(url, { report: (record) => expect.fail(record.problem) });
    const state = await store.exchanges.get('binance');
    await store.close();
    // One write more may have been finished than was told.
    expect([acknowledged, acknowledged + 1]).toContain(state?.updatedAt);
  }
});
