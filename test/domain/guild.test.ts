import { describe, expect, it } from 'vitest';

import { emptyGuild, selectorsOf } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';

const guild: Guild = {
  ...emptyGuild('1'),
  watchLists: [
    { name: 'stables', selectors: ['*/withdrawals/USDT', '*/withdrawals/USDC'] },
    { name: 'empty', selectors: [] },
  ],
};

describe('what a subscription follows', () => {
  it('is its selector', () => {
    expect(selectorsOf(guild, { kind: 'selector', selector: 'kraken' })).toEqual(['kraken']);
  });

  it('is whatever its watch list holds', () => {
    expect(selectorsOf(guild, { kind: 'list', name: 'stables' })).toEqual([
      '*/withdrawals/USDT',
      '*/withdrawals/USDC',
    ]);
  });

  it('is nothing when its watch list is empty or gone', () => {
    expect(selectorsOf(guild, { kind: 'list', name: 'empty' })).toEqual([]);
    expect(selectorsOf(guild, { kind: 'list', name: 'deleted' })).toEqual([]);
  });
});
