/** A JSON value as text: what it is compared by, and shown as. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return value === undefined ? 'missing' : JSON.stringify(value);
}
