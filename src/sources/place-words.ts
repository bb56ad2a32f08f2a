import type { Component } from '#src/domain/service.ts';

/** Words that name components. Capitals count only where a pattern has no `i`: "REST", but not "the rest". */
export const COMPONENT_WORDS: readonly (readonly [RegExp, readonly Component[]])[] = [
  [/\bP2P\b|\bpeer[- ]to[- ]peer\b/i, ['p2p']],
  [/\bAPIs?\b|\bweb ?sockets?\b|\bmarket data\b|\b(?:price|data) feeds?\b/i, ['api']],
  [/\bREST\b|\bFIX\b|\bWSS?\b/, ['api']],
  [
    /\blog[- ]?ins?\b|\bsign[- ]?ins?\b|\blogging in\b|\bsigning in\b|\bauthentication\b|\b2FA\b|\bSSO\b/i,
    ['login'],
  ],
  [
    /\bweb ?sites?\b|\bweb(?: app| interface| platform)?\b(?! ?socket)|\bdashboard\b|\buser interface\b/i,
    ['website'],
  ],
  [/\bapps?\b|\bmobile\b|\bios\b|\bandroid\b|\bdesktop\b/i, ['website']],
  [
    /\bderivatives?\b|\bfutures\b|\bperp(?:etual)?s?\b|\boptions (?:trading|market)\b|\bfunding rates?\b/i,
    ['derivatives'],
  ],
  [/\bmargin\b/i, ['margin']],
  [/\bspot\b/i, ['spot']],
  [/\b(?:un)?staking\b|\bearn\b/i, ['staking']],
  [/\bcards?\b/i, ['card']],
  [
    /\bdeposit(?:s|ing|ed)?\b|\breceiv(?:es?|ing)\b|\bpay[- ]?ins?\b|\bon[- ]?ramps?\b|\btop[- ]?ups?\b/i,
    ['deposits'],
  ],
  [
    /\bwithdraw(?:als?|ing|s|n)?\b|\bsends?\b|\bsending\b|\bpay[- ]?outs?\b|\bcash[- ]?outs?\b|\boff[- ]?ramps?\b/i,
    ['withdrawals'],
  ],
  [
    /\bfunding\b(?! rate)|\b(?<!internal )transfers?\b|\bwallet maintenance\b|\b(?:hot|crypto) wallets?\b/i,
    ['deposits', 'withdrawals'],
  ],
];

/** Trading of no named kind is spot trading, unless the same words name another product. */
export const TRADING_WORDS =
  /\btrad(?:es?|ing)\b|\bmatching\b|\border (?:books?|entry|placement|matching)\b|\borders\b|\bbuys?\b|\bsells?\b/i;

/** "Futures API": an API is what it is, not the product that it serves. */
export const SERVED_BY_API =
  /\b(?:spot|futures|derivatives?|perpetuals?|margin|trading|deposits?|withdrawals?|funding)(?:\s+(?:and|&)\s+\w+)?\s+(?=(?:API|REST|FIX|web ?socket)s?\b)/gi;

/** Names, whole, of a component that is the exchange itself: "Coinbase Exchange". */
export const WHOLE_NAMES = /^(?:[\w.]+ ){0,2}(?:exchange|platform|all services|all systems)$/i;

/** A headline's own word that somebody is hurt, for pages that call a real delay "no impact". */
export const TROUBLE_WORDS =
  /\b(?:delay(?:s|ed)?|degrad\w+|slow\w*|intermittent\w*|fail\w*|errors?|issues?|problems?|outage|disrupt\w*|unavailab\w+|suspend\w*|halt\w*|paus\w*|disabl\w+|down|stuck)\b/i;

/** Coins by name, longest first. Chains that carry other coins too are in `NETWORK_NAMES`. */
export const COIN_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bBitcoin Cash\b/gi, 'BCH'],
  [/\bBitcoin SV\b/gi, 'BSV'],
  [/\bBitcoin\b/gi, 'BTC'],
  [/\bEthereum Classic\b/gi, 'ETC'],
  [/\bEther\b/gi, 'ETH'],
  [/\bLitecoin\b/gi, 'LTC'],
  [/\bDogecoin\b/gi, 'DOGE'],
  [/\b(?:Ripple|XRP Ledger|XRPL)\b/gi, 'XRP'],
  [/\bCardano\b/gi, 'ADA'],
  [/\bMonero\b/gi, 'XMR'],
  [/\bZcash\b/gi, 'ZEC'],
  [/\bStellar\b/gi, 'XLM'],
  [/\bTezos\b/gi, 'XTZ'],
  [/\bFilecoin\b/gi, 'FIL'],
  [/\bPolkadot\b/gi, 'DOT'],
  [/\bCosmos\b/g, 'ATOM'],
  [/\bTether\b/gi, 'USDT'],
  [/\bUSD Coin\b/gi, 'USDC'],
];

