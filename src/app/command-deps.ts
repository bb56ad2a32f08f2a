import { randomBytes } from 'node:crypto';

import type { KnownDeps } from '#commands/command.ts';
import { typedPhrases } from '#commands/shared/understand.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import type { Config } from '#config/load.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import type { GuildSettings } from '#src/delivery/audience/guild-settings.ts';
import type { Absence } from '#src/domain/absence.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import type { Snapshot } from '#src/domain/snapshot.ts';
import { exchangeOf } from '#src/domain/service.ts';
import { viewCoin } from '#src/engine/view/coin.ts';
import { assetsOf, movedAssets } from '#src/engine/view/listed.ts';
import { viewExchange, viewService } from '#src/engine/view/view.ts';
import type { ViewContext } from '#src/engine/view/view.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Collection } from '#src/platform/collection.ts';
import { guildRecord } from '#src/storage/records/records.ts';
import { incidentMonths } from '#src/storage/incident-archive.ts';

export interface CommandDepsParts {
  readonly config: Pick<Config, 'exchanges' | 'networks'>;
  readonly catalogue: Catalogue;
  readonly settings: GuildSettings;
  readonly snapshots: Collection<Snapshot>;
  readonly incidents: Collection<Incident>;
  readonly absences: Collection<Absence>;
  readonly clock: Clock;
  /** What is known of an exchange that is polled. */
  readonly state: (exchange: string) => ExchangeState;
}

/** The narrow view of the running program that slash commands are handed. */
export function createCommandDeps({
  catalogue,
  config,
  settings,
  snapshots,
  incidents,
  absences,
  clock,
  state,
}: CommandDepsParts): KnownDeps {
  const phrases = typedPhrases(catalogue);
  const exchanges = new Map(config.exchanges.map((exchange) => [exchange.id, exchange]));
  const exchangeInfos = config.exchanges.map(({ id, name, aliases, components, retired }) => ({
    id,
    name,
    aliases,
    components,
    ...(retired !== undefined && { retired: retired.note }),
  }));
  const find = (id: string): ExchangeConfig => {
    const found = exchanges.get(id);
    if (found === undefined) throw new RangeError(`The exchange "${id}" is not configured.`);
    return found;
  };
  const stateOf = (exchange: ExchangeConfig): ExchangeState =>
    exchange.retired === undefined ? state(exchange.id) : emptyExchangeState(exchange.id);
  const contextOf = (exchange: ExchangeConfig): ViewContext => {
    const { components, policy, profile, retired } = exchange;
    return {
      now: clock.now(),
      policy,
      profile,
      components,
      ...(retired !== undefined && { retired: retired.note }),
    };
  };

  return {
    say: (locale) => catalogue.say(locale),
    voice: (locale) => catalogue.voice(locale),
    locales: catalogue.locales,
    exchanges: () => exchangeInfos,
    view: (id) => viewExchange(stateOf(find(id)), contextOf(find(id))),
    viewService: (service) => {
      const exchange = find(exchangeOf(service));
      return viewService(stateOf(exchange), service, contextOf(exchange));
    },
    viewCoin: (id, asset, network) => viewCoin(stateOf(find(id)), asset, network, contextOf(find(id))),
    assets: (id, component) => assetsOf(stateOf(find(id)), component),
    typedWorld: () => ({
      exchanges: exchangeInfos,
      assets: movedAssets(config.exchanges.map(stateOf)),
      networks: config.networks.names,
      canonicalNetwork: (name) => config.networks.canonical(name),
      phrases,
    }),
    snapshots: {
      async keep(snapshot) {
        const key = randomBytes(9).toString('base64url');
        await snapshots.set(key, snapshot);
        return key;
      },
      get: (key) => snapshots.get(key),
    },
    async closedIncidents(exchange, since) {
      const found: Incident[] = [];
      for (const month of incidentMonths(exchange, since, clock.now())) {
        for await (const [, incident] of incidents.entries(month))
          if (incident.phaseSince >= since) found.push(incident);
      }
      return found;
    },
    async gaps() {
      const before = await absences.get('before');
      const found: Absence[] = before === undefined ? [] : [before];
      for await (const [, absence] of absences.entries('away/')) found.push(absence);
      return found;
    },
    guilds: settings,
    checkedGuild: (guild) => guildRecord.schema.safeParse(guild).data,
    clock,
  };
}
