/** A JSON value as text: what it is compared by, and shown as. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (value === undefined) return 'missing';
  try {
    return JSON.stringify(value);
  } catch {
    // It is nested deeper than it can be written.
    return 'nested';
  }
}
