import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord.js';

import { composeUptime } from '#src/alert/compose-uptime.ts';
import { plain } from '#src/alert/text.ts';
import type { ChosenChannel, CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { EXTRA_RIGHTS, inviteUrl } from '#src/channels/discord/line/invite.ts';
import { renderCardPanel } from '#src/channels/discord/render/card-panel.ts';
import { uptimePicture } from '#src/channels/discord/render/uptime-picture.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import { beginsOfDays } from '#src/domain/time-of-day.ts';
import { spellsOf } from '#src/engine/view/spells.ts';
import { reportUptime } from '#src/engine/view/uptime.ts';

import type { Command, CommandDeps } from './command.ts';
import { completed } from './shared/describe-command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { mayManage } from './shared/demand-right.ts';
import { demandExchange, findExchange } from './shared/find-exchange.ts';
import { serviceMeant } from './shared/service-of.ts';
import { suggestExchanges, suggestServices } from './shared/suggest.ts';

const DAYS = 30;
const DAYS_MAX = 90;

export const uptime: Command = {
  visibility: 'private',
  place: 'anywhere',
  data: {
    name: 'uptime',
    ...ANYWHERE,
    options: [
      completed('exchange', { required: true }),
      completed('service'),
      { type: ApplicationCommandOptionType.Integer, name: 'days', min_value: 1, max_value: DAYS_MAX },
    ],
  },

  run: (request, deps) => report(request, deps),

  complete({ strings, focused, locale }, deps) {
    if (focused.name === 'exchange') return suggestExchanges(deps.exchanges(), focused.value);
    const exchange = findExchange(deps.exchanges(), strings['exchange'] ?? '');
    return exchange === undefined || focused.name !== 'service'
      ? []
      : suggestServices(exchange, focused.value, deps, locale);
  },
};

async function report(request: CommandRequest, deps: CommandDeps): Promise<Reply> {
  const { locale, numbers, strings } = request;
  const say = deps.say(locale);
  const exchange = demandExchange(deps.exchanges(), strings['exchange'] ?? '', say);
  const { service } = strings;
  const path = service === undefined ? exchange.id : serviceMeant(exchange, service, deps, locale);
  const now = deps.clock.now();
  const days = numbers['days'] ?? DAYS;
  const { settings } = deps.guilds.get(request.guildId ?? memberSettingsId(request.userId));
  const begins = beginsOfDays(days, settings.timeZone, now);
  const closed = await deps.closedIncidents(exchange.id, begins[0] ?? now);
  const open = exchange.retired === undefined ? deps.view(exchange.id).incidents : [];
  const told = reportUptime(spellsOf([...closed, ...open], path, now), await deps.gaps(), { begins, now });
  const card = composeUptime(path, exchange.name, told, deps.voice(locale));
  if (told.share === null) return renderCardPanel(card);
  if (!letsFilesIn(request.channel)) {
    const note = mayManage(request)
      ? say('uptime.noFiles', {
          right: say('right.AttachFiles'),
          link: inviteUrl(request.applicationId, EXTRA_RIGHTS),
        })
      : undefined;
    return renderCardPanel(card, note === undefined ? {} : { note });
  }
  const picture = await uptimePicture(told.days, plain(card.headline));
  return renderCardPanel(card, { picture });
}

function letsFilesIn({ appPermissions }: ChosenChannel): boolean {
  const wanted = PermissionFlagsBits.AttachFiles | PermissionFlagsBits.Administrator;
  return appPermissions === null || (appPermissions & wanted) !== 0n;
}
