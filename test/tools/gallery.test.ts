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
});
