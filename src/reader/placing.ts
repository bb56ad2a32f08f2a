import { LANGUAGES } from '#src/languages/languages.ts';
import type { Subject } from '#src/names/token.ts';
import { chainOf } from '#src/names/name-rules.ts';
import { placesOf, subjectsOf } from '#src/names/scope.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { Token } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import { onNetwork } from './turns.ts';

/** What the text has spoken of so far. */
export interface Memory {
  subjects: readonly Subject[];
  /** The subjects are of the sentence that is being read. */
  fresh: boolean;
  /** What the text is about: a title's network, a cause's coin. */
  topic: readonly AssetOnNetwork[];
  /** Places of earlier findings, by subject. */
  readonly placed: Map<Subject, readonly AssetOnNetwork[]>;
  regions: readonly string[];
  recovered: boolean;
  /** The places that the text gives up for good; `null` where it gives up nothing. */
  ended: readonly AssetOnNetwork[] | null;
}

/** The places of a clause, else of its sentence, else of the text; none where "all" is said. */
export function wherePlaced(
  tokens: readonly Token[],
  beside: readonly Token[],
  subjects: readonly Subject[],
  memory: Memory,
  whole: readonly Token[],
): { readonly list: readonly AssetOnNetwork[]; readonly own: boolean } {
  const own = placesOf(tokens);
  // "All tokens on the network" are all of that network.
  if (tokens.some(isSameNetwork)) {
    const rest = tokens.filter((t) => !isSameNetwork(t) && !(t.kind === 'mark' && t.mark === 'all'));
    const named = placesOf(rest);
    const { list } = named.length > 0 ? { list: named } : placedAround(rest, beside, subjects, memory, whole);
    return { list: (list.length > 0 ? list : own).map(onNetwork), own: true };
  }
  if (own.length > 0 && !refersElsewhere(tokens)) return { list: own, own: true };
  const found = placedAround(tokens, beside, subjects, memory, whole);
  // "The following tokens", and none follow.
  return found.list.length === 0 && own.length > 0 ? { list: own, own: true } : found;
}

const REFERS = new RegExp(`^(?:${LANGUAGES.map(({ names }) => names.unlisted.refers).join('|')})`, 'i');

/** "This network". */
function isSameNetwork(token: Token): boolean {
  return token.kind === 'network' && token.network === UNKNOWN && REFERS.test(token.text);
}

/** All that it names are those that are named elsewhere. */
function refersElsewhere(tokens: readonly Token[]): boolean {
  const names = tokens.filter(({ kind }) => NAMING.has(kind));
  return names.every(({ text }) => REFERS.test(text));
}

const NAMING: ReadonlySet<Token['kind']> = new Set(['asset', 'network', 'place', 'rail']);

function placedAround(
  tokens: readonly Token[],
  beside: readonly Token[],
  subjects: readonly Subject[],
  memory: Memory,
  whole: readonly Token[],
): { readonly list: readonly AssetOnNetwork[]; readonly own: boolean } {
  if (tokens.some((t) => t.kind === 'mark' && (t.mark === 'all' || t.mark === 'other')))
    return { list: [], own: true };
  const continued = memory.fresh && tokens.every((t) => t.kind !== 'component');
  const told = continued ? subjects.flatMap((s) => memory.placed.get(s) ?? []) : [];
  if (told.length > 0) return { list: [...new Set(told)], own: true };
  const near = placesOf(beside);
  // What only causes it is no other place: "as the Sei network makes no blocks", below "SEI withdrawals".
  const known = [...memory.topic, ...[...memory.placed.values()].flat()];
  const coins = known.filter(({ asset }) => asset !== null && near.some((one) => isChainOf(one, asset)));
  if (coins.length > 0 && near.every(({ asset }) => asset === null))
    return { list: [...new Set(coins)], own: false };
  if (near.length > 0) return { list: near, own: true };
  const headed = headingPlaces(whole);
  const antecedent = antecedentPlaces(tokens, whole);
  if (headed.length === 0 && antecedent.length > 0) return { list: antecedent, own: true };
  if (headed.length > 0) return { list: headed, own: true };
  const earlier = subjects
    .flatMap((s) => [s, ...siblingsOf(s)])
    .map((s) => memory.placed.get(s))
    .find((p) => p !== undefined);
  return { list: earlier ?? memory.topic, own: false };
}

function isChainOf({ asset, network }: AssetOnNetwork, coin: string): boolean {
  return asset === null && chainOf(coin) === network;
}

/** "SOL deposits are open but withdrawals are not": the coin named earlier in a sentence is meant to its end. */
function antecedentPlaces(tokens: readonly Token[], whole: readonly Token[]): AssetOnNetwork[] {
  const before = whole.filter((t) => t.end <= (tokens[0]?.start ?? 0));
  const moves = (some: readonly Token[]) => subjectsOf(some).some((s) => siblingsOf(s).length > 0);
  const names = tokens.some((t) => t.kind === 'component');
  return !names || (moves(tokens) && moves(before)) ? placesOf(before) : [];
}

/** What is said of a coin's deposits is most likely continued with its withdrawals. */
function siblingsOf(subject: Subject): readonly Subject[] {
  if (subject === 'deposits') return ['withdrawals'];
  return subject === 'withdrawals' ? ['deposits'] : [];
}

/** "SOL network: deposits …; withdrawals …" and a name before the first service of a sentence. */
function headingPlaces(tokens: readonly Token[]): AssetOnNetwork[] {
  const colon = tokens.findIndex((t) => t.kind === 'colon');
  const head = tokens.slice(0, Math.max(0, colon));
  return head.some((t) => t.kind === 'component') ? [] : placesOf(head);
}
