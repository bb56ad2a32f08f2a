import { holdsAny } from '#src/sources/api/condition.ts';
import { flagReader } from '#src/sources/api/flag.ts';
import type { FlagWord } from '#src/sources/api/flag.ts';
import { nameReader, rowsAt } from '#src/sources/api/rows.ts';
import { SourceError } from '#src/sources/source.ts';
import { valueAt } from '#src/sources/api/value-path.ts';
import type { ValuePath } from '#src/sources/api/value-path.ts';

import type { WalletsConfig } from './wallets-config.ts';

/** What a coin's row says of one of its networks. A direction that it says nothing of is left out. */
export interface NetworkWords {
  readonly name: string | undefined;
  readonly deposit?: FlagWord | undefined;
  readonly withdrawal?: FlagWord | undefined;
}

export type ReadNetworks = (coin: object) => readonly NetworkWords[];

type Lists = NonNullable<WalletsConfig['networkLists']>;

const OPEN: FlagWord = { status: 'operational', evidence: '' };
const NOT_FOR_DEPOSITS: FlagWord = {
  status: 'major_outage',
  evidence: 'not among the networks open for deposits',
};
const NOT_FOR_WITHDRAWALS: FlagWord = {
  status: 'major_outage',
  evidence: 'not among the networks open for withdrawals',
};

/** How a coin's networks are read; `undefined` where the exchange does not tell them apart. */
export function networksReader({
  networkLists,
  networks,
  providerLists,
}: WalletsConfig): ReadNetworks | undefined {
  const readers = [
    ...(networks === undefined ? [] : [nested(networks)]),
    ...(networkLists === undefined ? [] : [listed(networkLists)]),
    ...(providerLists === undefined ? [] : [served(providerLists)]),
  ];
  return readers.length > 1 ? (coin) => readers.flatMap((read) => read(coin)) : readers[0];
}

function nested({
  deposit,
  name,
  rows,
  skip,
  withdrawal,
}: NonNullable<WalletsConfig['networks']>): ReadNetworks {
  const nameOf = nameReader(name);
  const readDeposit = deposit === undefined ? undefined : flagReader(deposit);
  const readWithdrawal = withdrawal === undefined ? undefined : flagReader(withdrawal);
  return (coin) => {
    // Fiat money has no networks, and its list is null, empty or left out.
    if (rows.every((path) => isNothing(valueAt(coin, path)))) return [];
    const words: NetworkWords[] = [];
    for (const item of rowsAt(coin, rows, nameOf)) {
      if (skip.length > 0 && holdsAny(skip, item.row, item.key)) continue;
      words.push({
        name: nameOf(item),
        deposit: readDeposit?.(item.row),
        withdrawal: readWithdrawal?.(item.row),
      });
    }
    return words;
  };
}

/** A network that stands in one list and not in the other is closed that other way. */
function listed({ deposits, withdrawals }: Lists): ReadNetworks {
  return (coin) => {
    const forDeposits = namesAt(coin, deposits);
    const forWithdrawals = namesAt(coin, withdrawals);
    return Array.from(new Set([...forDeposits, ...forWithdrawals]), (name) => ({
      name,
      deposit: forDeposits.has(name) ? OPEN : NOT_FOR_DEPOSITS,
      withdrawal: forWithdrawals.has(name) ? OPEN : NOT_FOR_WITHDRAWALS,
    }));
  };
}

/** A provider may serve one way only, so that being absent says nothing. */
function served({ deposits, withdrawals }: Lists): ReadNetworks {
  return (coin) => [
    ...Array.from(namesAt(coin, deposits), (name) => ({ name, deposit: OPEN })),
    ...Array.from(namesAt(coin, withdrawals), (name) => ({ name, withdrawal: OPEN })),
  ];
}

function namesAt(coin: object, paths: readonly ValuePath[]): Set<string> {
  const names = paths.map((path) => valueAt(coin, path)).find((value) => !isNothing(value));
  if (names === undefined) return new Set();
  // What is no list of names would read as one that names nothing, which is closed.
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw new SourceError('broken', `A coin has no list of names at \`${paths[0]?.text ?? ''}\`.`);
  return new Set(names);
}

function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return (
    value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
