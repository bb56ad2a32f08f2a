import { array, assert, constantFrom, integer, option, property, tuple } from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import { createSubscriptionIndex } from '#src/delivery/audience/subscription-index.ts';
import { wants } from '#src/delivery/audience/wants.ts';
import { aNotice } from '#test/delivery/a-notice.ts';
import { following } from '#test/delivery/following.ts';

const path = (parts: readonly (readonly string[])[]) =>
  tuple(integer({ min: 1, max: parts.length }), tuple(...parts.map((words) => constantFrom(...words)))).map(
    ([depth, words]) => words.slice(0, depth).join('/'),
  );
const selector = path([
  ['binance', 'kraken', '*'],
  ['withdrawals', 'spot', '*'],
  ['BTC', 'XYZ', '*'],
  ['ERC20', '*'],
]);
const service = path([['binance', 'kraken'], ['withdrawals', 'spot'], ['BTC', 'XYZ', '*'], ['ERC20']]);

describe('The index of subscriptions', () => {
  it('finds each that wants a notice', () => {
    const some = array(service, { minLength: 1, maxLength: 3 });
    const missed = (selectors: readonly string[], services: readonly string[], members: string[] | null) => {
      const index = createSubscriptionIndex();
      index.put(following('g', ...selectors));
      const [first = '', ...others] = services;
      const notice = aNotice({ services: [first, ...others], ...(members !== null && { members }) });
      const found = new Set([...index.candidates(notice)].map(({ subscription }) => subscription.id));
      const isWanted = (one: string): boolean =>
        wants({ selectors: [one], level: 'detailed' }, notice, { majors: [], told: true }).kind === 'wanted';
      return selectors.filter((one, i) => isWanted(one) && !found.has(String(i)));
    };
    const all = property(array(selector, { minLength: 1, maxLength: 12 }), some, option(some), (...world) => {
      expect(missed(...world)).toEqual([]);
    });
    expect(() => assert(all)).not.toThrow();
  });

  it('knows what a guild follows now, and forgets it with the guild', () => {
    const index = createSubscriptionIndex();
    index.put(following('g', 'binance'));
    index.put(following('g', 'kraken'));
    expect([...index.candidates(aNotice())]).toEqual([]);
    index.put(following('g', 'binance/withdrawals/BTC'));
    expect([...index.candidates(aNotice())]).toHaveLength(1);
    index.remove('g');
    expect([...index.candidates(aNotice())]).toEqual([]);
  });

  it('finds nothing of a server that has sent the bot away, and all of it when it is back', () => {
    const index = createSubscriptionIndex();
    const guild = following('g', 'binance');
    index.put(guild);
    index.put({ ...guild, leftAt: 1 });
    expect([...index.candidates(aNotice())]).toEqual([]);
    index.put(guild);
    expect([...index.candidates(aNotice())]).toHaveLength(1);
  });
});
