import { EXIT } from '#src/platform/exit.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import { explainBadStoreUrl } from '#src/storage/backend.ts';
import { copyStore } from '#src/storage/copy-store.ts';

import { commandLine, misused } from './command-line.ts';

const USAGE = `Copies what one store keeps into another, empty one, and compares record by record. No bot may run on either.

  npm run store:copy -- sqlite:./data/downtick.db redis://127.0.0.1:6379
  npm run store:copy -- redis://127.0.0.1:6379 sqlite:./data/downtick.db

Exit code: 0 when all was copied and is the same, 1 when not.`;

const {
  positionals: [from, to, ...others],
} = commandLine(USAGE, {}, { positionals: true });
if (from === undefined || to === undefined || others.length > 0)
  misused('Two stores are to be named: from and to.', USAGE);
for (const url of [from, to]) {
  const problem = explainBadStoreUrl(url);
  if (problem !== null) misused(problem, USAGE);
}
try {
  const { byCollection, records } = await copyStore(from, to);
  for (const [collection, count] of byCollection) console.log(`${collection.padEnd(14)} ${count}`);
  console.log(`${records} records copied, and compared one by one.`);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = EXIT.failed;
}
