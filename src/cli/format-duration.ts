/** `1 h 42 min`, `3 min`, `40 s`, `2 d 4 h`: the two largest units that say something. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const units: readonly (readonly [string, number])[] = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ];
  const largest = units.findIndex(([, size]) => seconds >= size);
  const [unit, size] = units[largest] ?? ['s', 1];
  const whole = Math.floor(seconds / size);
  const next = units[largest + 1];
  // Seconds beside minutes are noise once something lasted several of them.
  if (next === undefined || (unit === 'min' && whole >= 5)) return `${whole} ${unit}`;
  const rest = Math.floor((seconds - whole * size) / next[1]);
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${next[0]}`;
}
