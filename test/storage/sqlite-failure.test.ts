import { expect, it } from 'vitest';

import { sqliteFailure } from '#src/storage/sqlite/sqlite-failure.ts';

const FULL = 13;
const BUSY_RECOVERY = 261;

function sqliteError(errcode: number): Error {
  return Object.assign(new Error('as SQLite says it'), { code: 'ERR_SQLITE_ERROR', errcode });
}

it('a failure names the file, what is wrong and what to do, and keeps its cause', () => {
  const cause = sqliteError(FULL);
  const failure = sqliteFailure('/data/x.db', cause);
  expect(failure.message).toBe(
    '/data/x.db: the disk is full. Free some space; what was stored before is kept.',
  );
  expect(failure.cause).toBe(cause);
});

it('an extended result code is explained as what it is a kind of', () => {
  expect(sqliteFailure('x.db', sqliteError(BUSY_RECOVERY)).message).toContain('keeps the file locked');
});

it('a failure that is not known is told in its own words', () => {
  expect(sqliteFailure('x.db', sqliteError(1)).message).toBe('x.db: as SQLite says it.');
  expect(sqliteFailure('x.db', new Error('EACCES: permission denied')).message).toBe(
    'x.db: EACCES: permission denied.',
  );
});
