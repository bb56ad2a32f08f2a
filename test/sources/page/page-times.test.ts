import { describe, expect, it } from 'vitest';

import { newestFirst, parseTime, windowOf } from '#src/sources/page/page-times.ts';

describe('parseTime', () => {
  it.each([
    ['2026-03-20T12:00:00Z', '2026-03-20T12:00:00Z'],
    ['2026-03-20T12:00:00.000-07:00', '2026-03-20T19:00:00Z'],
    ['2026-03-20 12:00:00', '2026-03-20T12:00:00Z'],
    ['2026-03-20T12:00:00', '2026-03-20T12:00:00Z'],
  ])('reads %s', (text, iso) => {
    expect(parseTime(text)).toBe(Date.parse(iso));
  });

  it.each([undefined, null, '', '...', 'soon'])('gives nothing for %j', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});

describe('newestFirst', () => {
  it('goes by the times, and leaves the order where there are none', () => {
    const rows = ['2026-03-20T12:00:00Z', '', '2026-03-20 14:00:00', 'soon'];
    expect(newestFirst(rows, (time) => time)).toEqual([
      '2026-03-20 14:00:00',
      '2026-03-20T12:00:00Z',
      '',
      'soon',
    ]);
  });
});

describe('windowOf', () => {
  it('has null where a page gives no time', () => {
    expect(windowOf('2026-03-20T12:00:00Z', 'soon')).toEqual({
      from: Date.parse('2026-03-20T12:00:00Z'),
      until: null,
    });
  });
});
