import { describe, expect, it } from 'vitest';

import { conditionSchema, holds } from '#src/sources/api/condition.ts';
import { readInstant } from '#src/sources/instant.ts';
import { wordIn } from '#src/sources/word-in.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { segmentOf } from '#src/names/segment.ts';
import { compilePath, isValuePath, valueAt, valuesAt } from '#src/sources/api/value-path.ts';

describe('a path into JSON', () => {
  const root = { data: { list: [{ name: 'a' }, { name: 'b' }], 'base-currency': 'btc' }, none: null };

  it.each([
    ['', root],
    ['data.base-currency', 'btc'],
    ['data.list[1].name', 'b'],
    ['data.list[*].name', 'a'],
    ['none', null],
    ['data.list[7].name', undefined],
    ['data.list[name=b]', { name: 'b' }],
    ['data.list[name=b].name', 'b'],
    ['data.list[name=c].name', undefined],
    ['data.list[toString=b]', undefined],
    ['data[name=b]', undefined],
    ['data.list.length', undefined],
    ['toString', undefined],
    ['none.more', undefined],
  ])('%j leads to %j', (path, value) => {
    expect(valueAt(root, compilePath(path))).toEqual(value);
  });

  it('finds all values of a list, and of a map', () => {
    expect(valuesAt(root, compilePath('data.list[*].name'))).toEqual(['a', 'b']);
    expect(valuesAt({ a: { x: 1 }, b: { x: 2 }, c: {} }, compilePath('[*].x'))).toEqual([1, 2]);
    expect(valuesAt(root, compilePath('data.nothing[*]'))).toEqual([]);
  });

  it('finds a row by a number, and by a name with dots and slashes', () => {
    const rows = {
      list: [
        { id: 1, pair: 'BTC/USD.P' },
        { id: 2, pair: 'ETH/USD.P' },
      ],
    };
    expect(valueAt(rows, compilePath('list[id=2].pair'))).toBe('ETH/USD.P');
    expect(valueAt(rows, compilePath('list[pair=ETH/USD.P].id'))).toBe(2);
    expect(valueAt({ map: { x: { id: 7, is: 'y' } } }, compilePath('map[id=7].is'))).toBe('y');
  });

  it.each(['a..b', '.a', 'a.', 'a[', 'a[x]', 'a[=x]', 'a[b=[]', 'a]b'])('%j is no path', (text) => {
    expect(isValuePath(text)).toBe(false);
  });
});

describe('a condition', () => {
  const check = (condition: object, root: unknown): boolean => holds(conditionSchema.parse(condition), root);

  it.each([
    [{ at: 'code', is: 0 }, { code: '0' }, true],
    [{ at: 'code', is: ['000000', 0] }, { code: '000000' }, true],
    [{ at: 'code', is: 0 }, {}, false],
    [{ at: 'code', is: 0, orMissing: true }, {}, true],
    [{ at: 'code', is: 0, orMissing: true }, { code: 1 }, false],
    [{ at: 'answer', is: 'pong' }, { answer: ['pong'] }, false],
    [{ at: 'env', not: 2 }, { env: 1 }, true],
    [{ at: 'env', not: 2 }, {}, false],
    [{ at: 'types[*]', not: [1, 2] }, { types: [3, 1] }, false],
    [{ at: 'error[*]', contains: 'cancel_only' }, { error: ['x', 'Market in CANCEL_ONLY mode'] }, true],
    [{ at: 'name', matches: String.raw`\.[a-z]$` }, { name: 'ETH.S' }, true],
    [{ at: 'error', empty: true }, { error: [] }, true],
    [{ at: 'error', empty: true }, {}, true],
    [{ at: 'error', empty: true }, { error: ['no'] }, false],
    [{ at: 'time', empty: false }, { time: 0 }, true],
  ])('%j of %j is %j', (condition, root, expected) => {
    expect(check(condition, root)).toBe(expected);
  });
});

describe('a time', () => {
  it.each([
    [1_621_328_400_000, 1_621_328_400_000],
    ['1621328400000', 1_621_328_400_000],
    [1_753_024_333.466, 1_753_024_333_466],
    ['2026-03-20T12:00:00Z', 1_774_008_000_000],
    ['2026-03-20T05:00:00-07:00', 1_774_008_000_000],
    ['2026-03-20 12:00:00', 1_774_008_000_000],
    ['2026/03/20 12:00', 1_774_008_000_000],
    ['2026-03-20 21:00:00 +09', 1_774_008_000_000],
    ['Fri, 20 Mar 2026 12:00:00', 1_774_008_000_000],
    ['Mar 20, 2026 12:00 PM UTC', 1_774_008_000_000],
    [1_774_008_000_000_000, 1_774_008_000_000],
    ['1774008000000000000', 1_774_008_000_000],
    ['20 March 2026 20:00 UTC+8', 1_774_008_000_000],
    ['Fri Mar 20 2026 20:00:00 GMT+0800 (China Standard Time)', 1_774_008_000_000],
    ['March 20, 2026 8:00 AM ET', 1_774_008_000_000],
    ['20 Mar 2026 07:00 EST', 1_774_008_000_000],
    ['Fri Mar 20 12:00:00 UTC 2026', 1_774_008_000_000],
    ['2026-03-20 20:00 (UTC+8)', 1_774_008_000_000],
    ['2026-03-20 21:00 KST', 1_774_008_000_000],
    ['2026-03-20T20:00:00.5+08:00[Asia/Shanghai]', 1_774_008_000_500],
    ['2026-3-20 8:00 PM Asia/Shanghai', 1_774_008_000_000],
    ['2026.03.20 12:00', 1_774_008_000_000],
    ['2026年3月20日 12:00', 1_774_008_000_000],
    ['20260320T120000Z', 1_774_008_000_000],
    ['2026-03-20 12:00 at the latest', undefined],
    ['20260320120000', undefined],
    ['03/04/2026 12:00', undefined],
    ['Block 2026', undefined],
    ['2026-13-40T00:00:00Z', undefined],
    ['', undefined],
    [0, undefined],
    [null, undefined],
    ['soon', undefined],
    [{}, undefined],
  ])('%j is %j', (value, expected) => {
    expect(readInstant(value)).toBe(expected);
  });
});

describe('a word of a table', () => {
  const table = { MAJOROUTAGE: 'out', degraded_performance: 'slow', '1': 'well', ok: 'well' };

  it.each([
    ['degraded_performance', 'slow'],
    ['Degraded performance', 'slow'],
    [' DEGRADED-PERFORMANCE ', 'slow'],
    ['major_outage', 'out'],
    ['1', 'well'],
    ['-1', undefined],
    ['not ok', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%j is %j', (word, meaning) => {
    expect(wordIn<string>(table, word)).toBe(meaning);
  });
});

describe('text from outside', () => {
  it('becomes one line without marks that turn it around', () => {
    expect(oneLine(' a\n\tb\u202Ec\u0000d\u200B ')).toBe('a b c d');
  });

  it('is cut at 300 characters, never within one', () => {
    const line = oneLine(`${'x'.repeat(298)}😀😀`);
    expect(line).toHaveLength(299);
    expect(line.endsWith('x…')).toBe(true);
  });

  it('becomes a part of a path', () => {
    expect(segmentOf(' bnb smart/chain ')).toBe('BNB-SMART-CHAIN');
    expect(segmentOf('x'.repeat(80))).toHaveLength(64);
  });
});
