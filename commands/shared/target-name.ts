import { nameServices, serviceText } from '#src/alert/names.ts';
import { plain } from '#src/alert/text.ts';
import type { Text } from '#src/alert/text.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { renderText } from '#src/channels/discord/render/text.ts';
import type { Target } from '#src/domain/guild.ts';
import type { Selector } from '#src/domain/selector.ts';
import { ANY, exchangeOf } from '#src/domain/service.ts';

import type { CommandDeps } from '#commands/command.ts';

export type Namer = Pick<CommandDeps, 'exchanges' | 'say' | 'voice'>;

/** A selector in words: `Binance USDT withdrawals on TRC20`, `withdrawals on every exchange`. */
function selectorName(selector: Selector, deps: Namer, locale: string | undefined): Text {
  const voice = deps.voice(locale);
  if (selector === ANY) return voice.write('name.all');
  const id = exchangeOf(selector);
  if (id === ANY) return voice.write('name.everywhere', { what: serviceText(selector, voice) });
  const name = deps.exchanges().find((exchange) => exchange.id === id)?.name ?? id;
  return nameServices([selector], name, voice, 1).subject;
}

/** As it reads in a reply. */
export function showSelector(selector: Selector, deps: Namer, locale: string): string {
  return renderText(selectorName(selector, deps, locale));
}

/** A target as it reads in a reply. */
export function showTarget(target: Target, deps: Namer, locale: string): string {
  return target.kind === 'list'
    ? deps.say(locale)('target.list', { name: escapeText(target.name, 60) })
    : showSelector(target.selector, deps, locale);
}

/** A target as one plain line, for what is chosen from. */
export function plainTarget(target: Target, deps: Namer, locale: string | undefined): string {
  return target.kind === 'list' ? target.name : plain(selectorName(target.selector, deps, locale));
}
