import { loadOwnConfig } from '#config/load.ts';
import { EXIT } from '#src/platform/exit.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import { backUpStore } from '#src/storage/backup.ts';

import { commandLine, misused, orExit } from './command-line.ts';
import { formatBytes } from './format-bytes.ts';

const USAGE = `Copies the store into a file, while the bot runs too, and checks the copy.

  npm run backup -- FILE

Exit code: 0 when the copy is whole, 1 when not.`;

const {
  positionals: [file, ...others],
} = commandLine(USAGE, {}, { positionals: true });
if (file === undefined || others.length > 0) misused('One file is to be named.', USAGE);
const config = orExit(() => loadOwnConfig());
try {
  const { bytes, records } = await backUpStore(config.storeUrl, file);
  console.log(`${file}: ${records} records, ${formatBytes(bytes)}, checked.`);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = EXIT.failed;
}
