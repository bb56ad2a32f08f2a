import { commandLine } from '#src/cli/command-line.ts';
import { writeOrExit } from '#src/cli/write-or-exit.ts';

import { jsonSchemas } from './json-schemas.ts';

const USAGE =
  'Writes the JSON Schemas that editors check the YAML with: config/schema/.\n\n  npm run config:schema';

const FOLDER = new URL('../config/schema/', import.meta.url);

commandLine(USAGE, {});
for (const [name, text] of Object.entries(jsonSchemas())) {
  writeOrExit(new URL(name, FOLDER), text);
  console.log(`config/schema/${name}`);
}
