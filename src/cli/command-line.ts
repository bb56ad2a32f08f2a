import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

import type { ExchangeConfig } from '#config/exchange-config.ts';
import { nearest } from '#src/names/nearest.ts';
import { EXIT, exitSaying } from '#src/platform/exit.ts';
import type { ExitCode } from '#src/platform/exit.ts';
import { reasonOf } from '#src/platform/reason-of.ts';

/** Runs what prepares a command; what is wrong is said in its own words, and the program ends. */
export function orExit<T>(prepare: () => T, code: ExitCode = EXIT.config): T {
  try {
    return prepare();
  } catch (error) {
    return exitSaying(reasonOf(error), code);
  }
}

/**
 * The arguments of a command, as `parseArgs` reads them. `--help` prints the usage and ends with 0, before anything is
 * done; what the command does not know ends with 64.
 */
export function commandLine<const Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
  { positionals = false }: { readonly positionals?: boolean } = {},
) {
  const args = process.argv.slice(2);
  const isOption = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (isOption.includes('--help') || isOption.includes('-h')) {
    console.log(usage);
    process.exit(EXIT.ok);
  }
  try {
    return parseArgs({ args, allowPositionals: positionals, options });
  } catch (error) {
    return misused(reasonOf(error), usage);
  }
}

/** Says what was wrong with the call, and how it is done. */
export function misused(problem: string, usage: string): never {
  return exitSaying(`${problem}\n\n${usage}`, EXIT.usage);
}

/** The exchanges of these ids, names or aliases; all of them where none is named. Throws for one that is not known. */
export function chooseExchanges(
  all: readonly ExchangeConfig[],
  words: readonly string[],
): readonly ExchangeConfig[] {
  if (words.length === 0) return all;
  const chosen = words.map((word) => {
    const wanted = word.toLowerCase();
    const found = all.find(({ id, name, aliases }) =>
      [id, name, ...aliases].some((known) => known.toLowerCase() === wanted),
    );
    if (found !== undefined) return found;
    const guess = nearest(
      wanted,
      all.map(({ id }) => id),
    );
    const hint =
      guess === undefined ? `Known: ${all.map(({ id }) => id).join(', ')}.` : `Did you mean "${guess}"?`;
    throw new RangeError(`"${word}" is no exchange of this configuration. ${hint}`);
  });
  return [...new Set(chosen)];
}
