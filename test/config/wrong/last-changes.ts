import { RIGHT } from './folder.ts';
import type { Mistake } from './changes.ts';

const LUNEX = 'exchanges/lunex.yaml';
const DOWNTICK = 'downtick.yaml';
const NETWORKS = 'networks.yaml';
const right = RIGHT[LUNEX] ?? '';
const ofPing = (line: string) => [[LUNEX, '    probes: api', `    ${line}\n    probes: api`]] as const;
/** In parts, so that no scanner takes it for one. */
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3', 'dozjgNryP4J3jVmNHl0w5N'].join('.');
const NINE = (what: string): string => `[${Array.from({ length: 9 }, () => what).join(', ')}]`;

/** What comes of references, of copying and of half a change. */
export const LAST_MISTAKES: readonly Mistake[] = [
  {
    isOnlyKnownAtStart: true,
    what: 'a list that holds itself',
    changes: [[LUNEX, '[Lunex Global]', '&a [*a]']],
  },
  {
    what: 'references to references',
    changes: [
      [
        NETWORKS,
        null,
        `networks:\n  A: &a ${NINE('x')}\n  B: &b ${NINE('*a')}\n  C: &c ${NINE('*b')}\n  D: ${NINE('*c')}\nrails: {}\n`,
      ],
    ],
  },
  { isOnlyKnownAtStart: true, what: 'no blank after a colon', changes: [[LUNEX, 'every: 15s', 'every:15s']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a colon of another keyboard',
    changes: [[LUNEX, 'every: 15s', 'every：15s']],
  },
  { what: 'a merge that was not finished', changes: [[LUNEX, null, `<<<<<<< HEAD\n${right}`]] },
  { what: 'JSON with a comment', changes: [[LUNEX, null, '// Lunex\n{ "id": "lunex" }\n']] },
  { what: 'a count of one and a half', changes: [[DOWNTICK, 'flag: 2', 'flag: 1.5']] },
  { what: 'a count below nothing', changes: [[DOWNTICK, 'flag: 2', 'flag: -2']] },
  { what: 'a number that is none', changes: [[DOWNTICK, 'flag: 2', 'flag: .nan']] },
  { what: 'a cadence of nothing', changes: [[LUNEX, 'every: 15s', 'every: 0s']] },
  { what: 'a cadence in two units', changes: [[LUNEX, 'every: 15s', 'every: 1m30s']] },
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
    what: 'a name that turns round',
    changes: [[LUNEX, 'name: Lunex', 'name: "Lu\\u202Enex"']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a name that rings',
    changes: [[LUNEX, 'name: Lunex', 'name: "Lu\\u0007nex"']],
  },
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
  { what: 'a page of the web', changes: [[LUNEX, null, '<!DOCTYPE html><html></html>\n']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a zone on Mars',
    changes: [[LUNEX, 'aliases:', 'posts: { zone: Mars/Olympus }\naliases:']],
  },
  { what: 'two probes', changes: [[LUNEX, 'probes: api', 'probes: [api, website]']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a host with its scheme',
    changes: ofPing('redirects: [https://x.example/y]'),
  },
  {
    isOnlyKnownAtStart: true,
    what: 'a value twice',
    changes: [[LUNEX, '{ 0: operational,', '{ 0: operational, "0": operational,']],
  },
  { what: 'a catalogue that is a list', changes: [['locales/en.yaml', null, '- reply.serverOnly\n']] },
  {
    what: 'an argument that nobody gives',
    changes: [['locales/en.yaml', null, 'reply.serverOnly: "{nobody}"\n']],
  },
  { what: 'a key beside its own', changes: [[NETWORKS, 'rails: {}', 'rails: {}\nrail: {}']] },
  { what: 'hosts with semicolons between them', env: { NO_PROXY: 'a.example;b.example' } },
  { what: 'roles of which there are none', env: { ROLES: ',' } },
  { what: 'a channel as a spreadsheet saves it', env: { OPERATOR_CHANNEL_ID: '1.2e18' } },
  { what: 'a token with its kind before it', env: { X_BEARER_TOKEN: 'Bearer abc' } },
  {
    what: 'a model without its scheme',
    env: { READER_LLM_URL: 'localhost:11434', READER_LLM_MODEL: 'small' },
  },
  { what: 'a Redis without a machine', env: { STORE_URL: 'redis://' } },
  { what: 'a place with a blank', env: { VANTAGE: 'EU West', STORE_URL: 'redis://127.0.0.1' } },
];
