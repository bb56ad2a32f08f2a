import { holdsAny } from '#src/sources/condition.ts';
import { flagReader } from '#src/sources/flag.ts';
import type { FlagWord } from '#src/sources/flag.ts';
import { nameReader, rowsAt } from '#src/sources/rows.ts';
import { SourceError } from '#src/sources/source.ts';
import { valueAt } from '#src/sources/value-path.ts';
import type { ValuePath } from '#src/sources/value-path.ts';

import type { WalletsConfig } from './wallets-config.ts';

/** What a coin's row says of one of its networks, in one direction. */
export interface NetworkWord {
  readonly name: string | undefined;
  readonly word: FlagWord;
}

export type ReadNetworks = (row: object) => readonly NetworkWord[];

type Direction = 'deposit' | 'withdrawal';
type Lists = NonNullable<WalletsConfig['networkLists']>;

const OPEN: FlagWord = { status: 'operational', evidence: '' };

/** How a coin's networks are read in one direction; `undefined` where the exchange does not tell them apart. */
export function networksReader(config: WalletsConfig, key: Direction): ReadNetworks | undefined {
  const { networkLists, networks, providerLists } = config;
  const flag = networks?.[key];
  const readers: ReadNetworks[] = [];
  if (networks !== undefined && flag !== undefined) readers.push(nested(networks, flagReader(flag)));
  if (networkLists !== undefined) readers.push(listed(networkLists, key));
  if (providerLists !== undefined) readers.push(served(providerLists, key));
  return readers.length === 0 ? undefined : (coin) => readers.flatMap((read) => read(coin));
}

function nested(
  { name, rows, skip }: NonNullable<WalletsConfig['networks']>,
  read: ReturnType<typeof flagReader>,
): ReadNetworks {
  const nameOf = nameReader(name);
  return (coin) => {
    // Fiat money has no networks, and its list is null, empty or left out.
    if (rows.every((path) => isNothing(valueAt(coin, path)))) return [];
    return rowsAt(coin, rows, nameOf)
      .filter(({ key, row }) => !holdsAny(skip, row, key))
      .map((item) => ({ name: nameOf(item), word: read(item.row) }));
  };
}

/** A network that stands in one list and not in the other is closed that other way. */
function listed(lists: Lists, key: Direction): ReadNetworks {
  const closed: FlagWord = { status: 'major_outage', evidence: `not among the networks open for ${key}s` };
  return (coin) => {
    const open = namesAt(coin, listOf(lists, key));
    const others = namesAt(coin, listOf(lists, key === 'deposit' ? 'withdrawal' : 'deposit'));
    return Array.from(new Set([...open, ...others]), (name) => ({
      name,
      word: open.has(name) ? OPEN : closed,
    }));
  };
}

/** A provider may serve one way only, so that being absent says nothing. */
function served(lists: Lists, key: Direction): ReadNetworks {
  return (coin) => Array.from(namesAt(coin, listOf(lists, key)), (name) => ({ name, word: OPEN }));
}

function listOf({ deposits, withdrawals }: Lists, key: Direction): readonly ValuePath[] {
  return key === 'deposit' ? deposits : withdrawals;
}

function namesAt(coin: object, paths: readonly ValuePath[]): Set<string> {
  const names = paths.map((path) => valueAt(coin, path)).find((value) => !isNothing(value));
  if (names === undefined) return new Set();
  if (!Array.isArray(names))
    throw new SourceError('broken', `A coin has no list at \`${paths[0]?.text ?? ''}\`.`);
  return new Set(names.filter((name) => typeof name === 'string'));
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
