import { LANGUAGES } from '#src/languages/languages.ts';
import { chainOf, isOwnChain } from '#src/names/name-rules.ts';
import { placesOf } from '#src/names/scope.ts';
import type { Place } from '#src/names/scope.ts';
import type { Moment } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import { isListLabel } from './field.ts';
import type { Finding } from './finding.ts';
import { momentsOf } from './moments.ts';
import type { ScannedSentence } from './sentences.ts';

/** One line of a table or list: a coin or network, and when it is its turn. */
export interface Row {
  readonly places: readonly Place[];
  readonly moments: readonly Moment[];
}

const NETWORKS = new RegExp(LANGUAGES.map(({ names }) => names.chainWords).join('|'), 'i');

/** "Affected assets: SOL, JUP": all that a post is about, in a field. None where the sentence is no such field. */
function listedIn({ text, tokens }: ScannedSentence): Place[] {
  const end = text.search(/[:\uFF1A|](?!$)/);
  if (
    end < 0 ||
    !isListLabel(text.slice(0, end)) ||
    tokens.some(({ kind }) => kind === 'time' || kind === 'predicate')
  )
    return [];
  return placesOf(tokens).map(({ asset, network }) =>
    // "Mask Network (MASK)" is called so, and is no network.
    asset === null && network !== null && network !== UNKNOWN && !isChain(network)
      ? { asset: network, network: null }
      : { asset, network },
  );
}

function isChain(network: string): boolean {
  return isOwnChain(network) || chainOf(network) !== network || /\d/.test(network) || network.length > 6;
}

/** The line of a table that says what stands in its columns. */
export function isTableHead({ text }: Pick<ScannedSentence, 'text'>): boolean {
  return text.includes(' | ') && !/\d/.test(text.replace(/\([^)]*\)/g, ''));
}

/** "Aptos (APT) | 07:00 | 08:00". */
export function rowIn({ isItem, text, tokens }: ScannedSentence): Row | null {
  if (!isItem && !text.includes(' | ')) return null;
  if (tokens.some(({ kind }) => kind === 'predicate' || kind === 'component' || kind === 'whole'))
    return null;
  const places = placesOf(tokens);
  const moments = momentsOf(tokens);
  return places.length > 0 && moments.some(({ kind }) => kind !== 'duration') ? { places, moments } : null;
}

/** Puts what the fields and tables of a post name in the place of "the following". */
export function fillIn(
  findings: readonly Finding[],
  sentences: readonly ScannedSentence[],
  rows: readonly Row[],
): Finding[] {
  const listed = sentences.flatMap((sentence) => (sentence.isTitle ? [] : listedIn(sentence)));
  const placed = listed.length === 0 ? [...findings] : findings.map((finding) => withListed(finding, listed));
  const heading = placed.find((finding) => isHeading(finding, rows));
  if (heading === undefined) return placed;
  const isOn =
    sentences.some((sentence) => isTableHead(sentence) && NETWORKS.test(sentence.text)) ||
    heading.places.some(({ asset, network }) => asset === null && network === UNKNOWN);
  return [
    ...placed.filter((finding) => !isHeading(finding, rows)),
    ...rows.map(({ moments, places }) => ({
      ...heading,
      places: isOn ? places.map(onNetwork) : places,
      moments,
      isTitle: false,
      inherited: false,
      borrowed: false,
      lentTime: false,
    })),
  ];
}

function withListed(finding: Finding, listed: readonly Place[]): Finding {
  const { all, pairs, places, subjects, verdict } = finding;
  const moves = subjects.every((subject) => subject === 'deposits' || subject === 'withdrawals');
  if (!moves || subjects.length === 0 || all || pairs.length > 0) return finding;
  if (verdict.kind !== 'trouble' && verdict.kind !== 'return') return finding;
  return places.every((place) => isAmong(place, listed)) ? { ...finding, places: listed } : finding;
}

/** A claim about all rows at once, or about one of them. */
function isHeading({ all, places, subjects, verdict }: Finding, rows: readonly Row[]): boolean {
  if (rows.length === 0 || verdict.kind !== 'trouble' || all || subjects.length === 0) return false;
  const moves = subjects.every((subject) => subject === 'deposits' || subject === 'withdrawals');
  const named = rows.flatMap((row) => row.places);
  return moves && places.every((place) => isAmong(place, named));
}

/** It is one of these, or their chain, or of what is not named. */
function isAmong({ asset, network }: Place, places: readonly Place[]): boolean {
  if (asset === UNKNOWN || (asset === null && network === UNKNOWN)) return true;
  return places.some((one) =>
    asset === null
      ? one.network === network || (one.asset !== null && chainOf(one.asset) === network)
      : one.asset === asset && (network === null || one.network === network),
  );
}

function onNetwork({ asset, network }: Place): Place {
  return asset === null || network !== null
    ? { asset, network }
    : { asset: null, network: chainOf(asset) ?? asset };
}
