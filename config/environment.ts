import type { z } from 'zod';

import { given } from '#src/domain/given.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';
import type { ModelSettings } from '#src/sources/posts/model/request.ts';

import { environmentSchema, ROLES } from './environment-schema.ts';
import type { Role } from './environment-schema.ts';
import type { Problem } from './problem.ts';
import { conflictOf } from './setting-conflicts.ts';
import { shardsOf } from './shards.ts';
import type { Shards } from '#src/domain/shards.ts';

/** Proxies are often named in lower case, which then counts. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'] as const;

function proxyVariables(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(PROXY_VARIABLES.map((name) => [name, env[name.toLowerCase()] || env[name]]));
}

/** A model is asked where both its address and its name are given. */
function readerModelOf({
  READER_LLM_ALERTS,
  READER_LLM_KEY,
  READER_LLM_MODEL,
  READER_LLM_URL,
}: z.output<typeof environmentSchema>): ModelSettings | undefined {
  if (READER_LLM_URL === undefined || READER_LLM_MODEL === undefined) return undefined;
  return {
    url: READER_LLM_URL,
    model: READER_LLM_MODEL,
    key: READER_LLM_KEY,
    alerts: READER_LLM_ALERTS === 'true',
  };
}

export interface Environment {
  readonly discordToken?: string;
  readonly discordApiUrl?: string;
  readonly storeUrl: string;
  /** What this process does. */
  readonly roles: ReadonlySet<Role>;
  /** Where Discord asks us for commands, and keeps no connection: the key by which it is known. */
  readonly httpInteractions?: { readonly publicKey: string };
  /** Where it looks from, of several places. */
  readonly vantage?: string;
  /** As many as Discord recommends, where nothing is said. */
  readonly shards?: Shards;
  readonly configDir: string;
  readonly logLevel: string;
  readonly operatorChannelId?: string;
  readonly hubGuildId?: string;
  readonly heartbeatUrl?: string;
  readonly httpAddress?: string;
  readonly proxy: ProxySettings;
  readonly xBearerToken?: string;
  readonly readerModel?: ModelSettings;
}

/** What of the settings must be shown nowhere. An address of a heartbeat is its own key. */
export function secretsOf(environment: Environment): (string | undefined)[] {
  const { discordToken, heartbeatUrl, proxy, readerModel, storeUrl } = environment;
  const passwords = [proxy.httpProxy, proxy.httpsProxy, storeUrl].flatMap((url) => {
    const password = url !== undefined && URL.canParse(url) ? new URL(url).password : '';
    return [password, decoded(password)];
  });
  return [discordToken, heartbeatUrl, readerModel?.key, ...passwords];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads the environment, or says what is wrong with it. What it holds is never repeated: it may be a secret. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Environment | readonly Problem[] {
  const parsed = environmentSchema.safeParse({ ...env, ...proxyVariables(env) });
  if (!parsed.success) {
    return parsed.error.issues.map(({ message, path }) => {
      const key = String(path[0]);
      const field = environmentSchema.shape[key as keyof typeof environmentSchema.shape];
      return { file: 'environment', key, message, expected: field.description };
    });
  }
  const said = parsed.data;
  const readerModel = readerModelOf(said);
  const isModelWanted = said.READER_LLM_URL !== undefined || said.READER_LLM_MODEL !== undefined;
  if (isModelWanted && readerModel === undefined) {
    const key = said.READER_LLM_URL === undefined ? 'READER_LLM_URL' : 'READER_LLM_MODEL';
    const expected = environmentSchema.shape[key].description;
    return [{ file: 'environment', key, message: 'is missing', expected }];
  }
  const roles = new Set(said.ROLES.split(',').map((role) => role.trim() as Role));
  const shards = shardsOf(said.SHARDS);
  const isHttp = said.INTERACTIONS === 'http';
  const conflict = conflictOf({
    storeUrl: said.STORE_URL,
    hasAllRoles: roles.size === ROLES.length,
    isGateway: roles.has('gateway'),
    vantage: said.VANTAGE,
    shards,
    isHttp,
    publicKey: said.DISCORD_PUBLIC_KEY,
    httpAddress: said.HTTP_ADDRESS,
  });
  if (conflict !== undefined) {
    const { key, message, see } = conflict;
    return [{ file: 'environment', key, message, expected: environmentSchema.shape[see].description }];
  }
  return {
    storeUrl: said.STORE_URL,
    roles,
    configDir: said.CONFIG_DIR,
    logLevel: said.LOG_LEVEL,
    proxy: given({ httpProxy: said.HTTP_PROXY, httpsProxy: said.HTTPS_PROXY, noProxy: said.NO_PROXY }),
    ...given({
      vantage: said.VANTAGE,
      shards,
      httpInteractions: isHttp ? { publicKey: said.DISCORD_PUBLIC_KEY ?? '' } : undefined,
      discordToken: said.DISCORD_TOKEN,
      discordApiUrl: said.DISCORD_API_URL,
      operatorChannelId: said.OPERATOR_CHANNEL_ID,
      hubGuildId: said.HUB_GUILD_ID,
      heartbeatUrl: said.HEARTBEAT_URL,
      httpAddress: said.HTTP_ADDRESS,
      xBearerToken: said.X_BEARER_TOKEN,
      readerModel,
    }),
  };
}
