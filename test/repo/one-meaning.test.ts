import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { repositoryFiles } from './repository-files.ts';

const PROGRAM = /^(?:src|commands|config)\/.*\.ts$/;
const DECLARED = /^(export )?(?:async )?(?:function|interface|type|class|const) (\w+)/gm;

/** By name: the files that export it, and those that declare a type of that name for themselves. */
function declarations(): Map<string, { exported: string[]; own: string[] }> {
  const names = new Map<string, { exported: string[]; own: string[] }>();
  for (const path of repositoryFiles().filter((file) => PROGRAM.test(file))) {
    for (const [line, isExported, name = ''] of readFileSync(path, 'utf8').matchAll(DECLARED)) {
      const isType = /\b(?:interface|type) \w+$/.test(line);
      if (isExported === undefined && !isType) continue;
      const known = names.get(name) ?? { exported: [], own: [] };
      known[isExported === undefined ? 'own' : 'exported'].push(path);
      names.set(name, known);
    }
  }
  return names;
}

it('means one thing by each name that is exported', () => {
  const doubled = [...declarations()].filter(
    ([, { exported, own }]) => exported.length > 1 || (exported.length === 1 && own.length > 0),
  );
  expect(doubled).toEqual([]);
});
