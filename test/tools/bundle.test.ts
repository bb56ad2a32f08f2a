import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import { inAscii } from '#tools/bundle/ascii.ts';
import { inPlace } from '#tools/bundle/in-place.ts';

const valueOf = (code: string): unknown => runInNewContext(code) as unknown;

describe('code in ASCII', () => {
  it.each([
    ["'é → 取引 😀'", 'é → 取引 😀'],
    ['`é ${1 + 1} 😀`', 'é 2 😀'],
    [String.raw`'a\\é'`, String.raw`a\é`],
    ['/^[😀-🙏]$/u.test("🙂")', true],
    ['/^[^・]$/.test("・")', false],
    ['new RegExp(String.raw`^\\d{1,2}${"月"}・$`, "u").test("12月・")', true],
    ['String.raw`\\né${String.raw`\\t`}`', String.raw`\né\t`],
    ['(() => { const größe = 1; return größe; })()', 1],
  ])('%s comes to the same', (code, value) => {
    expect(valueOf(code)).toEqual(value);
    const ascii = inAscii(code);
    expect(ascii).toMatch(/^[\0-\x7f]*$/);
    expect(valueOf(ascii)).toEqual(value);
  });

  it('refuses what would become another text', () => {
    expect(() => inAscii(String.raw`/\・/`)).toThrow('after a backslash');
    expect(() => inAscii('css`é`')).toThrow('another text');
  });
});

describe('what a file says of its own place', () => {
  function transform(code: string, id: string) {
    const emitted: unknown[] = [];
    const plugin = inPlace('/app') as unknown as {
      transform: (this: unknown, code: string, id: string) => string | null;
    };
    const result = plugin.transform.call({ emitFile: (file: unknown) => void emitted.push(file) }, code, id);
    return { result, emitted };
  }

  it('is said from one folder deep', () => {
    const { result } = transform("join(import.meta.dirname, 'locales')", '/app/config/locales.ts');
    expect(result).toBe('join((import.meta.dirname + "/../config"), \'locales\')');
  });

  it('makes a file of its own of what is started by its address', () => {
    const { emitted, result } = transform(
      "new URL('./a-thread.ts', import.meta.url)",
      '/app/src/storage/writer.ts',
    );
    expect(result).toBe("new URL('../chunks/a-thread.js', import.meta.url)");
    expect(emitted).toEqual([
      { type: 'chunk', id: '/app/src/storage/a-thread.ts', fileName: 'chunks/a-thread.js' },
    ]);
  });

  it('is left alone in packages', () => {
    expect(transform('import.meta.dirname', '/app/node_modules/x/index.js').result).toBeNull();
  });
});
