import { join } from 'node:path';

import { openSqliteDatabase } from '#src/storage/sqlite/sqlite-database.ts';
import { openStore } from '#src/storage/store.ts';
import { storeContract } from '#test/contracts/store.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

storeContract('SQLite', async () => {
  const path = join(temporaryFolder(), 'data', 'downtick.db');
  return {
    open: async (options) => openStore(`sqlite:${path}`, options),
    async plant(key, value) {
      const database = openSqliteDatabase(path);
      database.prepare('INSERT OR REPLACE INTO keyv (key, value) VALUES (?, ?)').run(key, value);
      database.close();
    },
    async look(key) {
      const database = openSqliteDatabase(path);
      const found = database.prepare('SELECT value FROM keyv WHERE key = ?').get(key)?.['value'];
      database.close();
      return found === undefined ? undefined : String(found);
    },
  };
});
