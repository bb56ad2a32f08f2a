import { PermissionFlagsBits } from 'discord.js';

import type { Catalogue, Say } from '#src/alert/catalogue.ts';
import { composeDetails } from '#src/alert/compose-details.ts';
import { SYMBOLS } from '#src/alert/card.ts';
import { customId } from '#src/channels/discord/custom-id.ts';
import type { ActionHandler, ActionRequest, Reply } from '#src/channels/discord/handler.ts';
import { renderPanel } from '#src/channels/discord/render/panel.ts';
import { renderText } from '#src/channels/discord/render/text.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import type { AlertDesk } from '#src/delivery/alert-desk.ts';
import type { AlertView } from '#src/domain/alert-record.ts';
import type { Clock } from '#src/platform/clock.ts';

/** Hours as buttons say them; `over` is until it is over. */
const SPANS = ['h1', 'h8', 'over'] as const;

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

  async function details({ key, locale }: ActionRequest): Promise<Reply> {
    const view = await demandView(key, catalogue.say(locale));
    const { blocks, headline, tone } = composeDetails(view, clock.now(), catalogue.voice(locale));
    return renderPanel({
      headline: `${SYMBOLS[tone]} ${renderText(headline)}`,
      blocks: blocks.map((lines) => lines.map(renderText).join('\n')),
    });
  }

  async function askMute(request: ActionRequest): Promise<Reply> {
    const { key, locale } = request;
    const say = catalogue.say(locale);
    demandManager(request, say);
    const { notice } = await demandView(key, say);
    const [service] = notice.services;
    const choice = (of: string, span: string, primary: boolean) => ({
      label: say(`mute.choice.${of}`, { span: say(`mute.span.${span}`) }),
      customId: customId('mute-for', `${key}/${of}/${span}`),
      primary,
    });
    return renderPanel({
      headline: say('mute.ask'),
      blocks: [say('mute.promise', { service: `\`${service}\`` })],
      buttons: [
        ...SPANS.map((span) => choice('incident', span, true)),
        ...SPANS.filter((span) => span !== 'over').map((span) => choice('service', span, false)),
      ],
    });
  }

  async function mute(request: ActionRequest): Promise<Reply> {
    const { guildId, locale, userName } = request;
    const say = catalogue.say(locale);
    demandManager(request, say);
    const [key = '', of = '', span = ''] = request.key.split('/');
    const view = await demandView(key, say);
    if (guildId === undefined) throw new UserError(say('reply.serverOnly'));
    const made = await desk.mute(guildId, view.notice, {
      of: of === 'service' ? 'service' : 'incident',
      ...(span !== 'over' && { hours: span === 'h8' ? 8 : 1 }),
      by: userName,
    });
    if (made === undefined) throw new UserError(say('mute.full'));
    const by = escapeText(made.by, 60);
    return renderPanel({
      headline:
        made.untilOver === true
          ? say('mute.untilOver', { by })
          : say('mute.until', { by, until: timestamp(made.until, 'f') }),
      blocks: [say('mute.promise', { service: `\`${made.selector}\`` })],
    });
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
function demandManager({ memberPermissions }: ActionRequest, say: Say): void {
  const wanted = PermissionFlagsBits.ManageChannels | PermissionFlagsBits.Administrator;
  if (memberPermissions !== null && (memberPermissions & wanted) !== 0n) return;
  throw new UserError(say('reply.notAllowed', { right: say('right.ManageChannels') }));
}
