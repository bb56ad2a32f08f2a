import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import type { RecordsBackend, StoredVersion } from '#src/storage/backend.ts';
import { serialize } from '#src/storage/open-keyv.ts';
import { RedisAdapter } from './redis-adapter.ts';
import { connectRedis } from './redis-connection.ts';
import type { ConnectOptions, RedisConnection } from './redis-connection.ts';
import { StoreError } from '#src/storage/store-error.ts';

/** All keys begin with this. The braces keep them in one slot of a Redis Cluster. */
export const KEY_PREFIX = '{downtick}:';

const PROGRAM_KEY = 'meta:program';
const OLDEST_VERSION = [6, 2] as const;

export interface RedisBackend extends RecordsBackend {
  readonly connection: RedisConnection;
  /** Of this process, among those that use the store. */
  readonly origin: string;
  /** What may surprise its operator one day, as a sentence. */
  readonly warning: string | undefined;
  /** Which Downtick used it last, and the newest versions of the records that it wrote. */
  readonly left: { readonly lastUser: string | undefined; readonly versions: readonly StoredVersion[] };
  /** Says that this version of Downtick uses it from now on, and writes records of these versions. */
  use(
    version: string,
    types: readonly { readonly collection: string; readonly version: number }[],
  ): Promise<void>;
}

/** A store in Redis or Valkey. Rejects with `StoreError` where it cannot be used. */
export async function openRedisBackend(url: string, options: ConnectOptions): Promise<RedisBackend> {
  const connection = await connectRedis(url, options);
  const origin = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;
  try {
    const warning = await examine(connection);
    const adapter = new RedisAdapter(connection, KEY_PREFIX, origin);
    const program = programOf(await adapter.get<string>(PROGRAM_KEY));
    return {
      connection,
      origin,
      warning,
      left: program,
      adapter: () => new RedisAdapter(connection, KEY_PREFIX, origin),
      async use(version, types) {
        const records = Object.fromEntries(types.map((type) => [type.collection, type.version]));
        await adapter.set(PROGRAM_KEY, serialize({ value: { version, records } }));
      },
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Refuses a server that may lose what is stored; resolves with what is worth a warning. */
async function examine({ ask, place }: RedisConnection): Promise<string | undefined> {
  const info = await ask((client) => client.info());
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const refuse = (why: string): never => {
    throw new StoreError(`Redis at ${place}: ${why}`);
  };
  const [major = 0, minor = 0] = (field('redis_version') ?? '').split('.').map(Number);
  if (major < OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor < OLDEST_VERSION[1]))
    refuse(`it is version ${field('redis_version')}. Take ${OLDEST_VERSION.join('.')} or newer, or Valkey.`);
  if (field('role') === 'slave')
    refuse('it is a replica, which cannot be written. Name its primary in STORE_URL.');
  const policy = field('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    refuse(
      `its maxmemory-policy is ${policy}, so that it would throw away subscriptions when it is full. Set it to noeviction.`,
    );
  }
  if (field('aof_enabled') === '0')
    return `Redis at ${place} keeps no append-only file (appendonly no): what was stored since its last snapshot is gone when it stops. Switch it on.`;
  // Where it may not be asked, nobody here could change it either.
  const asked = ask((client) => client.configGet('appendfsync')).catch(() => undefined);
  const flushes = (await asked)?.['appendfsync'] ?? 'always';
  return flushes === 'always'
    ? undefined
    : `Redis at ${place} answers before its append-only file is on the disk (appendfsync ${flushes}): where its disk is slow, what was stored in the last seconds is gone when it is killed, and may be told twice or not at all. Set it to always.`;
}

function programOf(text: string | undefined): RedisBackend['left'] {
  if (text === undefined) return { lastUser: undefined, versions: [] };
  const { value } = JSON.parse(text) as {
    value: { readonly version?: string; readonly records?: Readonly<Record<string, number>> };
  };
  const versions = Object.entries(value.records ?? {}).map(([collection, version]) => ({
    collection,
    version,
    id: '…',
  }));
  return { lastUser: value.version, versions };
}
