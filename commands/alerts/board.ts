import { ButtonStyle, ComponentType } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { composeBoard } from '#src/alert/compose-board.ts';
import type { BoardLine, BoardService } from '#src/alert/compose-board.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type { RenderBoard } from '#src/channels/discord/boards.ts';
import type { ActionRequest, CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { renderCard } from '#src/channels/discord/render/card.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { renderPanel } from '#src/channels/discord/render/panel.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { localeOf } from '#src/domain/guild.ts';
import type { Board, Guild } from '#src/domain/guild.ts';
import { ANY, depthOf, exchangeOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import type { CommandDeps, ExchangeInfo, InGuild } from '#commands/command.ts';
import { demandOwn, demandPostable } from '#commands/shared/demand-channel.ts';
import { demandRight } from '#commands/shared/demand-right.ts';
import { starterCalled, withStarter } from '#commands/shared/starters.ts';
import { demandList } from '#commands/shared/watch-lists.ts';
import { isWatched } from '#src/domain/watched.ts';

/** More than a server has channels for. */
const BOARDS_MAX = 25;
const SOURCE_LOCALE = 'en';

/** A board for a watch list; the one that is there already, where there is one. Throws `UserError`. */
export async function addBoard(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { channel: here, channels, guildId, locale, strings } = request;
  const say = deps.say(locale);
  const channel = channels['channel'] ?? here;
  demandOwn(channel, guildId, say);
  demandPostable(channel, deps, locale);
  const typed = (strings['list'] ?? '').trim();
  const starter = starterCalled(typed, [say, deps.say('en')]);
  const guild = await deps.guilds.update(guildId, (before) => {
    const known = starter === undefined ? before : withStarter(before, starter, say);
    const { name } = demandList(known, starter ?? typed.toLowerCase(), say);
    if (known.boards.some((one) => one.channelId === channel.id && one.list === name)) return known;
    if (known.boards.length >= BOARDS_MAX) throw new UserError(say('board.tooMany', { count: BOARDS_MAX }));
    const id = String(Math.max(0, ...known.boards.map((one) => Number(one.id) || 0)) + 1);
    const board: Board = { id, channelId: channel.id, list: name, createdAt: deps.clock.now() };
    return { ...known, boards: [...known.boards, board] };
  });
  const board = guild.boards.find(
    (one) => one.channelId === channel.id && one.list === (starter ?? typed.toLowerCase()),
  );
  return boardPanel(board, say);
}

function boardPanel(board: Board | undefined, say: Say): Reply {
  if (board === undefined) throw new UserError(say('board.gone'));
  const about = { channel: `<#${board.channelId}>`, name: board.list };
  return renderPanel({
    headline: say('board.made', about),
    blocks: [say('board.promise')],
    buttons: [{ label: say('board.end'), customId: customId('board-end', board.id), danger: true }],
  });
}

export async function endBoard(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const { guildId, key, locale } = request;
  const say = deps.say(locale);
  demandRight(request, 'ManageChannels', say);
  const ended = deps.guilds.get(guildId).boards.find(({ id }) => id === key);
  if (ended === undefined) throw new UserError(say('board.gone'));
  await deps.guilds.update(guildId, (guild) => ({
    ...guild,
    boards: guild.boards.filter(({ id }) => id !== key),
  }));
  // Whether the message can be taken away or not, it is kept no longer.
  await removeMessage(ended, deps).catch(() => undefined);
  return renderPanel({ headline: say('board.ended', { name: ended.list }), blocks: [] });
}

async function removeMessage(board: Board, { speaker }: CommandDeps): Promise<void> {
  const { channelId, messageId, posting } = board;
  if (messageId !== undefined) await speaker.remove(channelId, messageId);
  const stray =
    posting === undefined ? undefined : await speaker.find(channelId, boardMark(board), posting.at);
  if (stray !== undefined) await speaker.remove(channelId, stray);
}

type Sight = Pick<CommandDeps, 'say' | 'exchanges' | 'view' | 'viewService' | 'voice' | 'clock'>;

/** Renders boards by how everything stands now: each exchange and service is looked at once, however many ask. */
export function lookForBoards(deps: Sight): RenderBoard {
  const sight: Sight = {
    say: (locale) => deps.say(locale),
    exchanges: () => deps.exchanges(),
    voice: (locale) => deps.voice(locale),
    clock: deps.clock,
    view: remembered((id) => deps.view(id)),
    viewService: remembered((service) => deps.viewService(service)),
  };
  return (guild, board) => renderBoard(guild, board, sight);
}

function remembered<Value>(look: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? look(key);
    known.set(key, value);
    return value;
  };
}

/** What a board shows, and the part of it that does not change with the time of day alone. */
function renderBoard(
  guild: Guild,
  board: Board,
  deps: Sight,
): { readonly message: Reply; readonly gist: string } | undefined {
  const { list } = board;
  const selectors = guild.watchLists.find(({ name }) => name === list)?.selectors ?? [];
  const lines = deps
    .exchanges()
    .filter(isWatched)
    .map((exchange) => lineOf(exchange, selectors, deps))
    .filter(({ services }) => services.length > 0);
  if (lines.length === 0) return undefined;
  const now = deps.clock.now();
  const locale = localeOf(guild);
  const card = composeBoard(list, lines, { now, shownAt: now }, deps.voice(locale));
  return {
    message: renderCard(card, { components: closer(board, deps.say(locale ?? SOURCE_LOCALE)) }),
    gist: JSON.stringify([card.headline, card.rows]),
  };
}

/** The way from a board to a closer look, and what a board's message is known by. */
export function boardMark({ id }: Board): string {
  return customId('board', id);
}

function closer(board: Board, say: Say): MessageBody['components'] {
  const button = {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: say('status.closer'),
    custom_id: boardMark(board),
  } as const;
  return [{ type: ComponentType.ActionRow, components: [button] }];
}

function lineOf(
  { components, id, name }: ExchangeInfo,
  selectors: readonly string[],
  deps: Sight,
): BoardLine {
  const own = selectors
    .filter((selector) => [ANY, id].includes(exchangeOf(selector)))
    .map((selector) => [id, ...selector.split('/').slice(1)].join('/'));
  const services = own.flatMap((service) => servicesOf(service, components, deps));
  return { name, services: [...new Map(services.map((one) => [one.service, one])).values()] };
}

function servicesOf(service: ServicePath, components: readonly string[], deps: Sight): BoardService[] {
  if (depthOf(service) === 1) return [...deps.view(service).components];
  const [, component = ''] = service.split('/');
  const paths =
    component === ANY
      ? components.map((one) => service.replace(ANY, one))
      : components.includes(component)
        ? [service]
        : [];
  return paths.map((path) => deps.viewService(path));
}
