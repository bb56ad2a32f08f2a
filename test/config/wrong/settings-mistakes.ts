import { DOWNTICK, NETWORKS } from './mistake.ts';
import type { Mistake } from './mistake.ts';

const OWN_NETWORK = 'share: 0.6\n    # With fewer';
const NINE = (what: string): string => `[${Array.from({ length: 9 }, () => what).join(', ')}]`;

/** What stands in downtick.yaml, networks.yaml and the catalogues. */
export const SETTINGS_MISTAKES: readonly Mistake[] = [
  {
    what: 'an alias under two networks',
    changes: [[NETWORKS, '{}', '{ ERC20: [Ether], ARBITRUM: [ether] }']],
  },
  { what: 'a duration in words', changes: [[DOWNTICK, 'stale: 5m', 'stale: 10 mins']] },
  { what: 'a number in words', changes: [[DOWNTICK, 'word: 1', 'word: once']] },
  { what: 'a number that is too large', changes: [[DOWNTICK, 'flag: 2', 'flag: 200']] },
  { what: 'a share above 1', changes: [[DOWNTICK, 'share: 0.6', 'share: 60']] },
  { what: 'a key of the policy that is misspelt', changes: [[DOWNTICK, 'probeFailure:', 'probeFailre:']] },
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
  { what: 'a count of one and a half', changes: [[DOWNTICK, 'flag: 2', 'flag: 1.5']] },
  { what: 'a count below nothing', changes: [[DOWNTICK, 'flag: 2', 'flag: -2']] },
  { what: 'a number that is none', changes: [[DOWNTICK, 'flag: 2', 'flag: .nan']] },
  { what: 'a catalogue that is a list', changes: [['locales/en.yaml', null, '- reply.serverOnly\n']] },
  {
    what: 'an argument that nobody gives',
    changes: [['locales/en.yaml', null, 'reply.serverOnly: "{nobody}"\n']],
  },
  { what: 'a key beside its own', changes: [[NETWORKS, 'rails: {}', 'rails: {}\nrail: {}']] },
];
