import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

/** A command of the page, and what stands below it as its output. */
const SHOWN = /```sh\nnpm run replay -- (.+)\n```\n\n```\n([\s\S]*?)```/g;

const shown = [...readFileSync('docs/replay.md', 'utf8').matchAll(SHOWN)].map(
  ([, args = '', output = '']) => [args, output] as const,
);

test('docs/replay.md shows what some commands print', () => {
  expect(shown.length).toBeGreaterThanOrEqual(4);
});

test.each(shown)(
  'npm run replay -- %s prints what docs/replay.md shows',
  (args, output) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['src/cli/replay.ts', ...args.split(' ')], {
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toBe(output);
  },
  60_000,
);
