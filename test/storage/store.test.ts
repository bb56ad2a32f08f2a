import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import { explainBadStoreUrl } from '#src/storage/backend.ts';
import { openCollection } from '#src/storage/collection.ts';
import { openKeyv } from '#src/storage/open-keyv.ts';
import type { SetAside } from '#src/storage/quarantine.ts';
import { guildRecord } from '#src/storage/records/records.ts';
import { SqliteAdapter } from '#src/storage/sqlite/sqlite-adapter.ts';
import { openSqliteDatabase } from '#src/storage/sqlite/sqlite-database.ts';
import { StoreError } from '#src/storage/store-error.ts';
import { openStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { sampleGuild } from '#test/storage/samples.ts';
import { allOf } from '#test/support/all-of.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

function open(url: string, reports: SetAside[] = []): Store {
  return openStore(url, { report: (record) => void reports.push(record) });
}

describe('openStore', () => {
  it('forgets what was in memory', async () => {
    const before = open('memory:');
    await before.guilds.set('1', emptyGuild('1'));
    await before.close();
    expect(await open('memory:').guilds.get('1')).toBeUndefined();
  });

  it('sets a record aside in the file and goes on with the others', async () => {
    const path = join(temporaryFolder(), 'downtick.db');
    const store = open(`sqlite:${path}`);
    await store.exchanges.set('binance', emptyExchangeState('binance'));
    await store.exchanges.set('kraken', emptyExchangeState('kraken'));
    await store.close();
    const database = openSqliteDatabase(path);
    database.exec(`UPDATE keyv SET value = '{"value":{"v":1,"data":{}}}' WHERE key = 'states:binance'`);
    database.close();

    const reports: SetAside[] = [];
    const again = open(`sqlite:${path}`, reports);
    expect(await again.exchanges.get('binance')).toBeUndefined();
    expect(await again.exchanges.get('kraken')).toStrictEqual(emptyExchangeState('kraken'));
    await again.close();
    const [kept] = openSqliteDatabase(path)
      .prepare(`SELECT value FROM keyv WHERE key = ?`)
      .all(reports[0]!.keptAs);
    expect(kept?.['value']).toContain('{"v":1,"data":{}}');
  });

  it('rejects, naming what it was asked to do, once it is closed', async () => {
    const store = open(`sqlite:${join(temporaryFolder(), 'downtick.db')}`);
    await store.close();
    await expect(store.guilds.set('1', emptyGuild('1'))).rejects.toThrow('Could not write guilds/1: ');
    await expect(store.guilds.get('1')).rejects.toThrow('Could not read guilds/1: ');
    await expect(allOf(store.guilds.entries())).rejects.toThrow('Could not list guilds: ');
  });
});

describe("a store's URL", () => {
  it.each([
    'sqlite:./data/downtick.db',
    'sqlite:/var/lib/downtick.db',
    'sqlite:///var/lib/x.db',
    'memory:',
    'redis://cache',
    'rediss://user:secret@cache:6380/2',
  ])('can be %s', (url) => {
    expect(explainBadStoreUrl(url)).toBeNull();
  });

  it.each([
    ['sqlite:', 'names no file'],
    ['sqlite://', 'names no file'],
    ['memory:x', 'nothing may follow'],
    ['postgres://:secret@db/x', '"postgres:" names no kind of store'],
    ['redis:', 'it names no machine'],
    ['redis://', 'it names no machine'],
    ['redis:6379', 'it names no machine'],
    ['redis://cache:port', 'it names no machine'],
    ['redis://cache/downtick', 'the number of a database'],
    ['constructor:x', '"constructor:" names no kind of store'],
    ['./data/downtick.db', 'It names no kind of store'],
    ['', 'It names no kind of store'],
  ])('cannot be "%s", and the sentence names what can', (url, words) => {
    expect(explainBadStoreUrl(url)).toContain(words);
    expect(explainBadStoreUrl(url)).toContain(
      'Write sqlite:./data/downtick.db, redis://127.0.0.1:6379 or memory:.',
    );
    expect(() => open(url)).toThrow(StoreError);
  });

  it('is not repeated in the error, since it may hold a password', () => {
    expect(explainBadStoreUrl('redis://:secret@cache:6379/x')).not.toContain('secret');
  });
});

describe('a file that cannot be the store', () => {
  it('because it is something else is told in one sentence and left as it is', () => {
    const path = join(temporaryFolder(), 'downtick.db');
    writeFileSync(path, 'These are my holiday notes. '.repeat(100));
    expect(() => open(`sqlite:${path}`)).toThrow(
      `${path}: the file is no SQLite database. Restore a backup, or move the file away to start afresh.`,
    );
    expect(readFileSync(path, 'utf8')).toContain('holiday');
  });

  it.each([
    ['overwritten in the middle', (bytes: Buffer) => bytes.fill(0x5a, 4096)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ])('because it was %s is found out when it is opened', async (_, damage) => {
    const path = join(temporaryFolder(), 'downtick.db');
    const store = open(`sqlite:${path}`);
    for (let i = 0; i < 300; i += 1) await store.guilds.set(`${i}`, sampleGuild);
    await store.close();
    writeFileSync(path, damage(readFileSync(path)));
    expect(() => open(`sqlite:${path}`)).toThrow(/^\S+: the file is damaged.* Restore a backup/);
  });

  it('because it is a folder is told', () => {
    const folder = temporaryFolder();
    expect(() => open(`sqlite:${folder}`)).toThrow(`${folder}: the file cannot be opened.`);
  });

  it('because its folder cannot be made is told', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'sub', 'downtick.db');
    expect(() => open(`sqlite:${path}`)).toThrow(StoreError);
    expect(existsSync(path)).toBe(false);
  });

  // Node's own making of folders goes round and round there.
  it.skipIf(!existsSync('/proc/self'))('because a folder takes none in it is told', () => {
    expect(() => open('sqlite:/proc/nope/downtick.db')).toThrow(
      '/proc/nope: this folder cannot be made (ENOENT). Name a file in a folder that this user may write to.',
    );
  });
});

describe('a full disk', () => {
  it('rejects the write with a clear error, and keeps what was stored', async () => {
    const database = openSqliteDatabase(join(temporaryFolder(), 'downtick.db'));
    const guilds = openCollection(guildRecord, {
      records: openKeyv(new SqliteAdapter(database), 'guilds'),
      quarantine: openKeyv(new SqliteAdapter(database), 'quarantine'),
      report: () => {},
    });
    await guilds.set('1', sampleGuild);
    database.exec('PRAGMA max_page_count = 10');

    const large = { ...emptyGuild('1'), watchLists: [{ name: 'x'.repeat(100_000), selectors: [] }] };
    await expect(guilds.set('1', large)).rejects.toThrow(
      /^Could not write guilds\/1: \S+downtick\.db: the disk is full\. Free some space; what was stored before is kept\.$/,
    );
    expect(await guilds.get('1')).toStrictEqual(sampleGuild);

    database.exec('PRAGMA max_page_count = 1000');
    await guilds.set('1', large);
    expect(await guilds.get('1')).toStrictEqual(large);
    database.close();
  });
});
