/** What the program and its commands end with; the numbers above 1 are those of sysexits.h. */
export const EXIT = { ok: 0, failed: 1, usage: 64, unavailable: 69, config: 78 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the process with a sentence. */
export function exitSaying(message: string, code: ExitCode): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
