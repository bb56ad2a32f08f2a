/** Whether two pieces of plain data hold the same. What is the very same object is not looked into. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((one, i) => isSameValue(one, b[i]));
  }
  return hasSameKeys(a, b);
}

function hasSameKeys(a: object, b: object): boolean {
  const one = a as Readonly<Record<string, unknown>>;
  const other = b as Readonly<Record<string, unknown>>;
  let size = 0;
  for (const key in one) {
    // What is not there is `undefined`, and so is what is set to that.
    if (!isSameValue(one[key], other[key])) return false;
    if (one[key] !== undefined) size += 1;
  }
  for (const key in other) if (other[key] !== undefined) size -= 1;
  return size === 0;
}
