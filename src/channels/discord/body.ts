import type { APIMessage } from 'discord.js';

import type { Card } from '#src/alert/card.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import { composeCatchUp } from '#src/alert/compose-catch-up.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import type { NoticeOptions } from '#src/alert/compose-notice.ts';
import { moment } from '#src/alert/text.ts';
import type { Post } from '#src/delivery/channel.ts';
import type { DeliveryTarget } from '#src/domain/delivery.ts';

import { renderCard } from './render/card.ts';
import type { MessageBody } from './render/message-body.ts';

/** What is posted, as Discord takes it: in the language that is read there, in terms of what is followed there. */
export function bodyOf(
  { content, target }: Pick<Post, 'content' | 'target'>,
  catalogue: Catalogue,
): MessageBody {
  const { mentions } = target;
  const options = optionsFor(target, catalogue);
  if (content.kind === 'catch_up') return renderCard(composeCatchUp(content, options));
  const { notice, missed, plain = false, lateMs } = content;
  const card = composeNotice(notice, { ...options, tense: missed === true ? 'late' : 'now' });
  const late = lateMs !== undefined && missed !== true;
  return renderCard(late ? toldLate(card, notice.at, options) : card, { mentions, isPlain: plain });
}

export function optionsFor({ focus, locale }: DeliveryTarget, catalogue: Catalogue): NoticeOptions {
  return { voice: catalogue.voice(locale), ...(focus !== undefined && { focus }) };
}

function toldLate(card: Card, at: number, { voice }: NoticeOptions): Card {
  return { ...card, rows: [voice.write('row.toldLate', { clock: moment(at, 0) }), ...card.rows] };
}

/** What a message of ours says at a glance: its first line, and the time of its notice where it has more than that. */
export function isOurs(
  message: Pick<APIMessage, 'content' | 'embeds'>,
  { content, target }: Pick<Post, 'content' | 'target'>,
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

type NoticeContent = Extract<Post['content'], { kind: 'notice' }>;

function formOf({ missed: _missed, ...content }: NoticeContent, missed: boolean): NoticeContent {
  return missed ? { ...content, missed } : content;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
