import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { Config } from '#config/load.ts';
import { ConfigError } from '#config/problem.ts';
import { inTurns } from '#src/platform/turns.ts';

export interface ReloaderDeps {
  readonly load: () => Config;
  readonly current: () => Config;
  /** Goes on with another configuration. */
  readonly apply: (next: Config) => Promise<void>;
  readonly onOperator: (message: string) => void;
}

/** What is opened once, at the start, by the names under which it is set. */
const AT_START = {
  discordToken: 'DISCORD_TOKEN',
  discordApiUrl: 'DISCORD_API_URL',
  storeUrl: 'STORE_URL',
  roles: 'ROLES',
  vantage: 'VANTAGE',
  shards: 'SHARDS',
  httpInteractions: 'INTERACTIONS or DISCORD_PUBLIC_KEY',
  logLevel: 'LOG_LEVEL',
  operatorChannelId: 'OPERATOR_CHANNEL_ID',
  hubGuildId: 'HUB_GUILD_ID',
  heartbeatUrl: 'HEARTBEAT_URL',
  httpAddress: 'HTTP_ADDRESS',
  proxy: 'HTTPS_PROXY, HTTP_PROXY or NO_PROXY',
  readerModel: 'READER_LLM_…',
} as const satisfies Partial<Record<keyof Config, string>>;
const KEYS_AT_START = Object.keys(AT_START) as (keyof typeof AT_START)[];
/** A save is several changes of a file. */
const SETTLE_MS = 500;

/** Reads the configuration anew, one time after the other. A wrong one is told once, and the old one goes on. */
export function createReloader({ apply, current, load, onOperator }: ReloaderDeps): () => Promise<void> {
  const turn = inTurns();
  let refused = '';
  return () =>
    turn('configuration', async () => {
      let next: Config;
      try {
        next = load();
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        if (error.message !== refused)
          onOperator(`The configuration was changed and is wrong; the old one goes on. ${error.message}`);
        refused = error.message;
        return;
      }
      refused = '';
      const before = current();
      const kept = Object.fromEntries(KEYS_AT_START.map((key) => [key, before[key]]));
      const late = KEYS_AT_START.filter((key) => !isDeepStrictEqual(next[key], before[key])).map(
        (key) => AT_START[key],
      );
      await apply({ ...next, ...kept });
      const names = next.exchanges.length === 1 ? 'one exchange' : `${next.exchanges.length} exchanges`;
      const more =
        late.length === 0 ? '' : ` Changed settings take effect at the next start: ${late.join(', ')}.`;
      onOperator(`The configuration was read anew: ${names}.${more}`);
    });
}

/** Calls back when a file of the folder, or the file of settings, has other contents than before; ends with the result. */
export function watchConfig(folder: string, envFile: string, onChange: () => void): () => void {
  let known = fingerprint(folder, envFile);
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = fingerprint(folder, envFile);
      if (now === known) return;
      known = now;
      onChange();
    }, SETTLE_MS);
    timer.unref();
  };
  const watchers = [watch(folder, { recursive: true, persistent: false }, look)];
  watchers.push(watch('.', { persistent: false }, (_event, name) => name === envFile && look()));
  // A folder that goes away takes its watcher along; SIGHUP is still there.
  for (const watcher of watchers) watcher.on('error', () => watcher.close());
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Of what the files hold, so that looking at one or saving it unchanged is no change. */
function fingerprint(folder: string, envFile: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') || name.endsWith('.yml'))
    .toSorted()
    .map((name) => join(folder, name));
  for (const file of [...files, envFile]) {
    hash.update(`${file}\0`);
    try {
      hash.update(readFileSync(file));
    } catch {
      hash.update('cannot be read');
    }
  }
  return hash.digest('hex');
}
