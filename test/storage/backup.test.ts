import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { emptyGuild } from '#src/domain/guild.ts';
import { backUpStore, inspectStore, restoreStore } from '#src/storage/backup.ts';
import { openStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const quiet = { report: () => {} };
const saved = (store: Store, id: string): Promise<void> => store.guilds.set(id, emptyGuild(id));

async function storeWith(folder: string, ids: readonly string[]): Promise<Store> {
  const store = openStore(urlIn(folder), quiet);
  for (const id of ids) await saved(store, id);
  return store;
}

function urlIn(folder: string): string {
  return `sqlite:${join(folder, 'downtick.db')}`;
}

async function guildsIn(url: string): Promise<string[]> {
  const store = openStore(url, quiet);
  const ids: string[] = [];
  for await (const [id] of store.guilds.entries()) ids.push(id);
  await store.close();
  return ids.toSorted();
}

describe('a backup', () => {
  it('is taken of a store in use, and holds all that was written until then', async () => {
    const folder = temporaryFolder();
    const store = await storeWith(folder, ['1', '2']);
    const file = join(folder, 'copy.db');
    expect(await backUpStore(urlIn(folder), file)).toMatchObject({ path: file, records: 2 });
    await saved(store, '3');
    await store.close();
    expect(await guildsIn(`sqlite:${file}`)).toEqual(['1', '2']);
  });

  it.skipIf(process.platform === 'win32')(
    'is one file, of its owner alone, and so is what it restores',
    async () => {
      const folder = temporaryFolder();
      await (await storeWith(folder, ['1'])).close();
      const copies = temporaryFolder();
      const file = join(copies, 'copy.db');
      await backUpStore(urlIn(folder), file);
      expect(readdirSync(copies)).toEqual(['copy.db']);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      // As a copy by hand, or one of an earlier release, may be.
      chmodSync(file, 0o644);
      restoreStore(urlIn(folder), file, 'today');
      const left = readdirSync(folder)
        .toSorted()
        .map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
      expect(left).toEqual([
        ['downtick.db', 0o600],
        ['downtick.db.before-restore-today', 0o600],
        ['downtick.db.lock', 0o600],
      ]);
    },
  );

  it('goes back into its place, and what stood there is kept', async () => {
    const folder = temporaryFolder();
    const store = await storeWith(folder, ['1']);
    const file = join(folder, 'copy.db');
    await backUpStore(urlIn(folder), file);
    await saved(store, '2');
    await store.close();
    const { keptAs, restored } = restoreStore(urlIn(folder), file, 'today');
    expect(restored.records).toBe(1);
    expect(await guildsIn(urlIn(folder))).toEqual(['1']);
    expect(await guildsIn(`sqlite:${keptAs}`)).toEqual(['1', '2']);
  });

  it('is not put in the place of a store in use', async () => {
    const folder = temporaryFolder();
    const store = await storeWith(folder, ['1']);
    const file = join(folder, 'copy.db');
    await backUpStore(urlIn(folder), file);
    await saved(store, '2');
    expect(() => restoreStore(urlIn(folder), file, 'today')).toThrow(
      'another Downtick already uses this store',
    );
    await store.close();
    expect(await guildsIn(urlIn(folder))).toEqual(['1', '2']);
    expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([]);
  });

  it('overwrites nothing', async () => {
    const folder = temporaryFolder();
    await (await storeWith(folder, ['1'])).close();
    const file = join(folder, 'copy.db');
    writeFileSync(file, 'mine');
    await expect(backUpStore(urlIn(folder), file)).rejects.toThrow('the file exists');
  });

  it('is refused where it is none', async () => {
    const folder = temporaryFolder();
    await (await storeWith(folder, ['1'])).close();
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'not a database at all, but long enough to be looked at'.repeat(20));
    expect(() => restoreStore(urlIn(folder), file, 'today')).toThrow(file);
    expect(() => restoreStore(urlIn(folder), join(folder, 'missing.db'), 'today')).toThrow('no such file');
    expect(await guildsIn(urlIn(folder))).toEqual(['1']);
  });

  it('needs a store that is a file and is there', async () => {
    await expect(backUpStore('memory:', 'x.db')).rejects.toThrow('names no file');
    await expect(backUpStore(urlIn(temporaryFolder()), 'x.db')).rejects.toThrow('no store yet');
    expect(inspectStore(urlIn(temporaryFolder()))).toBeUndefined();
  });
});
