/** So often is said how far something long has come; what is over sooner says nothing of it. */
const EVERY_MS = 10_000;

/** Takes what there is to say after each piece of work, and says it every ten seconds at most. */
export function progress(
  say: (line: string) => void,
  now: () => number = () => performance.now(),
): (line: () => string) => void {
  let saidAt = now();
  return (line) => {
    if (now() - saidAt < EVERY_MS) return;
    saidAt = now();
    say(line());
  };
}
