import { LANGUAGES } from '#src/languages/languages.ts';
import { chainOf, isOwnChain } from '#src/names/name-rules.ts';
import { placesOf, subjectsOf } from '#src/names/scope.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { Moment, Subject, Token } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import { isListLabel } from './field.ts';
import { momentsOf } from './moments.ts';
import type { ScannedSentence } from './sentences.ts';

/** A coin or network that a list, a table or a block of fields names, and when it is its turn. */
export interface Turn {
  readonly places: readonly AssetOnNetwork[];
  /** That its column is about; none where it is all that the post is about. */
  readonly subjects: readonly Subject[];
  readonly moments: readonly Moment[];
}

/** What the lines of a post name, each with times of its own or without. */
export interface PostLines {
  /** By the line that names it. */
  readonly turns: ReadonlyMap<ScannedSentence, readonly Turn[]>;
  /** Lines whose times are of one turn, and of nothing else. */
  readonly own: ReadonlySet<ScannedSentence>;
  /** All that the post is about. */
  readonly listed: readonly AssetOnNetwork[];
  readonly hasHead: boolean;
}

/** What a line is, by its form. */
export type LineKind = 'prose' | 'item' | 'head' | 'row';

const NETWORKS = new RegExp(LANGUAGES.map(({ names }) => names.chainWords).join('|'), 'i');
const CELLS = ' | ';
const MAX_HEAD = 32;
/** Behind a name and its time there is no room for a claim. */
const MAX_REMARK = 16;

/** `before` is what the line above it is. */
export function lineKindOf(text: string, isItem: boolean, before: LineKind | undefined): LineKind {
  if (!text.includes(CELLS)) return isItem ? 'item' : 'prose';
  if (before === 'head' || before === 'row') return 'row';
  const isHead = text
    .split(CELLS)
    .every((cell) => cell.length <= MAX_HEAD && !/\d/.test(cell.replace(/\([^)]*\)/, '')));
  return isHead ? 'head' : 'row';
}

/** "NAME: a time", and nothing else: a capitalised word there is a name. */
export function isNameWithTime(text: string, times: readonly Token[]): boolean {
  const [first] = times;
  const name = /^\W{0,4}(?:[\p{L}\d .&-]{1,32} ?)?\(?[A-Z0-9]{2,10}\)?\s?[:|-]/u.exec(text)?.[0];
  if (first === undefined || name === undefined || first.start < name.length) return false;
  return (
    (
      unread(text, times)
        .slice(name.length)
        .match(/[\p{L}\d]/gu) ?? []
    ).length <= MAX_REMARK
  );
}

/** Whether a line has a coin or a network and a time of its own. */
export function hasTurn(sentence: ScannedSentence): boolean {
  return turnsOfLine(sentence, undefined).some(({ moments }) => moments.length > 0);
}

/** Finds the rows and blocks of a post, title apart. */
export function linesOf(sentences: readonly ScannedSentence[]): PostLines {
  const below = sentences.filter(({ isTitle }) => !isTitle);
  const head = below.find(({ line }) => line === 'head');
  const rows = new Map(
    below.flatMap((sentence) => {
      const turns = turnsOfLine(sentence, head);
      return turns.length > 0 ? [[sentence, turns] as const] : [];
    }),
  );
  const blocks = blocksOf(below.filter((sentence) => !rows.has(sentence)));
  const timed = blocks.filter(({ lines }) => lines.length > 0);
  const isSplit = timed.length > 1;
  for (const { key, lines, places } of isSplit ? timed : [])
    rows.set(key, [{ places, subjects: [], moments: lines.flatMap(({ tokens }) => momentsOf(tokens)) }]);
  const turns = new Map([...rows].filter(([, some]) => some.some(({ moments }) => moments.length > 0)));
  return {
    turns,
    own: new Set([...turns.keys(), ...(isSplit ? timed.flatMap(({ lines }) => lines) : [])]),
    listed: [
      ...blocks.filter(({ key }) => !rows.has(key) && isListField(key)).flatMap(({ places }) => places),
      ...(turns.size > 0 ? [] : [...rows.values()].flat().flatMap(({ places }) => places)),
    ],
    hasHead: head !== undefined,
  };
}

interface Block {
  readonly key: ScannedSentence;
  readonly places: readonly AssetOnNetwork[];
  /** The lines below it that tell nothing but times. */
  readonly lines: readonly ScannedSentence[];
}

/** "Token: NEAR", and below it its own times, to the next such line. */
function blocksOf(sentences: readonly ScannedSentence[]): Block[] {
  const blocks: { key: ScannedSentence; places: AssetOnNetwork[]; lines: ScannedSentence[] }[] = [];
  let open = false;
  for (const [i, sentence] of sentences.entries()) {
    const last = blocks.at(-1);
    const listed = listedIn(sentence);
    const places =
      listed.length > 0 ? listed : isOnlyTimes(sentences[i + 1]?.tokens ?? []) ? namedAlone(sentence) : [];
    if (last !== undefined && open && last.lines.length === 0 && isOnWhich(sentence, places)) {
      last.places = last.places.flatMap(({ asset }) => places.map(({ network }) => ({ asset, network })));
    } else if (places.length > 0) {
      blocks.push({ key: sentence, places, lines: [] });
      open = true;
    } else if (open && isOnlyTimes(sentence.tokens)) last?.lines.push(sentence);
    else open = false;
  }
  return blocks;
}

