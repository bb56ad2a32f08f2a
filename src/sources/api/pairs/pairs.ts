import { z } from 'zod';

import { COMPONENTS } from '#src/domain/service.ts';
import { severityOf } from '#src/domain/status.ts';
import { conditionsSchema, holdsAny } from '#src/sources/api/condition.ts';
import { apiType } from '#src/sources/api/api-type.ts';
import { collectFlags, flagPlace } from '#src/sources/api/flag-readings.ts';
import { flagReader, flagSchema } from '#src/sources/api/flag.ts';
import type { FlagWord, ReadFlag } from '#src/sources/api/flag.ts';
import { pathsSchema } from '#src/sources/api/path-schema.ts';
import { byNames, oncePerSource } from '#src/sources/remembered.ts';
import { assetNamer, renameSchema } from '#src/sources/api/rename.ts';
import { rowsAt } from '#src/sources/api/rows.ts';
import { SourceError } from '#src/sources/source.ts';
import type { DecodeContext, Decoded } from '#src/sources/source.ts';

import { pairReader, pairSchema } from './pair-reader.ts';

const keys = {
  rows: pathsSchema.describe('Where the list or map of pairs stands; "" for the answer itself.'),
  pair: pairSchema,
  component: z.enum(COMPONENTS).default('spot').describe('The component that the pairs belong to.'),
  trading: z
    .union([flagSchema.transform((flag) => [flag]), z.array(flagSchema).min(1)])
    .describe('The column that says whether a pair is traded, or several of which the worst counts.'),
  lists: z
    .enum(['all', 'halted'])
    .default('all')
    .describe(
      'What is listed. halted: only pairs that are not traded, so that a pair that is not listed is.',
    ),
  skip: conditionsSchema.default([]).describe('Pairs to leave out, such as those that are not open yet.'),
  rename: renameSchema,
};

const schema = z.object(keys);
type PairsConfig = z.output<typeof schema>;

/** Whether each pair is traded. */
export const pairs = apiType({
  summary: 'Whether each pair is traded.',
  speaks: 'flags',
  venue: 'market_list',
  services: ({ component }) => [component],
  keys,
  read: readPairs,
});

/** The services of a list of pairs, by the names of base and quote in it. */
const placesOf = oncePerSource(({ component, lists, rename }: PairsConfig, { exchange }) => {
  const assetNamed = assetNamer(rename);
  // A list of the halted alone is a word: what it no longer lists is traded again, not delisted.
  const how =
    lists === 'halted'
      ? ({ signal: 'word', listsTroubleOnly: true } as const)
      : ({ signal: 'flag' } as const);
  return byNames((base, quote) =>
    flagPlace(`${exchange}/${component}/${assetNamed(base)}/${assetNamed(quote)}`, how),
  );
});

function readPairs(config: PairsConfig, root: unknown, context: DecodeContext): Decoded {
  const pairOf = pairReader(config.pair);
  const rows = rowsAt(root, config.rows, ({ row, key }) => pairOf({ row, key })?.base);
  if (rows.length === 0 && config.lists === 'all')
    throw new SourceError('broken', 'The list of pairs is empty.');

  const placeOf = placesOf(config, context);
  const readers = config.trading.map(flagReader);
  const flags = collectFlags();
  let paired = 0;
  let nameless = 0;
  for (const item of rows) {
    if (config.skip.length > 0 && holdsAny(config.skip, item.row, item.key)) continue;
    const pair = pairOf(item);
    if (pair === undefined) {
      nameless += 1;
      continue;
    }
    paired += 1;
    flags.add(placeOf(pair.base, pair.quote), worst(readers, item.row));
  }
  if (nameless > 0 && paired === 0) throw new SourceError('broken', 'No row of the list names a pair.');
  const { listed, ...decoded } = flags.finish();
  return config.lists === 'halted' ? decoded : { ...decoded, ...(listed !== undefined && { listed }) };
}

function worst(readers: readonly ReadFlag[], row: object): FlagWord {
  let found: FlagWord | undefined;
  for (const read of readers) {
    const word = read(row);
    if (word.status === 'skip') return word;
    if (found === undefined || rank(word) > rank(found)) found = word;
  }
  return found ?? { status: 'missing', evidence: '', unread: '' };
}

/** What cannot be read weighs more than "open" and less than "closed". */
function rank({ status }: FlagWord): number {
  if (status === 'skip' || status === 'missing' || status === 'unknown')
    return severityOf('operational') + 0.5;
  return severityOf(status);
}
