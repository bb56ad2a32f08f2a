import type { PageName } from '#src/sources/page/page-finder.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { isNarrow, isPlaced, pathsOf, placeText } from '#src/names/place-text.ts';

import type { PageSource } from './detect-page.ts';

const PLAIN = /^[A-Za-z][\w .()/+-]*[\w)]$/;
const NOT_A_TEXT = /^(?:true|false|null|yes|no|on|off)$/i;

/**
 * The sources of an exchange's file that read a page, with its components mapped where their names can be guessed.
 * Names of single coins and networks are left to be read by their words.
 */
export function pageYaml(sources: readonly PageSource[], names: readonly PageName[]): string {
  const lines = sources.flatMap(({ type, config }, i) => [
    `  ${i === 0 ? 'status-page' : `status-page-${i + 1}`}:`,
    `    type: ${type}`,
    ...Object.entries(config).map(([key, value]) => `    ${key}: ${scalar(String(value))}`),
    '    every: 60s',
  ]);
  return ['sources:', ...lines, ...mapLines(names)].join('\n');
}

function mapLines(names: readonly PageName[]): string[] {
  const rows = new Map<string, string>();
  let coins = 0;
  for (const component of names) {
    const full = component.group === undefined ? component.name : `${component.group} - ${component.name}`;
    const place = placeText(full, { network: (name) => name });
    if (isNarrow(place)) coins += 1;
    else rows.set(keyOf(component, names), guess(place));
  }
  const remark =
    coins === 1
      ? '    # One name of a single coin, network or rail is read by its words.'
      : `    # ${coins} names of single coins, networks or rails are read by their words.`;
  return [
    ...(rows.size === 0
      ? []
      : ['    components:', ...[...rows].map(([key, to]) => `      ${scalar(oneLine(key))}: ${to}`)]),
    ...(coins === 0 ? [] : [remark]),
  ];
}

function guess(place: ReturnType<typeof placeText>): string {
  if (!isPlaced(place)) return 'ignore # not understood: name the service that this is, or leave it ignored';
  if (place.whole) return '"" # the whole exchange';
  const paths = pathsOf(place);
  return paths.length === 1 ? String(paths[0]) : `[${paths.join(', ')}]`;
}

/** A name that several groups use is told apart by its group. */
function keyOf({ name, group }: PageName, names: readonly PageName[]): string {
  const isAmbiguous = names.filter((other) => other.name === name).length > 1;
  return group !== undefined && isAmbiguous ? `${group} - ${name}` : name;
}

/** A name from outside as one YAML scalar. JSON's strings are YAML's, too. */
function scalar(text: string): string {
  if (/^(?:https?:\/\/[\w./-]+|\d)$/.test(text)) return text;
  return PLAIN.test(text) && !NOT_A_TEXT.test(text) ? text : JSON.stringify(text);
}
