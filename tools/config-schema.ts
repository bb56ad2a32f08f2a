import { writeFileSync } from 'node:fs';

import { jsonSchemas } from './json-schemas.ts';

const FOLDER = new URL('../config/schema/', import.meta.url);

for (const [name, text] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(name, FOLDER), text);
  console.log(`config/schema/${name}`);
}
