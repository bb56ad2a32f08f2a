import { z } from 'zod';

import { segmentOf } from '#src/names/segment.ts';

/** An exchange's own names for assets, such as `XBT: BTC`. */
export const renameSchema = z
  .record(z.string(), z.string())
  .default({})
  .describe("The exchange's own names of assets, and the ones that people use: `XBT: BTC`.");

/** The asset that a name from an exchange means, as a part of a service path. */
export function assetNamer(rename: Readonly<Record<string, string>>): (name: string) => string {
  const known = new Map(Object.entries(rename).map(([from, to]) => [segmentOf(from), to]));
  return (name) => {
    const segment = segmentOf(name);
    return known.get(segment) ?? segment;
  };
}
