// Reads addresses with the bare loop, at a pace, in a process of its own: what that costs at least beside other work.

import { setTimeout } from 'node:timers/promises';

import { createBareLoop } from './bare-loop.ts';

process.once(
  'message',
  ({ everyMs, urls }: { readonly urls: readonly string[]; readonly everyMs: number }) => {
    void readAll(urls, everyMs);
  },
);
process.once('disconnect', () => process.exit());

async function readAll(urls: readonly string[], everyMs: number): Promise<void> {
  const loop = createBareLoop();
  // Compiled, and connected.
  for (const url of urls.slice(0, 200)) await loop.read(url).catch(() => undefined);
  const startedAt = performance.now();
  const before = process.cpuUsage();
  let reads = 0;
  process.once('message', () => {
    const { system, user } = process.cpuUsage(before);
    process.send?.((system + user) / 1_000 / Math.max(reads, 1));
  });
  for (;;) {
    const url = urls[reads % urls.length] ?? '';
    reads += 1;
    void loop.read(url).catch(() => undefined);
    await setTimeout(Math.max(0, startedAt + reads * everyMs - performance.now()));
  }
}
