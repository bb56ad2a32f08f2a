import type { KeyvStoreAdapter } from 'keyv';

import { openSqliteBackend } from './sqlite-backend.ts';
import { IN_MEMORY } from './sqlite-database.ts';
import { StoreError } from './store-error.ts';

/** What holds the records of one opened store. */
export interface Backend {
  /** An adapter for one Keyv, which sets its namespace on it. */
  adapter(): KeyvStoreAdapter;
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
  /** Lets go of it, when what was given to it is done. */
  close(): Promise<void>;
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
  open(address: string): Backend;
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  sqlite: {
    example: 'sqlite:./data/downtick.db',
    explainBadAddress: (address) => (sqlitePath(address) === '' ? 'it names no file' : null),
    open: (address) => openSqliteBackend(sqlitePath(address)),
  },
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
  const remedy = `Write ${Object.values(SCHEMES)
    .map(({ example }) => example)
    .join(' or ')}.`;
  if (scheme === undefined) {
    return `${name === '' ? 'It' : `"${name}:"`} names no kind of store that is known here. ${remedy}`;
  }
  const problem = scheme.explainBadAddress(address);
  return problem === null ? null : `The store's URL is wrong: ${problem}. ${remedy}`;
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
  if (scheme === undefined || problem !== null) throw new StoreError(`STORE_URL: ${problem}`);
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
