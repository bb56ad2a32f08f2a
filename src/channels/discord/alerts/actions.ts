import { PermissionFlagsBits } from 'discord.js';

import type { Catalogue, Say } from '#src/alert/catalogue.ts';
import { nameServices } from '#src/alert/names.ts';
import type { ActionHandler, ActionRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { renderText } from '#src/channels/discord/render/text.ts';
import type { AlertDesk } from '#src/delivery/alerts/alert-desk.ts';
import type { AlertView } from '#src/domain/alert-record.ts';
import { MUTES_MAX } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import type { Clock } from '#src/platform/clock.ts';

import { askMutePanel, detailsPanel, mutedPanel } from './panels.ts';

/** *Details*, *Mute* and *Follow*: what a member presses under an alert, however old it is. */
export function alertActions(
  desk: AlertDesk,
  catalogue: Catalogue,
  clock: Pick<Clock, 'now'>,
): ActionHandler[] {
  async function demandView(key: string, say: Say): Promise<AlertView> {
    const view = await desk.view(key);
    if (view === undefined) throw new UserError(say('reply.forgotten'));
    return view;
  }

  /** What of it a mute is about. */
  function nameOf({ exchangeName, services }: Notice, locale: string): string {
    return renderText(nameServices([services[0]], exchangeName, catalogue.voice(locale), 1).subject);
  }

  async function details({ key, locale }: ActionRequest): Promise<Reply> {
    const view = await demandView(key, catalogue.say(locale));
    return detailsPanel(view, clock.now(), catalogue.voice(locale));
  }

  async function askMute(request: ActionRequest): Promise<Reply> {
    const { key, locale } = request;
    const say = catalogue.say(locale);
    demandManager(request, say);
    const { notice } = await demandView(key, say);
    return askMutePanel(key, nameOf(notice, locale), request.guildId === undefined, say);
  }

  async function mute(request: ActionRequest): Promise<Reply> {
    const { guildId, locale, userId, userName } = request;
    const say = catalogue.say(locale);
    demandManager(request, say);
    const [key = '', of = '', span = ''] = request.key.split('/');
    const view = await demandView(key, say);
    const made = await desk.mute(guildId ?? memberSettingsId(userId), view.notice, {
      of: of === 'service' ? 'service' : 'incident',
      ...(span !== 'over' && { hours: span === 'h8' ? 8 : 1 }),
      by: userName,
    });
    if (made === undefined) throw new UserError(say('mute.tooMany', { count: MUTES_MAX }));
    return mutedPanel(made, nameOf(view.notice, locale), guildId === undefined, say);
  }

  async function follow(request: ActionRequest): Promise<Reply> {
    const { channel, key, locale, userId } = request;
    const say = catalogue.say(locale);
    const { notice } = await demandView(key, say);
    const outcome = await desk.follow(notice.incident, channel.id, userId);
    return { content: say(`follow.${outcome}`) };
  }

  return [
    { action: 'details', answer: 'private', run: details },
    { action: 'mute', answer: 'private', run: askMute },
    { action: 'mute-for', answer: 'update', run: mute },
    { action: 'follow', answer: 'private', run: follow },
  ];
}

/** Discord checks rights where a command is typed, and never where a button is pressed. */
function demandManager({ channel, guildId, memberPermissions }: ActionRequest, say: Say): void {
  // What is told by direct message is one's own.
  if (guildId === undefined && channel.kind === 'direct') return;
  const wanted = PermissionFlagsBits.ManageChannels | PermissionFlagsBits.Administrator;
  if (memberPermissions !== null && (memberPermissions & wanted) !== 0n) return;
  throw new UserError(say('reply.notAllowed', { right: say('right.ManageChannels') }));
}
