import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryFolder } from './temporary-folder.ts';

/** A folder of configuration with the shipped policy and networks, and one exchange of the test's own. */
export function configFolder(exchange: { id: string } & Record<string, unknown>): string {
  const folder = join(temporaryFolder(), 'config');
  mkdirSync(join(folder, 'exchanges'), { recursive: true });
  for (const file of ['downtick.yaml', 'networks.yaml']) cpSync(join('config', file), join(folder, file));
  // JSON is YAML.
  writeFileSync(join(folder, 'exchanges', `${exchange.id}.yaml`), JSON.stringify(exchange));
  return folder;
}
