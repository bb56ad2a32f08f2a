import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';

/** A save is several changes of a file. */
const SETTLE_MS = 500;

/** Calls back when a file of the folder, or the file of settings, has other contents than before; ends with the result. */
export function watchConfig(folder: string, envFile: string, onChange: () => void): () => void {
  let known = fingerprint(folder, envFile);
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = fingerprint(folder, envFile);
      if (now === known) return;
      known = now;
      onChange();
    }, SETTLE_MS);
    timer.unref();
  };
  const watchers = [watch(folder, { recursive: true, persistent: false }, look)];
  watchers.push(watch('.', { persistent: false }, (_event, name) => name === envFile && look()));
  // A folder that goes away takes its watcher along; SIGHUP is still there.
  for (const watcher of watchers) watcher.on('error', () => watcher.close());
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Of what the files hold, so that looking at one or saving it unchanged is no change. */
function fingerprint(folder: string, envFile: string): string {
  const hash = createHash('sha256');
  for (const file of [...filesIn(folder), envFile]) {
    hash.update(`${file}\0`);
    try {
      hash.update(readFileSync(file));
    } catch {
      hash.update('cannot be read');
    }
  }
  return hash.digest('hex');
}

/** None where the folder is not there, as for a moment while it is replaced. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml') || name.endsWith('.yml'))
      .toSorted()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
