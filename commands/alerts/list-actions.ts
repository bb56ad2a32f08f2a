import type { CommandDeps, InGuild, ServerAction } from '#commands/command.ts';
import { demandRight } from '#commands/shared/demand-right.ts';
import { withSubscription } from '#commands/shared/subscriptions.ts';
import type { ActionRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { LEVELS } from '#src/domain/guild.ts';
import type { Subscription } from '#src/domain/guild.ts';

import { demandOne, renderList, renderOne } from './list.ts';

/** What can be done at the list of subscriptions, and at one of it. */
export const listActions: readonly ServerAction[] = [
  {
    action: 'alerts-list',
    answer: 'update',
    run: (request, deps) =>
      renderList(deps.guilds.get(request.guildId), Number(request.key) || 0, deps, request.locale),
  },
  {
    action: 'alerts-one',
    answer: 'update',
    run: (request, deps) =>
      renderOne(deps.guilds.get(request.guildId), request.values[0] ?? request.key, deps, request.locale),
  },
  {
    action: 'alerts-level',
    answer: 'update',
    run: (request, deps) =>
      change(request, deps, (one) => {
        const level = LEVELS.find((value) => value === request.values[0]);
        return level === undefined ? one : { ...one, level };
      }),
  },
  {
    action: 'alerts-resume',
    answer: 'update',
    run: (request, deps) => change(request, deps, takeUp),
  },
  {
    action: 'alerts-remove',
    answer: 'update',
    async run(request, deps) {
      const say = deps.say(request.locale);
      demandRight(request, 'ManageChannels', say);
      const guild = await deps.guilds.update(request.guildId, (known) =>
        withSubscription(known, demandOne(known, request.key, say), undefined),
      );
      return renderList(guild, 0, deps, request.locale);
    },
  },
];

/** Changes one subscription, if the member may, and shows it. */
async function change(
  request: InGuild<ActionRequest>,
  deps: CommandDeps,
  next: (one: Subscription) => Subscription,
): Promise<Reply> {
  const say = deps.say(request.locale);
  demandRight(request, 'ManageChannels', say);
  const guild = await deps.guilds.update(request.guildId, (known) => {
    const one = demandOne(known, request.key, say);
    return withSubscription(known, one, next(one));
  });
  return renderOne(guild, request.key, deps, request.locale);
}

function takeUp(one: Subscription): Subscription {
  const { disabled: _disabled, ...rest } = one;
  return rest;
}
