import { isIPv4 } from 'node:net';

import { z } from 'zod';

import { LOG_LEVELS } from '#src/platform/log.ts';
import { httpUrl } from '#src/sources/http-url.ts';

import { SHARDS, isWithinCount } from './shards.ts';

const SNOWFLAKE = /^\d{15,20}$/;
const TOKEN = /^\S+$/;
const BOT_TOKEN = /^[\w-]{18,}\.[\w-]+\.[\w-]{10,}$/;
const ADDRESS = /^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i;
const STORE = /^(?:memory:|sqlite:.+|rediss?:\/\/.+)/;

const PUBLIC_KEY = /^[\da-f]{64}$/i;

const VANTAGE = /^[a-z\d-]{1,20}$/;
const INTERACTIONS = ['gateway', 'http'] as const;
export const ROLES = ['poller', 'gateway', 'notifier', 'web'] as const;
export type Role = (typeof ROLES)[number];
const ROLE_LIST = new RegExp(`^(?:${ROLES.join('|')})(?:,\\s*(?:${ROLES.join('|')}))*$`);

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const withDefault = (fallback: string, schema: z.ZodType<string, string>) =>
  z.preprocess((value) => (value === '' || value === undefined ? fallback : value), schema);

const proxySchema = httpUrl('is no address of a proxy');

/** Every variable that is read, in the order of `.env.example`. An empty variable counts as not set. */
export const environmentSchema = z.object({
  DISCORD_TOKEN: optional(
    z
      .string()
      .regex(
        BOT_TOKEN,
        'is no token of a bot: three parts with dots between them, alone; not the id or a key of the application, nor its client secret',
      ),
  ).describe(
    'The bot token from the Discord developer portal. Without it everything is shown in the terminal.',
  ),
  DISCORD_API_URL: optional(
    httpUrl().regex(/(?<!\/v\d+\/?)$/, 'ends with a version, which is put there anyway'),
  ).describe("Another base of Discord's REST API, such as a stand-in for it: https://discord.com/api."),
  STORE_URL: withDefault(
    'sqlite:./data/downtick.db',
    z
      .string()
      .regex(STORE, 'names no store that is known')
      .regex(/^(?!sqlite:\/*:memory:)/, 'names no file: a store that forgets is memory:'),
  ).describe(
    'Where the state is kept: sqlite:./data/downtick.db, redis://127.0.0.1:6379 (Valkey too), or memory: for nowhere.',
  ),
  ROLES: withDefault(ROLES.join(','), z.string().regex(ROLE_LIST, 'names a role that is not known')).describe(
    'What this process does, of many that share a Redis: poller, gateway, notifier and web, with commas between.',
  ),
  VANTAGE: optional(z.string().regex(VANTAGE, 'is no short name, such as eu')).describe(
    'Where this process looks from, of many in several places that share a Redis: a short name of yours, such as eu.',
  ),
  SHARDS: withDefault(
    'auto',
    z.string().regex(SHARDS, 'is neither auto nor shards of a number, such as 0-3/16'),
  )
    .refine(isWithinCount, 'names shards that there are not: they count from 0')
    .describe(
      'Which shards of the gateway this process has: auto for as many as Discord recommends, or 0-3/16 for four of sixteen.',
    ),
  INTERACTIONS: withDefault('gateway', z.enum(INTERACTIONS, 'is neither gateway nor http')).describe(
    'How commands arrive: over the gateway, or http, for which Discord asks HTTP_ADDRESS.',
  ),
  DISCORD_PUBLIC_KEY: optional(
    z.string().regex(PUBLIC_KEY, 'is no public key: 64 digits and letters a to f'),
  ).describe(
    'The public key of the application, from the Developer Portal (General Information), for INTERACTIONS=http.',
  ),
  CONFIG_DIR: withDefault('./config', z.string()).describe(
    'The folder with downtick.yaml, networks.yaml and exchanges/.',
  ),
  LOG_LEVEL: withDefault('info', z.enum(LOG_LEVELS, 'is no level')).describe(
    'How much is logged: trace, debug, info, warn, error, fatal or silent.',
  ),
  OPERATOR_CHANNEL_ID: optional(z.string().regex(SNOWFLAKE, "is no channel's id")).describe(
    'The id of a Discord channel that hears of broken sources: digits, as developer mode copies them.',
  ),
  HUB_GUILD_ID: optional(z.string().regex(SNOWFLAKE, "is no server's id")).describe(
    'The id of a server of your own with a channel for each exchange, which channels anywhere can follow: digits.',
  ),
  HEARTBEAT_URL: optional(httpUrl()).describe(
    'An address that is asked every minute while the bot polls, decides and delivers: of healthchecks.io, Uptime Kuma (push), or any other.',
  ),
  HTTP_ADDRESS: optional(
    z
      .string()
      .regex(ADDRESS, 'is no address of this machine with a port')
      .refine(
        (address) => !/^[\d.]+:/.test(address) || isIPv4(address.replace(/:\d+$/, '')),
        'has numbers that are no IP address',
      )
      .refine((address) => Number(/\d+$/.exec(address)?.[0]) <= 65_535, 'has a port that there is not'),
  ).describe(
    'Where it answers /healthz, /readyz, /metrics and Discord, such as 127.0.0.1:8080; nowhere, where nothing is said.',
  ),
  HTTPS_PROXY: optional(proxySchema).describe(
    'A proxy for all that is asked by https, Discord too: http://10.0.0.1:3128, or http://name:password@10.0.0.1:3128.',
  ),
  HTTP_PROXY: optional(proxySchema).describe('A proxy for what is asked by http.'),
  NO_PROXY: optional(
    z
      .string()
      .regex(/^(?!.*:\/\/)/, 'names an address, where hosts belong')
      .regex(/^[^;|]*$/, 'has something else than commas between its hosts'),
  ).describe(
    'Hosts that are asked without a proxy, with commas between them: localhost,.example.com; * for all.',
  ),
  X_BEARER_TOKEN: optional(z.string().regex(TOKEN, 'is no token: it has a blank')).describe(
    "A bearer token of X's API v2, to read the posts of the accounts that exchanges name.",
  ),
  READER_LLM_URL: optional(httpUrl()).describe(
    'A model that is asked about posts that the rules do not understand: the base of a chat API such as http://localhost:11434/v1. Off without it.',
  ),
  READER_LLM_MODEL: optional(z.string().regex(TOKEN, 'is no name of a model: it has a blank')).describe(
    'The name of the model.',
  ),
  READER_LLM_KEY: optional(z.string().regex(TOKEN, 'is no key: it has a blank')).describe(
    'A key for that API, where it wants one.',
  ),
  READER_LLM_ALERTS: withDefault(
    'false',
    z.string().regex(/^(?:true|false)$/, 'is neither true nor false'),
  ).describe('Whether what the model alone reads is told to people. Otherwise the operator hears of it.'),
});
