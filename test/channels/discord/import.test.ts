import { describe, expect, it } from 'vitest';

import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import { systemClock } from '#src/platform/clock.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';

import { commandWorld } from './command-world.ts';

const FILE = '/settings.json';

/** A world in which members can hand in files, which stand on a server beside Discord. */
async function withFiles() {
  const files = await startExchange({ [FILE]: { body: {} } });
  const world = await commandWorld({}, undefined, (emulator) => ({
    speaker: createSpeaker(
      createMessageRest(emulator.token, emulator.apiUrl, systemClock),
      () => Promise.resolve(),
      files.origin,
    ),
  }));
  const handIn = (body: unknown) => {
    files.route(FILE, { body });
    const file = {
      id: '1',
      name: 'settings.json',
      url: `${files.origin}${FILE}`,
      text: JSON.stringify(body),
    };
    return world.ask('alerts import', { file });
  };
  return { ...world, handIn };
}

const subscription = (changes: object) => ({
  id: '7',
  channelId: '1',
  target: { kind: 'selector', selector: 'binance' },
  level: 'standard',
  createdAt: 5,
  ...changes,
});

describe('The settings of a server', () => {
  it('go out to a file and in again', async () => {
    const { ask, deps, emulator, guild, handIn } = await withFiles();
    const alerts = emulator.addChannel(guild, { name: 'alerts' });
    await ask('watchlist create', { name: 'mine', selector: 'binance, kraken/withdrawals' });
    await ask('subscribe', { target: 'mine, */withdrawals', channel: alerts, level: 'major' });
    await ask('alerts settings', { language: 'ko', log_channel: alerts });
    await ask('note add', { service: 'binance', text: 'Slow' });
    const reply = await ask('alerts export');
    expect(reply.message?.attachments).toMatchObject([{ filename: 'downtick-settings.json' }]);
    const { boards, mutes, notes, settings, subscriptions, watchLists } = deps.guilds.get(guild.id);
    await deps.guilds.update(guild.id, (known) => ({
      ...known,
      watchLists: [],
      subscriptions: [],
      settings: {},
      notes: [],
    }));
    const taken = await handIn({ boards, mutes, notes, settings, subscriptions, watchLists });
    expect(taken.content).toContain('2 subscriptions, 1 watch list');
    expect(deps.guilds.get(guild.id)).toMatchObject({ notes, settings, subscriptions, watchLists });
  });

  it('are refused as a whole, with a sentence for each mistake', async () => {
    const { deps, emulator, guild, handIn } = await withFiles();
    const foreign = emulator.addGuild({ name: 'Foreign' });
    const theirs = emulator.addChannel(foreign, { name: 'theirs' });
    const ours = emulator.addChannel(guild, { name: 'ours' });
    const refused = await handIn({
      watchLists: [{ name: 'Bad Name', selectors: ['nowhere/withdrawals', 'binance/nonsense'] }],
      subscriptions: [
        subscription({ channelId: theirs.id, level: 'loud' }),
        subscription({ channelId: ours.id, target: { kind: 'list', name: 'gone @everyone' } }),
      ],
      settings: { locale: 'tlh' },
      mutes: 'none',
    });
    expect(refused.content.split('\n')).toEqual([
      'Nothing was taken: there are 8 mistakes in the file.',
      expect.stringContaining('“Bad Name” cannot name a watch list'),
      '• watchLists\\[0\\].selectors\\[0\\]: I do not watch an exchange “nowhere”.',
      expect.stringContaining('“binance/nonsense” cannot be followed'),
      expect.stringContaining('“loud” is no level'),
      expect.stringContaining('is no channel of this server'),
      expect.stringContaining('gone \\@everyone'),
      expect.stringContaining('mutes is not what belongs there'),
      expect.stringContaining('I do not speak “tlh”'),
    ]);
    expect(deps.guilds.get(guild.id).subscriptions).toEqual([]);
    expect((await handIn('[')).content).toContain('That is no file of settings');
  });
});
