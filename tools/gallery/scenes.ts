import type { Command, CommandDeps } from '#commands/command.ts';
import { incidents } from '#commands/incidents.ts';
import { maintenance } from '#commands/maintenance.ts';
import { publicStatus, statusPanel } from '#commands/status/panels.ts';
import { uptime } from '#commands/uptime.ts';
import { composeNotice } from '#src/alert/compose-notice.ts';
import { nameServices } from '#src/alert/names.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import type { Reply } from '#src/channels/discord/interactions/handler.ts';
import { askMutePanel, detailsPanel, mutedPanel } from '#src/channels/discord/alerts/panels.ts';
import { bodyOf, editedBody } from '#src/channels/discord/messages/body.ts';
import { renderCard } from '#src/channels/discord/render/card.ts';
import { renderText } from '#src/channels/discord/render/text.ts';
import type { Notice } from '#src/domain/incident.ts';
import { EXAMPLES } from '#test/alert/example-notices.ts';
import { anIncident } from '#test/commands/an-incident.ts';
import { aRequest, fakeDeps } from '#test/commands/fake-deps.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';

import type { ShownMessage } from './message-html.ts';
import { RARE_NOTICES } from './rare-notices.ts';
import { exceptions, history, hub, refusals } from './rarer-scenes.ts';
import { board, coins, direct, managing, notes, setup, subscribing } from './panel-scenes.ts';

/** What is looked at together, by the name of its picture. */
export type GalleryScene = (
  catalogue: Catalogue,
  locale: string,
) => readonly ShownMessage[] | Promise<readonly ShownMessage[]>;

const DAY = 24 * 60 * minute;

function alert(notice: Notice, catalogue: Catalogue, locale: string, mentions: readonly string[] = []) {
  const card = composeNotice(notice, { voice: catalogue.voice(locale) });
  return { ...renderCard(card, { mentions }), at: notice.at };
}

/** The picture in the README: an alert, and how it reads once it is over, with the reply that ends it. */
const outage: GalleryScene = (catalogue, locale) => {
  const target = { channel: 'discord', address: '1', mentions: ['1'], locale };
  const [opened, over] = [aNotice(), aRecovery()];
  const ended = editedBody({ isFirst: true, notice: over, target: { ...target, mentions: [] } }, catalogue);
  const [headline = ''] = (ended.content ?? '').split('\n');
  return [
    { ...bodyOf({ content: { kind: 'notice', notice: opened }, target }, catalogue), at: opened.at },
    { ...ended, at: opened.at, edited: true },
    { ...alert(over, catalogue, locale), replyTo: headline },
  ];
};

/** Every kind of alert. */
const alerts: GalleryScene = (catalogue, locale) =>
  Object.values(EXAMPLES).map((notice) => alert(notice, catalogue, locale));

/** The alerts that are told once in a while. */
const rarer: GalleryScene = (catalogue, locale) =>
  RARE_NOTICES.map((notice) => alert(notice, catalogue, locale));

/** `/status`, at a glance, of one exchange, and as all see it; what was, and what is planned. */
const status: GalleryScene = async (catalogue, locale) => {
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
    { ...publicStatus('binance', asker, deps), at },
  ];
};

/** One incident from its first word to its last, as a channel sees it. */
const life: GalleryScene = (catalogue, locale) => {
  const target = { channel: 'discord', address: '1', mentions: ['1'], locale };
  const say = (notice: Notice, changes: Partial<Parameters<typeof bodyOf>[0]> = {}) => ({
    ...bodyOf({ content: { kind: 'notice', notice }, target, replyTo: '1', ...changes }, catalogue),
    at: notice.at,
  });
  const opened = aNotice({ eta: noon + 90 * minute, extent: { hit: 356, of: 356, parts: [] } });
  const quiet = { ...target, mentions: [] };
  const partly = aNotice({
    kind: 'changed',
    change: 'partly_back',
    status: 'partial_outage',
    previous: 'major_outage',
    at: noon + 40 * minute,
    extent: { hit: 56, of: 356, parts: ['SOL', 'XRP', 'ADA'].map((coin) => `binance/withdrawals/${coin}`) },
  });
  const over = aRecovery({ durationMs: 84 * minute, at: noon + 83 * minute });
  const shown = (notice: Notice) => ({
    ...editedBody({ isFirst: true, notice, target }, catalogue),
    at: noon,
    edited: true,
  });
  const [headline = ''] = say(opened).content.split('\n');
  const reply = { replyTo: headline };
  const still = { ...opened, at: noon + 120 * minute };
  return [
    { ...bodyOf({ content: { kind: 'notice', notice: opened }, target }, catalogue), at: noon },
    { ...say(partly, { target: quiet }), ...reply },
    shown(partly),
    { ...say(over, { target: quiet, followers: ['1'] }), ...reply },
    shown(over),
    {
      ...say(still, { target: quiet, content: { kind: 'notice', notice: still, still: 'reminder' } }),
      ...reply,
    },
    {
      ...say(still, { target: quiet, content: { kind: 'notice', notice: still, still: 'unmuted' } }),
      ...reply,
    },
    {
      ...bodyOf(
        { content: { kind: 'catch_up', goingOn: [], over: [over], isDigest: true }, target: quiet },
        catalogue,
      ),
      at: over.at,
    },
    say(opened, { target: { ...quiet, style: 'compact' } }),
  ];
};

/** What a member sees who presses a button under an alert. */
const buttons: GalleryScene = (catalogue, locale) => {
  const now = noon + 42 * minute;
  const notice = aNotice({
    kind: 'changed',
    change: 'partly_back',
    status: 'partial_outage',
    previous: 'major_outage',
    rule: 'exchange_says_so',
    at: noon + 40 * minute,
  });
  const timeline = [
    { at: noon, kind: 'opened', status: 'major_outage', rule: 'exchange_says_so' },
    {
      at: noon + 40 * minute,
      kind: 'changed',
      change: 'partly_back',
      status: 'partial_outage',
      rule: 'exchange_says_so',
    },
  ] as const;
  const read = { since: noon, readAt: now - minute / 2 };
  const says = [
    { source: 'wallets', venue: 'coin_list', status: 'partial_outage', ...read },
    { source: 'announcements', venue: 'announcements', status: 'major_outage', ...read },
  ] as const;
  const mute = { id: '1', selector: 'binance/withdrawals', until: now + 8 * 60 * minute, by: 'Ada', at: now };
  const say = catalogue.say(locale);
  const panel = { at: now, ephemeral: true };
  const service = renderText(nameServices(notice.services, 'Binance', catalogue.voice(locale), 1).subject);
  return [
    { ...detailsPanel({ notice, timeline, says }, now, catalogue.voice(locale)), ...panel },
    { ...askMutePanel('key', service, false, say), ...panel },
    { ...mutedPanel(mute, service, false, say), ...panel },
    { content: say('follow.follows'), ...panel },
  ];
};

export const SCENES: Readonly<Record<string, GalleryScene>> = {
  outage,
  alerts,
  status,
  life,
  buttons,
  setup,
  subscribing,
  managing,
  board,
  notes,
  direct,
  coins,
  rarer,
  exceptions,
  history,
  hub,
  refusals,
};
