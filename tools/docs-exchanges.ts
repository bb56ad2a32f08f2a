import { commandLine } from '#src/cli/command-line.ts';
import { writeOrExit } from '#src/cli/write-or-exit.ts';

import { generatedPages } from './docs/generated-pages.ts';

const USAGE =
  'Writes the pages that come from the configuration: docs/exchanges.md and docs/source-keys.md.\n\n  npm run docs:exchanges';

const FOLDER = new URL('../docs/', import.meta.url);

commandLine(USAGE, {});
for (const [name, text] of Object.entries(generatedPages())) {
  writeOrExit(new URL(name, FOLDER), text);
  console.log(`docs/${name}`);
}
