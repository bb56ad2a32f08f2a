import { expect, it } from 'vitest';
import { toPlainText } from '#src/reader/plain-text.ts';

it('turns blocks into lines and list items into dashes', () => {
  expect(toPlainText('<h2>Notice</h2><ul><li>ADA&nbsp;deposits</li><li><b>SOL</b> deposits</li></ul>')).toBe(
    'Notice\n- ADA deposits\n- SOL deposits',
  );
});

it('drops links, emoji and scripts', () => {
  expect(toPlainText('Halted 🚨 see https://example.org/a?b=1 <script>alert(1)</script>now')).toBe(
    'Halted see now',
  );
});

it('makes full-width forms and dashes plain', () => {
  expect(toPlainText('ＵＳＤＴ（TRC20）— “on hold”')).toBe('USDT(TRC20)- "on hold"');
});

it('keeps an entity that it does not know, and one that is no character', () => {
  expect(toPlainText('&unknown; &#9999999999; &#65;')).toBe('&unknown; &#9999999999; A');
});
