import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

import { memberOf } from '#src/domain/member.ts';

import { sqliteFileOf } from './backend.ts';
import { readRecord } from './records/record-type.ts';
import { guildRecord } from './records/records.ts';

/** Where something is followed, each once: read beside a bot that runs. Records that cannot be read are passed over. */
export function followedAddresses(
  storeUrl: string,
): { readonly guildId: string; readonly channelId: string }[] {
  const path = sqliteFileOf(storeUrl);
  if (path === undefined || !existsSync(path)) return [];
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const prefix = `${guildRecord.collection}:`;
    const rows = database
      .prepare('SELECT value FROM keyv WHERE substr(key, 1, ?) = ?')
      .all(prefix.length, prefix);
    return rows.flatMap(({ value }) => {
      const { value: stored } = JSON.parse(String(value)) as { value: unknown };
      const read = readRecord(guildRecord, stored);
      if (read.kind !== 'read') return [];
      const { id, subscriptions } = read.value;
      // Whether somebody can be written to is known only by writing to them.
      if (memberOf(id) !== undefined) return [];
      const channels = new Set(
        subscriptions.filter(({ disabled }) => disabled === undefined).map(({ channelId }) => channelId),
      );
      return [...channels].map((channelId) => ({ guildId: id, channelId }));
    });
  } finally {
    database.close();
  }
}
