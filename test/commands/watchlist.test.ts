import { describe, expect, it } from 'vitest';

import type { CommandDeps } from '#commands/command.ts';
import { subscribe } from '#commands/subscribe.ts';
import { watchlist } from '#commands/watchlist.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';

async function run(deps: CommandDeps, subcommand: string, strings: Record<string, string> = {}) {
  return watchlist.run(aRequest(strings, { subcommand }), deps);
}

describe('/watchlist', () => {
  it('begins, fills, shows, empties and deletes a list', async () => {
    const deps = fakeDeps();
    await run(deps, 'create', { name: 'Majors' });
    await run(deps, 'add', { name: 'majors', selector: 'binance, kraken/withdrawals' });
    await run(deps, 'add', { name: 'majors', selector: 'Binance' });
    const shown = await run(deps, 'show', { name: 'majors' });
    expect(shown.embeds?.[0]?.description).toBe('**majors** (2)\n• **Binance**\n• **Kraken** withdrawals');
    await run(deps, 'remove', { name: 'majors', selector: 'BINANCE' });
    expect(deps.guilds.get('1').watchLists).toEqual([{ name: 'majors', selectors: ['kraken/withdrawals'] }]);
    const taken = await run(deps, 'remove', { name: 'majors', selector: 'kraken Withdrawals' });
    expect(taken.content).toBe('✅ Taken off **majors**: **Kraken** withdrawals.');
    await run(deps, 'delete', { name: 'majors' });
    expect(deps.guilds.get('1').watchLists).toEqual([]);
    expect((await run(deps, 'show')).content).toContain('/watchlist create');
  });

  it('begins a list with what it is given', async () => {
    const deps = fakeDeps();
    expect((await run(deps, 'create', { name: 'mine', selector: '*/withdrawals' })).content).toContain(
      'withdrawals on every exchange',
    );
  });

  it.each([
    ['create', { name: 'two words' }, /1 to 32 letters/],
    ['create', { name: 'binance' }, /name of an exchange/],
    ['create', { name: 'taken' }, /already/],
    ['create', { name: 'new', selector: 'nowhere' }, /do not watch an exchange/],
    ['add', { name: 'missing', selector: 'binance' }, /no watch list “missing”.*There is taken/],
    ['add', { name: 'taken', selector: 'binance/nonsense' }, /no component/],
    ['remove', { name: 'taken', selector: 'binance' }, /is not on the watch list/],
    ['delete', { name: 'missing' }, /no watch list/],
    ['show', { name: 'missing' }, /no watch list/],
  ])('%s with %j says what is wrong', async (subcommand, strings: Record<string, string>, expected) => {
    const deps = fakeDeps();
    await run(deps, 'create', { name: 'taken' });
    await expect(run(deps, subcommand, strings)).rejects.toThrow(expected);
  });

  it('does not delete a list that a channel follows', async () => {
    const deps = fakeDeps();
    await run(deps, 'create', { name: 'mine' });
    await subscribe.run(aRequest({ target: 'mine' }), deps);
    await expect(run(deps, 'delete', { name: 'mine' })).rejects.toThrow(
      /<#100> still follows.*\/unsubscribe/,
    );
  });

  it('has an end', async () => {
    const deps = fakeDeps();
    for (let i = 0; i < 25; i += 1) await run(deps, 'create', { name: `list-${i}` });
    await expect(run(deps, 'create', { name: 'one-more' })).rejects.toThrow(/at most 25/);
    const many = Array.from({ length: 51 }, (_, i) => `kraken/withdrawals/C${i}`).join(',');
    await expect(run(deps, 'add', { name: 'list-0', selector: many })).rejects.toThrow(/at most 50/);
  });

  it('suggests names of lists, and what is on one to take off', async () => {
    const deps = fakeDeps();
    await run(deps, 'create', { name: 'mine', selector: 'kraken' });
    const suggest = (subcommand: string, name: string, value: string) =>
      watchlist
        .complete?.(
          {
            guildId: '1',
            userId: '500',
            locale: 'en-US',
            subcommand,
            strings: { name: 'mine' },
            focused: { name, value },
          },
          deps,
        )
        .map((choice) => choice.value);
    expect(suggest('add', 'name', 'm')).toEqual(['mine']);
    expect(suggest('remove', 'selector', '')).toEqual(['kraken']);
    expect(suggest('add', 'selector', 'bin')?.[0]).toBe('binance');
  });

  it('finds what is on a list by its name, whatever blanks and letters are typed', async () => {
    const deps = fakeDeps();
    const selector = 'binance/withdrawals/USDT/TRC20';
    await run(deps, 'create', { name: 'mine', selector });
    const locale = 'zh-CN';
    const choices = (value: string) =>
      watchlist.complete?.(
        {
          guildId: '1',
          userId: '500',
          locale,
          subcommand: 'remove',
          strings: { name: 'mine' },
          focused: { name: 'selector', value },
        },
        deps,
      ) ?? [];
    expect(choices('TRC20 网络').map(({ value }) => value)).toEqual([selector]);
    expect(choices('ＴＲＣ２０').map(({ value }) => value)).toEqual([selector]);
    const typed = (choices('')[0]?.name ?? '').replaceAll('\u00A0', ' ');
    await watchlist.run(aRequest({ name: 'mine', selector: typed }, { subcommand: 'remove', locale }), deps);
    expect(deps.guilds.get('1').watchLists[0]?.selectors).toEqual([]);
  });
});
