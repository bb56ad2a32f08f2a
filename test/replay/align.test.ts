import { expect, test } from 'vitest';

import { align } from '#src/replay/align.ts';

interface Wanted {
  readonly word: string;
  readonly atMost?: number;
}

/** What is held against what, as `wanted=came`. */
function paired(expected: readonly (string | Wanted)[], came: readonly string[]): string[] {
  const wanted = expected.map((one) => (typeof one === 'string' ? { word: one } : one));
  return align<Wanted, string>(wanted, came, {
    isAbout: ({ word }, text) => text.startsWith(word),
    differs: ({ word }, text) => word !== text,
    atMost: ({ atMost }) => atMost,
  }).pairs.map(({ expected: one, came: text }) => `${one?.word ?? ''}=${text ?? ''}`);
}

test('each is held against the one that it means, in order', () => {
  expect(paired(['a', 'b'], ['a', 'b'])).toEqual(['a=a', 'b=b']);
  expect(paired(['a', 'b'], ['b', 'a'])).toHaveLength(3);
});

test('the one that agrees is taken before one that differs', () => {
  expect(paired(['a'], ['a!', 'a'])).toEqual(['=a!', 'a=a']);
});

test('what need not come leaves no gap', () => {
  expect(paired(['a', { word: 'b', atMost: 2 }, 'c'], ['a', 'c'])).toEqual(['a=a', 'c=c']);
});

test('what may come twice is one too many the third time', () => {
  expect(paired([{ word: 'b', atMost: 2 }, 'c'], ['b', 'b', 'b', 'c'])).toEqual(['b=b', 'b=b', '=b', 'c=c']);
});
