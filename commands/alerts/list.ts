import type { Say } from '#src/alert/catalogue.ts';
import { closedText } from '#src/channels/discord/closed-text.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type { Reply } from '#src/channels/discord/interactions/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { renderPanel } from '#src/channels/discord/render/panel.ts';
import type { PanelSelect } from '#src/channels/discord/render/panel.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { LEVELS, selectorsOf, styleOf } from '#src/domain/guild.ts';
import type { Board, Guild, Subscription } from '#src/domain/guild.ts';
import type { Closed } from '#src/domain/closed.ts';

import { whereIs } from '#commands/shared/home.ts';
import { plainTarget, showSelector, showTarget } from '#commands/shared/target-name.ts';
import type { Namer } from '#commands/shared/target-name.ts';

const PER_PAGE = 10;
const BOARD = 'board-';

type ListWords = Namer;

/** What the channels of a server follow and which boards stand there, those first that need an admin, ten a page. */
export function renderList(guild: Guild, page: number, deps: ListWords, locale: string): Reply {
  const say = deps.say(locale);
  const lines = [
    ...guild.subscriptions.map((one) => subscriptionLine(guild, one, deps, locale)),
    ...guild.boards.map((board) => boardLine(board, deps, locale)),
  ].toSorted((a, b) => a.rank - b.rank);
  const follows = followsOf(guild, deps, locale);
  if (lines.length === 0)
    return renderPanel({ headline: follows === '' ? say('alerts.none') : follows, blocks: [] });
  const pages = Math.ceil(lines.length / PER_PAGE);
  const at = Math.min(Math.max(page, 0), pages - 1);
  const shown = lines.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
  return renderPanel({
    headline: say('alerts.headline', { count: guild.subscriptions.length, boards: guild.boards.length }),
    blocks: [
      shown.map(({ text }) => text).join('\n'),
      at === pages - 1 ? follows : '',
      pages > 1 ? say('panel.page', { page: at + 1, pages }) : '',
    ],
    selects: [
      {
        customId: customId('alerts-one'),
        placeholder: say('alerts.pick'),
        options: shown.map(({ option }) => option),
      },
    ],
    buttons: [
      ...(at > 0
        ? [{ label: say('panel.previous'), customId: customId('alerts-list', String(at - 1)) }]
        : []),
      ...(at < pages - 1
        ? [{ label: say('panel.next'), customId: customId('alerts-list', String(at + 1)) }]
        : []),
    ],
  });
}

const FOLLOWS_SHOWN = 15;

/** What its channels follow of the hub, which tells them without a subscription. */
function followsOf({ follows = [] }: Guild, deps: ListWords, locale: string): string {
  const say = deps.say(locale);
  const lines = follows
    .slice(0, FOLLOWS_SHOWN)
    .map(({ channelId, exchange }) =>
      say('hub.line', { channel: `<#${channelId}>`, exchange: showSelector(exchange, deps, locale) }),
    );
  const more = follows.length - lines.length;
  return [...lines, ...(more > 0 ? [say('now.more', { count: more })] : [])].join('\n');
}

/** A subscription or a board, with what can be done to it. */
export function renderOne(guild: Guild, id: string, deps: ListWords, locale: string): Reply {
  const say = deps.say(locale);
  if (id.startsWith(BOARD)) return renderBoard(guild, id.slice(BOARD.length), deps, locale);
  const one = demandOne(guild, id, say);
  return renderPanel({
    headline: subscriptionLine(guild, one, deps, locale).text,
    blocks: [adviceFor(one, say), styleLine(guild, one, say)],
    selects: [choice('alerts-level', id, say('subscribe.what.level'), one.level, LEVELS, say)],
    buttons: [
      { label: say('subscribe.test'), customId: customId('test', id), primary: true },
      { label: say('alerts.remove'), customId: customId('alerts-remove', id), danger: true },
      ...(one.disabled === undefined
        ? []
        : [{ label: say('alerts.resume'), customId: customId('alerts-resume', id) }]),
      { label: say('panel.back'), customId: customId('alerts-list', '0') },
    ],
  });
}

