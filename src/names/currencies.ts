import { COINS, TICKERS } from './coins.ts';

/**
 * Money of states: which codes there are and what they are called comes from the platform's own tables (CLDR), in the
 * languages that are read. What stands here is only how people call it otherwise.
 */
export interface CurrencyWord {
  readonly code: string;
  /** It is a word of its own too, or belongs to several: it counts only beside a service. */
  readonly weak: boolean;
}

/** The name of money that several states call so ("pesos"): it is one currency, and nobody can tell which. */
export const SOME_CURRENCY = '?';

const LOCALES = ['en', 'zh-Hans', 'zh-Hant', 'ko', 'ja'];

/** Codes that are no money one could pay in with. */
const NO_MONEY = new Set(['XDR', 'XSU', 'XAG', 'XAU', 'XPD', 'XPT', 'XTS', 'XXX']);

/** Codes that are words or tickers first: as a code they count where a name leads up to them. */
const COINS_FIRST = new Set([...COINS.map(([ticker]) => ticker), ...TICKERS.split('|')]);
const WORDS_FIRST = new Set([
  'ALL',
  'TOP',
  'TRY',
  'PHP',
  'COP',
  'CUP',
  'MAD',
  'BAM',
  'ANG',
  'GEL',
  'SOS',
  'ERN',
  'LAK',
  'MOP',
  'PEN',
  'STN',
  'SDG',
]);

/** How people call money otherwise: the source of a regular expression. */
const COLLOQUIAL: Readonly<Record<string, string>> = {
  USD: 'u\\.?s\\.? dollars?|d[oó]lares|greenbacks?|美金|美元|달러화|미국 ?달러|米ドル',
  EUR: 'euros?|欧元|歐元|유로화?|ユーロ',
  GBP: 'sterling|(?:british|uk) pounds?(?: sterling)?|pounds? sterling|英镑|英鎊|파운드화?|英ポンド|ポンド',
  JPY: 'japanese yen|日元|日圓|日圆|日币|日幣|엔화|日本円|円貨|(?:クイック|即時|インスタント)(?=入金)|[\u30A0-\u30FF\u4E00-\u9FFFA-Za-z]*銀行(?=[^。]{0,6}メンテナンス)',
  KRW: '(?:south )?korean won|韩元|韓元|韩币|韓幣|韩圜|원화|韓国ウォン|[가-힣A-Za-z]*(?:은행|뱅크)(?=[ 가-힣]{0,6}점검)',
  CNY: 'yuan|renminbi|rmb|cnh|人民币|人民幣|위안화|人民元',
  INR: 'rupees?|卢比|盧比',
  BRL: 'brazilian reais|reais|雷亚尔|헤알화?|レアル',
  TRY: 'turkish liras?|lira|türk lirası|土耳其里拉|里拉|터키 ?리라|トルコリラ',
  RUB: 'r(?:o)?ubles?|卢布|盧布|루블화?|ルーブル',
  AUD: 'aussie dollars?|澳元|澳币|澳幣|호주 ?달러|豪ドル',
  CAD: '加元|加币|加幣|캐나다 ?달러|加ドル|カナダドル',
  NZD: 'kiwi dollars?|纽元|紐元|뉴질랜드 ?달러',
  CHF: 'swiss francs?|瑞郎|스위스 ?프랑|スイスフラン',
  SGD: '新元|新币|新幣|新加坡币|싱가포르 ?달러|シンガポールドル',
  HKD: '港币|港元|港幣|홍콩 ?달러|香港ドル',
  TWD: 'taiwan(?:ese)? dollars?|新台幣|新台币|台币|台幣|대만 ?달러|台湾ドル',
  PLN: 'zlot(?:y|i|ys|ies|ych)|złot(?:y|ych|e)|兹罗提|茲羅提|즈워티|ズウォティ',
  UAH: 'hryvnias?|hryvnya|格里夫纳',
  NGN: 'nairas?|奈拉',
  CZK: '(?:czech )?korunas?|(?:czech )?crowns?',
  THB: 'bahts?|泰铢|泰銖',
  VND: '越南盾',
  IDR: 'rupiahs?|印尼盾',
  ILS: 'shekels?|谢克尔',
  MYR: 'ringgits?|令吉|林吉特',
  AED: 'dirhams?|迪拉姆',
  SEK: 'swedish kron(?:a|or)',
  NOK: 'norwegian kron(?:e|er)',
  DKK: 'danish kron(?:e|er)',
  HUF: 'forints?',
  PHP: 'philippine pesos?',
  MXN: 'mexican pesos?|pesos? mexicanos?',
  ARS: 'argentin(?:e|ian|ean) pesos?|pesos? argentinos?',
  COP: 'colombian pesos?|pesos? colombianos?',
  CLP: 'chilean pesos?|pesos? chilenos?',
  KZT: 'tenge',
};

