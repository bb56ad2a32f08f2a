import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { emptyGuild } from '#src/domain/guild.ts';
import { openStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { StoreError } from '#src/storage/store-error.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const HOLDER = fileURLToPath(import.meta.resolve('#test/support/hold-store.ts'));

const open = (path: string): Store =>
  openStore(`sqlite:${path}`, { report: (record) => expect.fail(record.problem) });

it('a second process is told who holds the store, and gets it as soon as that one is killed', async () => {
  const path = join(temporaryFolder(), 'downtick.db');
  const holder = spawn(process.execPath, [HOLDER, `sqlite:${path}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  expect(() => open(path)).toThrow(StoreError);
  expect(() => open(path)).toThrow(
    new RegExp(
      `another Downtick already uses this store \\(process ${holder.pid} on ${hostname()}, since 20`,
    ),
  );
  const exited = once(holder, 'exit');
  holder.kill('SIGKILL');
  await exited;
  const store = open(path);
  await store.guilds.set('1', emptyGuild('1'));
  await store.close();
});

it('a second store in the same process is refused too, until the first is closed', async () => {
  const path = join(temporaryFolder(), 'downtick.db');
  const first = open(path);
  expect(() => open(path)).toThrow(`already uses this store (process ${process.pid} on`);
  await first.guilds.set('1', emptyGuild('1'));
  await first.close();
  const second = open(path);
  expect(await second.guilds.get('1')).toStrictEqual(emptyGuild('1'));
  await second.close();
});

it('what is held can still be read and backed up', async () => {
  const path = join(temporaryFolder(), 'downtick.db');
  const store = open(path);
  await store.guilds.set('1', emptyGuild('1'));
  const reader = new DatabaseSync(path, { readOnly: true });
  expect(reader.prepare(`SELECT count(*) AS n FROM keyv WHERE key = 'guilds:1'`).get()).toEqual({ n: 1 });
  reader.prepare('VACUUM INTO ?').run(`${path}.backup`);
  reader.close();
  const copy = new DatabaseSync(`${path}.backup`);
  expect(copy.prepare(`SELECT count(*) AS n FROM keyv WHERE key = 'guilds:1'`).get()).toEqual({ n: 1 });
  copy.close();
  await store.close();
});

it('what is created is for its owner alone, and what was there keeps its mode', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'data', 'downtick.db');
  const store = open(path);
  await store.guilds.set('1', emptyGuild('1'));
  const modeOf = (name: string): string => (statSync(join(folder, name)).mode & 0o777).toString(8);
  expect(modeOf('data')).toBe('700');
  const files = ['', '-wal', '-shm', '.lock'].map((end) => `data/downtick.db${end}`);
  expect(files.map(modeOf)).toEqual(['600', '600', '600', '600']);
  await store.close();

  const shared = join(folder, 'shared.db');
  writeFileSync(shared, '', { mode: 0o640 });
  await open(shared).close();
  expect(modeOf('shared.db')).toBe('640');
});

it('a lock on the file itself holds up a write, and not the event loop', async () => {
  const path = join(temporaryFolder(), 'downtick.db');
  const store = open(path);
  await store.guilds.set('1', emptyGuild('1'));
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  const write = store.guilds.set('2', emptyGuild('2'));
  let longestMs = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const before = performance.now();
    await new Promise(setImmediate);
    expect(await store.guilds.get('1')).toStrictEqual(emptyGuild('1'));
    longestMs = Math.max(longestMs, performance.now() - before);
  }
  other.exec('COMMIT');
  await write;
  expect(longestMs).toBeLessThan(1_000);
  expect(await store.guilds.get('2')).toStrictEqual(emptyGuild('2'));
  other.close();
  await store.close();
});

function plant(path: string, rows: Readonly<Record<string, string>>): void {
  const database = new DatabaseSync(path);
  for (const [key, value] of Object.entries(rows)) {
    database.prepare('INSERT OR REPLACE INTO keyv (key, value) VALUES (?, ?)').run(key, value);
  }
  database.close();
}

it('records of a newer version are refused, with the version that is needed, and left as they are', async () => {
  const path = join(temporaryFolder(), 'downtick.db');
  await open(path).close();
  const newer = '{"value":{"v":99,"data":{"subscriptions":"of tomorrow"}}}';
  plant(path, { 'guilds:1': newer, 'meta:program': '{"value":{"version":"7.2.0"}}' });
  const before = readFileSync(path);
  for (let i = 0; i < 2; i += 1) {
    expect(() => open(path)).toThrow(
      /^The store was last used by Downtick 7\.2\.0: guilds\/1 has version 99, .* Start Downtick 7\.2\.0 or a newer one, or restore a backup from before\.$/,
    );
  }
  expect(readFileSync(path).equals(before)).toBe(true);
  plant(path, { 'meta:program': '{' });
  expect(() => open(path)).toThrow(/Start one that reads version 99, or restore/);
});

it('what an older version left is copied once before it is changed', async () => {
  const path = join(temporaryFolder(), 'downtick.db');
  await open(path).close();
  const old = '{"value":{"v":1,"data":{"id":"1","watchLists":[],"subscriptions":[]}}}';
  plant(path, { 'guilds:1': old });
  const store = open(path);
  const guild = await store.guilds.get('1');
  expect(guild).toMatchObject({ id: '1', watchLists: [] });
  await store.guilds.set('1', { ...emptyGuild('1'), watchLists: [{ name: 'new', selectors: [] }] });
  await store.close();

  const rowOf = (file: string): unknown => {
    const database = new DatabaseSync(file, { readOnly: true });
    const row = database.prepare(`SELECT value FROM keyv WHERE key = 'guilds:1'`).get();
    database.close();
    return row?.['value'];
  };
  expect(rowOf(`${path}.v1`)).toBe(old);
  expect((statSync(`${path}.v1`).mode & 0o777).toString(8)).toBe('600');

  // Some other old record, found later, overwrites no copy.
  plant(path, { 'guilds:2': old });
  await open(path).close();
  expect(rowOf(`${path}.v1`)).toBe(old);
});
