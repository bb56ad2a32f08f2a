import { loadOwnConfig } from '#config/load.ts';
import { EXIT } from '#src/platform/exit.ts';
import { restoreStore } from '#src/storage/backup.ts';

import { commandLine, misused, orExit } from './command-line.ts';

const USAGE = `Puts a backup in the place of the store. Stop the bot first. The store as it was is kept beside it.

  npm run restore -- FILE

Exit code: 0 when it is in place, 1 when not; then all is as it was.`;

const {
  positionals: [file, ...others],
} = commandLine(USAGE, {}, { positionals: true });
if (file === undefined || others.length > 0) misused('One file is to be named.', USAGE);
const config = orExit(() => loadOwnConfig());
const label = new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '');
const { keptAs, restored } = orExit(() => restoreStore(config.storeUrl, file, label), EXIT.failed);
console.log(`${restored.path}: ${restored.records} records, as in ${file}.`);
if (keptAs !== undefined) console.log(`What stood there before is kept as ${keptAs}.`);
