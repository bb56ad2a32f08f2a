/** One mistake in a configuration file or in the environment, told so that its author can put it right. */
export interface Problem {
  /** The file, as the operator knows it, or `environment`. */
  readonly file: string;
  readonly line?: number | undefined;
  /** Where in the file: `sources.wallets.every`. Empty for the file as a whole. */
  readonly key: string;
  /** What is wrong, as the end of a sentence about the key. */
  readonly message: string;
  /** What belongs there. */
  readonly expected?: string | undefined;
  readonly example?: string | undefined;
  /** What was probably meant. */
  readonly suggestion?: string | undefined;
}

/** The configuration can't be used. It holds every problem that was found, not only the first. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(
      `The configuration has ${count}:\n${problems.map((problem) => `  ${explainProblem(problem)}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** A problem in one line: where, what, what is expected, an example, and what was probably meant. */
export function explainProblem({ example, expected, file, key, line, message, suggestion }: Problem): string {
  const where = line === undefined ? file : `${file}:${line}`;
  const sentences = [`${key === '' ? '' : `\`${key}\` `}${message}.`];
  if (expected !== undefined) sentences.push(`Expected: ${expected.replace(/\.$/, '')}.`);
  if (example !== undefined) sentences.push(`Example: \`${example}\`.`);
  if (suggestion !== undefined) sentences.push(`Did you mean \`${suggestion}\`?`);
  return `${where}: ${sentences.join(' ')}`;
}