/** "Network: TRC20" below "Token: USDT". */
function isOnWhich(sentence: ScannedSentence, places: readonly AssetOnNetwork[]): boolean {
  return NETWORKS.test(labelOf(sentence).label) && places.length > 0;
}

/** A field of times, or times alone; its label names no service. */
export function isOnlyTimes(tokens: readonly Token[]): boolean {
  const colon = tokens.findIndex(({ kind }) => kind === 'colon');
  const [label, value] = [tokens.slice(0, Math.max(0, colon)), tokens.slice(colon + 1)];
  const isLabel = label.every(({ kind }) => !NAMES.has(kind) && kind !== 'component' && kind !== 'time');
  return isLabel && value.length > 0 && value.every(({ kind }) => IN_TIMES.has(kind)) && value.some(isTime);
}

const IN_TIMES: ReadonlySet<Token['kind']> = new Set(['time', 'open', 'close', 'mark', 'filler']);

function isTime({ kind }: Token): boolean {
  return kind === 'time';
}

const NAMES: ReadonlySet<Token['kind']> = new Set(['asset', 'network', 'place']);
const AROUND_NAMES: ReadonlySet<Token['kind']> = new Set([
  'join',
  'open',
  'close',
  'dash',
  'colon',
  'filler',
]);

/** A line that is nothing but a name. */
function namedAlone({ text, tokens }: ScannedSentence): AssetOnNetwork[] {
  const isName = tokens.every(({ kind }) => NAMES.has(kind) || AROUND_NAMES.has(kind));
  return isName && !/\p{L}/u.test(unread(text, tokens)) ? placesOf(tokens) : [];
}

/** "Aptos (APT) | 07:00 | 08:00"; where columns are of services, one for each of them. */
function turnsOfLine(sentence: ScannedSentence, head: ScannedSentence | undefined): Turn[] {
  const { line, tokens } = sentence;
  if (line !== 'item' && line !== 'row' && !isNameAndTime(sentence)) return [];
  if (tokens.some(({ kind }) => kind === 'predicate' || kind === 'component' || kind === 'whole')) return [];
  const places = placesInRow(tokens, head);
  const moments = momentsOf(tokens);
  const isDated = moments.some(({ kind }) => kind !== 'duration');
  if (places.length === 0 || !(isDated || line === 'row')) return [];
  const columns =
    line === 'row' && head !== undefined ? cellsOf(head.named).map((cell) => subjectsOf(cell)) : [];
  const cells = cellsOf(tokens);
  const apart = columns.flatMap((subjects, i) => {
    const own = momentsOf(cells[i] ?? []);
    return subjects.length > 0 && own.length > 0 ? [{ places, subjects, moments: own }] : [];
  });
  return apart.length > 0 ? apart : [{ places, subjects: [], moments }];
}

/** A name and a time, and no room for a claim. */
function isNameAndTime({ reason, text, tokens }: ScannedSentence): boolean {
  const first = tokens.find(({ kind }) => kind !== 'open' && kind !== 'filler');
  if (reason !== null || first === undefined || !NAMES.has(first.kind)) return false;
  return tokens.every(isOfTurn) && (unread(text, tokens).match(/[\p{L}\d]/gu) ?? []).length <= MAX_REMARK;
}

function isOfTurn({ kind }: Token): boolean {
  return NAMES.has(kind) || AROUND_NAMES.has(kind) || kind === 'time' || kind === 'on' || kind === 'of';
}

function unread(text: string, tokens: readonly Token[]): string {
  return tokens.reduceRight((rest, { end, start }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
}

/** A column of networks is of those of the coin before it, or of what stands alone. */
function placesInRow(tokens: readonly Token[], head: ScannedSentence | undefined): AssetOnNetwork[] {
  const column = head?.text.split(CELLS).findIndex((cell) => NETWORKS.test(cell)) ?? -1;
  if (column < 0) return placesOf(tokens);
  if (column === 0) return placesOf(tokens).map(onNetwork);
  const cells = cellsOf(tokens);
  const networks = placesOf(cells[column] ?? []).map(onNetwork);
  return placesOf(cells.slice(0, column).flat()).flatMap((place) =>
    networks.length === 0 ? [place] : networks.map(({ network }) => ({ ...place, network })),
  );
}

function cellsOf(tokens: readonly Token[]): Token[][] {
  const cells: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'dash') cells.push([]);
    else cells.at(-1)?.push(token);
  }
  return cells;
}

export function labelOf({ text }: ScannedSentence): { readonly label: string; readonly end: number } {
  const end = Math.max(0, text.search(/[:\uFF1A|](?!$)/));
  return { label: text.slice(0, end), end };
}

/** It is a field that lists what a post is about. */
export function isListField(sentence: ScannedSentence): boolean {
  return listedIn(sentence).length > 0;
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

export function onNetwork({ asset, network }: AssetOnNetwork): AssetOnNetwork {
  return asset === null || network !== null
    ? { asset, network }
    : { asset: null, network: chainOf(asset) ?? asset };
}
