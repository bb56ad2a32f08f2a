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
