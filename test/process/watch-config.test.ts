import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { systemClock } from '#src/platform/clock.ts';
import { watchConfig } from '#src/process/watch-config.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

function rootFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'downtick-watch-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return root;
}

/** A folder as a configuration has it. */
function written(folder: string, name: string): string {
  mkdirSync(join(folder, 'exchanges'), { recursive: true });
  writeFileSync(join(folder, 'exchanges/lunex.yaml'), `id: lunex\nname: ${name}\n`);
  return folder;
}

it('a folder of exchanges that goes away is a change, and ends nothing', async () => {
  const root = rootFolder();
  const folder = written(join(root, 'config'), 'Lunex');
  const changed = Promise.withResolvers<string>();
  const onChange = (): void => changed.resolve('changed');
  onTestFinished(watchConfig({ folder, envFile: join(root, '.env'), clock: systemClock, onChange }));
  rmSync(join(folder, 'exchanges'), { recursive: true });
  await expect(changed.promise).resolves.toBe('changed');
});

describe('a configuration whose place another takes is heard, and heard again', () => {
  /** In 6 seconds, whatever the system says of it. */
  const SOON_MS = 6_000;

  function watching(folder: string) {
    const clock = createFakeClock(0);
    let changes = 0;
    const onChange = (): void => {
      changes += 1;
    };
    onTestFinished(watchConfig({ folder, envFile: `${folder}.env`, clock, onChange }));
    return async (): Promise<number> => {
      await clock.advance(SOON_MS);
      return changes;
    };
  }

  it('by a rename', async () => {
    const root = rootFolder();
    const folder = written(join(root, 'config'), 'One');
    const changes = watching(folder);
    for (const [i, name] of ['Two', 'Three', 'Four'].entries()) {
      renameSync(folder, join(root, `old-${i}`));
      renameSync(written(join(root, 'new'), name), folder);
      expect(await changes()).toBe(i + 1);
    }
    written(folder, 'Five');
    expect(await changes()).toBe(4);
  });

  it.skipIf(process.platform === 'win32')('by a link that is turned, as a ConfigMap is', async () => {
    const root = rootFolder();
    const turn = (to: string): void => {
      symlinkSync(to, join(root, 'next'));
      renameSync(join(root, 'next'), join(root, '..data'));
    };
    turn(written(join(root, 'v1'), 'One'));
    symlinkSync(join('..data', 'exchanges'), join(root, 'exchanges'));
    const changes = watching(join(root, '..data'));
    turn(written(join(root, 'v2'), 'Two'));
    expect(await changes()).toBe(1);
    turn(written(join(root, 'v3'), 'Three'));
    expect(await changes()).toBe(2);
  });

  it('and is no change where it says the same', async () => {
    const root = rootFolder();
    const folder = written(join(root, 'config'), 'One');
    const changes = watching(folder);
    renameSync(folder, join(root, 'old'));
    renameSync(written(join(root, 'new'), 'One'), folder);
    expect(await changes()).toBe(0);
  });

  it('after it was away for a while', async () => {
    const root = rootFolder();
    const folder = written(join(root, 'config'), 'One');
    const changes = watching(folder);
    rmSync(folder, { recursive: true });
    expect(await changes()).toBe(1);
    written(folder, 'Two');
    expect(await changes()).toBe(2);
  });
});
