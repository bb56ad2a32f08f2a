import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { watchConfig } from '#src/process/watch-config.ts';

it('a folder of exchanges that goes away is a change, and ends nothing', async () => {
  const root = mkdtempSync(join(tmpdir(), 'downtick-watch-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folder = join(root, 'exchanges');
  mkdirSync(folder);
  writeFileSync(join(folder, 'lunex.yaml'), 'id: lunex');
  const changed = Promise.withResolvers<string>();
  onTestFinished(watchConfig(folder, join(root, '.env'), () => changed.resolve('changed')));
  rmSync(folder, { recursive: true });
  await expect(changed.promise).resolves.toBe('changed');
});
