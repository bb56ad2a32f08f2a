import { LUNEX, right } from './mistake.ts';
import type { Mistake } from './mistake.ts';

/** What stands in the file of an exchange, outside its sources. */
export const EXCHANGE_MISTAKES: readonly Mistake[] = [
  { what: 'a name that is left empty', changes: [[LUNEX, 'name: Lunex', 'name:']] },
  { what: 'an alias that is nothing', changes: [[LUNEX, '[Lunex Global]', '[null]']] },
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
    what: 'a day of closing that is none',
    changes: [['exchanges/other.yaml', null, 'id: other\nname: Other\nretired: last year\nnote: Closed.\n']],
  },
  {
    what: 'a closed exchange without a note',
    changes: [['exchanges/other.yaml', null, 'id: other\nname: Other\nretired: 2026-01-02\n']],
  },
  {
    isOnlyKnownAtStart: true,
    what: 'an alias under two networks of an exchange',
    changes: [[LUNEX, '[Tronic]', '[Tronic]\n  ERC20: [tronic]']],
  },
  { isOnlyKnownAtStart: true, what: 'a network that no list knows', changes: [[LUNEX, 'TRC20:', 'TRC2O:']] },
  {
    what: 'the policy of an exchange, misspelt',
    changes: [[LUNEX, 'aliases:', 'policy: { stale: soon }\naliases:']],
  },
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
  { isOnlyKnownAtStart: true, what: 'a tag', changes: [[LUNEX, 'name: Lunex', 'name: !env LUNEX']] },
  { what: 'a name that is only a number', changes: [[LUNEX, 'name: Lunex', 'name: 1e3']] },
  { what: 'a name of blanks', changes: [[LUNEX, 'name: Lunex', 'name: "  "']] },
  { what: 'a name on two lines', changes: [[LUNEX, 'name: Lunex', 'name: "Lu\\nnex"']] },
  { what: 'a page without https', changes: [[LUNEX, 'aliases:', 'website: lunex.example\naliases:']] },
  {
    what: 'a day that there is not',
    changes: [['exchanges/gone.yaml', null, 'id: gone\nname: Gone\nretired: 2026-02-31\nnote: Gone.\n']],
  },
  {
    what: 'a copy that is not another exchange yet',
    changes: [['exchanges/mondo.yaml', null, right(LUNEX)]],
  },
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
    what: 'a zone on Mars',
    changes: [[LUNEX, 'aliases:', 'posts: { zone: Mars/Olympus }\naliases:']],
  },
];
