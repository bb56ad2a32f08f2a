import { describe, expect, it } from 'vitest';

import { alerts } from '#commands/alerts.ts';
import type { CommandDeps } from '#commands/command.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';
import { noon } from '#test/delivery/a-notice.ts';

const SERVER = '100000000000000009';
const CHANNEL = '100000000000000000';

const subscription = (changes: object = {}): object => ({
  channelId: CHANNEL,
  target: { kind: 'selector', selector: 'binance' },
  level: 'standard',
  createdAt: 0,
  ...changes,
});

/** Hands a file in, in a server with nothing set; what was said, and what is set then. */
async function handIn(file: unknown) {
  const known = fakeDeps();
  const deps: CommandDeps = {
    ...known,
    speaker: { ...known.speaker, read: async () => JSON.stringify(file), guildOf: async () => SERVER },
  };
  const request = aRequest({}, { guildId: SERVER, memberPermissions: 1n << 3n, subcommand: 'import' });
  const files = { file: { name: 'settings.json', url: 'https://cdn.discordapp.com/1', size: 10 } };
  const said = await Promise.resolve(alerts.run({ ...request, files }, deps)).then(
    ({ content = '' }) => content,
    (error: unknown) => String(error),
  );
  return { said, guild: deps.guilds.get(SERVER) };
}

describe('A file of settings', () => {
  it.each([
    [
      'a time zone that there is not',
      { settings: { timeZone: 'Mars' } },
      'settings.timeZone is not what belongs',
    ],
    ['quiet hours without an end', { settings: { quietHours: { from: '23:00' } } }, 'settings.quietHours: '],
    [
      'quiet hours past midnight',
      { settings: { quietHours: { from: '24:00', until: '07:00' } } },
      'is no time',
    ],
    [
      'reminders before their time',
      { settings: { remindAfterHours: -1 } },
      'settings.remindAfterHours is not',
    ],
    ['reminders after weeks', { settings: { remindAfterHours: 169 } }, 'settings.remindAfterHours is not'],
    ['a digest at noon', { settings: { digest: { at: 'noon' } } }, 'settings.digest: '],
    [
      'the role of everyone',
      { subscriptions: [subscription({ roleId: SERVER })] },
      'I do not mention everyone',
    ],
    [
      'a style of its own',
      { subscriptions: [subscription({ style: 'loud' })] },
      'subscriptions\\[0\\] is not what belongs there: {"',
    ],
    [
      'one thing twice',
      { subscriptions: [subscription(), subscription()] },
      'subscriptions\\[1\\]: “binance” is there twice',
    ],
    [
      'a list twice',
      {
        watchLists: [
          { name: 'a', selectors: [] },
          { name: 'a', selectors: [] },
        ],
      },
      '“a” is there twice',
    ],
    [
      'a list called as an exchange',
      { watchLists: [{ name: 'binance', selectors: [] }] },
      '“binance” cannot name a watch list',
    ],
    [
      'a note beyond all time',
      { notes: [{ service: 'binance', text: 'x', by: 'y', at: 0, until: 1e300 }] },
      'notes\\[0\\].until: “1e+300” is no time',
    ],
    [
      'a mute before all time',
      { mutes: [{ selector: 'binance', by: 'y', at: -1, until: noon }] },
      'mutes\\[0\\].at: ',
    ],
    [
      'words in the place of an object',
      { subscriptions: [subscription({ channelId: { toString: 1 } })] },
      '“{"toString":1}” is no channel',
    ],
    ['a list in the place of all', [], 'That is no file of settings'],
  ])('with %s is refused, and nothing of it is taken', async (_, file, sentence) => {
    const { said, guild } = await handIn(file);
    expect(said).toContain('Nothing was taken: there is a mistake in the file.');
    expect(said).toContain(sentence);
    expect(guild).toMatchObject({ settings: {}, subscriptions: [], watchLists: [], notes: [], mutes: [] });
  });

  it('makes no hub of a server that is none', async () => {
    const { said, guild } = await handIn({ subscriptions: [subscription({ hub: true })] });
    expect(said).toContain('1 subscription');
    expect(guild.subscriptions[0]).not.toHaveProperty('hub');
  });
});
