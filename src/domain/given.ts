type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Those of the values that there are: what is `undefined` is left out. */
export function given<T extends object>(values: T): Given<T> {
  const kept: Given<T> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined) kept[key] = value as Exclude<T[typeof key], undefined>;
  }
  return kept;
}
