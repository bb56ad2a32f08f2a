import { readdirSync } from 'node:fs';

import { ApplicationCommandOptionType, InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { bindCommands } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import { describeCommand } from '#commands/shared/describe-command.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { readLocales } from '#config/locales.ts';
import { createCatalogue } from '#src/alert/catalogue.ts';
import { checkCommands } from '#test/support/discord/limits/command.ts';

const languages = readLocales('/nowhere', []);

interface Part {
  readonly name: string;
  readonly options?: readonly unknown[];
}

/** The command and all options and subcommands in it. */
function partsOf(part: object): Part[] {
  const { options = [] } = part as Part;
  return [part as Part, ...options.flatMap((option) => partsOf(option as object))];
}

/** What the commands are called in a language. */
function namesIn(locale: string): string[] {
  return commands.map(({ data }) => shippedCatalogue.say(locale)(`command.${data.name}.name`));
}

const folder = new URL('../../commands/', import.meta.url);

describe('The list of commands', () => {
  it('holds every command file', () => {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && name !== 'command.ts' && name !== 'index.ts')
      .map((name) => name.replace('.ts', ''));
    expect(commands.map(({ data }) => data.name).toSorted()).toEqual(files.toSorted());
  });

  it('stays within the limits of Discord', () => {
    expect(() => checkCommands(bindCommands(commands, fakeDeps()).map(({ data }) => data))).not.toThrow();
  });

  it('is named and described in every language, down to each option', () => {
    for (const { data } of bindCommands(commands, fakeDeps())) {
      for (const part of partsOf(data)) {
        expect(part).toMatchObject({
          name_localizations: { ko: expect.any(String), ja: expect.any(String), 'zh-CN': expect.any(String) },
          description_localizations: { ko: expect.any(String), ja: expect.any(String) },
        });
      }
    }
  });

  it('leaves out a name that Discord would refuse, and one that two would share', () => {
    const messages = {
      en: {
        'command.ask.name': 'ask',
        'command.ask.description': 'Ask. '.repeat(30),
        'command.ask.options.a.name': 'a',
        'command.ask.options.a.description': 'A',
        'command.ask.options.b.name': 'b',
        'command.ask.options.b.description': 'B',
      },
      ko: {
        'command.ask.name': 'Two Words',
        'command.ask.options.a.name': 'b',
        'command.ask.options.b.name': '나',
      },
    };
    const { locales, say } = createCatalogue(messages);
    const described = describeCommand(
      {
        name: 'ask',
        options: ['a', 'b'].map((name) => ({ type: ApplicationCommandOptionType.String, name })),
      },
      { locales, say },
    );
    expect(() => checkCommands([described])).not.toThrow();
    expect(described.name_localizations).toEqual({});
    expect(described.options?.map((option) => option.name_localizations)).toEqual([{}, { ko: '나' }]);
  });

  it('is called in replies as it is called in the menu', () => {
    for (const locale of shippedCatalogue.locales) {
      const known = new Set(namesIn(locale));
      const texts = Object.entries(languages[locale] ?? {});
      const stray = texts.flatMap(([id, text]) =>
        [...text.matchAll(/(?<![\p{L}\p{N}/}<*:])\/(\p{Ll}[\p{L}_-]+|\p{Lo}[\p{L}_-]*)/gu)]
          .filter(([, name = '']) => !known.has(name))
          .map(([name]) => `${locale} ${id}: ${name}`),
      );
      expect(stray).toEqual([]);
    }
  });

  it('is offered where it works: in servers, or anywhere', () => {
    for (const { data, place } of commands) {
      const isOutside = place === 'anywhere' || place === 'home';
      const contexts = isOutside ? [0, 1, 2] : [InteractionContextType.Guild];
      expect(data.contexts).toEqual(contexts);
    }
  });

  it.each([
    ['status', undefined],
    ['coin', undefined],
    ['subscribe', PermissionFlagsBits.ManageChannels],
    ['unsubscribe', PermissionFlagsBits.ManageChannels],
    ['alerts', PermissionFlagsBits.ManageChannels],
    ['watchlist', PermissionFlagsBits.ManageGuild],
  ])('lets the right people use /%s', (name, bit) => {
    const command = commands.find(({ data }) => data.name === name);
    expect(command?.data.default_member_permissions).toBe(bit === undefined ? undefined : String(bit));
  });
});