/** Chains as headlines name them. Case counts: "Base" is a chain, "base" is a word. */
export const NETWORK_NAMES =
  /\b(?:Ethereum|Polygon(?: PoS)?|Optimism|Arbitrum(?: One| Nova)?|Solana|T[Rr][Oo][Nn]|BNB (?:Smart )?Chain|Binance Smart Chain|BSC|Base|Avalanche(?: [CX]-Chain)?|Algorand|Hedera|Near|Aptos|Sui|Toncoin|TON|Celestia|zkSync(?: Era| Lite)?|Starknet|Linea|Scroll|Mantle|Fantom|Cronos|Kaspa|Injective|Sei|Berachain|Lightning(?: Network)?|[A-Z]{3}-?20|BEP-?2|SPL)\b/g;

/** Fiat rails, with the currency that they always move; `null` where they move several. */
export const RAILS: readonly (readonly [RegExp, rail: string, currency: string | null])[] = [
  [/\bSEPA Instant\b|\bInstant SEPA\b|\bSCT Inst(?:ant)?\b/gi, 'SEPA-INSTANT', 'EUR'],
  [/\bSEPA\b/gi, 'SEPA', 'EUR'],
  [/\biDEAL\b/gi, 'IDEAL', 'EUR'],
  [/\bACH\b/g, 'ACH', 'USD'],
  [/\bFedwire\b/gi, 'FEDWIRE', 'USD'],
  [/\bFPS\b|\bFaster Payments?(?: Service)?\b/gi, 'FPS', 'GBP'],
  [/\bCHAPS\b/gi, 'CHAPS', 'GBP'],
  [/\bBACS\b/gi, 'BACS', 'GBP'],
  [/\bPIX\b/gi, 'PIX', 'BRL'],
  [/\bInterac\b/gi, 'INTERAC', 'CAD'],
  [/\bPayID\b/gi, 'PAYID', 'AUD'],
  [/\bOsko\b/gi, 'OSKO', 'AUD'],
  [/\bAlipay\b/gi, 'ALIPAY', 'CNY'],
  [/\bWeChat(?: Pay)?\b/gi, 'WECHAT', 'CNY'],
  [/\bSWIFT\b(?: wires?| transfers?)?/gi, 'SWIFT', null],
  [/\bwires?\b/gi, 'WIRE', null],
  [/\bbank transfers?\b/gi, 'BANK', null],
  [/\bPayPal\b/gi, 'PAYPAL', null],
  [/\bApple Pay\b/gi, 'APPLE-PAY', null],
  [/\bGoogle Pay\b/gi, 'GOOGLE-PAY', null],
];

export const FIAT = new Set(
  'USD EUR GBP JPY KRW CNY AUD CAD CHF BRL TRY MXN INR SGD HKD NZD ZAR PLN SEK NOK DKK CZK ARS UAH NGN AED IDR PHP THB VND'.split(
    ' ',
  ),
);

/** Currencies by the names that stand before their code: "Euro (EUR)" names no bank. */
export const CURRENCY_NAMES =
  /\b(?:dollars?|euros?|pounds?|sterling|yen|won|yuan|renminbi|francs?|real|lira|pesos?)\b/i;

/** Quote currencies, which tell a pair from two coins. */
export const QUOTES = new Set([...FIAT, 'USDT', 'USDC', 'BTC', 'ETH']);

/** Coins that a headline may name without saying what is wrong with them. */
export const WELL_KNOWN = new Set(
  'BTC ETH USDT USDC BNB SOL XRP ADA DOGE TRX LTC BCH DOT AVAX LINK XLM ATOM ETC XMR SHIB TON DAI'.split(' '),
);

/** Capitals that are no ticker. */
export const NOT_TICKERS = new Set(
  (
    'API APIS REST FIX WS WSS P2P OTC NFT NFTS KYC AML UI UX SMS DNS AWS GCP CDN FAQ ID VIP PDF OK ETA SSO TLS SSL ' +
    'HTTP HTTPS URL SDK DEX CEX AM PM UTC GMT EST EDT PST PDT CET CEST BST SGT HKT JST KST US USA UK EU EEA UAE LATAM ' +
    'APAC EMEA IOS APP WEB PRO NEW ALL AND FOR THE IN ON OF TO BY WITH NOT CPU RPC EVM DB IP ISP VPN QR'
  ).split(' '),
);

/** Words that may stand before "withdrawals" and name no coin. */
export const ORDINARY_WORDS = new Set(
  (
    'delayed delays delay degraded intermittent slow crypto cryptocurrency digital currency asset assets coin coins ' +
    'token tokens fiat bank banking cash local all some certain many multiple several most customer customers user ' +
    'users client clients new pending failed failing failure elevated increased high issue issues problem problems ' +
    'with investigating disrupted disruption suspended suspension temporarily temporary paused halted unavailable ' +
    'scheduled emergency maintenance instant onchain blockchain network networks mobile app web pro the our ' +
    'processing and or for affecting impacting affected impacted limited partial partially major minor resolved ' +
    'monitoring update outage system exchange wallet wallets account accounts spot futures margin staking api trading ' +
    'internal external incoming outgoing online large small direct automatic manual card cards error errors slower ' +
    'longer unable cannot stuck missing late latency performance service services transaction transactions deposit ' +
    'deposits withdrawal withdrawals send sends receive receives funding transfer transfers buy sell payment payments ' +
    'global regional european canada australia germany europe america asia japan korea brazil turkey retail ' +
    'institutional prime custody security planned unplanned brief short possible potential ongoing rest fix degradation'
  ).split(' '),
);
