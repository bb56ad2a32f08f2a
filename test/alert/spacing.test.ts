import { describe, expect, it } from 'vitest';

import { createCatalogue } from '#src/alert/catalogue.ts';
import { outside, plain } from '#src/alert/text.ts';

const catalogue = createCatalogue({
  en: { is: '{what}down{count, plural, one {, once} other {}}', of: '{a}{b}', left: '' },
  ja: { is: '{what}は停止{count, plural, other {（#件）}}', of: '{a}{b}', left: 'ほか {count, number} 件' },
  'zh-CN': {
    is: '{what}已中断{count, plural, other {（#次）}}',
    of: '{a}{b}',
    left: '另外 {count, number} 个，自 {at} 起',
  },
});

describe('what is filled into a message', () => {
  it.each([
    ['zh-CN', 'Binance', 'Binance 已中断（2\u00A0次）'],
    ['zh-CN', '提现', '提现已中断（2\u00A0次）'],
    ['zh-CN', '**Binance**', '**Binance** 已中断（2\u00A0次）'],
    ['ja', 'Binance', 'Binance は停止（2\u00A0件）'],
    ['en', 'Binance', 'Binancedown'],
  ])('is set off by a blank in %s where the letters change: %s', (locale, what, said) => {
    expect(catalogue.say(locale)('is', { what, count: 2 })).toBe(said);
    expect(plain(catalogue.voice(locale).write('is', { what: [outside(what)], count: 2 }))).toBe(said);
  });

  it('gets one blank where two of them meet, and none within', () => {
    const { write } = catalogue.voice('zh-CN');
    expect(plain(write('of', { a: [outside('买USDT')], b: '提现' }))).toBe('买USDT 提现');
  });

  it('is set off from a time of day, and not from how long ago that is', () => {
    const { write } = catalogue.voice('ja');
    const at = Date.UTC(2026, 0, 1, 12);
    expect(write('is', { what: { kind: 'time', at, style: 'clock' }, count: 1 }).at(-1)).toBe(
      '\u00A0は停止（1\u00A0件）',
    );
    expect(write('is', { what: { kind: 'time', at, style: 'ago' }, count: 1 }).at(-1)).toBe(
      'は停止（1\u00A0件）',
    );
  });

  it('keeps what is counted beside its number, so that no line begins with it', () => {
    const at = { kind: 'time', at: 0, style: 'clock' } as const;
    expect(catalogue.voice('zh-CN').write('left', { count: 53, at })).toEqual([
      '另外 53\u00A0个，自 ',
      at,
      '\u00A0起',
    ]);
    expect(catalogue.say('ja')('left', { count: 53 })).toBe('ほか 53\u00A0件');
    expect(catalogue.say('zh-CN')('left', { count: 1, at: '<t:1635768000:t>' })).toBe(
      '另外 1\u00A0个，自 <t:1635768000:t>\u00A0起',
    );
  });
});
