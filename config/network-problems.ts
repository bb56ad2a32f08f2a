import { aliasMap } from '#src/names/spelling.ts';
import type { Aliases, NetworkNames } from '#src/names/spelling.ts';

import { nearest } from '#src/names/nearest.ts';
import type { Problem } from './problem.ts';
import type { YamlFile } from './yaml-file.ts';

/** Networks that no list knows, under an exchange's `networks:`, and spellings that stand for two of them. */
export function networkProblems(aliases: Aliases, known: NetworkNames, file: YamlFile): Problem[] {
  const unknown = Object.keys(aliases).filter((name) => !known.names.includes(name));
  return [
    ...unknown.map((name) => ({
      file: file.name,
      line: file.lineOf(['networks', name]),
      key: `networks.${name}`,
      message: 'is no network that is known',
      expected:
        'one of the names that networks.yaml or the program has; a new one goes into networks.yaml first',
      suggestion: nearest(name, known.names),
    })),
    ...doubledSpellings('networks', aliases, file),
  ];
}

/** Spellings that a list has under two names: which of them is meant, nobody can tell. */
export function doubledSpellings(key: string, aliases: Aliases, file: YamlFile): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const [name, spellings] of Object.entries(aliases)) {
    for (const [spelling, written] of spellingsOf(name, spellings)) {
      const owner = owners.get(spelling);
      if (owner !== undefined) {
        problems.push({
          file: file.name,
          line: file.lineOf([key, name]),
          key: `${key}.${name}`,
          message: `has "${written}", which means ${owner} already`,
          expected: 'every spelling under one name only',
        });
      }
      owners.set(spelling, name);
    }
  }
  return problems;
}

/** Each spelling once, as names are compared, with the way it is written. */
function spellingsOf(name: string, spellings: readonly string[]): Map<string, string> {
  return new Map(
    [name, ...spellings].flatMap((written) =>
      [...aliasMap({ [written]: [] }).keys()].map((key) => [key, written]),
    ),
  );
}
