type Turn = <Result>(id: string, task: () => Promise<Result>) => Promise<Result>;

/** Runs the tasks of one id one after the other; those of different ids do not wait for each other. */
export function inTurns(): Turn {
  const last = new Map<string, Promise<unknown>>();

  return async (id, task) => {
    const before = last.get(id) ?? Promise.resolve();
    // A task that failed has told its own caller.
    const mine = before.then(task, task);
    last.set(id, mine);
    try {
      return await mine;
    } finally {
      if (last.get(id) === mine) last.delete(id);
    }
  };
}
