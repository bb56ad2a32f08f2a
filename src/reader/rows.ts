import { LANGUAGES } from '#src/languages/languages.ts';
import { chainOf, isOwnChain } from '#src/names/name-rules.ts';
import { placesOf, subjectsOf } from '#src/names/scope.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { Moment, Token } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import { isListLabel, isServiceLabel } from './field.ts';
import type { ClauseFinding } from './finding.ts';
import { momentsOf } from './moments.ts';
import type { ScannedSentence } from './sentences.ts';

/** One line of a table or list: a coin or network, and when it is its turn. */
interface PostRow {
  readonly places: readonly AssetOnNetwork[];
  readonly moments: readonly Moment[];
}

/** What a line is, by its form. */
export type LineKind = 'prose' | 'item' | 'head' | 'row';

const NETWORKS = new RegExp(LANGUAGES.map(({ names }) => names.chainWords).join('|'), 'i');
const CELLS = ' | ';
const MAX_HEAD = 32;

/** `before` is what the line above it is. */
export function lineKindOf(text: string, isItem: boolean, before: LineKind | undefined): LineKind {
  if (!text.includes(CELLS)) return isItem ? 'item' : 'prose';
  if (before === 'head' || before === 'row') return 'row';
  const isHead = text
    .split(CELLS)
    .every((cell) => cell.length <= MAX_HEAD && !/\d/.test(cell.replace(/\([^)]*\)/, '')));
  return isHead ? 'head' : 'row';
}

/** Whether a line has a coin or a network and a time of its own. */
export function hasTurn(sentence: ScannedSentence): boolean {
  return (rowIn(sentence, undefined)?.moments.length ?? 0) > 0;
}

/** "Aptos (APT) | 07:00 | 08:00". */
function rowIn({ line, tokens }: ScannedSentence, head: ScannedSentence | undefined): PostRow | null {
  if (line !== 'item' && line !== 'row') return null;
  if (tokens.some(({ kind }) => kind === 'predicate' || kind === 'component' || kind === 'whole'))
    return null;
  const places = placesInRow(tokens, head);
  const moments = momentsOf(tokens);
  const isDated = moments.some(({ kind }) => kind !== 'duration');
  return places.length > 0 && (isDated || line === 'row') ? { places, moments } : null;
}

/** A column of networks is of those of the coin before it, or of what stands alone. */
function placesInRow(tokens: readonly Token[], head: ScannedSentence | undefined): AssetOnNetwork[] {
  const column = head?.text.split(CELLS).findIndex((cell) => NETWORKS.test(cell)) ?? -1;
  if (column < 0) return placesOf(tokens);
  if (column === 0) return placesOf(tokens).map(onNetwork);
  const cells: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'dash') cells.push([]);
    else cells.at(-1)?.push(token);
  }
  const networks = placesOf(cells[column] ?? []).map(onNetwork);
  return placesOf(cells.slice(0, column).flat()).flatMap((place) =>
    networks.length === 0 ? [place] : networks.map(({ network }) => ({ ...place, network })),
  );
}

function labelOf({ text }: ScannedSentence): { readonly label: string; readonly end: number } {
  const end = Math.max(0, text.search(/[:\uFF1A|](?!$)/));
  return { label: text.slice(0, end), end };
}

/** "Affected services: all services": the parts that are named beside it belong to that, unless some of them work. */
function isOfAll(sentences: readonly ScannedSentence[], findings: readonly ClauseFinding[]): boolean {
  const isPartly = findings.some(
    ({ subjects, assertion }) =>
      subjects.length > 0 &&
      (assertion.kind === 'works' || (assertion.kind === 'return' && assertion.tense !== 'future')),
  );
  return !isPartly && sentences.some(saysAll);
}

function saysAll(sentence: ScannedSentence): boolean {
  const { end, label } = labelOf(sentence);
  const value = sentence.named.filter(({ start }) => start > end);
  const isAll =
    value[0]?.kind === 'mark' && value[0].mark === 'all' && sentence.text.endsWith(`: ${value[0].text}`);
  return isServiceLabel(label) && (isAll || (isBare(value) && subjectsOf(value)[0] === 'exchange'));
}

/** Nothing happens in it. */
function isBare(tokens: readonly Token[]): boolean {
  return tokens.every(({ kind }) => kind !== 'predicate' && kind !== 'time');
}

