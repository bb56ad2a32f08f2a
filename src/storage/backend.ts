import type { KeyvStoreAdapter } from 'keyv';

import { openSqliteBackend } from './sqlite/sqlite-backend.ts';
import { IN_MEMORY } from './sqlite/sqlite-database.ts';
import { StoreError } from './store-error.ts';

/** What holds the records of one opened store. */
export interface RecordsBackend {
  /** An adapter for one Keyv, which sets its namespace on it. */
  adapter(): KeyvStoreAdapter;
  /** Lets go of it, when what was given to it is done. */
  close(): Promise<void>;
}

/** A store for this process alone. */
export interface Backend extends RecordsBackend {
  /** The versions of the records that it holds. */
  versions(): readonly StoredVersion[];
  /** Which Downtick used it last; `undefined` where none has said so. */
  lastUser(): string | undefined;
  /** Says that this version of Downtick uses it from now on. */
  use(version: string): void;
  /** Keeps a copy of all that it holds, under a name with this label; not again where there is one already. */
  keepCopy(label: string): void;
  /** Lets go of it at once: nothing was given to it. */
  abandon(): void;
}

/** Records of a collection that have the same version. */
export interface StoredVersion {
  readonly collection: string;
  readonly version: number;
  /** One of them. */
  readonly id: string;
}

interface Scheme {
  readonly example: string;
  explainBadAddress(address: string): string | null;
  /** Absent where it is on the network, and so has to be connected to. */
  open?(address: string): Backend;
}

const REDIS: Scheme = { example: 'redis://127.0.0.1:6379', explainBadAddress: explainBadRedisAddress };

const SCHEMES: Readonly<Record<string, Scheme>> = {
  sqlite: {
    example: 'sqlite:./data/downtick.db',
    explainBadAddress: (address) => (sqlitePath(address) === '' ? 'it names no file' : null),
    open: (address) => openSqliteBackend(sqlitePath(address)),
  },
  redis: REDIS,
  rediss: REDIS,
  memory: {
    example: 'memory:',
    explainBadAddress: (address) => (address === '' ? null : 'nothing may follow "memory:"'),
    open: () => openSqliteBackend(IN_MEMORY),
  },
};

/**
 * Why a text is no store's URL, as a sentence with a remedy; `null` when it is one.
 * The sentence does not repeat the address, which may hold a password.
 */
export function explainBadStoreUrl(url: string): string | null {
  const { name, scheme, address } = split(url);
  const examples = [...new Set(Object.values(SCHEMES).map((known) => known.example))];
  const remedy = `Write ${examples.slice(0, -1).join(', ')} or ${examples.at(-1)}.`;
  if (scheme === undefined) {
    return `${name === '' ? 'It' : `"${name}:"`} names no kind of store that is known here. ${remedy}`;
  }
  const problem = scheme.explainBadAddress(address);
  return problem === null ? null : `The store's URL is wrong: ${problem}. ${remedy}`;
}

/** Whether many processes may use the store at once. */
export function isShared(url: string): boolean {
  return split(url).scheme === REDIS;
}

/** The file that a store's URL names; `undefined` where it names none. */
export function sqliteFileOf(url: string): string | undefined {
  const { scheme, address } = split(url);
  return scheme === SCHEMES['sqlite'] && sqlitePath(address) !== '' ? sqlitePath(address) : undefined;
}

/** Opens what `STORE_URL` names. Throws `StoreError` where that cannot be used. */
export function openBackend(url: string): Backend {
  const { scheme, address } = split(url);
  const problem = explainBadStoreUrl(url);
  if (scheme?.open === undefined || problem !== null)
    throw new StoreError(`STORE_URL: ${problem ?? 'it cannot be opened here, only connected to.'}`);
  return scheme.open(address);
}

function split(url: string): { name: string; scheme: Scheme | undefined; address: string } {
  const [, name = '', address = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? [];
  const key = name.toLowerCase();
  return { name, scheme: Object.hasOwn(SCHEMES, key) ? SCHEMES[key] : undefined, address };
}

/** Keyv's own spelling has two slashes before the path (`sqlite://data/x.db`); both work. */
function sqlitePath(address: string): string {
  return address.replace(/^\/\//, '');
}

function explainBadRedisAddress(address: string): string | null {
  const url = URL.canParse(`redis:${address}`) ? new URL(`redis:${address}`) : undefined;
  if (url === undefined || !address.startsWith('//') || url.hostname === '') return 'it names no machine';
  if (!/^\/?\d*$/.test(url.pathname))
    return 'what follows the machine is the number of a database, such as /0';
  return null;
}
