import type { CommandDeps, ExchangeInfo, InGuild } from '#commands/command.ts';
import { typedPhrases } from '#commands/shared/understand.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import type { Speaker } from '#src/channels/discord/messages/speaker.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Snapshot } from '#src/domain/snapshot.ts';
import { guildRecord } from '#src/storage/records/records.ts';
import { networkNames } from '#src/names/spelling.ts';
import { noon } from '#test/delivery/a-notice.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { aComponent, aView } from '#test/channels/discord/render/a-view.ts';

const exchanges: readonly ExchangeInfo[] = [
  {
    id: 'binance',
    name: 'Binance',
    aliases: ['bnb'],
    components: ['website', 'api', 'spot', 'deposits', 'withdrawals'],
  },
  { id: 'kraken', name: 'Kraken', aliases: [], components: ['website', 'api', 'withdrawals'] },
  { id: 'htx', name: 'HTX', aliases: ['Huobi Global'], components: ['api', 'withdrawals'] },
  {
    id: 'bitmex',
    name: 'BitMEX',
    aliases: [],
    components: ['api'],
    retired: 'It closed on 23 September 2026.',
  },
];

const names = networkNames();

const assets: Record<string, readonly string[]> = {
  'binance/withdrawals': ['ADA', 'BTC', 'USDT', 'XYZ'],
  'binance/deposits': ['BTC'],
};

/** What commands see of a program that watches four exchanges, and the guild settings behind it. */
export function fakeDeps(): CommandDeps {
  return {
    voice: (locale) => shippedCatalogue.voice(locale),
    say: (locale) => shippedCatalogue.say(locale),
    locales: shippedCatalogue.locales,
    exchanges: () => exchanges,
    view: (id) => {
      const { name, components, retired } = exchanges.find((exchange) => exchange.id === id) ?? {
        name: id,
        components: [],
      };
      if (id === 'binance') return aView();
      const seen = components.map((component) => aComponent(component));
      return aView({
        id,
        name,
        status: 'operational',
        components: seen,
        maintenances: [],
        ...(retired && { retired }),
      });
    },
    viewService: (service) => ({
      service,
      status: 'operational',
      since: noon,
      sinceKnown: true,
      basis: 'official',
      evidence: [],
      rule: 'exchange_says_so',
      incidents: [],
    }),
    assets: (exchange, component) => assets[`${exchange}/${component}`] ?? [],
    viewCoin: () => undefined,
    typedWorld: () => ({
      exchanges,
      assets: new Map(
        Object.values(assets).flatMap((some) => some.map((asset) => [asset, new Set<string>()])),
      ),
      networks: names.names,
      canonicalNetwork: (name) => names.canonical(name),
      phrases: typedPhrases(shippedCatalogue),
    }),
    snapshots: fakeSnapshots(),
    closedIncidents: async () => [],
    gaps: async () => [],
    guilds: createGuildSettings(memoryCollection<Guild>()),
    checkedGuild: (guild) => guildRecord.schema.safeParse(guild).data,
    clock: { now: () => noon },
    speaker: fakeSpeaker(),
  };
}

interface FakeSpeaker extends Speaker {
  readonly said: { channelId: string; message: Reply; id: string }[];
}

/** Keeps what is said. */
function fakeSpeaker(): FakeSpeaker {
  const said: FakeSpeaker['said'] = [];
  return {
    said,
    say: async (channelId, message) => {
      const id = String(said.length + 1);
      said.push({ channelId, message, id });
      return id;
    },
    change: async () => undefined,
    remove: async () => undefined,
    read: async () => '',
    find: async () => undefined,
    guildOf: async () => '1',
    direct: async (userId) => `dm-${userId}`,
  };
}

function fakeSnapshots(): CommandDeps['snapshots'] {
  const kept = new Map<string, Snapshot>();
  return {
    keep: async (snapshot) => {
      const key = `key${kept.size}`;
      kept.set(key, snapshot);
      return key;
    },
    get: async (key) => kept.get(key),
  };
}

/** View Channel, Send Messages and Embed Links, in a channel and in a thread. */
export const usualPermissions = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 38n);

export function aRequest(
  strings: Record<string, string> = {},
  changes: Partial<InGuild<CommandRequest>> = {},
): InGuild<CommandRequest> {
  return {
    applicationId: '900',
    guildId: '1',
    userId: '500',
    userName: 'ada',
    locale: 'en-US',
    guildLocale: 'en-US',
    memberPermissions: usualPermissions,
    numbers: {},
    flags: {},
    channel: { id: '100', kind: 'text', appPermissions: usualPermissions, memberPermissions: 1n << 4n },
    strings,
    channels: {},
    roles: {},
    ...changes,
  };
}
