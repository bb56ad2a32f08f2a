import { LANGUAGES } from '#src/languages/languages.ts';

import { isName, joinBracketed } from './brackets.ts';
import type { TextBetween } from './brackets.ts';
import { dropDoubtful } from './doubtful.ts';
import { isOwnChain } from './name-rules.ts';
import { UNKNOWN } from './unknown-names.ts';
import type { Token } from './token.ts';

/**
 * Decides what the names in a sentence stand for: a coin, a network, or a coin on a network.
 * "Ethereum (ETH)" is one coin, "the Ethereum network" a network, "USDT (TRC20)" a coin on a network.
 */
export function placeNames(
  tokens: readonly Token[],
  sentence: string,
  { keepsDoubtful = false }: { readonly keepsDoubtful?: boolean } = {},
): Token[] {
  const gap = (a: Token, b: Token) => sentence.slice(a.end, b.start);
  const says = tokens.some((t) => t.kind === 'component' || t.kind === 'predicate');
  const shouting = says && /[A-Z]{3}/.test(sentence) && !/[a-z]|[\u3040-\uffff]/.test(sentence);
  const named = joinBracketed(tokens, gap, sentence);
  const chained = readChainMoves(readChainWords(named, gap, sentence), gap);
  const reached = readPrepositions(chained);
  return pairUp(dropDoubtful(reached, shouting, keepsDoubtful, gap), gap);
}

const COIN_WORK = new RegExp(`^(?:${LANGUAGES.map(({ names }) => names.coinWork).join('|')})`, 'i');
const CHAIN_WORD = new RegExp(`^(?:${LANGUAGES.map(({ names }) => names.chainWords).join('|')})`, 'i');
/** "Sui (SUI)", "SUI". */
const WITH_TICKER = /^[A-Z0-9]{2,10}$|\(/;

const POSSESSIVE = new RegExp(`^(?:[\\s's)-]|${LANGUAGES.map(({ names }) => names.possessive).join('|')})*$`);

/** A coin before "network" is its network; so is every coin of the list that "networks" ends or begins. */
function readChainWords(tokens: readonly Token[], gap: TextBetween, sentence: string): Token[] {
  const out = [...tokens];
  const isOfCoin = ({ start }: Token) => COIN_WORK.test(sentence.slice(start, start + 24));
  for (const [i, token] of tokens.entries()) {
    if (isUnnamedChain(token)) readList(out, i);
    if (token.kind !== 'chain word') continue;
    const named = out[i - 1];
    if (named?.kind === 'asset') {
      const between = gap(named, token);
      // Whose deposits and withdrawals an upgrade of "Ethereum (ETH)" stops is the coin.
      const hasTicker = WITH_TICKER.test(named.text) || between.includes(')');
      if (hasTicker && isOfCoin(token)) continue;
      if (between.includes(')') && !CHAIN_WORD.test(token.text)) continue;
    }
    if (/s$/i.test(token.text)) readList(out, i);
    let at = i - 1;
    let next: Token = token;
    for (
      let item = out[at];
      item !== undefined && isName(item) && POSSESSIVE.test(gap(item, next));
      item = out[at]
    ) {
      toNetwork(out, at);
      next = item;
      at -= 1;
      if (out[at]?.kind !== 'join' || isOneOnly(token, item)) break;
      while (out[at]?.kind === 'join') {
        next = out[at] ?? next;
        at -= 1;
      }
    }
  }
  return out.filter((t) => t.kind !== 'chain word');
}

/** "On the following networks: Arbitrum (ARB), Base". */
function readList(tokens: Token[], from: number): void {
  const colon = tokens.findIndex((t, j) => j > from && t.kind === 'colon');
  if (colon > 0) for (let j = colon; j < tokens.length; j += 1) toNetwork(tokens, j);
}

function isUnnamedChain(token: Token): boolean {
  return token.kind === 'network' && token.network === UNKNOWN;
}

const CHAIN_MOVES = new RegExp(`^(?:${LANGUAGES.map(({ names }) => names.chainMoves).join('|')})$`, 'i');

/** Chains on which nothing but their own coin moves. */
const ALONE: ReadonlySet<string> = new Set(['BTC', 'LTC', 'DOGE', 'BCH', 'DASH', 'ZEC', 'XMR']);

/** "Solana sends": what moves on a chain is all of its coins, where the chain's name stands and no ticker. */
function readChainMoves(tokens: readonly Token[], gap: TextBetween): Token[] {
  const out = [...tokens];
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    const moves = next?.kind === 'component' && CHAIN_MOVES.test(next.text) && gap(token, next).trim() === '';
    if (
      moves &&
      token.kind === 'asset' &&
      !ALONE.has(token.asset) &&
      /[a-z]/.test(token.text) &&
      !token.text.includes('(')
    )
      toNetwork(out, i);
  }
  return out;
}

