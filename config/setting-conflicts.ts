import type { Shards } from '#src/domain/shards.ts';

type Key = 'DISCORD_PUBLIC_KEY' | 'HTTP_ADDRESS' | 'ROLES' | 'SHARDS' | 'STORE_URL' | 'VANTAGE';

/** A setting that does not go with the others, and the setting that says what would. */
interface Conflict {
  readonly key: Key;
  readonly message: string;
  readonly see: Key;
}

interface CombinedSettings {
  readonly storeUrl: string;
  readonly hasAllRoles: boolean;
  readonly isGateway: boolean;
  readonly vantage: string | undefined;
  readonly shards: Shards | undefined;
  readonly isHttp: boolean;
  readonly publicKey: string | undefined;
  readonly httpAddress: string | undefined;
}

/** Where settings that are each right do not go together: the first of it. */
export function conflictOf(set: CombinedSettings): Conflict | undefined {
  const shared = (key: Key, what: string): Conflict => ({
    key,
    message: `${what}, which need a store in Redis to share`,
    see: 'STORE_URL',
  });
  const lacking = (key: Key): Conflict => ({
    key,
    message: 'is missing, which INTERACTIONS=http needs',
    see: key,
  });
  if (!set.storeUrl.startsWith('redis')) {
    if (!set.hasAllRoles) return shared('ROLES', 'leaves something to other processes');
    if (set.vantage !== undefined) return shared('VANTAGE', 'names one place of several');
    if (set.shards !== undefined && set.shards.ids.length < set.shards.count)
      return shared('SHARDS', 'leaves shards to other processes');
  }
  if (!set.isHttp) return undefined;
  if (set.publicKey === undefined) return lacking('DISCORD_PUBLIC_KEY');
  return set.isGateway && set.httpAddress === undefined ? lacking('HTTP_ADDRESS') : undefined;
}