/** Words of their own that are money beside a service: "won deposits". */
const BESIDE_A_SERVICE: Readonly<Record<string, string>> = {
  KRW: 'won',
  GBP: 'pounds?|quid',
  USD: 'dollars?|달러|ドル',
  JPY: 'yen|円',
  CHF: 'francs?',
  BRL: 'reals?',
  TRY: 'tl',
  ZAR: 'rands?',
};

const NO_NOUN = new Set([
  'real',
  'sol',
  'rights',
  'gold',
  'mark',
  'sucre',
  'guilder',
  'dollar',
  'pound',
  'won',
  'yen',
  'franc',
  'colón',
  'som',
]);

const codes = Intl.supportedValuesOf('currency').filter((code) => !NO_MONEY.has(code));

/** Whether an asset is money of a state. A code that is a well-known coin's ticker too is the coin. */
export function isCurrency(asset: string): boolean {
  return CODES.has(asset);
}

const CODES: ReadonlySet<string> = new Set(codes.filter((code) => !COINS_FIRST.has(code)));

/** A currency's code as it stands in a text, in capitals. */
export function currencyOfCode(text: string): CurrencyWord | null {
  return CODES.has(text) ? { code: text, weak: WORDS_FIRST.has(text) } : null;
}

/** The codes of all currencies, as alternatives. */
export const CURRENCY_CODES = [...CODES].join('|');

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const plain = (text: string): string => text.replace(/\s*[(（].*$/, '').trim();

/** The currencies' names as one regular expression, and what each of them means. */
export const CURRENCY_NAMES = buildNames();

function buildNames(): { readonly pattern: string; of(text: string): CurrencyWord | null } {
  const full = new Map<string, string>();
  const spaceless = new Map<string, string>();
  const nouns = new Map<string, Set<string>>();
  for (const locale of LOCALES) {
    const currency = new Intl.DisplayNames(locale, { type: 'currency' });
    const region = new Intl.DisplayNames(locale, { type: 'region' });
    for (const code of codes) {
      const name = plain(currency.of(code) ?? code).toLowerCase();
      if (name === '' || name === code.toLowerCase()) continue;
      full.set(name, code);
      spaceless.set(name.replaceAll(/\s+/g, ''), code);
      const noun = nounOf(name, region.of(code.slice(0, 2))?.toLowerCase() ?? '');
      if (noun.length > 1 && !NO_NOUN.has(noun)) nouns.set(noun, (nouns.get(noun) ?? new Set()).add(code));
    }
  }
  const colloquial = Object.entries(COLLOQUIAL).map(([code, words]) => [anchored(words), code] as const);
  const beside = Object.entries(BESIDE_A_SERVICE).map(([code, words]) => [anchored(words), code] as const);
  const pattern = [
    ...Object.values(COLLOQUIAL),
    ...Object.values(BESIDE_A_SERVICE),
    ...[...full.keys(), ...nouns.keys()].map((name) => `${escape(name).replaceAll(' ', ' ?')}s?`),
  ].join('|');
  return {
    pattern,
    of(text) {
      const word = text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
      const said = colloquial.find(([words]) => words.test(word));
      if (said !== undefined) return { code: said[1], weak: false };
      const near = beside.find(([words]) => words.test(word));
      if (near !== undefined) return { code: near[1], weak: true };
      const single = word.replace(/s$/, '');
      const known = full.get(word) ?? full.get(single) ?? spaceless.get(word.replaceAll(' ', ''));
      if (known !== undefined) return { code: known, weak: false };
      const some = nouns.get(word) ?? nouns.get(single);
      if (some === undefined) return null;
      const [only] = some;
      return { code: some.size === 1 && only !== undefined ? only : SOME_CURRENCY, weak: true };
    },
  };
}

/** What a currency is called without its country: the last word, or what follows the country's name. */
function nounOf(name: string, region: string): string {
  const words = name.split(/\s+/);
  if (words.length > 1) return words.at(-1) ?? '';
  return region !== '' && name.startsWith(region) ? name.slice(region.length) : '';
}

function anchored(words: string): RegExp {
  // What has to follow the word does not stand in it.
  return new RegExp(`^(?:${words.replaceAll(/\(\?=[^)]*\)/g, '')})$`, 'i');
}
