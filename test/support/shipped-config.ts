import { loadConfig } from '#config/load.ts';
import type { Config } from '#config/load.ts';

let loaded: Config | undefined;

/** The configuration as it is shipped, read once for all tests of a worker. */
export function shippedConfig(): Config {
  return (loaded ??= loadConfig({}));
}
