import * as fc from '#test/support/fast-check.ts';

/** What people who mean harm would write, mixed with anything at all. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '@everyone',
        '@here',
        '<@&123456789012345678>',
        '<@123456789012345678>',
        '<#123456789012345678>',
        '</status:123456789012345678>',
        '<t:0:R>',
        '<:x:123456789012345678>',
        '[click](https://evil.example)',
        'https://evil.example/',
        'discord.gg/abc',
        'https://discord.com/invite/abc',
        '```',
        '**',
        '__',
        '~~',
        '||',
        '\\',
        '\n# ',
        '\n> ',
        '\n- ',
        '-# ',
        '\u202E',
        '\u200B',
        '\u0000',
        '\uD800',
        'x'.repeat(1500),
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** The pieces of a shown text that Discord would act upon, were they not escaped. */
export function unescapedMarkup(shown: string): string[] {
  // What is written from right to left is set apart, by a pair that ends where it does.
  const whole = shown.replaceAll(/\u2068([^\u2068\u2069]*)\u2069/gu, '$1');
  const plain = whole.replaceAll(/\\[\s\S]/gu, 'x');
  return plain.match(/[*_~`|<[\]@]|:\/\/|discord(?:app)?\.(?:gg|com)|[\p{Cc}\p{Cf}]|^[#>+-]/giu) ?? [];
}
