import { beforeEach, describe, expect, it } from 'vitest';

import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Collection } from '#src/platform/collection.ts';
import { allOf } from '#test/support/all-of.ts';

/** What everyone may rely on who is handed a `Collection`. `makeCollection` gives an empty one. */
export function collectionContract(
  name: string,
  makeCollection: () => Collection<Guild> | Promise<Collection<Guild>>,
): void {
  describe(`${name} as a collection`, () => {
    let guilds: Collection<Guild>;

    beforeEach(async () => {
      guilds = await makeCollection();
    });

    it('gives back what was set, and undefined for what was not', async () => {
      await guilds.set('1', guildNamed('one'));
      expect(await guilds.get('1')).toStrictEqual(guildNamed('one'));
      expect(await guilds.get('2')).toBeUndefined();
    });

    it('replaces a record whole', async () => {
      await guilds.set('1', { ...guildNamed('one'), watchLists: [{ name: 'old', selectors: ['binance'] }] });
      await guilds.set('1', guildNamed('two'));
      expect(await guilds.get('1')).toStrictEqual(guildNamed('two'));
    });

    it('gives out copies, so that nobody changes what is kept by changing what they got', async () => {
      const given = guildNamed('one');
      await guilds.set('1', given);
      expect(await guilds.get('1')).not.toBe(given);
    });

    it('deletes, and does not mind when there is nothing to delete', async () => {
      await guilds.set('1', guildNamed('one'));
      await guilds.delete('1');
      await guilds.delete('1');
      expect(await guilds.get('1')).toBeUndefined();
      expect(await allOf(guilds.entries())).toStrictEqual([]);
    });

    it('lists all records, or those whose id begins with a prefix', async () => {
      const ids = ['binance/2021-05/a', 'binance/2021-06/b', 'binance_us/2021-05/c', 'kraken/2021-05/d'];
      for (const id of ids) await guilds.set(id, guildNamed(id));
      expect(await idsOf(guilds)).toStrictEqual(ids);
      expect(await idsOf(guilds, 'binance/')).toStrictEqual(ids.slice(0, 2));
      expect(await idsOf(guilds, 'binance/2021-05/')).toStrictEqual(ids.slice(0, 1));
      expect(await idsOf(guilds, 'okx/')).toStrictEqual([]);
      expect(await allOf(guilds.entries('kraken'))).toStrictEqual([[ids[3], guildNamed('kraken/2021-05/d')]]);
    });

    it('keeps calls for one id in their order, awaited or not', async () => {
      const writes = ['a', 'b', 'c'].map((name) => guilds.set('1', guildNamed(name)));
      expect(await guilds.get('1')).toStrictEqual(guildNamed('c'));
      await Promise.all(writes);
      expect(await guilds.get('1')).toStrictEqual(guildNamed('c'));
    });

    it('can be written to while it is listed', async () => {
      for (const id of ['1', '2', '3']) await guilds.set(id, guildNamed('old'));
      const seen: string[] = [];
      for await (const [id] of guilds.entries()) {
        seen.push(id);
        await guilds.set(id, guildNamed('new'));
      }
      expect(seen.toSorted()).toStrictEqual(['1', '2', '3']);
      expect(await guilds.get('3')).toStrictEqual(guildNamed('new'));
    });
  });
}

function guildNamed(id: string): Guild {
  return emptyGuild(id);
}

async function idsOf(collection: Collection<unknown>, prefix?: string): Promise<string[]> {
  const entries = await allOf(collection.entries(prefix));
  return entries.map(([id]) => id).toSorted();
}