function renderBoard(guild: Guild, id: string, deps: ListWords, locale: string): Reply {
  const say = deps.say(locale);
  const board = guild.boards.find((one) => one.id === id);
  if (board === undefined) throw new UserError(say('board.gone'));
  return renderPanel({
    headline: boardLine(board, deps, locale).text,
    blocks: [say('board.promise')],
    buttons: [
      { label: say('board.end'), customId: customId('board-end', id), danger: true },
      { label: say('panel.back'), customId: customId('alerts-list', '0') },
    ],
  });
}

/** Throws `UserError` where the subscription is gone. */
export function demandOne(guild: Guild, id: string, say: Say): Subscription {
  const one = guild.subscriptions.find((subscription) => subscription.id === id);
  if (one === undefined) throw new UserError(say('alerts.gone'));
  return one;
}

function choice<Value extends string>(
  action: string,
  id: string,
  what: string,
  chosen: Value,
  values: readonly Value[],
  say: Say,
): PanelSelect {
  return {
    customId: customId(action, id),
    placeholder: say('view.line', { name: what, words: say(`level.${chosen}`) }),
    options: values.map((value) => ({
      label: say(`level.${value}`),
      value,
      description: say(`subscribe.level.${value}`),
    })),
  };
}

interface ListLine {
  /** What needs an admin comes first. */
  readonly rank: number;
  readonly text: string;
  readonly option: PanelSelect['options'][number];
}

const SYMBOLS = ['⛔', '⏸️', '⚠️', '✅', '📋'];

function urgency(guild: Guild, one: Subscription): number {
  if (one.disabled !== undefined) return 0;
  if (one.paused !== undefined) return 1;
  return selectorsOf(guild, one.target).length === 0 ? 2 : 3;
}

function subscriptionLine(guild: Guild, one: Subscription, deps: ListWords, locale: string): ListLine {
  const { id, channelId, target, level, roleId } = one;
  const say = deps.say(locale);
  const role = roleId === undefined ? '' : `${say('list.separator')}<@&${roleId}>`;
  const rank = urgency(guild, one);
  const line = say('alerts.line', {
    ...whereIs(guild, channelId),
    target: showTarget(target, deps, locale),
    how: `${say(`level.${level}`)}${role}`,
  });
  return {
    rank,
    text: `${SYMBOLS[rank] ?? ''} \`${id}\` ${line}${healthOf(guild, one, deps, locale)}`,
    option: {
      label: say('unsubscribe.choice', { id, target: plainTarget(target, deps, locale) }),
      value: id,
      description: say(`level.${level}`),
    },
  };
}

function boardLine(board: Board, deps: ListWords, locale: string): ListLine {
  const { channelId, id, list, messageId, paused } = board;
  const say = deps.say(locale);
  const what = say('alerts.board', { channel: `<#${channelId}>`, name: escapeText(list, 60) });
  const health =
    paused !== undefined
      ? stoppedLine('alerts.paused', paused, deps, locale)
      : messageId === undefined
        ? `\n-# ${say('alerts.boardWaits')}`
        : '';
  const rank = paused === undefined ? 4 : 1;
  return {
    rank,
    text: `${SYMBOLS[rank] ?? ''} ${what}${health}`,
    option: { label: list, value: `${BOARD}${id}`, description: say('alerts.boardOption') },
  };
}

function stoppedLine(
  id: 'alerts.paused' | 'alerts.disabled',
  { at, reason }: { readonly at: number; readonly reason: Closed },
  deps: ListWords,
  locale: string,
): string {
  const say = deps.say(locale);
  return `\n-# ${say(id, { since: timestamp(at, 'f'), reason: closedText(reason, say, deps.voice(locale)) })}`;
}

function healthOf(
  guild: Guild,
  { disabled, paused, target }: Subscription,
  deps: ListWords,
  locale: string,
): string {
  if (disabled !== undefined) return stoppedLine('alerts.disabled', disabled, deps, locale);
  if (paused !== undefined) return stoppedLine('alerts.paused', paused, deps, locale);
  return selectorsOf(guild, target).length === 0 ? `\n-# ${deps.say(locale)('subscribe.emptyList')}` : '';
}

function adviceFor(one: Subscription, say: Say): string {
  if (one.disabled !== undefined) return say('alerts.adviceDisabled');
  return one.paused === undefined ? '' : say('alerts.advicePaused');
}

function styleLine(guild: Guild, { channelId }: Subscription, say: Say): string {
  return say('alerts.style', { style: say(`style.${styleOf(guild, channelId)}`) });
}
