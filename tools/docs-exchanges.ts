import { writeFileSync } from 'node:fs';

import { generatedPages } from './docs/generated-pages.ts';

const FOLDER = new URL('../docs/', import.meta.url);

for (const [name, text] of Object.entries(generatedPages())) {
  writeFileSync(new URL(name, FOLDER), text);
  console.log(`docs/${name}`);
}
