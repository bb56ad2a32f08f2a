import { describe, expect, it } from 'vitest';

import { clipColumns, columnsOf, wrap } from '#src/platform/columns.ts';

describe('columns of a terminal', () => {
  it.each([
    ['abc', 3],
    ['币安', 4],
    ['e\u0301', 1],
    ['\u001B[31mred\u001B[39m', 3],
    ['👨‍👩‍👧', 2],
  ])('%j takes %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 4, 'abc…'],
    ['提现已暂停', 10, '提现已暂停'],
    ['提现已暂停', 8, '提现已…'],
    ['提现已暂停', 4, '提…'],
    ['👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧…'],
    ['abc', 0, ''],
  ])('%j is clipped to %i as %j', (text, room, clipped) => {
    expect(clipColumns(text, room)).toBe(clipped);
    expect(columnsOf(clipColumns(text, room))).toBeLessThanOrEqual(room);
  });

  it.each([
    ['withdrawals are halted', 12, ['withdrawals', 'are halted']],
    ['币安暂停 提现', 8, ['币安暂停', '提现']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['', 3, ['']],
  ])('%j is wrapped to %i', (text, room, lines) => {
    expect(wrap(text, room)).toEqual(lines);
  });
});
