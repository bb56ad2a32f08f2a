import { COINS, FIATS, NOT_TICKERS, RAILS, TICKERS } from './coins.ts';
import { EXCHANGES } from './exchanges.ts';
import { BARE_NETWORKS, NETWORKS } from './networks.ts';
import { ONE_LETTER_TICKER, UNKNOWN_RULES } from './unknown-names.ts';
import type { Unplaced } from './token.ts';

/** Stands for all coins, where a text sets them beside a currency: "yen and crypto withdrawals". */
export const EVERY_COIN = '*';

type Make = (match: RegExpMatchArray) => Unplaced | null;

export interface Rule {
  readonly pattern: RegExp;
  readonly make: Make;
}

const CHAIN_OF = new Map(COINS.map(([ticker, network]) => [ticker, network === '' ? null : network]));
const FIAT_CODES = new Set(FIATS.map(([code]) => code));
const BOUND = (names: string) => `(?<![A-Za-z0-9])(?:${names})(?![A-Za-z0-9])`;

/** Rules that find the proper names: coins, currencies, networks, rails and exchanges. */
export function nameRules(exchanges: Readonly<Record<string, string>>): Rule[] {
  return [
    ...Object.entries(exchanges).map(([name, exchange]) =>
      rule(BOUND(name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)), 'gi', () => ({
        kind: 'exchange',
        exchange,
      })),
    ),
    ...EXCHANGES.map(([exchange, names]) => rule(BOUND(names), 'gi', () => ({ kind: 'exchange', exchange }))),
    ...NETWORKS.map(([network, names]) => rule(BOUND(names), 'gi', () => ({ kind: 'network', network }))),
    ...RAILS.map(([asset, network, names]) =>
      rule(BOUND(names), 'gi', () => ({ kind: 'rail', asset, network })),
    ),
    ...COINS.filter(([, , names]) => names !== '').map(([asset, , names]) =>
      rule(BOUND(names), 'gi', ([text]) => coinOrChain(asset, text)),
    ),
    ...FIATS.map(([code, names]) =>
      rule(BOUND(names === '' ? code : `${code}|${names}`), 'gi', fiatOf(code)),
    ),
    rule(
      String.raw`(?<![A-Za-z0-9/])([A-Z0-9]{2,10})\s?/\s?(USDT|USDC|FDUSD|TUSD|USD|BTC|ETH|BNB|EUR|KRW|JPY|TRY|BRL)(?![A-Za-z0-9/])`,
      'g',
      pairOf,
    ),
    rule(
      String.raw`(?<![A-Za-z0-9])([A-Z0-9]{2,8}?)-?(USDT?|USDC)(?:[_-]?PERP)?(?![A-Za-z0-9])`,
      'g',
      pairOf,
    ),
    rule(BOUND([...CHAIN_OF.keys()].join('|')), 'g', ([ticker]) => assetNamed(ticker, false)),
    rule(BOUND(TICKERS), 'g', ([ticker]) => assetNamed(ticker, false)),
    rule(String.raw`\$([A-Za-z][A-Za-z0-9]{1,9})(?![A-Za-z0-9])`, 'g', (m) =>
      assetNamed((m[1] ?? '').toUpperCase(), false),
    ),
    rule(String.raw`(?<![A-Za-z0-9$])[A-Z0-9]*[A-Z][A-Z0-9]*(?![A-Za-z0-9])`, 'g', ([word]) =>
      word.length < 2 || word.length > 10 || NOT_TICKERS.has(word) || /^\d+[KM]?$/.test(word)
        ? null
        : assetNamed(word, true),
    ),
    rule(String.raw`(?<![A-Za-z0-9$])[a-z]{1,3}[A-Z]{2,6}(?![A-Za-z0-9])`, 'g', ([word]) =>
      NOT_TICKERS.has(word.toUpperCase()) ? null : assetNamed(word.toUpperCase(), true),
    ),
    rule(
      String.raw`(?<![A-Za-z0-9.,]|(?:ERC|TRC|BEP)[ -]?)\d[\d.,]*\s?[KMB]?\s?[A-Z]{3,6}(?![A-Za-z0-9])`,
      'g',
      () => ({ kind: 'filler' }),
    ),
    ...BARE_NETWORKS.map(([network, names]) =>
      rule(
        String.raw`${BOUND(names)}(?=\s?(?:网络|網絡|網路|链|鏈|主网|主網|네트워크|체인|메인넷|ネットワーク|チェーン))`,
        'g',
        () => ({
          kind: 'network',
          network,
        }),
      ),
    ),
    { pattern: ONE_LETTER_TICKER, make: ([letter]) => assetNamed(letter, false) },
    {
      pattern:
        /\b[Cc]rypto(?:currency)?(?= (?:deposits?|withdrawals?)\b)|(?<=(?:日本円|円|JPY)(?:および|及び|と|・|、|ならびに))(?:暗号資産|仮想通貨)|(?:暗号資産|仮想通貨)(?=(?:および|及び|と|・|、)日本円)|(?<=원화(?: 및 |와 |·))(?:디지털 ?자산|가상 ?자산|암호화폐)|(?<=\b(?:USD|EUR|GBP|JPY|KRW) (?:and|&) )crypto\b|\bcrypto(?= (?:and|&) (?:USD|EUR|GBP|JPY|KRW)\b)/g,
      make: () => ({ kind: 'asset', asset: EVERY_COIN, chain: null, weak: false }),
    },
    ...BARE_NETWORKS.map(([network, names]) =>
      rule(
        `(?<=(?:[Oo]n|[Vv]ia|[Oo]ver|-|,|and|&|other)(?: the)? |[A-Z]{2}-)${BOUND(names)}|(?<=\\()${names}(?=\\))|${BOUND(names)}(?=,? and )`,
        'g',
        () => ({
          kind: 'asset',
          asset: network,
          chain: network,
          weak: true,
        }),
      ),
    ),
    ...UNKNOWN_RULES,
  ];
}

/** The network of a ticker that is a chain's own coin; the ticker itself for a coin not listed. */
export function chainOf(ticker: string): string | null {
  const chain = CHAIN_OF.get(ticker);
  return chain === undefined ? ticker : chain;
}

/** Whether a ticker is known to be a chain's own coin. */
export function isOwnChain(ticker: string): boolean {
  return (CHAIN_OF.get(ticker) ?? null) !== null || BARE_NETWORKS.some(([network]) => network === ticker);
}

function rule(source: string, flags: string, make: Make): Rule {
  return { pattern: new RegExp(source, flags), make };
}

function assetNamed(asset: string, weak: boolean): Unplaced {
  return FIAT_CODES.has(asset)
    ? { kind: 'asset', asset, chain: null, weak: false }
    : { kind: 'asset', asset, chain: chainOf(asset), weak };
}

/** "Sei Network" is the network, not its coin. */
function coinOrChain(ticker: string, text: string): Unplaced {
  const chain = chainOf(ticker);
  return chain !== null && / (?:network|blockchain|ledger)$/i.test(text)
    ? { kind: 'network', network: chain }
    : assetNamed(ticker, false);
}

function fiatOf(code: string): Make {
  return ([text]) =>
    // Codes such as TRY and PHP are words in lower case.
    /^[a-z]{3}$/.test(text) ? null : { kind: 'asset', asset: code, chain: null, weak: false };
}

function pairOf(match: RegExpMatchArray): Unplaced | null {
  const [, base = '', quote = ''] = match;
  return { kind: 'pair', base, quote };
}
