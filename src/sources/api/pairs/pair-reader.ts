import { z } from 'zod';

import { pathsSchema } from '#src/sources/api/path-schema.ts';
import { nameReader } from '#src/sources/api/rows.ts';
import type { Row } from '#src/sources/api/rows.ts';

const pattern = z.string().transform((text, check) => {
  try {
    if (text.includes('(?<base>') && text.includes('(?<quote>')) return new RegExp(text, 'iu');
  } catch {
    // Explained below, like a pattern without its groups.
  }
  check.addIssue({
    code: 'custom',
    message: 'is no regular expression with the groups (?<base>…) and (?<quote>…)',
  });
  return z.NEVER;
});

const columns = z.strictObject({
  base: pathsSchema.describe('The column with what is traded.'),
  quote: pathsSchema.describe('The column with what it is traded for.'),
});

const symbol = z.strictObject({
  at: pathsSchema.describe('The column with the name of the pair; `$key` for the name in a map.'),
  pattern: pattern.meta({
    description: 'How the name is made up. Rows that it does not fit are left out.',
    examples: ['^(?<base>[^-]+)-(?<quote>[^-]+)$'],
  }),
});

/** Where a row says which pair it is about: in two columns, or in one name such as `BTC-USDT`. */
export const pairSchema = z
  .union([columns, symbol])
  .describe(
    'Which pair a row is about: the columns `base` and `quote`, or a name `at` a column and its `pattern`.',
  );

export interface Pair {
  readonly base: string;
  readonly quote: string;
}

/** Reads the pair that a row is about; `undefined` where it names none. */
export function pairReader(config: z.output<typeof pairSchema>): (item: Row) => Pair | undefined {
  if ('pattern' in config) {
    const nameOf = nameReader(config.at);
    return (item) => {
      const { base, quote } = config.pattern.exec(nameOf(item) ?? '')?.groups ?? {};
      return base && quote ? { base, quote } : undefined;
    };
  }
  const baseOf = nameReader(config.base);
  const quoteOf = nameReader(config.quote);
  return (item) => {
    const base = baseOf(item);
    const quote = quoteOf(item);
    return base === undefined || quote === undefined ? undefined : { base, quote };
  };
}
