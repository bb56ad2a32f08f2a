import type { Unplaced } from './token.ts';

/**
 * Stands for a coin or network that a text names and the reader does not know. What is told of it alone is told of
 * no service: read without it, it would be told of every coin.
 */
export const UNKNOWN = '?';

interface UnknownRule {
  readonly pattern: RegExp;
  readonly make: (match: RegExpMatchArray) => Unplaced | null;
}

/** Words with a capital that are no names, as titles and first words of sentences have them. */
const ORDINARY: ReadonlySet<string> = new Set(
  (
    'a about above account accounts address affected after again all also altcoin altcoins always an and android announcement any app are as asset assets at ' +
    'back bank be because before below binance blockchain both bridge business but by card cards cash certain chain client clients coin coins cold ' +
    'corporate credit crypto cryptocurrencies cryptocurrency cryptos currency customer customers daily dear debit digital discord due during each emergency ' +
    'end entire eth every existing external extended facebook fast few fiat first for from full fully further futures general global good group hardware ' +
    'hi high higher hot how however i if immediate important in incoming individual inbound inbox institutional instant internal international ios it its ' +
    'large last late later layer legacy live local lower main mainnet major maintenance manual many margin medium mobile more most multiple national ' +
    'native network networks new news next no node normal not note notice now nodes of off old on once only onchain on-chain open order other our out outbound ' +
    'outgoing over p2p paid partial partner payment payments pending personal please post previous primary private pro public recent reddit regular remaining ' +
    'reminder retail routine safe same scheduled security select selected self server service services several short since small smart so some soon special ' +
    'spot stable stablecoin stablecoins standard status still sub such support system systems technical telegram temporary test that the their them then there ' +
    'these they third this those to today token tokens tomorrow tonight total trading transfer transfers twitter unauthorized unexpected unplanned until unusual ' +
    'update updates upcoming upgrade urgent us usage user users valued various verified version via vip wallet wallets we web website weekly weekend when while will ' +
    'windows wire with withdrawal withdrawals x you your youtube zero yes sorry hello hey fyi heads-up eligible blog medium aws cloudflare azure iphone desktop ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun deposit deposits additional better best improved launchpad earn convert dual ' +
    'christmas easter what why where which who whom english korean japanese chinese european asian african america americas asia africa europe kenya earlier ' +
    'behalf time behind between both can could did do does done had has have having he her his just let like made make me my nor nothing or per'
  ).split(' '),
);
const DERIVED = /(?:ing|ed|ly|tions?|ments?|ance|wide|able|users|'s)$/i;

const WORD = String.raw`[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:\.[a-z]{2,})?`;
const MOVES = '[Dd]eposits?|[Ww]ithdrawals?|[Ss]ends|[Rr]eceives|[Tt]op-?ups';

const rule = (source: string, flags: string): UnknownRule => ({
  pattern: new RegExp(source, flags),
  make: ([word]) => (isOrdinary(word) ? null : unknown(true)),
});
const certain = (source: string, flags: string): UnknownRule => ({
  pattern: new RegExp(source, flags),
  make: () => unknown(false),
});

/** Rules that find names nobody has listed, by where they stand. */
export const UNKNOWN_RULES: readonly UnknownRule[] = [
  rule(String.raw`(?<=\b(?:[Oo]f|[Ff]or|[Oo]n|[Vv]ia|OF|FOR|ON|VIA) (?:the |our |THE )?)${WORD}`, 'g'),
  rule(
    String.raw`(?<![A-Za-z0-9])${WORD}(?= (?:(?:network|chain|token|coin|Network|Token) )?(?:${MOVES})\b)`,
    'g',
  ),
  rule(String.raw`(?<![A-Za-z0-9])${WORD}(?= (?:[Nn]etwork|[Cc]hain|[Mm]ainnet|[Bb]lockchain)s?\b)`, 'g'),
  rule(
    String.raw`(?<![A-Za-z0-9])${WORD}(?!\s?(?:銀行|银行|은행|뱅크|ネット|カード))(?=\s?[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])`,
    'g',
  ),
  certain(
    String.raw`(?<![A-Za-z0-9-]|ERC |TRC |BEP )(?:some|several|certain|multiple|select(?:ed)?|various|a (?:few|number of|handful of)|a small number of|\d+|two|three|four|five|six|seven|eight|nine|ten) (?:of (?:our|the) )?(?:[\w-]+ ){0,2}(?:tokens|coins|networks|cryptocurrencies|assets|altcoins|chains|currencies|cryptos|stablecoins|blockchains)(?![A-Za-z0-9])`,
    'gi',
  ),
  certain(
    '部分(?:币种|幣種|代币|代幣|数字货币|資產|资产|网络|網絡)|[一二三四五六七八九十数两\\d]+(?:种|個|个)(?:币种|代币|幣種|代幣)',
    'g',
  ),
  certain('一部の?(?:暗号資産|仮想通貨|通貨|銘柄|コイン|トークン|ネットワーク)|\\d+銘柄', 'g'),
  certain(
    '일부 ?(?:디지털|가상|암호)? ?(?:자산|화폐|코인|종목|네트워크)|\\d+ ?(?:개|종)(?:의)? ?(?:디지털|가상)? ?(?:자산|코인|종목)',
    'g',
  ),
  certain(
    '(?<![ァ-ヶー])(?!トークン|コイン|アルトコイン|ステーブルコイン)(?:(?!サービス|クイック|インスタント|リアルタイム|オンライン|ユーザー|ネットワーク|チェーン|ウォレット|システム|メンテナンス|アプリ|カード|スマートフォン)[ァ-ヶー]){3,}(?=の?(?:入出[金庫]|入金|出金|入庫|出庫|送金|送付|預入|受取))',
    'g',
  ),
  certain(
    '(?<![가-힣])(?!알트코인|스테이블코인|가상코인)[가-힣]+(?:코인|토큰|체인|프로토콜)(?= ?(?:입출금|입금|출금))',
    'g',
  ),
  certain(
    '(?<=[暂暫]停|恢[复復]|[开開]放|[关關][闭閉]|停止|的|、|及|和)(?!代|法|货|貨|[稳穩]定|[数數]字|加密)[\u4E00-\u9FFF]{1,3}(?<![充提存代法货貨])[币幣](?=的?(?:充|提))',
    'g',
  ),
];

/** A ticker of one letter, after its name: "Vaulta (A)". */
export const ONE_LETTER_TICKER = /(?<=[A-Z][A-Za-z]+ \()[A-Z](?=\))/g;

function isOrdinary(word: string): boolean {
  return ORDINARY.has(word.toLowerCase()) || DERIVED.test(word);
}

function unknown(weak: boolean): Unplaced {
  return { kind: 'asset', asset: UNKNOWN, chain: UNKNOWN, weak };
}
