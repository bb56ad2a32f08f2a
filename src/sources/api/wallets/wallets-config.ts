import { z } from 'zod';

import { conditionsSchema } from '#src/sources/api/condition.ts';
import { flagSchema } from '#src/sources/api/flag.ts';
import { pathsSchema } from '#src/sources/api/path-schema.ts';
import { renameSchema } from '#src/sources/api/rename.ts';

const flagKeys = {
  deposit: flagSchema.optional().describe('The column that says whether deposits are open.'),
  withdrawal: flagSchema.optional().describe('The column that says whether withdrawals are open.'),
};

const networksSchema = z.strictObject({
  rows: pathsSchema.describe('Where in a coin the list or map of its networks stands.'),
  name: pathsSchema.describe(
    'The column with the name of the network; the first that is not empty, of several. `$key` for a map.',
  ),
  ...flagKeys,
  skip: conditionsSchema.default([]).describe('Networks to leave out.'),
});

const listsSchema = z.strictObject({
  deposits: pathsSchema.describe('Where in a coin the names stand that are open for deposits.'),
  withdrawals: pathsSchema.describe('Where in a coin the names stand that are open for withdrawals.'),
});

const methodsSchema = z.strictObject({
  rows: pathsSchema.describe('Where the list stands that says which coins a method moves.'),
  name: pathsSchema.describe('The column with the method.'),
  assets: pathsSchema.describe('The column with its coins.'),
});

export const walletsKeys = {
  rows: pathsSchema.describe('Where the list or map of coins stands; "" for the answer itself.'),
  asset: pathsSchema.describe('The column with the name of the coin; `$key` for the name in a map.'),
  network: pathsSchema
    .optional()
    .describe('The column with the name of the network, where each row is a coin on one network.'),
  ...flagKeys,
  networks: networksSchema
    .optional()
    .describe('Where each coin has a list of networks with flags of their own.'),
  networkLists: listsSchema
    .optional()
    .describe('Where each coin lists the networks that are open, one list for each way.'),
  providerLists: listsSchema
    .optional()
    .describe(
      'As networkLists, for providers that move fiat money. One that serves one way only is not closed the other.',
    ),
  rowFlags: z
    .enum(['veto', 'fallback'])
    .default('veto')
    .describe(
      "What the coin's own flags mean where it has networks. veto: closed there closes all of them. fallback: nothing.",
    ),
  methods: methodsSchema
    .optional()
    .describe('Where rows name a method, and another list says which coins it moves.'),
  skip: conditionsSchema.default([]).describe('Rows to leave out, such as delisted coins.'),
  rename: renameSchema,
};

const walletsSchema = z.object(walletsKeys);
export type WalletsConfig = z.output<typeof walletsSchema>;
