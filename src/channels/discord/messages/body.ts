import { MessageFlags } from 'discord.js';
import type { APIMessage } from 'discord.js';

import { SYMBOLS } from '#src/alert/card.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import { composeContent } from '#src/alert/compose-content.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import type { NoticeOptions } from '#src/alert/compose-notice.ts';
import { plain } from '#src/alert/text.ts';
import type { Edit, OutgoingMessage } from '#src/delivery/channel.ts';
import type { NoticeContent } from '#src/domain/content.ts';
import type { DeliveryTarget } from '#src/domain/delivery.ts';
import { isEnd } from '#src/domain/is-end.ts';

import { alertRow } from '#src/channels/discord/alerts/row.ts';
import { renderCard } from '#src/channels/discord/render/card.ts';
import { cleanLine } from '#src/channels/discord/render/escape.ts';
import { allowOnly, LIMITS } from '#src/channels/discord/render/message-body.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';

/** A message that may go on from others without being a reply to them: inside of a thread. */
export type ToldMessage = OutgoingMessage & { readonly isFollowUp?: true };

/** What is posted, as Discord takes it: in the language that is read there, in terms of what is followed there. */
export function bodyOf(post: Omit<ToldMessage, 'nonce'>, catalogue: Catalogue): MessageBody {
  const { content, isFollowUp, quiet, replyTo, target } = post;
  const card = composeContent(content, optionsFor(target, catalogue));
  const flags = quiet === true ? { flags: MessageFlags.SuppressNotifications } : {};
  if (content.kind === 'catch_up') return { ...renderCard(card), ...flags };
  const isCompact = target.style === 'compact';
  const hasRow = replyTo === undefined && isFollowUp !== true && !isCompact && !isEnd(content.notice);
  const body = renderCard(card, {
    mentions: target.mentions,
    isPlain: isCompact || content.plain === true,
    ...(hasRow && { components: rowFor(content.notice.incident, false, target, catalogue) }),
  });
  return { ...body, ...flags };
}

/** What a message is edited to show: the first one of an incident how things stand, or how they were. */
export function editedBody(
  { isFirst, notice, target }: Pick<Edit, 'isFirst' | 'notice' | 'target'>,
  catalogue: Catalogue,
): MessageBody {
  const isOver = isEnd(notice);
  const card = composeNotice(notice, {
    ...optionsFor(target, catalogue),
    ...(isFirst && { occasion: isOver ? ('closing' as const) : ('standing' as const) }),
  });
  const isCompact = target.style === 'compact';
  return renderCard(card, {
    isPlain: isCompact,
    ...(isFirst && !isCompact && { components: rowFor(notice.incident, isOver, target, catalogue) }),
  });
}

function rowFor(
  incident: string,
  isOver: boolean,
  { isDirect, locale }: DeliveryTarget,
  catalogue: Catalogue,
): MessageBody['components'] {
  return alertRow(incident, { isOver, isDirect: isDirect === true }, catalogue.say(locale));
}

/** What a thread is called that it is told in: its headline, how things stand or how they were. */
export function titleOf(
  { content, target }: Pick<OutgoingMessage, 'content' | 'target'>,
  catalogue: Catalogue,
): string {
  const options = optionsFor(target, catalogue);
  const card =
    content.kind === 'notice'
      ? composeNotice(content.notice, {
          ...options,
          occasion: isEnd(content.notice) ? 'closing' : 'standing',
        })
      : composeContent(content, options);
  // A post is found again by its name, and nobody knows what Discord makes of other blanks in one.
  return cleanLine(`${SYMBOLS[card.tone]} ${plain(card.headline)}`.replaceAll(/\s/gu, ' '));
}

/** The members who asked for it, on lines below what is said; who finds no room there is mentioned by messages after it. */
export function withFollowers(body: MessageBody, followers: readonly string[]): MessageBody[] {
  const bodies = [{ ...body, users: [] as string[] }];
  for (const id of followers) {
    const mention = `<@${id}>`;
    let last = bodies.at(-1);
    if (last === undefined || last.content.length + mention.length + 1 > LIMITS.content) {
      last = { content: '', embeds: [], components: [], allowed_mentions: allowOnly([]), users: [] };
      bodies.push(last);
    }
    const isFirst = last.users.length === 0 && last.content !== '';
    last.content += `${isFirst ? '\n' : last.content === '' ? '' : ' '}${mention}`;
    last.users.push(id);
  }
  return bodies.map(({ users, ...one }) => ({
    ...one,
    allowed_mentions: allowOnly(one.allowed_mentions.roles ?? [], users),
  }));
}

function optionsFor({ focus, locale }: DeliveryTarget, catalogue: Catalogue): NoticeOptions {
  return { voice: catalogue.voice(locale), ...(focus !== undefined && { focus }) };
}

/** What a message of ours says at a glance: its first line, and the time of its notice where it has more than that. */
export function isOurs(
  message: Pick<APIMessage, 'content' | 'embeds'>,
  { content, target }: Pick<OutgoingMessage, 'content' | 'target'>,
  catalogue: Catalogue,
): boolean {
  const [embed] = message.embeds;
  // What was missed when it was first tried need not be what is missed when it is looked for.
  const forms =
    content.kind === 'notice' ? [true, false].map((missed) => formOf(content, missed)) : [content];
  const ours = forms.map((form) => firstLine(bodyOf({ content: form, target }, catalogue).content));
  if (!ours.includes(firstLine(message.content))) return false;
  if (content.kind !== 'notice' || embed === undefined) return true;
  return embed.timestamp !== undefined && Date.parse(embed.timestamp) === content.notice.at;
}

function formOf({ missed: _missed, ...content }: NoticeContent, missed: boolean): NoticeContent {
  return missed ? { ...content, missed } : content;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
