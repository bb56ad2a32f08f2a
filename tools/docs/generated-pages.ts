import { loadConfig } from '#config/load.ts';

import { exchangesPage } from './exchanges-page.ts';
import { sourceKeysPage } from './source-keys-page.ts';

/** Pages that are written from the configuration and its schemas: file names in `docs/`, and their text. */
export function generatedPages(): Readonly<Record<string, string>> {
  const { exchanges } = loadConfig({ X_BEARER_TOKEN: '${X_BEARER_TOKEN}' });
  return { 'exchanges.md': exchangesPage(exchanges), 'source-keys.md': sourceKeysPage() };
}
