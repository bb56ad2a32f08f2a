import { describe, expect, it } from 'vitest';

import { createCatalogue } from '#src/alert/catalogue.ts';

const catalogue = createCatalogue({
  en: {
    hello: 'Hello {name}',
    coins: '{count, plural, one {# coin} other {# coins}}',
    only: "Binance's own words",
  },
  'zh-CN': { hello: '你好，{name}', coins: '{count, plural, other {# 个币}}' },
});

describe('a catalogue', () => {
  it('fills in, and counts as the language does', () => {
    const say = catalogue.say('en');
    expect(say('hello', { name: '<b> *ada*' })).toBe('Hello <b> *ada*');
    expect([1, 2].map((count) => say('coins', { count }))).toEqual(['1 coin', '2 coins']);
    expect(catalogue.say('zh-CN')('coins', { count: 2 })).toBe('2\u00A0个币');
  });

  it.each([
    ['en-US', 'en'],
    ['zh-TW', 'zh-CN'],
    ['zh-CN', 'zh-CN'],
    ['fr', 'en'],
    [undefined, 'en'],
  ])('speaks to a reader of %s in %s', (wanted, locale) => {
    expect(catalogue.localeFor(wanted)).toBe(locale);
  });

  it('says in English what is not translated', () => {
    expect(catalogue.say('zh-CN')('only')).toBe("Binance's own words");
  });

  it('has no words for what there is not', () => {
    expect(() => catalogue.say('en')('nothing')).toThrow('There is no message "nothing"');
  });
});
