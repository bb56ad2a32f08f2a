import { describe, expect, it, onTestFinished } from 'vitest';

import { boardMark, lookForBoards } from '#commands/alerts/board.ts';
import { createBoards } from '#src/channels/discord/boards.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import { URGENCY } from '#src/delivery/sending/urgency.ts';
import type { Guild } from '#src/domain/guild.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { aNotice } from '#test/delivery/a-notice.ts';

import { hurriedBy, patiently, setUp } from './a-process.ts';

const BOARDS = 1000;
const CHANNELS = 100;

/**
 * A server with a thousand boards, none of which was posted yet: it takes the pace more than twenty seconds. Each channel
 * has a keeper of its own, so that one asks for its turn whenever another has had one, and alerts are first by their rank
 * alone.
 */
async function manyBoards() {
  // A second of the program is five of the machine, so that a busy one does not count as a slow program.
  const clock = hurriedBy(0.2);
  const scene = await setUp(undefined, { clock });
  const { alerts, ask, emulator, guild, process } = scene;
  await ask('subscribe', { target: 'binance', channel: alerts });
  const channels = Array.from({ length: CHANNELS }, (_, i) =>
    emulator.addChannel(guild, { name: `board-${i}` }),
  );
  await process.settings.update(guild.id, (known) => ({
    ...known,
    watchLists: [{ name: 'mine', selectors: ['binance', 'kraken'] }],
    boards: Array.from({ length: BOARDS }, (_, i) => ({
      id: String(i),
      channelId: channels[i % CHANNELS]?.id ?? '',
      list: 'mine',
      createdAt: 0,
    })),
  }));
  const speaker = createSpeaker(createMessageRest(emulator.token, emulator.apiUrl, systemClock), () =>
    process.queue.turn(process.discord.id, URGENCY.board),
  );
  const keepers = channels.map(({ id }) =>
    createBoards({
      guilds: {
        all: () => [boardsIn(id, process.settings.get(guild.id))],
        update: (...change) => process.settings.update(...change),
      },
      look: () => lookForBoards({ ...fakeDeps(), clock }),
      markOf: boardMark,
      speaker,
      clock,
      log: createLogger('silent'),
    }),
  );
  onTestFinished(() => {
    for (const keeper of keepers) keeper.stop();
  });
  const posted = (): number => channels.reduce((sum, { id }) => sum + emulator.messages(id).length, 0);
  return { ...scene, keepers, clock, posted };
}

function boardsIn(channelId: string, guild: Guild): Guild {
  return { ...guild, boards: guild.boards.filter((board) => board.channelId === channelId) };
}

describe('A thousand boards', () => {
  it('do not delay an alert by a second', async () => {
    const { alerts, keepers, clock, emulator, posted, process } = await manyBoards();
    for (const keeper of keepers) keeper.start();
    await expect.poll(posted, patiently).toBeGreaterThan(50);
    const begun = clock.now();
    await process.tell(aNotice());
    await emulator.messagesReach(alerts.id, 1);
    expect(clock.now() - begun).toBeLessThan(1000);
    // They were still at it, and go on.
    const after = posted();
    expect(after).toBeLessThan(BOARDS / 2);
    await expect.poll(posted, patiently).toBeGreaterThan(after);
  }, 40_000);
});
