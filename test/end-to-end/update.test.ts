import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, it } from 'vitest';

import { runNode } from '#test/cli/run-node.ts';
import { startBot } from '#test/support/bot-process.ts';
import { configFolder } from '#test/support/config-folder.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** As a later release leaves a store: with records that this one does not know. */
function useByNewerRelease(path: string): void {
  const database = new DatabaseSync(path);
  const { changes } = database
    .prepare(
      "UPDATE keyv SET value = json_replace(value, '$.value.v', 99) WHERE json_extract(value, '$.value.v') IS NOT NULL",
    )
    .run();
  database.close();
  expect(Number(changes)).toBeGreaterThan(0);
}

it('docs/operations.md, "Update and go back": an older version refuses a newer store, and the backup leads back', async () => {
  const page = readFileSync('docs/operations.md', 'utf8');
  expect(page).toContain('npm run backup -- ');
  expect(page).toContain('npm run restore -- ');
  const exchange = await startExchange({ '/ping': { body: {} } });
  const folder = temporaryFolder();
  const path = join(folder, 'downtick.db');
  const copy = join(folder, 'downtick-backup.db');
  const env = {
    STORE_URL: `sqlite:${path}`,
    CONFIG_DIR: configFolder({
      id: 'lunex',
      name: 'Lunex',
      sources: { ping: { type: 'http', url: `${exchange.origin}/ping`, every: '1s', probes: 'api' } },
    }),
  };
  const first = startBot(env);
  await first.says('Read 1 of 1');
  const backup = await runNode(['src/cli/backup.ts', copy], { env });
  expect([backup.code, backup.err]).toEqual([0, '']);
  expect(await first.stop('SIGTERM')).toBe(0);

  useByNewerRelease(path);
  const refused = startBot(env);
  expect(await refused.exitCode).toBe(78);
  expect(refused.output()).toContain('The store was last used by');
  expect(refused.output()).toContain('or restore a backup from before');

  const restored = await runNode(['src/cli/restore.ts', copy], { env });
  expect([restored.code, restored.err]).toEqual([0, '']);
  expect(readdirSync(folder).some((name) => name.startsWith('downtick.db.before-restore-'))).toBe(true);
  const again = startBot(env);
  await again.says('Read 1 of 1');
  expect(await again.stop('SIGTERM')).toBe(0);
}, 120_000);
