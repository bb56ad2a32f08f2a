import type { APIMessage } from 'discord.js';

import type { Content, Post } from '#src/delivery/channel.ts';
import type { Notice } from '#src/domain/incident.ts';

import { renderAlert, renderPlainAlert } from './render/alert.ts';
import { clip } from './render/escape.ts';
import { allowOnly, fitLines, LIMITS } from './render/message-body.ts';
import type { MessageBody } from './render/message-body.ts';
import { moment, timestamp } from './render/timestamp.ts';

/** What is posted, as Discord takes it. */
export function bodyOf({ content, target }: Pick<Post, 'content' | 'target'>): MessageBody {
  if (content.kind === 'catch_up') return catchUpBody(content);
  const { notice, plain } = content;
  const body = plain ? renderPlainAlert(notice, target.mentions) : renderAlert(notice, target.mentions);
  const remarks = remarksOf(content);
  return { ...body, content: clip([body.content, ...remarks].join('\n'), LIMITS.content) };
}

/** What a message of ours says at a glance: its first line, and the time of its notice where it has more than that. */
export function isOurs(message: Pick<APIMessage, 'content' | 'embeds'>, content: Content): boolean {
  const [embed] = message.embeds;
  const whole =
    content.kind === 'notice' && embed === undefined ? { ...content, plain: true as const } : content;
  const ours = bodyOf({ content: whole, target: { channel: '', address: '', mentions: [] } });
  if (firstLine(message.content) !== firstLine(ours.content)) return false;
  if (content.kind !== 'notice' || embed === undefined) return true;
  return embed.timestamp !== undefined && Date.parse(embed.timestamp) === content.notice.at;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** In small print: that it comes late, and that what it ends was never told here. */
function remarksOf({ notice, lateMs, missed }: Extract<Content, { kind: 'notice' }>): string[] {
  const { at, since, durationMs } = notice;
  if (missed === true) {
    const from = durationMs === undefined ? since : at - durationMs;
    return [`-# It began and ended while I could not post: ${moment(from, at)} to ${moment(at, at)}.`];
  }
  return lateMs === undefined ? [] : [`-# Told late: this was known at ${timestamp(at, 'f')}.`];
}

function catchUpBody({ goingOn, over }: Extract<Content, { kind: 'catch_up' }>): MessageBody {
  const lines = [...goingOn.map(goingOnLine), ...over.map(overLine)];
  return {
    content: '📬 What I could not tell here meanwhile:',
    embeds: [{ description: fitLines(lines, LIMITS.description) }],
    components: [],
    allowed_mentions: allowOnly([]),
  };
}

function goingOnLine(notice: Notice): string {
  const { since, at, sinceKnown } = notice;
  return `${headOf(notice)}, ${sinceKnown ? 'since' : 'since before'} ${moment(since, at)}`;
}

function overLine(notice: Notice): string {
  const { at, durationMs } = notice;
  const span = durationMs === undefined ? '' : `, ${moment(at - durationMs, at)} to ${moment(at, at)}`;
  return `${headOf(notice)}${span}`;
}

function headOf(notice: Notice): string {
  return renderPlainAlert(notice).content;
}
