import { randomBytes } from 'node:crypto';

import { RESTJSONErrorCodes } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Closed } from '#src/domain/closed.ts';
import type { Board, Guild } from '#src/domain/guild.ts';
import { breathe } from '#src/platform/breathe.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import type { Reply } from './interactions/handler.ts';
import type { Speaker } from './messages/speaker.ts';

/** What a board shows, and what of it means that something has changed; none where there is nothing to show. */
export type RenderBoard = (
  guild: Guild,
  board: Board,
) => { readonly message: Reply; readonly gist: string } | undefined;

export interface BoardsDeps {
  readonly guilds: {
    all(): Iterable<Guild>;
    update(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  };
  /** Looks at how everything stands, once for all boards of a round. */
  readonly look: () => RenderBoard;
  /** The id of the button that a board's message has: it is found again by that. */
  readonly markOf: (board: Board) => string;
  readonly speaker: Speaker;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
}

export interface Boards {
  start(): void;
  stop(): void;
}

/** At most one edit of a board in this time; it is also how often they are looked at. */
const EVERY_MS = 15_000;
/** So that a reader sees that it lives. */
const ALIVE_MS = 15 * 60_000;
/** Where it cannot be posted it is tried again after this. */
const CLOSED_MS = 10 * 60_000;

interface Shown {
  readonly gist: string;
  readonly atMs: number;
  /** Not before. */
  readonly restMs?: number;
}

/** Keeps every board true, one after the other and below everything else that is sent. */
export function createBoards(deps: BoardsDeps): Boards {
  const { clock, guilds, log, speaker } = deps;
  const shown = new Map<string, Shown>();
  let cancel: (() => void) | undefined;
  let isRunning = false;

  function later(): void {
    cancel = clock.setTimer(EVERY_MS, () => void round());
  }

  async function round(): Promise<void> {
    const breath = breathe();
    const render = deps.look();
    for (const guild of guilds.all()) {
      for (const board of guild.boards) {
        if (!isRunning) return;
        await keep(guild, board, render).catch((error: unknown) => {
          log.warn({ err: error, board: board.id, guildId: guild.id }, 'could not keep a board');
        });
        await breath();
      }
    }
    if (isRunning) later();
  }

  async function keep(guild: Guild, board: Board, render: RenderBoard): Promise<void> {
    if (guild.leftAt !== undefined) return;
    const key = `${guild.id}/${board.id}/${board.channelId}/${board.list}`;
    const now = clock.monotonic();
    const before = shown.get(key);
    if (before?.restMs !== undefined && before.restMs > now) return;
    const made = render(guild, board);
    if (made === undefined) return;
    const isSame = before?.gist === made.gist && before.restMs === undefined;
    if (isSame && now - before.atMs < ALIVE_MS && board.messageId !== undefined) return;
    try {
      await show(guild, board, made.message);
      shown.set(key, { gist: made.gist, atMs: clock.monotonic() });
      if (board.paused !== undefined) await note(guild, board, ({ paused: _paused, ...rest }) => rest);
    } catch (error) {
      const closed = error instanceof DeliveryError && error.kind === 'closed' ? error : undefined;
      shown.set(key, { gist: '', atMs: now, restMs: now + (closed === undefined ? EVERY_MS : CLOSED_MS) });
      const reason: Closed = closed?.closed ?? { kind: 'other' };
      if (closed !== undefined && board.paused === undefined)
        await note(guild, board, (one) => ({ ...one, paused: { at: clock.now(), reason } }));
      throw error;
    }
  }

  async function show(guild: Guild, board: Board, message: Reply): Promise<void> {
    const { channelId, messageId } = board;
    if (messageId === undefined || board.posting !== undefined) return post(guild, board, message);
    try {
      await speaker.change(channelId, messageId, message);
    } catch (error) {
      const why = reasonToMove(error);
      if (why === undefined) throw error;
      await post(guild, board, message, why === 'gone');
    }
  }

  /** That it is being posted is kept first, so that a message which nobody has noted is found again. */
  async function post(guild: Guild, board: Board, message: Reply, isGone = false): Promise<void> {
    const found = board.posting === undefined ? undefined : await adopted(board, board.posting.at, message);
    const posting = board.posting ?? { nonce: randomBytes(12).toString('base64url'), at: clock.now() };
    if (board.posting === undefined) await note(guild, board, (one) => ({ ...one, posting }));
    const messageId = found ?? (await said(guild, board, message, posting.nonce));
    // What nobody can edit any more would stand there as a lie.
    if (!isGone && board.messageId !== undefined && board.messageId !== messageId)
      await speaker.remove(board.channelId, board.messageId).catch(unlessGone);
    await note(guild, board, ({ posting: _posting, ...one }) => ({ ...one, messageId }));
  }

  async function said(guild: Guild, board: Board, message: Reply, nonce: string): Promise<string> {
    try {
      return await speaker.say(board.channelId, message, { quiet: true, nonce });
    } catch (error) {
      // It had arrived, and was deleted since: the next one is another message.
      if (error instanceof DeliveryError && error.kind === 'message_gone')
        await note(guild, board, ({ posting: _posting, ...one }) => one);
      throw error;
    }
  }

  /** The message that an earlier process has posted and not noted, brought up to date. */
  async function adopted(board: Board, since: number, message: Reply): Promise<string | undefined> {
    const found = await speaker.find(board.channelId, deps.markOf(board), since);
    if (found === undefined) return undefined;
    try {
      await speaker.change(board.channelId, found, message);
      return found;
    } catch (error) {
      // It is somebody else's, or gone by now.
      if (error instanceof DeliveryError && ['refused', 'message_gone'].includes(error.kind))
        return undefined;
      throw error;
    }
  }

  async function note(guild: Guild, board: Board, change: (one: Board) => Board): Promise<void> {
    await guilds.update(guild.id, (known) => ({
      ...known,
      boards: known.boards.map((one) => (one.id === board.id ? change(one) : one)),
    }));
  }

  return {
    start() {
      isRunning = true;
      void round();
    },
    stop() {
      isRunning = false;
      cancel?.();
    },
  };
}

function unlessGone(error: unknown): void {
  if (!(error instanceof DeliveryError) || error.kind !== 'message_gone') throw error;
}

/** Whether the message is gone, or Discord takes no more edits of one so old. */
function reasonToMove(error: unknown): 'gone' | 'slowed' | undefined {
  if (!(error instanceof DeliveryError)) return undefined;
  if (error.kind === 'message_gone') return 'gone';
  const isOld = error.code === RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached;
  return isOld ? 'slowed' : undefined;
}
