import * as fc from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import { escapeText } from '#src/channels/discord/render/escape.ts';
import { hrefOf, safeLink } from '#src/channels/discord/render/link.ts';
import { hostileText, unescapedMarkup } from './hostile-text.ts';

describe('Text from outside', () => {
  it.each([
    [
      'Withdrawals of BTC, ETH and USDT (TRC20) are paused.',
      'Withdrawals of BTC, ETH and USDT (TRC20) are paused.',
    ],
    ['@everyone look', '\\@everyone look'],
    ['<@123> and <@&456>', '\\<\\@123> and \\<\\@&456>'],
    [
      '**bold** _it_ ~~no~~ `code` ||hidden||',
      '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\` \\|\\|hidden\\|\\|',
    ],
    ['[safe](https://evil.example)', '\\[safe\\](https:\\//evil.example)'],
    ['join discord.gg/abc', 'join discord\\.gg/abc'],
    ['two\nlines\tand\r\nmore', 'two lines and more'],
    ['# heading', '\\# heading'],
    ['> quote', '\\> quote'],
    ['1. list', '1\\. list'],
    ['left\u202Eright\u200B\u2066!', 'leftright!'],
    ['\u3164\u2800', ''],
    ['\u2067שלום\u2069 *x*', '\u2068שלום \\*x\\*\u2069'],
    ['back\\slash', 'back\\\\slash'],
  ])('%j is shown as %j', (text, expected) => {
    expect(escapeText(text, 200)).toBe(expected);
  });

  it('that is written from right to left is cut with what sets it apart', () => {
    expect(escapeText('السحب بطيء', 8)).toBe('\u2068السحب…\u2069');
    expect(escapeText('שלום', 3)).toBe('של…');
  });

  it('is cut between characters and never within an escape', () => {
    expect(escapeText('**********', 6)).toBe('\\*\\*…');
    expect(escapeText('😀😀😀', 4)).toBe('😀…');
  });

  it('is never longer than asked, and holds nothing that Discord would act upon', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 300 }), (text, max) => {
        const shown = escapeText(text, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(unescapedMarkup(shown)).toEqual([]);
      }),
    );
  });
});

describe('A link from outside', () => {
  it.each([
    'javascript:alert(1)',
    'discord://x',
    'file:///etc/passwd',
    'https://user:pass@host',
    'no link',
    'https://discord.gg/abc',
    'https://ptb.discord.com/invite/abc',
    `https://host/${'a'.repeat(500)}`,
  ])('is not offered: %s', (link) => {
    expect(safeLink(link)).toBeUndefined();
  });

  it('cannot end the markdown around it', () => {
    const url = safeLink('https://host/a_(b)?q=[x]<y>#\\');
    expect(url && hrefOf(url)).toBe('https://host/a_%28b%29?q=%5Bx%5D%3Cy%3E#%5C');
  });
});
