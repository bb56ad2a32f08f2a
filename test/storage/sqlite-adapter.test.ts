import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { SqliteAdapter } from '#src/storage/sqlite/sqlite-adapter.ts';
import { openSqliteDatabase } from '#src/storage/sqlite/sqlite-database.ts';
import { keyvAdapterContract, keyvStoreContract } from '#test/contracts/keyv-adapter.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

keyvAdapterContract('SqliteAdapter', () => {
  const database = openSqliteDatabase(join(temporaryFolder(), 'contract.db'));
  const first = new SqliteAdapter(database);
  return { adapter: () => new SqliteAdapter(database), close: () => first.disconnect() };
});

keyvStoreContract('a Map', () => ({ adapter: () => new Map<string, unknown>(), close: async () => {} }));

describe('SqliteAdapter', () => {
  it('stores all of a setMany or none of it', async () => {
    const database = openSqliteDatabase(join(temporaryFolder(), 'many.db'));
    const adapter = new SqliteAdapter(database);
    const unstorable = undefined as unknown as string;
    const entries = [
      { key: 'a', value: '1' },
      { key: 'b', value: unstorable },
    ];
    await expect(adapter.setMany(entries)).rejects.toThrow('many.db');
    expect(await adapter.has('a')).toBe(false);
    await adapter.set('a', '2');
    expect(await adapter.get('a')).toBe('2');
    await adapter.disconnect();
  });

  it('removes what has expired from the file', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const database = openSqliteDatabase(join(temporaryFolder(), 'expired.db'));
    const adapter = new SqliteAdapter(database);
    await adapter.set('a', '1', 1000);
    vi.setSystemTime(2000);
    await adapter.set('b', '2', 1000);
    expect(database.prepare('SELECT key FROM keyv').all()).toEqual([{ key: 'b' }]);
    await adapter.disconnect();
    vi.useRealTimers();
  });
});

describe('openSqliteDatabase', () => {
  it('creates the folders of the file', () => {
    const path = join(temporaryFolder(), 'not', 'yet', 'there.db');
    openSqliteDatabase(path).close();
    expect(existsSync(path)).toBe(true);
  });

  it('keeps a write-ahead log, syncs it at every commit, and waits for a lock for a moment only', () => {
    const database = openSqliteDatabase(join(temporaryFolder(), 'pragmas.db'));
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 50 });
    database.close();
  });
});
