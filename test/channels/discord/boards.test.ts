import { describe, expect, it, onTestFinished } from 'vitest';

import { lookForBoards, boardMark } from '#commands/alerts/board.ts';
import type { CommandDeps } from '#commands/command.ts';
import { createBoards } from '#src/channels/discord/boards.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { ExchangeView } from '#src/engine/view/view.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

import { commandWorld, press, shownIn } from './command-world.ts';

const ROUND_MS = 15_000;

/** A server with a board, in a time that moves only when a test says so. */
async function boarded() {
  let isDown = true;
  let reads = 0;
  const world = await commandWorld({}, undefined, (emulator) => ({
    speaker: createSpeaker(createMessageRest(emulator.token, emulator.apiUrl, systemClock), () =>
      Promise.resolve(),
    ),
  }));
  const { deps, emulator, general } = world;
  const view = (id: string): ExchangeView => {
    reads += 1;
    const seen = deps.view(id);
    if (isDown || id !== 'binance') return seen;
    const components = seen.components.map((one) => ({ ...one, status: 'operational' as const }));
    return { ...seen, status: 'operational', components };
  };
  const clock = createFakeClock();
  const start = (over: Pick<CommandDeps, 'guilds' | 'speaker'> = deps) => {
    const boards = createBoards({
      guilds: over.guilds,
      look: () => lookForBoards({ ...deps, view }),
      markOf: boardMark,
      speaker: over.speaker,
      clock,
      log: createLogger('silent'),
    });
    onTestFinished(() => boards.stop());
    boards.start();
    return boards;
  };
  await world.ask('watchlist create', { name: 'mine', selector: 'binance, kraken' });
  const reply = await world.ask('alerts board', { list: 'mine' });
  const seen = () => emulator.messages(general.id);
  return {
    ...world,
    reply,
    seen,
    start,
    /** The round after this one, whenever this one is done. */
    async nextRound() {
      await expect.poll(() => clock.pending(), { timeout: 10_000 }).toBe(1);
      await clock.advance(ROUND_MS);
    },
    async settled() {
      await expect.poll(() => clock.pending(), { timeout: 10_000 }).toBe(1);
    },
    reads: () => reads,
    setDown: (down: boolean) => {
      isDown = down;
    },
  };
}

