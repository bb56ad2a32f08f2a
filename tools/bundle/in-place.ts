import { dirname, join, relative, sep } from 'node:path';

import type { Plugin } from 'rolldown';

/**
 * What a source file says of its own place is made true of the bundle's, all of whose files that may say such a thing
 * lie one folder deep.
 */
export function inPlace(root: string): Plugin {
  return {
    name: 'in-place',
    transform(code, id) {
      const path = relative(root, id);
      if (path.startsWith('..') || path.startsWith('node_modules') || !code.includes('import.meta'))
        return null;
      const folder = dirname(path).split(sep).join('/');
      return (
        code
          .replaceAll('import.meta.dirname', `(import.meta.dirname + ${JSON.stringify(`/../${folder}`)})`)
          .replaceAll(/new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/g, (_, name: string) => {
            this.emitFile({
              type: 'chunk',
              id: join(dirname(id), `${name}.ts`),
              fileName: `chunks/${name}.js`,
            });
            return `new URL('../chunks/${name}.js', import.meta.url)`;
          })
          // What is left is a `require` that the bundler knows.
          .replaceAll(/^const require = createRequire\(import\.meta\.url\);$/gm, '')
      );
    },
  };
}
