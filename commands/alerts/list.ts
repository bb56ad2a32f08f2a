import type { Say } from '#src/alert/catalogue.ts';
import { customId } from '#src/channels/discord/custom-id.ts';
import type { Reply } from '#src/channels/discord/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { renderPanel } from '#src/channels/discord/render/panel.ts';
import type { PanelSelect } from '#src/channels/discord/render/panel.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import { LEVELS, selectorsOf } from '#src/domain/guild.ts';
import type { Guild, Subscription } from '#src/domain/guild.ts';

import { showTarget, targetText } from '#commands/shared/target.ts';

const PER_PAGE = 10;

/** What the channels of a server follow, those first that need an admin, ten a page. */
export function renderList(guild: Guild, page: number, say: Say): Reply {
  const { subscriptions } = guild;
  if (subscriptions.length === 0) return renderPanel({ headline: say('alerts.none'), blocks: [] });
  const sorted = subscriptions.toSorted((a, b) => urgency(guild, a) - urgency(guild, b));
  const pages = Math.ceil(sorted.length / PER_PAGE);
  const at = Math.min(Math.max(page, 0), pages - 1);
  const shown = sorted.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
  return renderPanel({
    headline: say('alerts.headline', { count: sorted.length }),
    blocks: [
      shown.map((one) => lineOf(guild, one, say)).join('\n'),
      pages > 1 ? say('panel.page', { page: at + 1, pages }) : '',
    ],
    selects: [
      {
        customId: customId('alerts-one'),
        placeholder: say('alerts.pick'),
        options: shown.map((one) => ({
          label: `${one.id}: ${targetText(one.target)}`,
          value: one.id,
          description: say(`level.${one.level}`),
        })),
      },
    ],
    buttons: [
      ...(at > 0
        ? [{ label: say('panel.previous'), customId: customId('alerts-list', String(at - 1)) }]
        : []),
      ...(at < pages - 1
        ? [{ label: say('panel.next'), customId: customId('alerts-list', String(at + 1)) }]
        : []),
    ],
  });
}

/** One subscription, with what can be done to it. */
export function renderOne(guild: Guild, id: string, say: Say): Reply {
  const one = demandOne(guild, id, say);
  return renderPanel({
    headline: lineOf(guild, one, say),
    blocks: [adviceFor(one, say)],
    selects: [choice('alerts-level', id, say('subscribe.what.level'), one.level, LEVELS, say)],
    buttons: [
      { label: say('subscribe.test'), customId: customId('test', id), primary: true },
      { label: say('alerts.remove'), customId: customId('alerts-remove', id), danger: true },
      ...(one.disabled === undefined
        ? []
        : [{ label: say('alerts.resume'), customId: customId('alerts-resume', id) }]),
      { label: say('panel.back'), customId: customId('alerts-list', '0') },
    ],
  });
}

/** Throws `UserError` where the subscription is gone. */
export function demandOne(guild: Guild, id: string, say: Say): Subscription {
  const one = guild.subscriptions.find((subscription) => subscription.id === id);
  if (one === undefined) throw new UserError(say('alerts.gone'));
  return one;
}

function choice<Value extends string>(
  action: string,
  id: string,
  what: string,
  chosen: Value,
  values: readonly Value[],
  say: Say,
): PanelSelect {
  return {
    customId: customId(action, id),
    placeholder: `${what}: ${say(`level.${chosen}`)}`,
    options: values.map((value) => ({
      label: say(`level.${value}`),
      value,
      description: say(`subscribe.level.${value}`),
    })),
  };
}

function urgency(guild: Guild, one: Subscription): number {
  if (one.disabled !== undefined) return 0;
  if (one.paused !== undefined) return 1;
  return selectorsOf(guild, one.target).length === 0 ? 2 : 3;
}

function lineOf(guild: Guild, one: Subscription, say: Say): string {
  const { id, channelId, target, level, roleId } = one;
  const role = roleId === undefined ? '' : `, <@&${roleId}>`;
  return `${SYMBOLS[urgency(guild, one)] ?? '✅'} \`${id}\` <#${channelId}>: ${showTarget(target, say)} (${say(`level.${level}`)}${role})${healthOf(guild, one, say)}`;
}

const SYMBOLS = ['⛔', '⏸️', '⚠️', '✅'];

function healthOf(guild: Guild, { disabled, paused, target }: Subscription, say: Say): string {
  const stopped = disabled ?? paused;
  if (stopped !== undefined) {
    const id = disabled === undefined ? 'alerts.paused' : 'alerts.disabled';
    return `\n-# ${say(id, { since: timestamp(stopped.at, 'f'), reason: escapeText(stopped.reason, 200) })}`;
  }
  return selectorsOf(guild, target).length === 0 ? `\n-# ${say('subscribe.emptyList')}` : '';
}

function adviceFor(one: Subscription, say: Say): string {
  if (one.disabled !== undefined) return say('alerts.adviceDisabled');
  return one.paused === undefined ? '' : say('alerts.advicePaused');
}
