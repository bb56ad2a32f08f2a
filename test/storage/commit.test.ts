import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { emptyGuild } from '#src/domain/guild.ts';
import type { Rows } from '#src/storage/commit-queue.ts';
import { createCommitQueue } from '#src/storage/commit-queue.ts';
import { openSqliteDatabase } from '#src/storage/sqlite/sqlite-database.ts';
import { createSqliteCommit } from '#src/storage/sqlite/sqlite-commit.ts';
import { openStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { allOf } from '#test/support/all-of.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const open = (url: string): Store => openStore(url, { report: (record) => expect.fail(record.problem) });

it('a commit that cannot be kept keeps nothing, and takes no other with it', async () => {
  const store = open(`sqlite:${join(temporaryFolder(), 'downtick.db')}`);
  const unstorable = { toJSON: () => undefined } as unknown as ReturnType<typeof emptyGuild>;
  const bad = store.commit([
    store.guilds.writeOf('1', emptyGuild('1')),
    { collection: 'nonsense', id: '2', value: unstorable },
  ]);
  const good = store.guilds.set('3', emptyGuild('3'));
  await expect(bad).rejects.toThrow('Could not write 2 records: there is no collection "nonsense".');
  await good;
  expect((await allOf(store.guilds.entries())).map(([id]) => id)).toStrictEqual(['3']);
  await store.close();
});

describe('the queue of commits', () => {
  it('does together what comes while others are being done', async () => {
    const groups: number[] = [];
    const gate = Promise.withResolvers<void>();
    const queue = createCommitQueue(async (commits) => {
      groups.push(commits.length);
      await gate.promise;
      return commits.map(() => ({ changed: 1 }));
    });
    const row = (key: string): Rows => [{ key, value: '' }];
    const first = queue.commit(row('a'));
    await new Promise(setImmediate);
    const others = ['b', 'c', 'd'].map((key) => queue.commit(row(key)));
    gate.resolve();
    await Promise.all([first, ...others]);
    expect(groups).toStrictEqual([1, 3]);
  });

  it('tells each commit its own outcome', async () => {
    const database = openSqliteDatabase(join(temporaryFolder(), 'queue.db'));
    const queue = createCommitQueue(createSqliteCommit(database));
    const results = await Promise.allSettled([
      queue.commit([{ key: 'a', value: '1' }]),
      queue.commit([
        { key: 'b', value: '2' },
        { key: 'c', value: undefined as unknown as string },
      ]),
      queue.commit([
        { key: 'a', value: null },
        { key: 'nothing', value: null },
      ]),
    ]);
    expect(results.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[2]).toMatchObject({ value: 1 });
    expect(database.prepare('SELECT key FROM keyv').all()).toEqual([]);
    database.close();
  });
});

it('a listing by prefix reads no more than what it lists', async () => {
  const path = join(temporaryFolder(), 'downtick.db');
  const store = open(`sqlite:${path}`);
  const ids = [...Array.from({ length: 120 }, (_, i) => `a@${i}`), 'a', 'b@1', 'ä@1', 'a@\u{1F534}'];
  await store.commit(ids.map((id) => store.guilds.writeOf(id, emptyGuild(id))));
  const wanted = ids.filter((id) => id.startsWith('a@'));
  const database = openSqliteDatabase(path);
  // What is not asked for could not even be read.
  database.exec(`UPDATE keyv SET value = '{' WHERE key NOT LIKE 'guilds:a@%'`);
  database.close();
  const listed = await allOf(store.guilds.entries('a@'));
  expect(listed.map(([id]) => id).toSorted()).toStrictEqual(wanted.toSorted());
  await store.close();
});
