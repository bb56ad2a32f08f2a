import { DOWNTICK, LUNEX, right } from './mistake.ts';
import type { Mistake } from './mistake.ts';

/** Files that are not read at all, or are no YAML. */
export const FILE_MISTAKES: readonly Mistake[] = [
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
  { what: 'UTF-16 bytes', changes: [[LUNEX, null, Buffer.from(`\uFEFF${right(LUNEX)}`, 'utf16le')]] },
  {
    isOnlyKnownAtStart: true,
    what: 'an asterisk that is taken for a reference',
    changes: [[LUNEX, '[Lunex Global]', '*lux']],
  },
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
  { what: 'a file that ends in .YAML', changes: [['exchanges/mondo.YAML', null, 'id: mondo\n']] },
  {
    what: 'a file that an editor for prose saved',
    changes: [['exchanges/mondo.yaml.txt', null, 'id: mondo\n']],
  },
  { what: 'a folder of exchanges', changes: [['exchanges/asia/mondo.yaml', null, 'id: mondo\n']] },
  { what: 'a folder whose name is nearly right', changes: [['exchange/mondo.yaml', null, 'id: mondo\n']] },
  { what: 'a file that nobody asked for', changes: [['policy.yaml', null, 'stale: 10m\n']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a list that holds itself',
    changes: [[LUNEX, '[Lunex Global]', '&a [*a]']],
  },
  { isOnlyKnownAtStart: true, what: 'no blank after a colon', changes: [[LUNEX, 'every: 15s', 'every:15s']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a colon of another keyboard',
    changes: [[LUNEX, 'every: 15s', 'every：15s']],
  },
  { what: 'a merge that was not finished', changes: [[LUNEX, null, `<<<<<<< HEAD\n${right(LUNEX)}`]] },
  { what: 'JSON with a comment', changes: [[LUNEX, null, '// Lunex\n{ "id": "lunex" }\n']] },
  { what: 'a page of the web', changes: [[LUNEX, null, '<!DOCTYPE html><html></html>\n']] },
  {
    isOnlyKnownAtStart: true,
    what: 'a value twice',
    changes: [[LUNEX, '{ 0: operational,', '{ 0: operational, "0": operational,']],
  },
];
