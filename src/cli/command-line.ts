import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

import type { ExchangeConfig } from '#config/exchange-config.ts';
import { nearest } from '#src/names/nearest.ts';
import { EXIT, exitSaying } from '#src/platform/exit.ts';
import type { ExitCode } from '#src/platform/exit.ts';
import { reasonOf } from '#src/platform/reason-of.ts';

import { fileTrouble } from './file-trouble.ts';

/** Runs what prepares a command; what is wrong is said in its own words, and the program ends. */
export function orExit<T>(prepare: () => T, code: ExitCode = EXIT.config): T {
  try {
    return prepare();
  } catch (error) {
    return exitForFile(error) ?? exitSaying(reasonOf(error), code);
  }
}

/** Ends where it is a file that cannot be read or written. */
function exitForFile(error: unknown): undefined {
  const trouble = fileTrouble(error);
  if (trouble !== undefined) exitSaying(trouble, EXIT.unavailable);
}

/**
 * The arguments of a command, as `parseArgs` reads them. `--help` prints the usage and ends with 0, before anything is
 * done; what the command does not know ends with 64, and a file that it cannot read or write with 69 and a sentence.
 */
export function commandLine<const Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
  {
    isBot = false,
    positionals = false,
  }: {
    readonly positionals?: boolean;
    /** It runs for months: what ends it is a fault, whose stack is wanted. */
    readonly isBot?: boolean;
  } = {},
) {
  const args = process.argv.slice(2);
  const isOption = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (isOption.includes('--help') || isOption.includes('-h')) {
    console.log(usage);
    process.exit(EXIT.ok);
  }
  try {
    const read = parseArgs({ args, allowPositionals: positionals, options });
    if (args.includes('')) misused('An argument is empty.', usage);
    if (!isBot)
      process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
        // Whoever reads, such as `head`, has enough: nothing to say, but not all was done.
        if (error.code === 'EPIPE' && error.syscall === 'write') process.exit(EXIT.failed);
        exitForFile(error);
        console.error(error);
        process.exit(EXIT.failed);
      });
    return read;
  } catch (error) {
    // What Node adds is about arguments that begin with a hyphen, which none of ours do.
    return misused(reasonOf(error).replace(/ To specify a positional.*/s, ''), usage);
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
