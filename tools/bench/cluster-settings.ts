import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import { connectStore } from '#src/storage/store.ts';
import { aNotice } from '#test/delivery/a-notice.ts';

const PER_GUILD = 10;
const BATCH = 500;
/** One in so many servers follows what the notice is about. */
const FOLLOWS = 10;

export interface SettingsCost {
  readonly storeMs: number;
  readonly loadMs: number;
  readonly findMs: number;
  readonly found: number;
}

/** Keeps the settings of so many servers, with ten subscriptions each, loads them, and finds whom a notice concerns. */
export async function keepSettings(guilds: number, redisUrl?: string): Promise<SettingsCost> {
  const folder = mkdtempSync(join(tmpdir(), 'downtick-settings-'));
  const store = await connectStore(redisUrl ?? `sqlite:${join(folder, 'settings.db')}`, {
    report: () => undefined,
  });
  const start = performance.now();
  for (let at = 0; at < guilds; at += BATCH) {
    await store.commit(
      Array.from({ length: Math.min(BATCH, guilds - at) }, (_, i) => {
        const id = `g${at + i}`;
        return store.guilds.writeOf(id, { ...emptyGuild(id), subscriptions: subscriptionsOf(at + i) });
      }),
    );
  }
  const stored = performance.now();
  const settings = createGuildSettings(store.guilds);
  await settings.load();
  const loaded = performance.now();
  const found = [...settings.candidates(aNotice())].length;
  const end = performance.now();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return { storeMs: stored - start, loadMs: loaded - stored, findMs: end - loaded, found };
}

function subscriptionsOf(guild: number) {
  return Array.from({ length: PER_GUILD }, (_, n) => ({
    id: String(n),
    channelId: `c${guild}-${n}`,
    target: {
      kind: 'selector' as const,
      selector:
        n === 0 && guild % FOLLOWS === 0 ? 'binance/withdrawals' : `exchange${n}/withdrawals/C${guild % 500}`,
    },
    level: 'standard' as const,
    createdAt: 0,
  }));
}
