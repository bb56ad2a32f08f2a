import type { KeyvStoreAdapter } from 'keyv';

import { SqliteAdapter } from '#src/storage/sqlite-adapter.ts';
import { openSqliteDatabase } from '#src/storage/sqlite-database.ts';
import { StoreError } from '#src/storage/store-error.ts';

/** Makes the adapters of one opened store: an own one for each Keyv, since Keyv sets its namespace on it. */
export type Backend = () => KeyvStoreAdapter | Map<string, unknown>;

interface Scheme {
  readonly example: string;
  explainBadAddress(address: string): string | null;
  open(address: string): Backend;
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  sqlite: {
    example: 'sqlite:./data/downtick.db',
    explainBadAddress: (address) => (sqlitePath(address) === '' ? 'it names no file' : null),
    open(address) {
      const database = openSqliteDatabase(sqlitePath(address));
      return () => new SqliteAdapter(database);
    },
  },
  memory: {
    example: 'memory:',
    explainBadAddress: (address) => (address === '' ? null : 'nothing may follow "memory:"'),
    open: () => () => new Map<string, unknown>(),
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
