import { RIGHT } from './folder.ts';
import type { Mistake } from './changes.ts';

const LUNEX = 'exchanges/lunex.yaml';
const DOWNTICK = 'downtick.yaml';
const NETWORKS = 'networks.yaml';
const PING = `  ping:
    type: http
    url: https://api.lunex.example/ping
    every: 15s
    probes: api
`;
const CHECKS = `    checks:
      - at: data.state
        service: spot
        values: { 0: operational, 1: major_outage }
`;
const OWN_NETWORK = 'share: 0.6\n    # With fewer';
const right = (file: string): string => RIGHT[file] ?? '';
const ofPing = (line: string) => [[LUNEX, '    probes: api', `    ${line}\n    probes: api`]] as const;

/** What else trips people: what they copy, what editors add, and what is right YAML and means nothing. */
export const MORE_MISTAKES: readonly Mistake[] = [
  { what: 'UTF-16 bytes', changes: [[LUNEX, null, Buffer.from(`\uFEFF${right(LUNEX)}`, 'utf16le')]] },
  {
    isOnlyKnownAtStart: true,
    what: 'a character that nobody sees',
    changes: [[LUNEX, 'name: Lunex', 'name: Lu\u200Bnex']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'two documents in a file',
    changes: [[LUNEX, '      Spot Trading: spot\n', '      Spot Trading: spot\n---\n']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'an asterisk that is taken for a reference',
    changes: [[LUNEX, '[Lunex Global]', '*lux']],
  },
  { isOnlyKnownAtStart: true, what: 'a tag', changes: [[LUNEX, 'name: Lunex', 'name: !env LUNEX']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a colon in a text',
    changes: [[LUNEX, 'name: Lunex', 'name: Lunex: Pro']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a quotation mark that is left open',
    changes: [[LUNEX, 'https://api.lunex.example/ping', '"https://api.lunex.example/ping']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a key that is moved to the left',
    changes: [[LUNEX, '    probes: api', '   probes: api']],
  },
  { what: 'a name that is only a number', changes: [[LUNEX, 'name: Lunex', 'name: 1e3']] },
  { what: 'a name that is left empty', changes: [[LUNEX, 'name: Lunex', 'name:']] },
  { what: 'a name of blanks', changes: [[LUNEX, 'name: Lunex', 'name: "  "']] },
  { what: 'a name on two lines', changes: [[LUNEX, 'name: Lunex', 'name: "Lu\\nnex"']] },
  { what: 'an alias that is nothing', changes: [[LUNEX, '[Lunex Global]', '[null]']] },
  { what: 'a page without https', changes: [[LUNEX, 'aliases:', 'website: lunex.example\naliases:']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a blank in an address',
    changes: [[LUNEX, 'example/ping', 'example/pi ng']],
  },
  { what: 'a port that there is not', changes: [[LUNEX, 'example/ping', 'example:99999/ping']] },
  {
    what: 'a variable without braces',
    changes: [[LUNEX, 'example/ping', 'example/ping?key=$KEY']],
    isOnlyKnownAtStart: true,
  },
  { what: 'headers as a list', changes: ofPing('headers: [Accept]') },
  { what: 'a header with a blank in its name', changes: ofPing('headers: { "X V": "1" }') },
  { what: 'a header of two lines', changes: ofPing('headers: { X-V: "a\\nb" }') },
  { what: 'a header in Chinese', changes: ofPing('headers: { X-V: "币安" }') },
  { isOnlyKnownAtStart: true, what: 'a timeout of nothing', changes: ofPing('timeout: 0s') },
  { isOnlyKnownAtStart: true, what: 'a timeout of an hour', changes: ofPing('timeout: 1h') },
  { isOnlyKnownAtStart: true, what: 'an answer without a size', changes: ofPing('maxBytes: 0MB') },
  { isOnlyKnownAtStart: true, what: 'an answer without bounds', changes: ofPing('maxBytes: 9000MB') },
  {
    isOnlyKnownAtStart: true,
    what: 'a proxy of another kind',
    changes: ofPing('proxy: socks5://10.0.0.1:1080'),
  },
  { what: 'a source that is left empty', changes: [[LUNEX, PING, '  ping:\n']] },
  {
    what: 'a source that is only an address',
    changes: [[LUNEX, PING, '  ping: https://api.lunex.example\n']],
  },
  { what: 'a source with an id in capitals', changes: [[LUNEX, '  ping:', '  Ping:']] },
  { what: 'a probe of nothing', changes: [[LUNEX, '    probes: api\n', '']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a probe of the exchange',
    changes: [[LUNEX, 'probes: api', 'probes: lunex/api']],
  },
  { isOnlyKnownAtStart: true, what: 'a source that reads nothing', changes: [[LUNEX, CHECKS, '']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a list of coins without switches',
    changes: [[LUNEX, ', withdrawal: withdraw }', ' }']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'values of which there are none',
    changes: [[LUNEX, '{ 0: operational, 1: major_outage }', '{}']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a path in another notation',
    changes: [[LUNEX, 'at: data.state', 'at: $.data.state']],
  },
  { what: 'components as a list', changes: [[LUNEX, '      Spot Trading: spot', '      - Spot Trading']] },
  {
    what: 'two keys that are missing',
    changes: [[LUNEX, '    url: https://api.lunex.example/ping\n    every: 15s\n', '']],
    isOnlyKnownAtStart: true,
  },
  {
    what: 'a day that there is not',
    changes: [['exchanges/gone.yaml', null, 'id: gone\nname: Gone\nretired: 2026-02-31\nnote: Gone.\n']],
  },
  {
    what: 'a copy that is not another exchange yet',
    changes: [['exchanges/mondo.yaml', null, right(LUNEX)]],
  },
  { what: 'a file that ends in .YAML', changes: [['exchanges/mondo.YAML', null, 'id: mondo\n']] },
  {
    what: 'a file that an editor for prose saved',
    changes: [['exchanges/mondo.yaml.txt', null, 'id: mondo\n']],
  },
  { what: 'a folder of exchanges', changes: [['exchanges/asia/mondo.yaml', null, 'id: mondo\n']] },
  { what: 'a folder whose name is nearly right', changes: [['exchange/mondo.yaml', null, 'id: mondo\n']] },
  { what: 'a file that nobody asked for', changes: [['policy.yaml', null, 'stale: 10m\n']] },
  { what: 'a share in per cent', changes: [[DOWNTICK, OWN_NETWORK, OWN_NETWORK.replace('0.6', '60%')]] },
  { what: 'a share with a comma', changes: [[DOWNTICK, OWN_NETWORK, OWN_NETWORK.replace('0.6', '0,6')]] },
  { what: 'networks as a list', changes: [[NETWORKS, 'networks: {}', 'networks: []']] },
  { what: 'rails that are left out', changes: [[NETWORKS, 'rails: {}\n', '']] },
  {
    what: 'a network with one alias, not in a list',
    changes: [[NETWORKS, 'networks: {}', 'networks: { FOO: bar }']],
  },
  {
    what: 'a message that is left open',
    changes: [['locales/en.yaml', null, 'reply.serverOnly: "{count, plural, one {x}"\n']],
  },
  { what: 'a message that nobody says', changes: [['locales/en.yaml', null, 'reply.nosuch: x\n']] },
  { what: 'a language that there is not', changes: [['locales/jp.yaml', null, 'reply.serverOnly: x\n']] },
  {
    what: 'a language in another spelling',
    changes: [['locales/zh_cn.yaml', null, 'reply.serverOnly: x\n']],
  },
  { what: 'an expression that says nothing', changes: [[LUNEX, 'Spot Trading: spot', '//: spot']] },
  { what: 'a component without a name', changes: [[LUNEX, 'Spot Trading: spot', '"": spot']] },
  { what: 'a cadence as cron writes it', changes: [[LUNEX, 'every: 15s', "every: '*/15 * * * *'"]] },
  {
    what: 'a service with its exchange before it',
    changes: [[LUNEX, 'service: spot', 'service: lunex/spot']],
  },
  {
    what: 'a service of too many parts',
    isOnlyKnownAtStart: true,
    changes: [[LUNEX, 'service: spot', 'service: withdrawals/A/B/C']],
  },
  { what: 'a header of nothing', changes: [[LUNEX, 'probes: api', 'probes: api\n    headers: { X-A: }']] },
  {
    what: 'a secret without a name',
    isOnlyKnownAtStart: true,
    changes: [[LUNEX, '/ping', '/ping?key=${SECRET_}']],
  },
  {
    what: 'an address in a list',
    changes: [[LUNEX, 'url: https://api.lunex.example/ping', 'url: [https://a.example]']],
  },
  { what: 'a way of asking', changes: [[LUNEX, 'probes: api', 'probes: api\n    method: PUT']] },
  { what: 'a value that means nothing', changes: [[LUNEX, '{ 0: operational', '{ 0: ']] },
  {
    what: 'checks as a map',
    changes: [
      [
        LUNEX,
        '      - at: data.state\n        service: spot\n        values: { 0: operational, 1: major_outage }',
        '      at: data.state',
      ],
    ],
  },
  { what: 'a channel as it is mentioned', env: { OPERATOR_CHANNEL_ID: '<#123456789012345678>' } },
  { what: 'a server by its name', env: { HUB_GUILD_ID: 'My Server' } },
  { what: 'a heart that beats by FTP', env: { HEARTBEAT_URL: 'ftp://ping.example' } },
  { what: 'a role that is misspelt', env: { ROLES: 'poller,gatway' } },
  { what: 'a store by its file alone', env: { STORE_URL: './data/x.db' } },
  { what: 'an address where a host belongs', env: { HTTP_ADDRESS: 'http://127.0.0.1:8080' } },
  { what: 'a level in capitals', env: { LOG_LEVEL: 'INFO' } },
  {
    what: 'yes for true',
    env: { READER_LLM_URL: 'http://x/v1', READER_LLM_MODEL: 'm', READER_LLM_ALERTS: 'yes' },
  },
  { what: 'a proxy of SOCKS', env: { HTTPS_PROXY: 'socks5://10.0.0.1:1080' } },
  { what: 'shards from the last to the first', env: { SHARDS: '3-0/16', STORE_URL: 'redis://127.0.0.1' } },
  { what: 'a folder of configuration that is a file', env: { CONFIG_DIR: 'package.json' } },
  { what: 'the client secret for a token', env: { DISCORD_TOKEN: 'abcdefghijklmnopqrstuvwxyz012345' } },
  { what: 'a token with "Bot" before it', env: { DISCORD_TOKEN: 'Bot abc' } },
  { what: 'a version at the end of the API', env: { DISCORD_API_URL: 'https://discord.com/api/v10' } },
  { what: 'a store in memory, as SQLite has it', env: { STORE_URL: 'sqlite::memory:' } },
  { what: 'a port alone', env: { HTTP_ADDRESS: '8080' } },
  { what: 'a port that is too large', env: { HTTP_ADDRESS: '127.0.0.1:70000' } },
  { what: 'a proxy without a scheme', env: { HTTPS_PROXY: '10.0.0.1:3128' } },
  { what: 'an address for a host', env: { NO_PROXY: 'https://example.com' } },
  { what: 'a place of one alone', env: { VANTAGE: 'eu' } },
  { what: 'shards without their number', env: { SHARDS: '0-3' } },
  { what: 'shards that there are not', env: { SHARDS: '1-4/4', STORE_URL: 'redis://127.0.0.1' } },
  { what: 'shards of a file', env: { SHARDS: '0-3/16' } },
  { what: 'commands over something else', env: { INTERACTIONS: 'websocket' } },
  { what: 'commands over HTTP without a key', env: { INTERACTIONS: 'http', HTTP_ADDRESS: '127.0.0.1:8080' } },
  {
    what: 'commands over HTTP that nobody listens for',
    env: { INTERACTIONS: 'http', DISCORD_PUBLIC_KEY: '0123456789abcdef'.repeat(4) },
  },
  { what: 'an id for the public key', env: { DISCORD_PUBLIC_KEY: '123456789012345678' } },
  { what: 'a model without an address', env: { READER_LLM_MODEL: 'small' } },
];
