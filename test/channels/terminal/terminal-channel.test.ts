import { describe, expect, it } from 'vitest';

import { wants } from '#src/delivery/audience/wants.ts';
import { selectorsOf } from '#src/domain/guild.ts';
import { createTerminal } from '#src/channels/terminal/terminal-channel.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const post = {
  target: { channel: 'terminal', address: 'terminal', mentions: [] },
  content: { kind: 'notice' as const, notice: aNotice() },
  nonce: 'n',
};

function aTerminal() {
  const lines: string[] = [];
  const terminal = createTerminal({
    catalogue: shippedCatalogue,
    clock: createFakeClock(noon),
    write: (text) => void lines.push(text),
    locale: 'en-GB',
    width: 72,
  });
  return { terminal, text: () => lines.join('') };
}

describe('The preview', () => {
  it('writes an alert as it reads in Discord', async () => {
    const { terminal, text } = aTerminal();
    await terminal.post(post);
    expect(text()).toContain(
      '❌ Binance withdrawals are down\n▌ Since 11:59 (1 minute ago)\n▌ “We have temporarily',
    );
    expect(text()).toContain('↗ <https://www.binance.com/en/support/announcement/1>');
  });

  it('says when a message was edited', async () => {
    const { terminal, text } = aTerminal();
    await terminal.edit({
      target: post.target,
      messageId: 'n',
      rootId: 'n',
      notice: aNotice(),
      isFirst: true,
    });
    expect(text()).toContain('(edited)');
  });

  it('does not say again what it has just said', async () => {
    const { terminal, text } = aTerminal();
    await terminal.post(post);
    const before = text();
    await terminal.edit({
      target: post.target,
      messageId: 'n',
      rootId: 'n',
      notice: aNotice(),
      isFirst: true,
    });
    expect(text()).toBe(before);
    const later = aNotice({ at: noon + 1, eta: noon + 60_000 });
    await terminal.edit({ target: post.target, messageId: 'n', rootId: 'n', notice: later, isFirst: true });
    expect(text()).toContain('(edited)');
  });

  it('breaks no line later than the terminal does, but for addresses', async () => {
    const { terminal, text } = aTerminal();
    await terminal.post({
      ...post,
      content: { kind: 'notice', notice: aNotice({ exchangeName: 'word '.repeat(80) }) },
    });
    const lines = text()
      .split('\n')
      .filter((line) => !line.includes('https://'));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(72);
  });

  it('is told of everything at the standard level', () => {
    const [reader] = aTerminal().terminal.traits?.subscribers ?? [];
    const [subscription] = reader?.subscriptions ?? [];
    const selectors =
      reader === undefined || subscription === undefined ? [] : selectorsOf(reader, subscription.target);
    const ask = (service: string) =>
      wants({ selectors, level: 'standard' }, aNotice({ services: [service] }), {
        majors: ['BTC'],
        told: false,
      }).because;
    expect(ask('kraken')).toBe('selected');
    expect(ask('kraken/deposits')).toBe('selected');
    expect(ask('kraken/deposits/XYZ')).toBe('detail');
  });
});
