import { LUNEX, ofPing } from './mistake.ts';
import type { Mistake } from './mistake.ts';

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
/** In parts, so that no scanner takes it for one. */
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3', 'dozjgNryP4J3jVmNHl0w5N'].join('.');

/** What stands in a source of an exchange. */
export const SOURCE_MISTAKES: readonly Mistake[] = [
  { what: 'a source that is left empty', changes: [[LUNEX, PING, '  ping:\n']] },
  { what: 'a header of nothing', changes: [[LUNEX, 'probes: api', 'probes: api\n    headers: { X-A: }']] },
  { what: 'a value that means nothing', changes: [[LUNEX, '{ 0: operational', '{ 0: ']] },
  {
    what: 'an exchange without sources',
    changes: [['exchanges/other.yaml', null, 'id: other\nname: Other\n']],
  },
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
  {
    isOnlyKnownAtStart: true,
    what: 'a component twice, in other letters',
    changes: [[LUNEX, '      Spot Trading: spot', '      Spot Trading: spot\n      spot trading: ignore']],
  },
  { what: 'components as a list', changes: [[LUNEX, '      Spot Trading: spot', '      - Spot Trading']] },
  {
    what: 'two keys that are missing',
    changes: [[LUNEX, '    url: https://api.lunex.example/ping\n    every: 15s\n', '']],
    isOnlyKnownAtStart: true,
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
  { what: 'a cadence of nothing', changes: [[LUNEX, 'every: 15s', 'every: 0s']] },
  { what: 'a cadence in two units', changes: [[LUNEX, 'every: 15s', 'every: 1m30s']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a letter of another alphabet in a host',
    changes: [[LUNEX, 'https://api.lunex.example/ping', 'https://\u0430pi.lunex.example/ping']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'an address with its scheme twice',
    changes: [[LUNEX, 'https://api.lunex.example/ping', 'https://https://api.lunex.example/ping']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a variable that is left open',
    changes: [[LUNEX, '/ping', '/ping?k=${SECRET_A']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a name in an address',
    changes: [[LUNEX, 'https://api.lunex.example/ping', 'https://me@api.lunex.example/ping']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a token in a header of any name',
    changes: ofPing(`headers: { X-Foo: ${JWT} }`),
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a secret in a body',
    changes: ofPing('body: { apiKey: correct-horse }'),
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a header of the program',
    changes: ofPing('headers: { Host: lunex.example }'),
  },
  { what: 'a header in digits', changes: ofPing('headers: { X-A: 1 }') },
  {
    isOnlyKnownAtStart: true,
    what: 'an expression with letters after it',
    changes: [[LUNEX, 'Spot Trading:', '"/spot/gi":']],
  },
  {
    what: 'sources of which there are none',
    changes: [['exchanges/other.yaml', null, 'id: other\nname: Other\nsources: {}\n']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a retired exchange that is read',
    changes: [[LUNEX, 'aliases:', 'retired: 2026-01-02\nnote: Gone.\naliases:']],
  },
  { what: 'two probes', changes: [[LUNEX, 'probes: api', 'probes: [api, website]']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a host with its scheme',
    changes: ofPing('redirects: [https://x.example/y]'),
  },
];
