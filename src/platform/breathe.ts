/** So long at most does a loop keep others waiting. */
const BREATH_MS = 10;

/**
 * For long loops on the event loop: what it returns is awaited at each turn, and lets others go on every now and then.
 * Most of the time it has nothing to wait for.
 */
export function breathe(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < BREATH_MS) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
