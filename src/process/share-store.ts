import type { Config } from '#config/load.ts';
import type { Shared } from '#src/app/join-cluster.ts';
import { systemClock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { SteadyClock } from '#src/platform/steady-clock.ts';
import type { StoreServer } from '#src/storage/store.ts';

import { exitForStore } from './open-store.ts';

/** Joins the other processes on the same store; what that takes is loaded only where there can be any. */
export async function shareStore(
  { roles, shards, vantage }: Pick<Config, 'roles' | 'shards' | 'vantage'>,
  server: StoreServer | undefined,
  { clock, log }: { readonly clock: SteadyClock; readonly log: Logger },
): Promise<Shared | undefined> {
  if (server === undefined) return undefined;
  const { openCluster } = await import('#src/cluster/open-cluster.ts');
  // What one of them stores as a time means the same to all.
  const { createServerTime } = await import('#src/cluster/server-time.ts');
  clock.follow(await createServerTime(server.connection, { machine: systemClock, log }).catch(exitForStore));
  log.info(`one of the processes on Redis at ${server.connection.place}, as ${[...roles].join(', ')}`);
  return {
    cluster: openCluster({ server, clock, log }),
    roles,
    ...(vantage !== undefined && { vantage }),
    ...(shards !== undefined && { listensTo: `/${shards.ids[0]}-${shards.ids.at(-1)}/${shards.count}` }),
  };
}
