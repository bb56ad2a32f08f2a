import { ANY, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Notice } from '#src/domain/incident.ts';
import { componentName, formatDuration, statusWords, summaryOf } from '#src/alert/words.ts';

import { escapeText } from './escape.ts';
import { evidenceLinks, renderEvidence } from './evidence.ts';
import { allowOnly, fieldsOf, fitNames, linkButtons, mentionsOf } from './message-body.ts';
import type { MessageBody } from './message-body.ts';
import { colorOf, noticeSymbol } from './symbols.ts';
import { moment, timestamp } from './timestamp.ts';

const HEADLINE_MAX = 500;
const EXCHANGE_NAME_MAX = 64;
const NAMES_MAX = 700;
const STILL_WORKING_MAX = 400;

/** A notice as a Discord message. Whatever the notice holds, it stays within Discord's limits and mentions `roleIds` alone. */
export function renderAlert(notice: Notice, roleIds: readonly string[] = []): MessageBody {
  return {
    content: withMentions(headline(notice), roleIds),
    embeds: [
      {
        color: colorOf(notice.kind === 'flapping' ? 'degraded_performance' : notice.status),
        fields: fieldsOf([
          { name: 'Affected', value: affected(notice) },
          { name: 'Status', value: statusLine(notice), inline: true },
          timeField(notice),
          { name: 'Expected back', value: expectedBack(notice), inline: true },
          { name: 'Window', value: windowLine(notice) },
          { name: 'Evidence', value: renderEvidence(notice) },
          { name: 'Still working', value: stillWorking(notice) },
          { name: 'Note', value: remark(notice) },
        ]),
        timestamp: isoTime(notice.at),
      },
    ],
    components: linkButtons(evidenceLinks(notice)),
    allowed_mentions: allowOnly(roleIds),
  };
}

/** Only the headline, for when Discord refuses the rest. */
export function renderPlainAlert(notice: Notice, roleIds: readonly string[] = []): MessageBody {
  const text = `${noticeSymbol(notice)} ${escapeText(summaryOf(notice), HEADLINE_MAX)}`;
  return {
    content: withMentions(text, roleIds),
    embeds: [],
    components: [],
    allowed_mentions: allowOnly(roleIds),
  };
}

/** The line that a phone shows: `🔴 **Binance** withdrawals are down`. */
function headline(notice: Notice): string {
  const { exchangeName } = notice;
  const summary = summaryOf(notice);
  const at = summary.indexOf(exchangeName);
  const symbol = noticeSymbol(notice);
  if (exchangeName === '' || at < 0) return `${symbol} ${escapeText(summary, HEADLINE_MAX)}`;
  const before = at === 0 ? '' : `${escapeText(summary.slice(0, at), HEADLINE_MAX)} `;
  const after = summary.slice(at + exchangeName.length);
  const gap = /^\s/.test(after) ? ' ' : '';
  const name = escapeText(exchangeName, EXCHANGE_NAME_MAX);
  return `${symbol} ${before}**${name}**${gap}${escapeText(after, HEADLINE_MAX)}`;
}

function withMentions(line: string, roleIds: readonly string[]): string {
  return roleIds.length === 0 ? line : `${line}\n${mentionsOf(roleIds)}`;
}

function affected({ services, extent }: Notice): string {
  const [service] = services;
  const what = services.map((path) => escapeText(partName(path), 80));
  const name = capitalized(fitNames(what, 200));
  if (extent === undefined) return name;
  const names = extent.parts.map((part) => escapeText(shortName(part), 40));
  const count = extent.hit === extent.of ? `${extent.hit}` : `${extent.hit} of ${extent.of}`;
  const listed =
    names.length === 0 ? '' : `\n${fitNames(names, NAMES_MAX, Math.max(extent.hit, names.length))}`;
  return `${name}: ${count} ${partWord(service, extent.of)}${listed}`;
}