/** "BTC and ETH network" means one network, "the BTC and ETH networks" two; Chinese and its neighbours know no plural. */
function isOneOnly(word: Token, item: Token): boolean {
  return /^[a-z -]*[^s]$/i.test(word.text) || (!/^[a-z]/i.test(word.text) && /\d/.test(item.text));
}

/** Names after "on" and "via" are networks, unless a service follows them ("a halt on SOL withdrawals"). */
function readPrepositions(tokens: readonly Token[]): Token[] {
  const out = [...tokens];
  for (const [i, token] of tokens.entries()) {
    const dashed = token.kind === 'dash' && tokens[i - 1]?.kind === 'component';
    if (token.kind !== 'on' && !dashed) continue;
    let end = i + 1;
    while (isListed(out[end])) end += 1;
    const last = out[end - 1];
    if (
      (out[end]?.kind === 'component' || out[end]?.kind === 'wallet') &&
      !(last?.kind === 'join' && last.join === 'comma')
    )
      continue;
    for (let j = i + 1; j < end; j += 1) {
      const name = out[j];
      if (name?.kind === 'asset' && (!dashed || (/[a-z]/.test(name.text) && !name.text.includes('('))))
        toNetwork(out, j);
    }
  }
  return out;
}

function isListed(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (isName(token) || token.kind === 'join' || (token.kind === 'mark' && token.mark === 'all'))
  );
}

function toNetwork(tokens: Token[], i: number): void {
  const token = tokens[i];
  if (token?.kind !== 'asset' || token.chain === null) return;
  tokens[i] = { kind: 'network', network: token.chain, start: token.start, end: token.end, text: token.text };
}

const BESIDE = new RegExp(
  String.raw`^[\s\-_()]{0,3}(?:(?:${LANGUAGES.map(({ names }) => names.basedOn).join('|')})\s?)?$`,
  'i',
);

/** "USDT TRC20", "TRC20-USDT", "ETH on Arbitrum and Base" side by side are coins on networks. */
function pairUp(tokens: readonly Token[], gap: TextBetween): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    if (last !== undefined && BESIDE.test(gap(last, token))) {
      const asset = last.kind === 'asset' ? last : token.kind === 'asset' ? token : undefined;
      const network = last.kind === 'network' ? last : token.kind === 'network' ? token : undefined;
      if (asset !== undefined && network !== undefined) {
        const text = `${last.text} ${token.text}`;
        out.splice(-1, 1, {
          kind: 'place',
          asset: asset.asset,
          network: network.network,
          start: last.start,
          end: token.end,
          text,
        });
        continue;
      }
    }
    if (
      last?.kind === 'asset' &&
      token.kind === 'asset' &&
      gap(last, token) === '-' &&
      token.chain !== null &&
      isOwnChain(token.asset)
    ) {
      const text = `${last.text}-${token.text}`;
      out.splice(-1, 1, {
        kind: 'place',
        asset: last.asset,
        network: token.chain,
        start: last.start,
        end: token.end,
        text,
      });
      continue;
    }
    const pair = out.at(-2);
    if (token.kind === 'network' && last?.kind === 'join' && pair?.kind === 'place') {
      out.push({
        kind: 'place',
        asset: pair.asset,
        network: token.network,
        start: token.start,
        end: token.end,
        text: token.text,
      });
      continue;
    }
    out.push(token);
  }
  return out;
}
