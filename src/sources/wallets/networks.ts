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

const OPEN: FlagWord = { status: 'operational', evidence: '' };

/** How a coin's networks are read in one direction; `undefined` where the exchange does not tell them apart. */
export function networksReader(
  config: WalletsConfig,
  key: 'deposit' | 'withdrawal',
): ReadNetworks | undefined {
  const flag = config.networks?.[key];
  if (config.networks !== undefined && flag !== undefined) return nested(config.networks, flagReader(flag));
  return config.networkLists === undefined ? undefined : listed(config.networkLists, key);
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
function listed(
  { deposits, withdrawals }: NonNullable<WalletsConfig['networkLists']>,
  key: 'deposit' | 'withdrawal',
): ReadNetworks {
  const CLOSED: FlagWord = { status: 'major_outage', evidence: `not among the networks open for ${key}s` };
  return (coin) => {
    const open = { deposit: namesAt(coin, deposits), withdrawal: namesAt(coin, withdrawals) };
    const names = new Set([...open.deposit, ...open.withdrawal]);
    return Array.from(names, (name) => ({ name, word: open[key].has(name) ? OPEN : CLOSED }));
  };
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
