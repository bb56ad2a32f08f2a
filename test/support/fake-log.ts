import type { Logger } from '#src/platform/log.ts';
import { createLogger } from '#src/platform/log.ts';

/** A logger that keeps what it is told, as `warn: the text`. */
export function fakeLog(): { readonly log: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  const log = createLogger('silent');
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    log[level] = (...said: readonly unknown[]): void => void lines.push(`${level}: ${String(said.at(-1))}`);
  }
  return { log, lines };
}
