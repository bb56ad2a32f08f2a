import { ApplicationCommandOptionType, ComponentType, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { bindActions, bindCommands } from '#commands/command.ts';
import type { CommandDeps } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import type { OptionShape } from '#commands/shared/describe-command.ts';
import type { ActionRequest, CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild } from '#src/domain/guild.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';
import { noon } from '#test/delivery/a-notice.ts';
import { checkMessage } from '#test/support/discord/limits/message.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

const HOSTILE = [
  '',
  ' ',
  '\n\n# big',
  'x'.repeat(4_000),
  '币'.repeat(4_000),
  '👩‍👩‍👧‍👦'.repeat(400),
  '\u202Eevil\u202C',
  '\u200B',
  'مرحبا بالعالم',
  '@everyone @here <@&123456789012345678> <@123456789012345678>',
  '[free](https://evil.example) ](http://evil.example',
  '../../etc/passwd',
  'binance/../kraken',
  'nowhere',
  'binance/withdrawals/USDT/TRC20/x',
  '*/*/*/*',
  '*',
  '/',
  '////',
  ',,,',
  'binance,'.repeat(40),
  `kraken/withdrawals/${'A'.repeat(90)}`,
  '__proto__',
  'constructor',
  'toString/withdrawals',
  '`code` **bold** ||hidden||',
  '{name} {count, plural, other {#}}',
  '\uD800',
  '0',
  '-1',
  '1e309',
  'NaN',
  'Asia/Seoul',
  '25:99',
] as const;

/** A server's own role, which an alert mentions and an answer names. */
const ROLE = '100000000000000001';
const MENTION = new RegExp(`(?<!\\\\)(?:<@(?!&${ROLE}>)|@everyone|@here)`);
const LINK = /(?<!\\)\]\((?!https:\/\/discord\.com\/)/;

/** What is wrong with an answer; nothing where one clear sentence, or a message that Discord takes, was said. */
function faultsOf(reply: Reply): string[] {
  const isLayout = (reply.components ?? []).some(({ type }) => type !== ComponentType.ActionRow);
  const { files = [], ...rest } = reply;
  try {
    checkMessage({
      ...rest,
      attachments: files.map(({ description, name }, id) => ({ id, filename: name, description })),
      ...(isLayout && { flags: MessageFlags.IsComponentsV2 }),
    });
  } catch (error) {
    return [`${String(error)} ${JSON.stringify(error).slice(0, 300)}`];
  }
  const shown = JSON.stringify([reply.content, reply.embeds, reply.components]).replaceAll('\\\\', '\\');
  return [
    ...(MENTION.test(shown) ? [`mentions: ${MENTION.exec(shown)?.[0] ?? ''}`] : []),
    ...(LINK.test(shown) ? ['hides a link'] : []),
  ];
}

async function faultOf(ask: () => Reply | Promise<Reply>): Promise<string[]> {
  try {
    return faultsOf(await ask());
  } catch (error) {
    if (!(error instanceof UserError)) return [String(error instanceof Error ? error.stack : error)];
    const { message } = error;
    if (message.trim() === '' || message.length > 2_000) return [`says ${message.length} characters`];
    return faultsOf({ content: message });
  }
}

interface Asked {
  readonly command: string;
  readonly subcommand?: string;
  readonly options: readonly OptionShape[];
}

const ASKED: readonly Asked[] = commands.flatMap(({ data: { name, options = [] } }): Asked[] => {
  const subs = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  return subs.length === 0
    ? [{ command: name, options }]
    : subs.map((one) => ({ command: name, subcommand: one.name, options: one.options ?? [] }));
});

/** A server in which much is set, under names that mean harm where a name may. */
async function fullOf(deps: CommandDeps): Promise<void> {
  const evil = '@everyone [x](http://evil.example) `a` \u202E';
  await deps.guilds.update('1', (guild): Guild => ({
    ...guild,
    watchLists: [{ name: 'mine', selectors: ['binance', 'kraken/withdrawals', '*/withdrawals/USDT/TRC20'] }],
    subscriptions: Array.from({ length: 30 }, (_, i) => ({
      id: String(i + 1),
      channelId: '100000000000000000',
      target: { kind: 'selector', selector: `binance/withdrawals/${'X'.repeat(60)}${i}` },
      level: 'standard',
      roleId: ROLE,
      createdAt: 0,
      ...(i % 3 === 0 && { paused: { at: noon, reason: { kind: 'hidden' } } }),
    })),
    mutes: [{ id: '1', selector: 'binance', until: noon * 2, by: evil, at: noon }],
    notes: Array.from({ length: 20 }, (_, i) => ({
      id: String(i),
      service: 'binance',
      text: `${evil}${'y'.repeat(200)}`,
      by: evil,
      at: noon,
      until: noon * 2,
    })),
    boards: [{ id: '1', channelId: '100000000000000000', list: 'mine', createdAt: 0 }],
  }));
}

const EVERYONE = { id: '1', name: '@everyone', mentionable: true };
const MANAGER = 1n << 3n;

describe('Whatever is typed', () => {
  it.each(ASKED.map((asked) => [`/${asked.command} ${asked.subcommand ?? ''}`.trim(), asked] as const))(
    '%s answers with a sentence, or with a message that Discord takes and that mentions nobody',
    async (name, { command, options, subcommand }) => {
      const faults: string[] = [];
      const isTyped = options.some(({ type }) => type === ApplicationCommandOptionType.String);
      // One for each language where nothing is typed.
      for (const [i, value] of HOSTILE.slice(0, isTyped ? undefined : 6).entries()) {
        for (const isServer of [true, false]) {
          const deps = fakeDeps();
          await fullOf(deps);
          const [handler] = bindCommands(
            commands.filter(({ data }) => data.name === command),
            deps,
          );
          const texts = options.filter(({ type }) => type === ApplicationCommandOptionType.String);
          const locale = [...shippedCatalogue.locales, 'xx-YY', ''][i % 6] ?? '';
          const base: Partial<CommandRequest> = {
            locale,
            guildLocale: locale,
            userName: value,
            memberPermissions: MANAGER,
            ...(subcommand !== undefined && { subcommand }),
            numbers: { days: 90, hours: 720, remind_after: 168 },
            // There are no roles outside of a server.
            ...(isServer && {
              roles: { mention: i % 2 === 0 ? EVERYONE : { id: '7', name: value, mentionable: false } },
            }),
          };
          const asked = [
            Object.fromEntries(texts.map((one) => [one.name, value])),
            ...texts.map((one) => ({ ...namely(texts), [one.name]: value })),
          ];
          for (const strings of asked) {
            const request = {
              ...aRequest(strings, base as object),
              ...(!isServer && { guildId: undefined }),
            };
            const found = await faultOf(async () => (await handler?.run(request)) ?? {});
            faults.push(
              ...found.map((fault) => `${name} ${JSON.stringify(strings).slice(0, 120)}: ${fault}`),
            );
          }
          for (const { name: focused, autocomplete } of texts) {
            if (autocomplete !== true) continue;
            const suggested = await faultOf(() => {
              const choices = handler?.complete?.({
                guildId: isServer ? '1' : undefined,
                userId: '5',
                locale,
                ...(subcommand !== undefined && { subcommand }),
                strings: { ...namely(texts), [focused]: value },
                focused: { name: focused, value },
              });
              const isNameless = choices?.some((one) => one.name.trim() === '') ?? false;
              return isNameless ? { content: 'x'.repeat(3_000) } : {};
            });
            faults.push(...suggested.map((fault) => `${name}, suggesting for ${focused}: ${fault}`));
          }
        }
      }
      expect([...new Set(faults)].slice(0, 6)).toEqual([]);
    },
    60_000,
  );
});

/** Values that are right, for the options that are not tried. */
function namely(texts: readonly OptionShape[]): Record<string, string> {
  const right: Record<string, string> = {
    exchange: 'binance',
    target: 'binance',
    service: 'binance',
    symbol: 'USDT',
    name: 'mine',
    selector: 'kraken',
    text: 'Slow',
    id: '1',
    list: 'mine',
  };
  return Object.fromEntries(
    texts.flatMap(({ name }) => (right[name] === undefined ? [] : [[name, right[name]]])),
  );
}

const KEYS = [
  ...HOSTILE,
  'key/incident/h8',
  'binance~2',
  '1',
  'binance/withdrawals',
  'USDT/*',
  'USDT/TRC20',
  '99999',
];

describe('Whatever is pressed', () => {
  const names = bindActions(commands, fakeDeps()).map(({ action }) => action);

  it.each(names)('%s answers with a sentence, or with what Discord takes', async (name) => {
    const faults: string[] = [];
    for (const [i, key] of KEYS.entries()) {
      for (const [memberPermissions, isServer] of [
        [MANAGER, true],
        [0n, true],
        [MANAGER, false],
      ] as const) {
        const deps = fakeDeps();
        await fullOf(deps);
        const handler = bindActions(commands, deps).find(({ action }) => action === name);
        const { channel } = aRequest();
        const request: ActionRequest = {
          ...aRequest({}, { memberPermissions, locale: [...shippedCatalogue.locales, 'xx'][i % 5] ?? '' }),
          guildId: isServer ? '1' : undefined,
          key: key.slice(0, 90),
          values: key === '' ? [] : [key],
          fields: {
            zone: [key],
            from: [key],
            until: [key],
            digest: [key],
            remind: [key],
            'exchanges-0': [key],
            channel: [key],
          },
          channels: { [key]: channel },
        };
        const ask = async (): Promise<Reply> => {
          if (handler === undefined) return {};
          if (handler.answer !== 'form') return await handler.run(request);
          const { fields, title } = handler.open(request);
          return fields.length <= 5 && title !== '' ? {} : { content: 'x'.repeat(3_000) };
        };
        const found = await faultOf(ask);
        faults.push(...found.map((fault) => `${name} ${JSON.stringify(key).slice(0, 60)}: ${fault}`));
      }
    }
    expect([...new Set(faults)].slice(0, 6)).toEqual([]);
  });
});
