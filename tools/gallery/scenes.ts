import type { Command, CommandDeps } from '#commands/command.ts';
import { incidents } from '#commands/incidents.ts';
import { maintenance } from '#commands/maintenance.ts';
import { publicStatus, statusPanel } from '#commands/status/panels.ts';
import { uptime } from '#commands/uptime.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import type { Reply } from '#src/channels/discord/handler.ts';
import { renderCard } from '#src/channels/discord/render/card.ts';
import type { Notice } from '#src/domain/incident.ts';
import { EXAMPLES } from '#test/alert/example-notices.ts';
import { anIncident } from '#test/commands/an-incident.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';

import type { ShownMessage } from './message-html.ts';

/** What is looked at together, by the name of its picture. */
export type Scene = (
  catalogue: Catalogue,
  locale: string,
) => readonly ShownMessage[] | Promise<readonly ShownMessage[]>;

const DAY = 24 * 60 * minute;

function alert(notice: Notice, catalogue: Catalogue, locale: string, mentions: readonly string[] = []) {
  const card = composeNotice(notice, { voice: catalogue.voice(locale) });
  return { ...renderCard(card, { mentions }), at: notice.at };
}

/** The picture in the README: an alert, and the reply that ends it. */
const outage: Scene = (catalogue, locale) => {
  const opened = alert(aNotice(), catalogue, locale, ['1']);
  const [headline] = opened.content.split('\n');
  return [opened, { ...alert(aRecovery(), catalogue, locale), replyTo: headline ?? '' }];
};

/** Every kind of alert. */
const alerts: Scene = (catalogue, locale) =>
  Object.values(EXAMPLES).map((notice) => alert(notice, catalogue, locale));

/** `/status`, at a glance, of one exchange, and as all see it; what was, and what is planned. */
const status: Scene = async (catalogue, locale) => {
  const deps: CommandDeps = {
    ...fakeDeps(),
    say: (wanted) => catalogue.say(wanted),
    voice: (wanted) => catalogue.voice(wanted),
    clock: { now: () => noon + minute },
    closedIncidents: async (exchange) =>
      exchange === 'binance'
        ? [3, 9, 10, 24].map((days) => anIncident({ id: `i${days}`, since: noon - days * DAY }))
        : [],
    gaps: async () => [{ from: 0, until: noon - 27 * DAY }],
  };
  const asker = aRequest({}, { locale, memberPermissions: 1n << 4n });
  await deps.guilds.update(asker.guildId, (guild) => ({
    ...guild,
    watchLists: [{ name: 'all', selectors: ['*'] }],
  }));
  const ask = async (command: Command, strings: Record<string, string> = {}): Promise<Reply> =>
    await command.run(
      aRequest(strings, { locale, channel: { ...asker.channel, appPermissions: null } }),
      deps,
    );
  const replies = [
    statusPanel({ path: '', page: 0 }, asker, deps),
    statusPanel({ path: 'binance', page: 0 }, asker, deps),
    await ask(incidents, { exchange: 'binance' }),
    await ask(maintenance, { exchange: 'binance' }),
    await ask(uptime, { exchange: 'binance', service: 'withdrawals' }),
  ];
  const at = noon + minute;
  return [
    ...replies.map((reply) => ({ ...reply, at, ephemeral: true })),
    { ...publicStatus('binance/withdrawals', asker, deps), at },
  ];
};

export const SCENES: Readonly<Record<string, Scene>> = { outage, alerts, status };