describe('A board', () => {
  it('is one message with a line an exchange, trouble first, that keeps itself true', async () => {
    const { emulator, general, nextRound, reply, seen, setDown, settled, start } = await boarded();
    expect(shownIn(reply)).toContain('has a board of **mine**');
    start();
    await settled();
    expect(seen()[0]?.content).toBe('❌ mine: 1 of 2 exchanges has trouble');
    expect(seen()[0]?.embeds[0]?.description).toMatch(
      /^❌ Binance: withdrawals down since <t:\d+:t>\n✅ Kraken\n/,
    );
    setDown(false);
    await nextRound();
    await settled();
    expect(seen()).toHaveLength(1);
    expect(seen()[0]?.content).toBe('✅ mine: all 2 exchanges work');
    expect(emulator.edits(general.id)).toHaveLength(1);
  });

  it('is not edited while nothing changes, but for a sign of life', async () => {
    const { emulator, general, nextRound, settled, start } = await boarded();
    start();
    for (let round = 0; round < 59; round += 1) await nextRound();
    await settled();
    expect(emulator.edits(general.id)).toEqual([]);
    await nextRound();
    await settled();
    expect(emulator.edits(general.id)).toHaveLength(1);
  });

  it('comes back when it is deleted', async () => {
    const { emulator, general, nextRound, seen, setDown, settled, start } = await boarded();
    start();
    await settled();
    emulator.messageDelete(general.id, seen()[0]?.id ?? '');
    setDown(false);
    await nextRound();
    await settled();
    expect(seen().map(({ content }) => content)).toEqual(['✅ mine: all 2 exchanges work']);
  });

  it('moves, silently, when Discord takes no more edits of one so old, and the old one goes', async () => {
    const { emulator, nextRound, seen, setDown, settled, start } = await boarded();
    start();
    await settled();
    const before = seen()[0]?.id;
    emulator.failNext({
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      status: 429,
      code: 30046,
    });
    setDown(false);
    await nextRound();
    await settled();
    expect(seen()).toHaveLength(1);
    expect(seen()[0]?.id).not.toBe(before);
    expect(Number(seen()[0]?.flags) & 4096).toBe(4096);
  });

  it('is found again after a restart', async () => {
    const { seen, setDown, settled, start } = await boarded();
    const first = start();
    await settled();
    first.stop();
    setDown(false);
    start();
    await settled();
    expect(seen().map(({ content }) => content)).toEqual(['✅ mine: all 2 exchanges work']);
  });

  it.each([
    ['while the nonce holds', () => undefined],
    ['long after', (emulator: DiscordEmulator) => emulator.forgetNonces()],
  ])('that was posted as the process died is found again, %s', async (_, pass) => {
    const { deps, emulator, guild, seen, setDown, settled, start } = await boarded();
    let dies = true;
    const dying = {
      ...deps.guilds,
      update: (id: string, change: (known: Guild) => Guild) =>
        deps.guilds.update(id, (known) => {
          const next = change(known);
          if (dies && next.boards.some(({ messageId }) => messageId !== undefined)) throw new Error('died');
          return next;
        }),
    };
    const first = start({ ...deps, guilds: dying });
    await settled();
    first.stop();
    expect(seen()).toHaveLength(1);
    expect(deps.guilds.get(guild.id).boards[0]?.messageId).toBeUndefined();
    dies = false;
    setDown(false);
    pass(emulator);
    start();
    await settled();
    expect(seen().map(({ content }) => content)).toEqual(['✅ mine: all 2 exchanges work']);
    expect(deps.guilds.get(guild.id).boards[0]).toMatchObject({ messageId: seen()[0]?.id });
    expect(deps.guilds.get(guild.id).boards[0]?.posting).toBeUndefined();
  });

  it('leads to a closer look, and says in the list why it is not shown', async () => {
    const world = await boarded();
    world.start();
    await world.settled();
    const [message] = world.seen();
    if (message === undefined) throw new Error('There is no board.');
    const closer = await world.emulator.click(world.admin, message, 'v1:board:1');
    expect(closer).toMatchObject({ isEphemeral: true });
    expect(shownIn(closer)).toContain('Binance');
    world.emulator.setBotAccess(world.general, { deny: ['ViewChannel'] });
    world.setDown(false);
    await world.nextRound();
    await world.settled();
    const other = world.emulator.addChannel(world.guild, { name: 'staff' });
    const list = await world.emulator.command(world.admin, world.guild, other, 'alerts list');
    expect(shownIn(list)).toContain('board of **mine**');
    expect(shownIn(list)).toContain('I may not see it');
    const one = await press(world, list, 'v1:alerts-one:', ['board-1']);
    expect(shownIn(one)).toContain('v1:board-end:1');
  });

  it('ends when it is told to, by those who may', async () => {
    const world = await boarded();
    world.start();
    await world.settled();
    const ended = await press(world, world.reply, 'v1:board-end:1');
    expect(shownIn(ended)).toContain('is gone');
    expect(world.seen()).toEqual([]);
    expect(world.deps.guilds.get(world.guild.id).boards).toEqual([]);
  });

  it('looks at each exchange once for all boards of a round', async () => {
    const { deps, guild, reads, settled, start } = await boarded();
    await deps.guilds.update(guild.id, (known) => ({
      ...known,
      boards: Array.from({ length: 20 }, (_, i) => ({
        ...known.boards[0],
        id: String(i),
        channelId: known.boards[0]?.channelId ?? '',
        list: 'mine',
        createdAt: 0,
      })),
    }));
    start();
    await settled();
    expect(reads()).toBe(2);
  });
});
