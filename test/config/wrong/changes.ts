import type { Change } from './folder.ts';

const LUNEX = 'exchanges/lunex.yaml';
const DOWNTICK = 'downtick.yaml';
const NETWORKS = 'networks.yaml';

export interface Mistake {
  readonly what: string;
  readonly changes?: readonly Change[];
  readonly env?: Readonly<Record<string, string>>;
  /** An editor, which sees one file and no rules between its keys, cannot know it. */
  readonly isOnlyKnownAtStart?: true;
}

/** Mistakes that people make, each by itself. */
export const MISTAKES: readonly Mistake[] = [
  { what: 'a file that ends in .yml', changes: [['exchanges/mondo.yml', null, 'id: mondo\n']] },
  { what: 'a stray .json', changes: [['exchanges/old.json', null, '{}']] },
  { what: 'a backup of an editor', changes: [['exchanges/lunex.yaml~', null, 'id: lunex\n']] },
  { what: 'an empty file', changes: [[LUNEX, null, '']] },
  { what: 'a file with nothing but comments', changes: [[DOWNTICK, null, '# Nothing yet.\n']] },
  { what: 'Latin-1 bytes', changes: [[LUNEX, null, Buffer.from('id: lunex\nname: Café\n', 'latin1')]] },
  {
    isOnlyKnownAtStart: true,
    what: 'a tab for blanks',
    changes: [[LUNEX, '    every: 15s', '\tevery: 15s']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a bracket that is left open',
    changes: [[LUNEX, '[Lunex Global]', '[Lunex Global']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a key twice',
    changes: [[LUNEX, 'name: Lunex', 'name: Lunex\nname: Lunex']],
  },
  { what: 'a list for a map', changes: [[LUNEX, null, '- id: lunex\n']] },
  { what: 'a missing name', changes: [[LUNEX, 'name: Lunex\n', '']] },
  {
    isOnlyKnownAtStart: true,
    what: 'an id that is not the name of the file',
    changes: [[LUNEX, 'id: lunex', 'id: lunexx']],
  },
  { what: 'an id in capitals', changes: [[LUNEX, 'id: lunex', 'id: Lunex']] },
  { what: 'a key that is misspelt', changes: [[LUNEX, 'aliases:', 'alises:']] },
  { what: 'a text for a list', changes: [[LUNEX, 'aliases: [Lunex Global]', 'aliases: Lunex Global']] },
  {
    what: 'a name that another exchange has',
    changes: [['exchanges/other.yaml', null, 'id: other\nname: Lunex\nretired: 2026-01-02\nnote: Closed.\n']],
  },
  {
    what: 'an exchange without sources',
    changes: [['exchanges/other.yaml', null, 'id: other\nname: Other\n']],
  },
  {
    what: 'a day of closing that is none',
    changes: [['exchanges/other.yaml', null, 'id: other\nname: Other\nretired: last year\nnote: Closed.\n']],
  },
  {
    what: 'a closed exchange without a note',
    changes: [['exchanges/other.yaml', null, 'id: other\nname: Other\nretired: 2026-01-02\n']],
  },
  {
    what: 'an alias under two networks',
    changes: [[NETWORKS, '{}', '{ ERC20: [Ether], ARBITRUM: [ether] }']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'an alias under two networks of an exchange',
    changes: [[LUNEX, '[Tronic]', '[Tronic]\n  ERC20: [tronic]']],
  },
  { isOnlyKnownAtStart: true, what: 'a network that no list knows', changes: [[LUNEX, 'TRC20:', 'TRC2O:']] },
  { what: 'a type that is misspelt', changes: [[LUNEX, 'type: http', 'type: htttp']] },
  { what: 'a source without a type', changes: [[LUNEX, '    type: http\n', '']] },
  {
    what: 'a source without an address',
    changes: [[LUNEX, '    url: https://api.lunex.example/ping\n', '']],
  },
  {
    what: 'an address without https',
    changes: [[LUNEX, 'https://api.lunex.example/ping', 'api.lunex.example/ping']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'an address of another kind',
    changes: [[LUNEX, 'https://api.lunex.example/ping', 'ftp://lunex.example']],
  },
  { what: 'a cadence that no plan can keep', changes: [[LUNEX, 'every: 15s', 'every: 7s']] },
  { what: 'a cadence without a unit', changes: [[LUNEX, 'every: 15s', 'every: 15']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a page that is read too often',
    changes: [[LUNEX, 'every: 60s', 'every: 10s']],
  },
  { what: 'a missing cadence', changes: [[LUNEX, '    every: 15s\n', '']] },
  { what: 'a component that does not exist', changes: [[LUNEX, 'probes: api', 'probes: trading']] },
  { what: 'a service that is misspelt', changes: [[LUNEX, 'service: spot', 'service: spott']] },
  { what: 'a status that is misspelt', changes: [[LUNEX, '0: operational', '0: operationel']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a path that is none',
    changes: [[LUNEX, 'at: data.state', 'at: data..state']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a regular expression that is broken',
    changes: [[LUNEX, 'Spot Trading:', '"/(spot/":']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'alternates beside a probe',
    changes: [[LUNEX, 'probes: api', 'probes: api\n    alternates: [api2.lunex.example]']],
  },
  {
    what: 'an alternate that is no host',
    changes: [[LUNEX, 'every: 30s\n    checks', 'every: 30s\n    alternates: ["not a host"]\n    checks']],
  },
  {
    what: 'a size without a unit',
    changes: [[LUNEX, 'every: 30s\n    rows', 'every: 30s\n    maxBytes: 400\n    rows']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a large answer, often',
    changes: [[LUNEX, 'every: 30s\n    rows', 'every: 30s\n    maxBytes: 4MB\n    rows']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a secret in an address',
    changes: [[LUNEX, '/status\n', '/status?api_key=correct-horse\n']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a password in an address',
    changes: [
      [LUNEX, 'https://api.lunex.example/status', 'https://me:correct-horse@api.lunex.example/status'],
    ],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a secret in a header',
    changes: [[LUNEX, 'probes: api', 'probes: api\n    headers:\n      Authorization: Bearer correct-horse']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a variable that is none of its own',
    changes: [[LUNEX, 'probes: api', 'probes: api\n    headers:\n      X-Key: ${DISCORD_TOKEN}']],
  },
  { what: 'a duration in words', changes: [[DOWNTICK, 'stale: 5m', 'stale: 10 mins']] },
  { what: 'a number in words', changes: [[DOWNTICK, 'word: 1', 'word: once']] },
  { what: 'a number that is too large', changes: [[DOWNTICK, 'flag: 2', 'flag: 200']] },
  { what: 'a share above 1', changes: [[DOWNTICK, 'share: 0.6', 'share: 60']] },
  { what: 'a key of the policy that is misspelt', changes: [[DOWNTICK, 'probeFailure:', 'probeFailre:']] },
  {
    what: 'the policy of an exchange, misspelt',
    changes: [[LUNEX, 'aliases:', 'policy: { stale: soon }\naliases:']],
  },
  { what: 'a level that is none', env: { LOG_LEVEL: 'loud' } },
  { what: 'a store that is not known', env: { STORE_URL: 'mysql://localhost' } },
  { what: 'a token with a blank', env: { DISCORD_TOKEN: 'correct horse' } },
  { what: 'a channel by its name', env: { OPERATOR_CHANNEL_ID: '#general' } },
  { what: 'an API of another kind', env: { DISCORD_API_URL: 'discord.com' } },
];
