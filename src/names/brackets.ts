import { chainOf, isOwnChain } from './name-rules.ts';
import type { Token, TokenOf } from './token.ts';
import { UNKNOWN } from './unknown-names.ts';

type Asset = TokenOf<'asset'>;
type Network = TokenOf<'network'>;

/** The text between two tokens. */
export type TextBetween = (a: Token, b: Token) => string;

/** "Name (TICKER)", "TICKER (Network, Network)", "Network (TRC20)", "Name network (TICKER)". */
export function joinBracketed(tokens: readonly Token[], gap: TextBetween, sentence: string): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token === undefined) break;
    const inner = token.kind === 'open' ? namesUntilClose(tokens, i + 1) : [];
    if (inner.length === 0) {
      out.push(token);
      continue;
    }
    const beginning = out.at(-1);
    // "Bitcoin Foo (FOO)" only begins with the name of another coin.
    if (beginning?.kind === 'asset' && isLongerName(beginning, inner, gap(beginning, token))) out.pop();
    const last = out.at(-1);
    const head = last !== undefined && gap(last, token).trim() === '' ? last : undefined;
    const before = out.at(-2);
    const isUnlisted = before?.kind === 'asset' && before.asset === UNKNOWN;
    if (head?.kind === 'chain word' && (isUnlisted || goesOnInto(head, before, sentence))) {
      const taken = isUnlisted ? 2 : 1;
      out.splice(-taken, taken, ...inner.map((t) => (t.kind === 'asset' ? { ...t, weak: false } : t)));
      i = closeAfter(tokens, i);
      continue;
    }
    i = closeAfter(tokens, i);
    const end = tokens[i]?.end ?? token.end;
    const named = head === undefined ? [] : inner.map((name) => combine(head, { ...name, end }, out));
    // "Tether (USDT, Tron network)" is USDT on one network, and not everywhere.
    const isOn = named.some((t) => t?.kind === 'place');
    const placed = isOn ? named.filter((t) => t?.kind !== 'asset') : named;
    if (head !== undefined && placed.every((t) => t !== undefined)) out.splice(-1, 1, ...placed);
    else out.push(...inner.map((t) => (t.kind === 'asset' ? { ...t, weak: false } : t)));
  }
  return out;
}

/** "Bobanetwork (BOBA)", in a script without blanks: the word for a chain is the end of a name. */
function goesOnInto({ start }: Token, before: Token | undefined, sentence: string): boolean {
  return before?.end !== start && /\p{L}$/u.test(sentence.slice(0, start));
}

function isLongerName(beginning: Asset, [only, more]: readonly (Asset | Network)[], rest: string): boolean {
  if (only?.kind !== 'asset' || more !== undefined || only.asset === beginning.asset) return false;
  return /^(?: ?\p{L}{1,12}){1,3} ?$/u.test(rest) && only.text.trim() === only.asset;
}

function closeAfter(tokens: readonly Token[], open: number): number {
  return tokens.findIndex((t, i) => i > open && t.kind === 'close');
}

/** The names of a bracket that holds nothing else. */
function namesUntilClose(tokens: readonly Token[], from: number): (Asset | Network)[] {
  const inner = withNetworks(tokens.slice(from, Math.max(from, closeAfter(tokens, from - 1))));
  const names = inner.filter(isName);
  return inner.every((t) => isName(t) || t.kind === 'join') ? names : [];
}

/** "Tether (USDT, Tron network)". */
function withNetworks(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, i) => {
    const next = tokens[i + 1];
    if (token.kind === 'chain word' && tokens[i - 1]?.kind === 'asset') return [];
    return token.kind === 'asset' && token.chain !== null && next?.kind === 'chain word'
      ? [{ kind: 'network', network: token.chain, start: token.start, end: next.end, text: token.text }]
      : [token];
  });
}

function combine(head: Token, inner: Asset | Network, before: readonly Token[]): Token | undefined {
  const spot = { start: head.start, end: inner.end, text: `${head.text} (${inner.text.trim()})` };
  if (head.kind === 'chain word') {
    const name = before.at(-2);
    const network = inner.kind === 'network' ? inner.network : (inner.chain ?? inner.asset);
    return name !== undefined && isName(name)
      ? { ...spot, kind: 'chain word' }
      : { ...spot, kind: 'network', network };
  }
  if (head.kind === 'network') {
    if (inner.kind === 'network') return { ...inner, ...spot };
    return { ...inner, ...spot, chain: head.network, weak: false };
  }
  if (head.kind !== 'asset') return undefined;
  const headIsName = /[a-z\u0080-\uFFFF]/.test(head.text.slice(1)) || head.text !== head.asset;
  if (inner.kind === 'network') {
    return headIsName && head.chain === inner.network
      ? { ...inner, ...spot }
      : { ...spot, kind: 'place', asset: head.asset, network: inner.network };
  }
  // "Tether (USDT)" names one coin twice; "USDt (Tron)" a coin and where it moves.
  const isTicker = inner.text.trim().toUpperCase() === inner.asset;
  if ((headIsName && (isTicker || !isOwnChain(inner.asset))) || head.asset === inner.asset)
    return { ...inner, ...spot, chain: chainOf(inner.asset) ?? head.chain, weak: false };
  if (!isOwnChain(inner.asset)) return { ...inner, ...spot, weak: false };
  return inner.chain === null
    ? undefined
    : { ...spot, kind: 'place', asset: head.asset, network: inner.chain };
}

export function isName(token: Token): token is Asset | Network {
  return token.kind === 'asset' || token.kind === 'network';
}
