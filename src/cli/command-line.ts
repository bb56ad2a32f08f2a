import type { ExchangeConfig } from '#config/exchange-config.ts';
import { nearest } from '#config/nearest.ts';

/** What sysexits.h calls a configuration error. */
const EXIT_CONFIG = 78;

/** Runs what prepares a command; what is wrong is said in its own words, and the program ends. */
export function orExit<T>(prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(EXIT_CONFIG);
  }
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
