import type { APIEmbed } from 'discord.js';

import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { columnsOf, wrap } from '#src/platform/columns.ts';

export interface ReadOptions {
  readonly now: number;
  /** An IANA name; the machine's own otherwise. */
  readonly timeZone?: string;
  readonly width?: number;
}

const NARROWEST = 40;

/** A message as it reads in Discord, as plain text for golden files: headline, the embed in a box, buttons by name. */
export function readMessage(message: MessageBody, options: ReadOptions): string {
  const width = Math.max(NARROWEST, options.width ?? 80);
  const read = (text: string): string => readable(text, options);
  const blocks = [
    wrap(read(message.content), width).join('\n'),
    ...message.embeds.map((embed) => box(embedLines(embed, read), width)),
    ...message.components.map(({ components }) => components.map(({ label }) => `[ ${label} ↗ ]`).join(' ')),
  ];
  return `${blocks.filter((block) => block !== '').join('\n')}\n`;
}

function embedLines(
  { title, description, fields = [], footer, timestamp }: APIEmbed,
  read: (t: string) => string,
): string[] {
  const lines = [
    ...(title === undefined ? [] : [read(title)]),
    ...(description === undefined ? [] : read(description).split('\n')),
    ...fields.flatMap(({ name, value }) => [
      read(name),
      ...read(value)
        .split('\n')
        .map((line) => `  ${line}`),
    ]),
  ];
  const small = [footer?.text, timestamp === undefined ? undefined : stampOf(timestamp)].filter(
    (text) => text !== undefined,
  );
  return small.length === 0 ? lines : [...lines, read(small.join(' · '))];
}

function stampOf(iso: string): string {
  return `<t:${Math.floor(Date.parse(iso) / 1000)}:f>`;
}

function box(lines: readonly string[], width: number): string {
  return lines
    .flatMap((line) => wrapped(line, width - 2))
    .map((line) => `▌ ${line}`)
    .join('\n');
}

/** Breaks lines between words; what goes on is indented like the line that it belongs to. */
function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const mark = /^[\s•]*/.exec(line)?.[0] ?? '';
    return wrap(line.slice(mark.length), width - columnsOf(mark)).map(
      (part, i) => (i === 0 ? mark : ' '.repeat(columnsOf(mark))) + part.replaceAll('\u00A0', ' '),
    );
  });
}

// Markdown as Discord shows it: links by their text and address, which stay in one line, times in words, no marks.
function readable(text: string, options: ReadOptions): string {
  return text
    .replaceAll(/\[((?:\\.|[^\]\\])*)\]\((\S+?)\)/g, '$1\u00A0<$2>')
    .replaceAll(/<t:(\d+):([tfDR])>/g, (_, seconds: string, style: string) =>
      timeText(Number(seconds) * 1000, style, options),
    )
    .replaceAll(/<@&(\d+)>/g, '@role $1')
    .replaceAll(/^-# /gm, '')
    .replaceAll(/\\([^A-Za-z0-9\s])|\*\*/g, '$1');
}

function timeText(at: number, style: string, { now, timeZone }: ReadOptions): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  if (style === 't') return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', ...zone }).format(at);
  if (style === 'D') return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', ...zone }).format(at);
  if (style === 'f') {
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', ...zone }).format(at);
  }
  return relativeText(at - now);
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

function relativeText(distanceMs: number): string {
  const [unit, size] = UNITS.find(([, size]) => Math.abs(distanceMs) >= size) ?? ['second', 1_000];
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(Math.round(distanceMs / size), unit);
}
