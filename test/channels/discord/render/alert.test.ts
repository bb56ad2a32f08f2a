import * as fc from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import { composeNotice } from '#src/alert/compose-notice.ts';
import type { NoticeOptions } from '#src/alert/compose-notice.ts';
import { titleOf } from '#src/channels/discord/messages/body.ts';
import { renderCard } from '#src/channels/discord/render/card.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { readMessage } from '#test/support/read-message.ts';
import { EXAMPLES } from '#test/alert/example-notices.ts';
import { aNotice, aRecovery, minute } from '#test/delivery/a-notice.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { anyNotice } from './any-notice.ts';
import { unescapedMarkup } from './hostile-text.ts';
import { checkMessage } from '#test/support/discord/limits/message.ts';

const english = { voice: shippedCatalogue.voice('en') };

const renderAlert = (notice: Notice, options: NoticeOptions, mentions: readonly string[] = []) =>
  renderCard(composeNotice(notice, options), { mentions });

describe('Alerts', () => {
  it.each(shippedCatalogue.locales)('read as they should in %s', async (locale) => {
    const shown = Object.entries(EXAMPLES).map(([name, notice]) => {
      const body = renderAlert(notice, { voice: shippedCatalogue.voice(locale) });
      checkMessage(body);
      return `--- ${name}\n${readMessage(body, { now: notice.at + 2 * minute, timeZone: 'UTC', width: 100 })}`;
    });
    await expect(shown.join('\n')).toMatchFileSnapshot(`golden/alerts.${locale}.txt`);
  });

  it.each(shippedCatalogue.locales)('name threads and posts with plain blanks alone, in %s', (locale) => {
    const target = { channel: 'discord', address: '1', mentions: [], locale };
    for (const notice of Object.values(EXAMPLES)) {
      const title = titleOf({ content: { kind: 'notice', notice }, target }, shippedCatalogue);
      expect(title).not.toMatch(/[^\S ]/u);
    }
  });

  it('begin with a line that a phone can show', () => {
    expect(renderAlert(aNotice(), english).content).toBe('❌ **Binance** withdrawals are down');
    expect(renderAlert(aRecovery(), english).content).toBe(
      '✅ **Binance** withdrawals are back after 1 h 42 min',
    );
  });

  it('mention the roles of the subscription and nobody else', () => {
    const hostile = aNotice({ exchangeName: 'Binance @everyone <@&1>' });
    const body = renderAlert(hostile, english, ['123456789012345678']);
    expect(body.content).toContain('\n<@&123456789012345678>');
    expect(body.allowed_mentions).toEqual({ parse: [], roles: ['123456789012345678'], replied_user: false });
    expect(renderAlert(aNotice(), english).allowed_mentions.roles).toEqual([]);
  });

  it('lead to the exchange’s own words, and to no address that is not one', () => {
    const [description] = renderAlert(aNotice(), english).embeds.map((embed) => embed.description);
    expect(description).toContain('[↗](https://www.binance.com/en/support/announcement/1)');
    const evidence = aNotice().evidence.map((piece) => ({ ...piece, link: 'javascript:alert(1)' }));
    const [hostile] = renderAlert(aNotice({ evidence }), english).embeds.map((embed) => embed.description);
    expect(hostile).not.toContain('](');
  });

  it('stay within every limit of Discord, and hold nothing from outside that Discord would act upon', () => {
    fc.assert(
      fc.property(anyNotice, fc.constantFrom(...shippedCatalogue.locales), (notice, locale) => {
        const options = { voice: shippedCatalogue.voice(locale) };
        for (const body of [
          renderAlert(notice, options, ['123456789012345678']),
          renderCard(composeNotice(notice, options), { isPlain: true }),
        ]) {
          checkMessage(body);
          for (const text of textsOf(body)) expect(unescapedMarkup(withoutOurs(text))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function textsOf({ content, embeds }: MessageBody): string[] {
  return [content, ...embeds.flatMap(({ description = '' }) => description.split('\n'))];
}

/** A text without the markup that we put there ourselves. */
function withoutOurs(text: string): string {
  return text
    .replaceAll(/\\[\s\S]/gu, 'x')
    .replaceAll(/<t:\d+:[tfDR]>|<@&123456789012345678>/g, '')
    .replaceAll(/\[([^[\]]*)\]\(https?:\/\/[^\s()<>[\]]+\)/g, '$1')
    .replaceAll(/\*\*([^*]*)\*\*/g, '$1')
    .replaceAll('\uFE0F', '')
    .replaceAll('\n', ' ');
}
