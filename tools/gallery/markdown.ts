import { relativeText } from '#src/channels/terminal/render.ts';

/** Where and when a message is looked at: Discord shows every time in the reader's own zone and language. */
export interface Reader {
  readonly now: number;
  readonly timeZone: string;
  readonly locale: string;
}

/** The part of Discord's Markdown that Downtick writes, as HTML with the components that show it. */
export function markdownToHtml(text: string, reader: Reader): string {
  return text
    .split('\n')
    .map((line) => lineToHtml(line, reader))
    .join('');
}

function lineToHtml(line: string, reader: Reader): string {
  const small = line.startsWith('-# ');
  const heading = /^#{1,3} /.exec(line)?.[0];
  const rest = inline(line.slice(small ? 3 : (heading?.length ?? 0)), reader);
  if (small) return `<div class="subtext">${rest}</div>`;
  if (heading !== undefined) return `<div class="heading h${heading.length - 1}">${rest}</div>`;
  return `<div class="line">${rest === '' ? '&nbsp;' : rest}</div>`;
}

const TOKENS =
  /\\(?<escaped>[^A-Za-z0-9\s])|\[(?<label>(?:\\.|[^\]\\])*)\]\((?<url>\S+?)\)|<t:(?<seconds>\d+):(?<style>[tfdDFRT])>|<@&(?<role>\d+)>|<@(?<user>\d+)>|<#(?<channel>\d+)>|\*\*(?<bold>(?:\\.|[^*])+)\*\*|`(?<code>[^`]+)`/gu;

function inline(text: string, reader: Reader): string {
  let html = '';
  let at = 0;
  for (const match of text.matchAll(TOKENS)) {
    html += escapeHtml(text.slice(at, match.index)) + tokenToHtml(match.groups ?? {}, reader);
    at = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(at));
}

/** What the channels of the scenes are called that are not for alerts. */
const CHANNELS: Readonly<Record<string, string>> = { 4001: 'locked', 4002: 'log' };

type Groups = Readonly<Record<string, string | undefined>>;

function tokenToHtml(groups: Groups, reader: Reader): string {
  const { escaped, label, url, seconds, style, role, user, channel, bold, code } = groups;
  if (escaped !== undefined) return escapeHtml(escaped);
  if (label !== undefined) return `<a href="${escapeHtml(url ?? '')}">${inline(label, reader)}</a>`;
  if (seconds !== undefined)
    return `<span class="time">${timeText(Number(seconds) * 1000, style, reader)}</span>`;
  if (role !== undefined) return '<discord-mention type="role" color="#5865f2">Traders</discord-mention>';
  if (user !== undefined) return '<discord-mention>ada</discord-mention>';
  if (channel !== undefined)
    return `<discord-mention type="channel">${CHANNELS[channel] ?? 'alerts'}</discord-mention>`;
  if (bold !== undefined) return `<strong>${inline(bold, reader)}</strong>`;
  return `<code>${escapeHtml(code ?? '')}</code>`;
}

function timeText(at: number, style: string | undefined, { now, timeZone, locale }: Reader): string {
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  switch (style) {
    case 't':
      return format({ timeStyle: 'short' });
    case 'd':
      return format({ dateStyle: 'short' });
    case 'D':
      return format({ dateStyle: 'long' });
    case 'F':
      return format({ dateStyle: 'full', timeStyle: 'short' });
    case 'R':
      return relativeText(at - now, locale);
    default:
      return format({ dateStyle: 'long', timeStyle: 'short' });
  }
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
