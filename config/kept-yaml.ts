import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isSameValue } from '#src/domain/same-value.ts';

// Parsing the YAML of fifty exchanges, and checking the messages of each language, is a good part of a start. What each
// text came to is kept beside what Node keeps of the source, by the text's hash, so that it is never older than the text. Where nothing can be kept, nothing is.

const PATH = join(import.meta.dirname, '..', 'node_modules', '.cache', 'yaml.json');
/** Raised when the same text comes to something else, such as by another parser. */
const VERSION = 1;
/** Fewer new texts are sooner parsed again than written. */
const WORTH_KEEPING = 4;
/** So many are kept that this start did not ask for: another configuration may be started from here, too. */
const OTHERS_MAX = 64;

interface Kept {
  /** As the last start left it. */
  readonly known: Readonly<Record<string, unknown>>;
  /** What was asked for since. */
  readonly asked: Record<string, unknown>;
  added: number;
}

let kept: Kept | undefined;

/** What a text came to: as it was kept, or parsed now. */
export function keptValue(text: string, parse: () => unknown): unknown {
  kept ??= { known: readKept(), asked: {}, added: 0 };
  const hash = createHash('sha256').update(text).digest('base64url');
  const known = kept.known[hash];
  if (known !== undefined) return (kept.asked[hash] = known);
  const value = parse();
  // Not what JSON cannot write, such as a number that is none.
  if (value !== undefined && isSameValue(JSON.parse(JSON.stringify(value)), value)) {
    kept.asked[hash] = value;
    kept.added += 1;
  }
  return value;
}

/** Whether a check of something passes: as it was kept, or found out now. */
export function isKnownGood(checked: unknown, check: () => boolean): boolean {
  return keptValue(JSON.stringify(checked), () => (check() ? true : undefined)) === true;
}

/** All texts were read: writes what they came to for the next start, and holds it no longer. */
export function flushKept(): void {
  const done = kept;
  kept = undefined;
  if (done === undefined || done.added < WORTH_KEEPING) return;
  const others = Object.entries(done.known).filter(([hash]) => !Object.hasOwn(done.asked, hash));
  try {
    mkdirSync(dirname(PATH), { recursive: true });
    // Whole or not at all, whoever starts at the same time.
    const next = `${PATH}.${process.pid}`;
    writeFileSync(
      next,
      JSON.stringify({
        version: VERSION,
        values: { ...Object.fromEntries(others.slice(-OTHERS_MAX)), ...done.asked },
      }),
    );
    renameSync(next, PATH);
  } catch {
    // Whoever starts the program may not write there; the next start parses again.
  }
}

function readKept(): Readonly<Record<string, unknown>> {
  try {
    const { values, version } = JSON.parse(readFileSync(PATH, 'utf8')) as Readonly<Record<string, unknown>>;
    return version === VERSION && typeof values === 'object' && values !== null ? { ...values } : {};
  } catch {
    return {};
  }
}
