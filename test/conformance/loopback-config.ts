import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, stringify } from 'yaml';

const SHIPPED = 'config';

/** A source as its exchange's file has it. */
export interface RawSource {
  readonly type: string;
  readonly url: string;
  readonly [key: string]: unknown;
}

interface RawExchange {
  readonly id: string;
  readonly sources?: Readonly<Record<string, RawSource>>;
}

export interface ShippedSource {
  readonly exchange: string;
  readonly id: string;
  readonly source: RawSource;
}

/** Every source of the shipped configuration, unchecked. */
export function shippedSources(): ShippedSource[] {
  return readExchanges().flatMap(({ id: exchange, sources = {} }) =>
    Object.entries(sources).map(([id, source]) => ({ exchange, id, source })),
  );
}

/** Writes a copy of the shipped configuration in which every source asks `origin`, at a path of its own. */
export function loopbackConfig(origin: string, folder: string): void {
  mkdirSync(join(folder, 'exchanges'), { recursive: true });
  for (const name of ['downtick.yaml', 'networks.yaml']) cpSync(join(SHIPPED, name), join(folder, name));
  for (const exchange of readExchanges()) {
    const sources = Object.fromEntries(
      Object.entries(exchange.sources ?? {}).map(([id, source]) => [
        id,
        { ...source, alternates: [], url: `${origin}${pathOf(exchange.id, id)}` },
      ]),
    );
    const file = { ...exchange, ...(exchange.sources !== undefined && { sources }) };
    writeFileSync(join(folder, 'exchanges', `${exchange.id}.yaml`), stringify(file));
  }
}

export function pathOf(exchange: string, source: string): string {
  return `/${exchange}/${source}`;
}

function readExchanges(): RawExchange[] {
  const folder = join(SHIPPED, 'exchanges');
  return readdirSync(folder).map(
    (name) => parse(readFileSync(join(folder, name), 'utf8'), { stringKeys: true }) as RawExchange,
  );
}
