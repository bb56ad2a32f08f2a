import { describe, expect, it } from 'vitest';

import { newestFirst, windowOf } from '#src/sources/page/page-times.ts';

describe('newestFirst', () => {
  it('goes by the times, and leaves the order where there are none', () => {
    const rows = [12, undefined, 14, undefined];
    expect(newestFirst(rows, (time) => time)).toEqual([14, 12, undefined, undefined]);
  });
});

describe('windowOf', () => {
  it('has null where a page gives no time', () => {
    expect(windowOf(12, undefined)).toEqual({ from: 12, until: null });
  });
});
