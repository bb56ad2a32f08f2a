import { HEADER_VARIABLES } from '#config/header-variables.ts';
import { loadConfig } from '#config/load.ts';

import { exchangesPage } from './exchanges-page.ts';
import { sourceKeysPage } from './source-keys-page.ts';

/** Pages that are written from the configuration and its schemas: file names in `docs/`, and their text. */
export function generatedPages(): Readonly<Record<string, string>> {
  const { exchanges } = loadConfig(Object.fromEntries(HEADER_VARIABLES.map((name) => [name, `\${${name}}`])));
  return { 'exchanges.md': exchangesPage(exchanges), 'source-keys.md': sourceKeysPage() };
}
