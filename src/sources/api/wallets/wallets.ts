import { severityOf } from '#src/domain/status.ts';
import { holdsAny } from '#src/sources/api/condition.ts';
import { apiType } from '#src/sources/api/api-type.ts';
import { collectFlags, flagPlace } from '#src/sources/api/flag-readings.ts';
import type { FlagPlace, FlagReadings } from '#src/sources/api/flag-readings.ts';
import { flagReader } from '#src/sources/api/flag.ts';
import type { FlagConfig, FlagWord, ReadFlag } from '#src/sources/api/flag.ts';
import { byNames, oncePerSource } from '#src/sources/remembered.ts';
import { assetNamer } from '#src/sources/api/rename.ts';
import { nameReader, rowsAt } from '#src/sources/api/rows.ts';
import { segmentOf } from '#src/names/segment.ts';
import { SourceError } from '#src/sources/source.ts';
import type { DecodeContext, Decoded } from '#src/sources/source.ts';

import { methodReader } from './methods.ts';
import { networksReader } from './networks.ts';
import type { NetworkWords } from './networks.ts';
import { walletsKeys } from './wallets-config.ts';
import type { WalletsConfig } from './wallets-config.ts';

/** Deposit and withdrawal flags of every coin on every network. */
export const wallets = apiType({
  summary:
    'The deposit and withdrawal switches of every coin, on each network where the exchange tells them apart.',
  speaks: 'flags',
  venue: 'coin_list',
  services: (config) => [
    ...(tells(config, 'deposit') ? ['deposits'] : []),
    ...(tells(config, 'withdrawal') ? ['withdrawals'] : []),
  ],
  saysBy: 'a `deposit` or `withdrawal` column, in the rows or in `networks`',
  keys: walletsKeys,
  read: readWallets,
});

/** The services of a coin on a network, or of the coin as a whole. */
interface NetworkPlaces {
  readonly deposits: FlagPlace;
  readonly withdrawals: FlagPlace;
}

/** By the names of coin and network in the list; '' for the coin as a whole. */
const placesIn = oncePerSource(({ rename }: WalletsConfig, { exchange, network }) => {
  const assetNamed = assetNamer(rename);
  return byNames((asset, name): NetworkPlaces => {
    const at = assetNamed(asset) + (name === '' ? '' : `/${segmentOf(network(name)) || 'UNNAMED'}`);
    return {
      deposits: flagPlace(`${exchange}/deposits/${at}`, { signal: 'flag' }),
      withdrawals: flagPlace(`${exchange}/withdrawals/${at}`, { signal: 'flag' }),
    };
  });
});

/** Reads thousands of rows at a time, so its columns are bound once. */
function readWallets(config: WalletsConfig, root: unknown, context: DecodeContext): Decoded {
  const nameOf = nameReader(config.asset);
  const rows = rowsAt(root, config.rows, nameOf);
  // An exchange without a single coin is a list that failed, not an exchange that closed everything.
  if (rows.length === 0) throw new SourceError('broken', 'The list of coins is empty.');

  const assetsOf = methodReader(config.methods, root) ?? ((name: string) => [name]);
  const networkOf = config.network === undefined ? undefined : nameReader(config.network);
  const readNetworks = networksReader(config);
  const readDeposit = readerOf(config.deposit);
  const readWithdrawal = readerOf(config.withdrawal);
  const flags = collectFlags();
  const addCoin = coinAdder(config, placesIn(config, context), flags);

  for (const item of rows) {
    if (config.skip.length > 0 && holdsAny(config.skip, item.row, item.key)) continue;
    const name = nameOf(item);
    if (name === undefined) {
      throw new SourceError('broken', `A row has no name at \`${config.asset[0]?.text ?? ''}\`.`);
    }
    const whole = {
      name: networkOf?.(item),
      deposit: readDeposit?.(item.row),
      withdrawal: readWithdrawal?.(item.row),
    };
    const parts = readNetworks?.(item.row) ?? [];
    for (const asset of assetsOf(name)) addCoin(asset, whole, parts);
  }
  return flags.finish();
}

/** Adds a coin's networks, or the coin itself where it has none. */
function coinAdder(
  { rowFlags }: WalletsConfig,
  placesOf: (asset: string, network: string) => NetworkPlaces,
  flags: FlagReadings,
) {
  const vetoes = rowFlags === 'veto';
  return (asset: string, whole: NetworkWords, parts: readonly NetworkWords[]): void => {
    if (parts.length === 0) {
      const { deposits, withdrawals } = placesOf(asset, whole.name ?? '');
      if (whole.deposit !== undefined) flags.add(deposits, whole.deposit);
      if (whole.withdrawal !== undefined) flags.add(withdrawals, whole.withdrawal);
    }
    for (const { deposit, name, withdrawal } of parts) {
      if (name === undefined) {
        flags.miss(`${asset} has a network without a name`);
        continue;
      }
      const { deposits, withdrawals } = placesOf(asset, name);
      if (deposit !== undefined) flags.add(deposits, vetoes ? vetoed(deposit, whole.deposit) : deposit);
      if (withdrawal !== undefined)
        flags.add(withdrawals, vetoes ? vetoed(withdrawal, whole.withdrawal) : withdrawal);
    }
  };
}

/** A coin that is closed as a whole is closed on all its networks; one that is open says nothing of them. */
function vetoed(word: FlagWord, whole: FlagWord | undefined): FlagWord {
  if (whole === undefined) return word;
  if (whole.status === 'operational' || whole.status === 'missing' || whole.status === 'skip') return word;
  if (word.status === 'missing' || word.status === 'skip') return word;
  // A veto that cannot be read may be one.
  if (whole.status === 'unknown') return word.status === 'operational' ? whole : word;
  return severityOf(whole.status) > severityOf(word.status) ? whole : word;
}

function readerOf(flag: FlagConfig | undefined): ReadFlag | undefined {
  return flag === undefined ? undefined : flagReader(flag);
}

function tells(config: WalletsConfig, key: 'deposit' | 'withdrawal'): boolean {
  const { networkLists, networks, providerLists } = config;
  return (config[key] ?? networks?.[key] ?? networkLists ?? providerLists) !== undefined;
}
