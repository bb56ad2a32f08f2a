import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What no commit holds. */
const LEFT_OUT = new Set(['.git', '.env', 'node_modules', 'data', 'coverage', '.stryker-tmp', 'reports']);
const BINARY = /\.(?:png|db|gz)$/;

/** Every file of the repository that holds text, by its path from the root. */
export function repositoryFiles(folder = '.'): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = relative('.', join(folder, entry.name));
    if (LEFT_OUT.has(entry.name)) return [];
    if (entry.isDirectory()) return repositoryFiles(path);
    return entry.isFile() && !BINARY.test(entry.name) ? [path] : [];
  });
}

/** The Markdown pages of the repository, with their text. */
export function markdownPages(): { readonly path: string; readonly text: string }[] {
  return repositoryFiles()
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