/** A service's name without its exchange: `USDT withdrawals on TRC20`. */
function partName(path: ServicePath): string {
  const { component, asset, network } = parseService(path);
  if (component === undefined) return 'the whole exchange';
  const named = asset === undefined || asset === ANY ? '' : `${asset} `;
  return `${named}${componentName(component)}${network === undefined ? '' : ` on ${network}`}`;
}

/** A part's name within its component: `USDT`, `USDT on TRC20`, `all on TRC20`. */
function shortName(path: ServicePath): string {
  const { component = '', asset, network } = parseService(path);
  if (asset === undefined) return componentName(component);
  if (network === undefined) return asset;
  if (isTrading(component)) return `${asset}/${network}`;
  return asset === ANY ? `all on ${network}` : `${asset} on ${network}`;
}

function partWord(service: ServicePath, count: number): string {
  const { component, asset } = parseService(service);
  const word = component === undefined ? 'service' : partOf(component, asset);
  return count === 1 ? word : `${word}s`;
}

function partOf(component: string, asset: string | undefined): string {
  if (isTrading(component)) return 'pair';
  return asset === undefined || asset === ANY ? 'coin' : 'network';
}

function isTrading(component: string): boolean {
  return component === 'spot' || component === 'margin' || component === 'derivatives';
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function statusLine(notice: Notice): string | undefined {
  switch (notice.kind) {
    case 'maintenance_scheduled':
    case 'maintenance_moved':
    case 'ending_scheduled':
      return undefined;
    case 'maintenance_ended':
      return 'over';
    case 'maintenance_canceled':
      return 'called off';
    case 'flapping':
      return `up and down; ${statusWords(notice.status)} at the moment`;
    case 'resolved':
      return 'working again';
    case 'opened':
    case 'changed':
    case 'reopened':
    case 'maintenance_started':
    case 'maintenance_overrun':
      return `${statusWords(notice.status)}, ${basisWords(notice)}`;
  }
}

function basisWords({ basis, exchangeName }: Notice): string {
  switch (basis) {
    case 'official':
      return `says ${escapeText(exchangeName, EXCHANGE_NAME_MAX)}`;
    case 'measured':
      return 'as we measure it';
    case 'inferred':
      return 'judging by its parts';
  }
}

function timeField({ kind, at, since, sinceKnown, durationMs }: Notice): {
  name: string;
  value: string | undefined;
  inline: true;
} {
  if (durationMs !== undefined) {
    const atLeast = sinceKnown ? '' : 'at least ';
    const from = moment(at - durationMs, at);
    const value = `${atLeast}${formatDuration(durationMs)}, from ${from} to ${moment(at, at)}`;
    return { name: 'Lasted', value, inline: true };
  }
  if (kind === 'maintenance_scheduled' || kind === 'maintenance_ended') {
    return { name: 'Since', value: undefined, inline: true };
  }
  const value = sinceKnown
    ? `${moment(since, at)} (${timestamp(since, 'R')})`
    : `before ${timestamp(since, 'f')}, while nobody was looking`;
  return { name: 'Since', value, inline: true };
}

function expectedBack({ eta, at }: Notice): string | undefined {
  return eta === undefined ? undefined : `${moment(eta, at)} (${timestamp(eta, 'R')})`;
}

function windowLine({ window }: Notice): string | undefined {
  if (window === undefined) return undefined;
  const { from, until } = window;
  if (from === null && until === null) return 'no times given';
  if (from === null) return `until ${timestamp(until ?? 0, 'f')}`;
  if (until === null) return `from ${timestamp(from, 'f')}, no end given`;
  return `${timestamp(from, 'f')} to ${moment(until, from)} (${timestamp(from, 'R')})`;
}

function stillWorking(notice: Notice): string {
  return fitNames(
    notice.stillWorking.map((component) => escapeText(componentName(component), 60)),
    STILL_WORKING_MAX,
  );
}

function remark(notice: Notice): string {
  const name = escapeText(notice.exchangeName, EXCHANGE_NAME_MAX);
  const lines = [
    notice.unconfirmed ? `Not confirmed by ${name}, which reports no trouble.` : '',
    notice.disputed ? `${name} has announced that this has resumed; its own lists still say otherwise.` : '',
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function isoTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
