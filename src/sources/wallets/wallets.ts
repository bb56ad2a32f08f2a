import { severityOf } from '#src/domain/status.ts';
import { holdsAny } from '#src/sources/condition.ts';
import { openEnvelope } from '#src/sources/envelope.ts';
import { collectFlags } from '#src/sources/flag-readings.ts';
import type { FlagReadings } from '#src/sources/flag-readings.ts';
import { flagReader } from '#src/sources/flag.ts';
import type { FlagConfig, FlagWord, ReadFlag } from '#src/sources/flag.ts';
import { assetNamer } from '#src/sources/rename.ts';
import { requestOf } from '#src/sources/request-keys.ts';
import { nameReader, rowsAt } from '#src/sources/rows.ts';
import type { Row } from '#src/sources/rows.ts';
import { segmentOf } from '#src/sources/segment.ts';
import { SourceError } from '#src/sources/source.ts';
import type { DecodeContext, SourceType } from '#src/sources/source.ts';

import { methodReader } from './methods.ts';
import { networksReader } from './networks.ts';
import type { ReadNetworks } from './networks.ts';
import { walletsSchema } from './wallets-config.ts';
import type { WalletsConfig } from './wallets-config.ts';

/** Deposit and withdrawal flags of every coin on every network. */
export const wallets: SourceType<typeof walletsSchema> = {
  schema: walletsSchema,
  requests: (config) => [requestOf(config)],
  decode(config, [answer], context) {
    if (answer === undefined) throw new SourceError('broken', 'There is no answer.');
    const opened = openEnvelope(config, answer, context.exchange);
    if (opened.kind === 'stated') return opened.decoded;
    return readWallets(config, opened.json, context);
  },
  services: (config) => DIRECTIONS.filter(({ key }) => isRead(config, key)).map(({ component }) => component),
};

const DIRECTIONS = [
  { key: 'deposit', component: 'deposits' },
  { key: 'withdrawal', component: 'withdrawals' },
] as const;

type Direction = (typeof DIRECTIONS)[number]['key'];

/** One direction of one row, bound to its columns. */
interface Switch {
  readonly component: string;
  readonly ofRow: ReadFlag | undefined;
  readonly ofNetworks: ReadNetworks | undefined;
}

function readWallets(config: WalletsConfig, root: unknown, context: DecodeContext) {
  const nameOf = nameReader(config.asset);
  const rows = rowsAt(root, config.rows, nameOf);
  // An exchange without a single coin is a list that failed, not an exchange that closed everything.
  if (rows.length === 0) throw new SourceError('broken', 'The list of coins is empty.');

  const assetsOf = methodReader(config.methods, root) ?? ((name: string) => [name]);
  const assetNamed = assetNamer(config.rename);
  const networkOf = config.network === undefined ? undefined : nameReader(config.network);
  const switches = DIRECTIONS.map(({ component, key }) => bind(config, key, component));
  const flags = collectFlags();

  for (const item of rows) {
    if (holdsAny(config.skip, item.row, item.key)) continue;
    const name = nameOf(item);
    if (name === undefined)
      throw new SourceError('broken', `A row has no name at \`${config.asset[0]?.text ?? ''}\`.`);
    const network = networkOf?.(item);
    for (const asset of assetsOf(name)) {
      const coin = `${context.exchange}/%/${assetNamed(asset)}`;
      for (const direction of switches) {
        readRow(
          direction,
          item,
          coin.replace('%', direction.component),
          network,
          config.rowFlags,
          context,
          flags,
        );
      }
    }
  }
  return flags.finish();
}

function readRow(
  { ofNetworks, ofRow }: Switch,
  { row }: Row,
  service: string,
  network: string | undefined,
  rowFlags: WalletsConfig['rowFlags'],
  context: DecodeContext,
  flags: FlagReadings,
): void {
  const whole = ofRow?.(row);
  const parts = ofNetworks?.(row) ?? [];
  if (parts.length === 0) {
    if (whole !== undefined)
      flags.add(network === undefined ? service : `${service}/${networkName(network, context)}`, whole);
    return;
  }
  for (const { name, word } of parts) {
    if (name === undefined) flags.miss(`${service} has a network without a name`);
    else
      flags.add(`${service}/${networkName(name, context)}`, rowFlags === 'veto' ? vetoed(word, whole) : word);
  }
}

/** A coin that is closed as a whole is closed on all its networks; one that is open says nothing of them. */
function vetoed(word: FlagWord, whole: FlagWord | undefined): FlagWord {
  if (whole === undefined || whole.status === 'missing' || whole.status === 'skip') return word;
  if (word.status === 'missing' || word.status === 'skip') return word;
  return severityOf(whole.status) > severityOf(word.status) ? whole : word;
}

function networkName(name: string, { network }: DecodeContext): string {
  return segmentOf(network(name)) || 'UNNAMED';
}

function bind(config: WalletsConfig, key: Direction, component: string): Switch {
  return {
    component,
    ofRow: readerOf(config[key]),
    ofNetworks: networksReader(config, key),
  };
}

function readerOf(flag: FlagConfig | undefined): ReadFlag | undefined {
  return flag === undefined ? undefined : flagReader(flag);
}

function isRead(config: WalletsConfig, key: Direction): boolean {
  return (
    config[key] !== undefined || config.networks?.[key] !== undefined || config.networkLists !== undefined
  );
}
