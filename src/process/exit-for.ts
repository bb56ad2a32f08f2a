import { EXIT } from '#src/platform/exit-codes.ts';
import type { ExitCode } from '#src/platform/exit-codes.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import { StoreAwayError } from '#src/storage/store-error.ts';

/** Ends the process with a sentence. */
export function exitSaying(message: string, code: ExitCode): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** Ends the process because of its store: one that is away may be back at the next start, a file that cannot be used is not. */
export function exitForStore(error: unknown): never {
  const message = reasonOf(error);
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return exitSaying(message, cause instanceof StoreAwayError ? EXIT.unavailable : EXIT.config);
}
