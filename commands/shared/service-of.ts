import { componentText } from '#src/alert/names.ts';
import { plain } from '#src/alert/text.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { ANY, parseService } from '#src/domain/service.ts';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';

import { findExchange } from './find-exchange.ts';
import { parseSelector } from './target.ts';

/** The service that somebody means by a part of an exchange. Throws `UserError`. */
export function serviceMeant(
  exchange: ExchangeInfo,
  part: string,
  deps: CommandDeps,
  locale: string,
): string {
  const isWhole = findExchange([exchange], part.split('/')[0] ?? '') !== undefined;
  const path = parseSelector(isWhole ? part : `${exchange.id}/${part}`, deps, locale);
  const { component, asset } = parseService(path);
  if (component === ANY) throw new UserError(deps.say(locale)('status.oneService'));
  if (component !== undefined && asset !== undefined && asset !== ANY)
    demandCoins(exchange, component, deps, locale);
  return path;
}

function demandCoins(exchange: ExchangeInfo, component: string, deps: CommandDeps, locale: string): void {
  if (deps.assets(exchange.id, component).length > 0) return;
  throw new UserError(
    deps.say(locale)('status.asWhole', {
      what: plain(componentText(component, deps.voice(locale))),
      exchange: escapeText(exchange.name, 40),
    }),
  );
}
