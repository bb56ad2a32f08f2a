import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { statusPanel } from '#commands/status/panels.ts';
import type { CommandDeps } from '#commands/command.ts';
import { fitsCustomId } from '#src/channels/discord/interactions/custom-id.ts';
import { fitLines, fitNames } from '#src/channels/discord/render/message-body.ts';
import { renderPanel } from '#src/channels/discord/render/panel.ts';
import { plainReply } from '#commands/shared/plain-reply.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';
import { checkMessage } from '#test/support/discord/limits/message.ts';
import * as fc from '#test/support/fast-check.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { hostileText } from '#test/channels/discord/render/hostile-text.ts';

const locale = fc.constantFrom(...shippedCatalogue.locales);
/** Lengths at each of Discord's limits, one below and one above. */
const near = (...limits: readonly number[]): fc.Arbitrary<number> =>
  fc.constantFrom(...limits.flatMap((limit) => [limit - 1, limit, limit + 1]));

function expectTaken(panel: object): void {
  expect(() => checkMessage({ flags: MessageFlags.IsComponentsV2, ...panel })).not.toThrow();
}

describe('At the limits of Discord, and beyond', () => {
  it('a panel is taken, however much it is to hold', () => {
    const text = near(80, 100, 150, 2000, 4000).map((length) => 'x'.repeat(length));
    const option = fc.record({ label: text, description: text });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 8 }),
        near(0, 5, 20).filter((count) => count >= 0),
        near(25).chain((count) => fc.array(option, { minLength: count, maxLength: count })),
        text,
        ([headline = '', ...blocks], buttons, options, placeholder) => {
          const panel = renderPanel({
            headline,
            blocks,
            selects: [
              {
                customId: 'v1:pick:',
                placeholder,
                options: options.map((one, i) => ({ ...one, value: String(i) })),
              },
            ],
            buttons: Array.from({ length: buttons }, (_, i) => ({
              label: headline,
              customId: `v1:press:${i}`,
            })),
          });
          expectTaken(panel);
          expect(panel.components).toHaveLength(1);
        },
      ),
    );
  });

  it('a reply, a list of names and a list of lines stay within their length, in every language', () => {
    const lines = fc.array(
      near(1, 40, 200).map((length) => 'y'.repeat(Math.max(length, 1))),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(lines, near(300, 2000), locale, (some, max, language) => {
        const say = shippedCatalogue.say(language);
        expect(fitNames(some, max, say).length).toBeLessThanOrEqual(max);
        expect(fitLines(some, max, say).length).toBeLessThanOrEqual(max);
        expect(plainReply(...some).content?.length ?? 0).toBeLessThanOrEqual(2000);
      }),
    );
  });

  it('a way on from /status is offered where its id fits, and left out where it does not', () => {
    const coin = near(60, 77, 78).map((length) => 'C'.repeat(length));
    fc.assert(
      fc.property(fc.uniqueArray(coin, { minLength: 1, maxLength: 9 }), locale, (coins, language) => {
        const deps: CommandDeps = { ...fakeDeps(), assets: () => coins };
        const asker = aRequest({}, { locale: language, memberPermissions: 1n << 4n });
        const panel = statusPanel({ path: 'binance/withdrawals', page: 0 }, asker, deps);
        expectTaken(panel);
        const offered = [...JSON.stringify(panel).matchAll(/"value":"([^"]+)"/g)].map(([, value]) => value);
        expect(offered).toEqual(
          coins
            .map((one) => `binance/withdrawals/${one}`)
            .filter((one) => fitsCustomId('status-follow', one)),
        );
      }),
    );
  });

  it('hostile names of exchanges, coins and admins neither mention nor break a panel', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (name, text) => {
        const deps = fakeDeps();
        const view = { ...deps.view('binance'), name };
        const guild = {
          ...deps.guilds.get('1'),
          notes: [{ id: '1', service: 'binance', text, by: name, at: 0, until: Number.MAX_SAFE_INTEGER }],
        };
        const hostile: CommandDeps = {
          ...deps,
          view: () => view,
          guilds: { ...deps.guilds, get: () => guild },
        };
        const panel = statusPanel({ path: 'binance', page: 0 }, aRequest(), hostile);
        expectTaken(panel);
        expect(JSON.stringify(panel)).not.toMatch(/(?<!\\)<@|(?<!\\)@everyone|(?<!\\)@here/);
      }),
    );
  });
});
