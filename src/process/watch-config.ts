import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

import type { Clock } from '#src/platform/clock.ts';

/** A save is several changes of a file. */
const SETTLE_MS = 500;
/** What no event tells of, such as a folder that another takes the place of, or a disk on the network, shows by then. */
const LOOK_EVERY_MS = 5_000;

export interface WatchConfigDeps {
  readonly folder: string;
  readonly envFile: string;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly onChange: () => void;
}

/** Calls back when a file of the folder, or the file of settings, has other contents than before; ends with the result. */
export function watchConfig({ clock, envFile, folder, onChange }: WatchConfigDeps): () => void {
  let known = fingerprint(folder, envFile);
  let seen = glance(folder, envFile);
  let watched = inodeOf(folder);
  let watchers: FSWatcher[] = [];
  let cancelLook = (): void => {};
  let cancelGlance = (): void => {};

  function look(): void {
    cancelLook();
    cancelLook = clock.setTimer(SETTLE_MS, () => {
      const now = fingerprint(folder, envFile);
      if (now === known) return;
      known = now;
      onChange();
    });
  }

  function listen(): void {
    for (const watcher of watchers) watcher.close();
    watchers = [
      ...events(folder, { recursive: true }, look),
      ...events('.', {}, (name) => name === envFile && look()),
    ];
  }

  function glanceLater(): void {
    cancelGlance = clock.setTimer(LOOK_EVERY_MS, () => {
      const inode = inodeOf(folder);
      if (inode !== watched) {
        watched = inode;
        listen();
      }
      const now = glance(folder, envFile);
      if (now !== seen) {
        seen = now;
        look();
      }
      glanceLater();
    });
  }

  listen();
  glanceLater();
  return () => {
    cancelLook();
    cancelGlance();
    for (const watcher of watchers) watcher.close();
  };
}

/** The system's own word of changes, where it gives any. */
function events(
  path: string,
  options: { readonly recursive?: boolean },
  onEvent: (name: string | null) => void,
): FSWatcher[] {
  try {
    const watcher = watch(path, { ...options, persistent: false }, (_event, name) => onEvent(name));
    // A folder that goes away takes its watcher along.
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
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

/** Which files there are, and when they were written: what costs little to ask. */
function glance(folder: string, envFile: string): string {
  return [...filesIn(folder), envFile]
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return `${file} ${found?.ino} ${found?.size} ${found?.mtimeMs}`;
    })
    .join('\n');
}

function inodeOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.ino;
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
