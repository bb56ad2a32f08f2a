import { ComponentType, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { checkMessage } from '#test/support/discord/limits/message.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { SCENES } from '#tools/gallery/scenes.ts';

describe('What the gallery shows', () => {
  it.each(shippedCatalogue.locales)('is taken by Discord, every message of it, in %s', async (locale) => {
    for (const scene of Object.values(SCENES)) {
      for (const { content, embeds, components = [] } of await scene(shippedCatalogue, locale)) {
        const isLayout = components.some(({ type }) => type !== ComponentType.ActionRow);
        const message = isLayout
          ? { content, embeds, components, flags: MessageFlags.IsComponentsV2 }
          : { content, embeds, components };
        expect(() => checkMessage(message)).not.toThrow();
      }
    }
  });

  it.each(['zh-CN', 'ja'])('has the punctuation of the language, in %s', async (locale) => {
    const half: string[] = [];
    for (const scene of Object.values(SCENES)) {
      for (const { at: _at, files: _files, ...message } of await scene(shippedCatalogue, locale)) {
        for (const text of textsIn(message)) {
          const [found] = HALF_WIDTH.exec(text.replaceAll(LINK, '').replaceAll(TYPED, 'typed')) ?? [];
          if (found !== undefined) half.push(`${found} in ${text}`);
        }
      }
    }
    expect(half).toEqual([]);
  });
});

/** Where a message leads, and what is typed as it stands: both have marks of their own. */
const LINK = /\]\([^)]*\)/g;
const TYPED = /\/[\p{L}]+(?: [\p{L}]+)?(?: [\p{L}]+: ?\S+)?/gu;
const CJK = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
const HALF_WIDTH = new RegExp(` \\(|\\) |${CJK}[,:;!?()]|${CJK} +${CJK}`, 'u');

/** The words in a message: whatever is shown, and no id. */
function textsIn(part: unknown, name = ''): string[] {
  if (typeof part === 'string') return SHOWN.has(name) ? [part] : [];
  if (Array.isArray(part)) return part.flatMap((one) => textsIn(one, name));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => textsIn(value, key));
}

const SHOWN: ReadonlySet<string> = new Set([
  'content',
  'description',
  'label',
  'placeholder',
  'title',
  'text',
]);
