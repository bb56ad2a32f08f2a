import type { Config } from '#config/load.ts';
import type { Shared } from '#src/app/app.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { StoreServer } from '#src/storage/store.ts';

/** Joins the other processes on the same store; what that takes is loaded only where there can be any. */
export async function shareStore(
  { roles, shards, vantage }: Pick<Config, 'roles' | 'shards' | 'vantage'>,
  server: StoreServer | undefined,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): Promise<Shared | undefined> {
  if (server === undefined) return undefined;
  const { openCluster } = await import('#src/cluster/open-cluster.ts');
  log.info(`one of the processes on Redis at ${server.connection.place}, as ${[...roles].join(', ')}`);
  return {
    cluster: openCluster({ server, clock, log }),
    roles,
    ...(vantage !== undefined && { vantage }),
    ...(shards !== undefined && { listensTo: `/${shards.ids[0]}-${shards.ids.at(-1)}/${shards.count}` }),
  };
}
