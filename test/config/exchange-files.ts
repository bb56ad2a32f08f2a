import { globSync, readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { exchangeFileSchema } from '#config/schema.ts';
import type { ExchangeFile } from '#config/schema.ts';

/** The exchanges' files as they ship, checked. */
export function exchangeFiles(): ExchangeFile[] {
  return globSync('config/exchanges/*.yaml').map((path) =>
    exchangeFileSchema.parse(parse(readFileSync(path, 'utf8'))),
  );
}
