import { describe, expect, it } from 'vitest';

import { wants } from '#src/delivery/wants.ts';
import { selectorsOf } from '#src/domain/guild.ts';
import { createTerminalMessenger, previewGuild } from '#src/channels/terminal/terminal-messenger.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const post = {
  guildId: 'preview',
  channelId: 'terminal',
  notice: aNotice(),
  roleIds: [],
  nonce: 'n',
};

function aTerminal() {
  const lines: string[] = [];
  const messenger = createTerminalMessenger({
    clock: createFakeClock(noon),
    write: (text) => void lines.push(text),
    width: 72,
  });
  return { messenger, text: () => lines.join('') };
}

describe('The preview', () => {
  it('writes an alert as it reads in Discord', async () => {
    const { messenger, text } = aTerminal();
    await messenger.post(post);
    expect(text()).toContain('🔴 Binance withdrawals are down\n▌ Affected\n▌   Withdrawals\n');
    expect(text()).toContain('[ Open www.binance.com ↗ ]');
  });

  it('says when a message was edited', async () => {
    const { messenger, text } = aTerminal();
    await messenger.edit({ channelId: 'terminal', messageId: 'n', notice: aNotice(), roleIds: [] });
    expect(text()).toContain('(edited)');
  });

  it('breaks no line later than the terminal does, but for addresses', async () => {
    const { messenger, text } = aTerminal();
    await messenger.post({ ...post, notice: aNotice({ remark: 'word '.repeat(80) }) });
    const lines = text()
      .split('\n')
      .filter((line) => !line.includes('https://'));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(72);
  });

  it('is told of everything at the standard level', () => {
    const [subscription] = previewGuild.subscriptions;
    const selectors = subscription === undefined ? [] : selectorsOf(previewGuild, subscription.target);
    const ask = (service: string) =>
      wants({ selectors, level: 'standard' }, aNotice({ service }), { majors: ['BTC'], told: false }).because;
    expect(ask('kraken')).toBe('selected');
    expect(ask('kraken/deposits')).toBe('selected');
    expect(ask('kraken/deposits/XYZ')).toBe('detail');
  });
});
