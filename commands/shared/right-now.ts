import { nameServices } from '#src/alert/names.ts';
import { stateText } from '#src/alert/state.ts';
import { moment, plain } from '#src/alert/text.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitLines } from '#src/channels/discord/render/message-body.ts';
import { renderText } from '#src/channels/discord/render/text.ts';
import { selectorsOf } from '#src/domain/guild.ts';
import type { Guild, Target } from '#src/domain/guild.ts';
import { touches } from '#src/domain/selector.ts';
import { ANY, exchangeOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import type { ExchangeView } from '#src/engine/view/view.ts';

import type { CommandDeps } from '#commands/command.ts';

const SHOWN = 5;

/** What of a target is in trouble now, worst first, a line each; one line where nothing is. */
export function rightNow(target: Target, guild: Guild, deps: CommandDeps, locale: string): string {
  const say = deps.say(locale);
  const selectors = selectorsOf(guild, target);
  const open = deps
    .exchanges()
    .filter(({ id, retired }) => retired === undefined && selectors.some((one) => isOf(one, id)))
    .flatMap(({ id }) => troublesOf(deps.view(id)))
    .filter(({ services }) => selectors.some((one) => services.some((service) => touches(one, service))))
    .toSorted((a, b) => severityOf(b.status) - severityOf(a.status));
  if (open.length === 0) return say('now.well');
  const voice = deps.voice(locale);
  const lines = open.slice(0, SHOWN).map(({ service, name, status, since }) => {
    const { isNarrow, subject } = nameServices([service], name, voice, 1);
    return say('now.line', {
      service: escapeText(plain(subject), 100),
      status: plain(stateText(status, isNarrow, voice)),
      since: renderText([moment(since, deps.clock.now())]),
    });
  });
  const more = open.length > SHOWN ? [say('now.more', { count: open.length - SHOWN })] : [];
  return fitLines([say('now.trouble'), ...lines, ...more], 1000, say);
}

function isOf(selector: string, exchange: string): boolean {
  const id = exchangeOf(selector);
  return id === ANY || id === exchange;
}

interface TroubleNow {
  readonly name: string;
  /** As it is named. */
  readonly service: ServicePath;
  /** All that it is about. */
  readonly services: readonly ServicePath[];
  readonly status: Status;
  readonly since: number;
}

/** The components that do not work, and what else is wrong beneath or beside them. */
function troublesOf({ components, incidents, name }: ExchangeView): TroubleNow[] {
  const whole = components
    .filter(({ status }) => isTrouble(status))
    .map(({ service, status, since }) => ({ name, service, services: [service], status, since }));
  const named = new Set(whole.map(({ service }) => service));
  const others = incidents
    .filter(({ status, services }) => isTrouble(status) && !named.has(services[0]))
    .map(({ services, members = [], status, since }) => ({
      name,
      service: services[0],
      services: [...services, ...members],
      status,
      since,
    }));
  return [...whole, ...others];
}
