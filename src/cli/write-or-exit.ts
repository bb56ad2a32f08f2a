import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { EXIT, exitSaying } from '#src/platform/exit.ts';

/** Writes a file of the project's own; where that cannot be, such as in a checkout that is read-only, says so and ends. */
export function writeOrExit(file: URL, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    exitSaying(
      `${fileURLToPath(file)} cannot be written (${code}): this command changes files of the checkout, so run it in one that you may write to.`,
      EXIT.unavailable,
    );
  }
}
