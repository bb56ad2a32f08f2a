/** Runs the tasks of one key one after the other; those of different keys do not wait for each other. */
export type Turns = <Result>(key: string, task: () => Promise<Result>) => Promise<Result>;

/** A serial queue for each key, kept for as long as something is in it. */
export function inTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();

  return async (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    // A task that failed has told its own caller.
    const mine = before.then(task, task);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
