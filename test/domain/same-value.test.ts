import { expect, test } from 'vitest';

import { isSameValue } from '#src/domain/same-value.ts';
import * as fc from '#test/support/fast-check.ts';

const plain = fc.jsonValue({ maxDepth: 3 });

test('what was copied whole is the same', () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(isSameValue(value, structuredClone(value))).toBe(true);
    }),
  );
});

test('two pieces of data are the same exactly when they are written the same', () => {
  const small = fc.oneof(plain, fc.array(fc.boolean(), { maxLength: 2 }), fc.constantFrom({ a: 1 }, {}, []));
  fc.assert(
    fc.property(small, small, (a, b) => {
      expect(isSameValue(a, b)).toBe(sorted(a) === sorted(b));
    }),
  );
});

test.each([
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [[1, 2], [1], false],
  [[], {}, false],
  [{}, null, false],
  [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, false],
])('%j and %j: %s', (a, b, isSame) => {
  expect(isSameValue(a, b)).toBe(isSame);
});

/** As JSON, with keys in order. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${sorted(one)}`)
    .join()}}`;
}