/** What has a place or a time of its own stays what it is. */
function asWhole(finding: ClauseFinding): ClauseFinding {
  const { lentTime, moments, pairs, places, subjects, assertion } = finding;
  const isOwn = places.length > 0 || pairs.length > 0 || (moments.length > 0 && !lentTime);
  const isHalt = assertion.kind === 'trouble' && assertion.effect === 'halted';
  if (!isHalt || subjects.length === 0 || isOwn) return finding;
  return { ...finding, subjects: ['exchange'] };
}

/** "Affected assets: SOL, JUP": all that a post is about, in a field. None where the sentence is no such field. */
function listedIn(sentence: ScannedSentence): AssetOnNetwork[] {
  const { tokens } = sentence;
  const { label } = labelOf(sentence);
  if (!isListLabel(label) || tokens.some(({ kind }) => kind === 'time' || kind === 'predicate')) return [];
  const places = placesOf(tokens);
  return NETWORKS.test(label) ? places.map(onNetwork) : places.map(asCoin);
}

/** "Mask Network (MASK)" is called so, and is no network. */
function asCoin({ asset, network }: AssetOnNetwork): AssetOnNetwork {
  const isChain =
    network === null ||
    network === UNKNOWN ||
    isOwnChain(network) ||
    chainOf(network) !== network ||
    !/^[A-Z]{2,6}$/.test(network);
  return asset !== null || isChain ? { asset, network } : { asset: network, network: null };
}

/** Puts what the fields and tables of a post name in the place of "the following". */
export function fillIn(
  findings: readonly ClauseFinding[],
  sentences: readonly ScannedSentence[],
): ClauseFinding[] {
  const below = sentences.filter(({ isTitle }) => !isTitle);
  if (isOfAll(below, findings)) return findings.map(asWhole);
  const head = below.find(({ line }) => line === 'head');
  const lines = below.flatMap((sentence) => rowIn(sentence, head) ?? []);
  const rows = lines.filter(({ moments }) => moments.length > 0);
  const listed = [
    ...below.flatMap(listedIn),
    ...(rows.length > 0 ? [] : lines.flatMap(({ places }) => places)),
  ];
  const placed = listed.length === 0 ? [...findings] : findings.map((finding) => withListed(finding, listed));
  const heading = placed.find((finding) => isHeading(finding, rows));
  if (heading === undefined) return placed;
  const isOn = heading.places.some(({ asset, network }) => asset === null && network === UNKNOWN);
  return [
    ...placed.filter((finding) => !isHeading(finding, rows)),
    ...rows.map(({ moments, places }) => ({
      ...heading,
      // Each is told with its own time, which is none of the others'.
      assertion:
        heading.assertion.kind === 'trouble'
          ? { ...heading.assertion, tense: 'future' as const }
          : heading.assertion,
      places: isOn && head === undefined ? places.map(onNetwork) : places,
      moments,
      isTitle: false,
      inherited: false,
      borrowed: false,
      lentTime: false,
    })),
  ];
}

function withListed(finding: ClauseFinding, listed: readonly AssetOnNetwork[]): ClauseFinding {
  const { all, pairs, places, subjects, assertion } = finding;
  const moves = subjects.every((subject) => subject === 'deposits' || subject === 'withdrawals');
  if (!moves || subjects.length === 0 || all || pairs.length > 0) return finding;
  if (assertion.kind !== 'trouble' && assertion.kind !== 'return') return finding;
  return places.every((place) => isAmong(place, listed)) ? { ...finding, places: listed } : finding;
}

/** A claim about all rows at once, or about one of them. */
function isHeading({ all, places, subjects, assertion }: ClauseFinding, rows: readonly PostRow[]): boolean {
  if (rows.length === 0 || assertion.kind !== 'trouble' || all || subjects.length === 0) return false;
  const moves = subjects.every((subject) => subject === 'deposits' || subject === 'withdrawals');
  const named = rows.flatMap((row) => row.places);
  return moves && places.every((place) => isAmong(place, named));
}

/** It is one of these, or their chain, or of what is not named. */
function isAmong({ asset, network }: AssetOnNetwork, places: readonly AssetOnNetwork[]): boolean {
  if (asset === UNKNOWN || (asset === null && network === UNKNOWN)) return true;
  return places.some((one) =>
    asset === null
      ? one.network === network || (one.asset !== null && chainOf(one.asset) === network)
      : one.asset === asset
        ? network === null || one.network === network
        : one.asset === null && one.network === network && chainOf(asset) === network,
  );
}

function onNetwork({ asset, network }: AssetOnNetwork): AssetOnNetwork {
  return asset === null || network !== null
    ? { asset, network }
    : { asset: null, network: chainOf(asset) ?? asset };
}
