import { OWN_CHAINS } from '#src/domain/own-chain.ts';

/**
 * Coins by name: ticker, the network that is the coin's own, and the names that texts use.
 * A name that is also an English word is listed only in a form that is not one ("near protocol").
 */
export const COINS: readonly (readonly [ticker: string, network: string, names: string])[] = [
  ['BTC', 'BTC', 'bitcoin|比特币|比特幣|비트코인|ビットコイン'],
  ['ETH', OWN_CHAINS.ETH, 'ethereum|ether|以太坊|以太币|以太幣|이더리움|イーサリアム'],
  ['USDT', '', 'usdt|usd₮|tether(?: usd)?|泰达币|泰達幣|테더|テザー'],
  ['USDC', '', 'usd coin|유에스디코인'],
  ['BNB', OWN_CHAINS.BNB, 'binance coin|币安币|幣安幣|비앤비|바이낸스 ?코인'],
  ['BUSD', '', 'binance[ -](?:peg )?(?:usd|busd)'],
  ['SOL', 'SOL', 'solana|索拉纳|索拉納|솔라나|ソラナ'],
  ['XRP', 'XRP', 'ripple|xrp ledger|xrpl|瑞波币|瑞波幣|瑞波|리플|엑스알피(?:\\(리플\\))?|リップル'],
  ['ADA', 'ADA', 'cardano|卡尔达诺|艾达币|에이다|카르다노|カルダノ|エイダ'],
  ['DOGE', 'DOGE', 'dogecoin|狗狗币|狗狗幣|도지코인|ドージコイン'],
  ['TRX', OWN_CHAINS.TRX, 'tron|波场|波場|트론|トロン'],
  ['DOT', 'DOT', 'polkadot|波卡|폴카닷|ポルカドット'],
  ['LTC', 'LTC', 'litecoin|莱特币|萊特幣|라이트코인|ライトコイン'],
  ['BCH', 'BCH', 'bitcoin cash|比特币现金|比特幣現金|비트코인 ?캐시|ビットコイン・?キャッシュ'],
  ['ETC', 'ETC', 'ethereum classic|以太坊经典|以太坊經典|이더리움 ?클래식|イーサリアム・?クラシック'],
  ['POL', OWN_CHAINS.POL, '马蹄|폴리곤|ポリゴン'],
  ['AVAX', OWN_CHAINS.AVAX, 'avalanche|雪崩|아발란체|アバランチ'],
  ['ATOM', 'ATOM', 'cosmos|코스모스|コスモス'],
  ['XTZ', 'XTZ', 'tezos|테조스|テゾス'],
  ['XLM', 'XLM', 'stellar(?: lumens?)?|恒星币|스텔라 ?루멘|ステラ・?ルーメン|ステラ'],
  ['XMR', 'XMR', 'monero|门罗币|모네로|モネロ'],
  ['ZEC', 'ZEC', 'zcash|大零币|제트캐시'],
  ['DASH', 'DASH', 'dash coin|达世币'],
  ['EOS', 'EOS', '이오스'],
  ['ALGO', 'ALGO', 'algorand|알고랜드'],
  ['NEAR', 'NEAR', 'near protocol|니어 ?프로토콜'],
  ['APT', 'APT', 'aptos|앱토스|アプトス'],
  ['SUI', 'SUI', '수이'],
  ['TON', 'TON', 'toncoin|the open network|톤코인'],
  ['ARB', OWN_CHAINS.ARB, 'arbitrum(?: one)?|아비트럼|アービトラム'],
  ['OP', OWN_CHAINS.OP, '옵티미즘|オプティミズム'],
  ['HBAR', 'HBAR', 'hedera(?: hashgraph)?|헤데라'],
  ['FIL', 'FIL', 'filecoin|파일코인|ファイルコイン'],
  ['ICP', 'ICP', 'internet computer|인터넷 ?컴퓨터'],
  ['VET', 'VET', 'vechain|비체인'],
  ['THETA', 'THETA', 'theta network|쎄타 ?토큰'],
  ['LINK', '', 'chainlink|체인링크|チェーンリンク'],
  ['UNI', '', 'uniswap|유니스왑'],
  ['SHIB', '', 'shiba inu|柴犬币|시바 ?이누|シバイヌ'],
  ['PEPE', '', '페페'],
  ['LUNA', OWN_CHAINS.LUNA, 'terra|루나|테라'],
  ['LUNC', OWN_CHAINS.LUNC, 'terra classic|루나 ?클래식'],
  ['KLAY', 'KLAY', 'klaytn|클레이튼'],
  ['KAIA', 'KAIA', '카이아'],
  ['KAS', 'KAS', 'kaspa|카스파'],
  ['INJ', 'INJ', 'injective|인젝티브'],
  ['SEI', 'SEI', 'sei network|세이'],
  ['TIA', 'TIA', 'celestia|셀레스티아'],
  ['QTUM', 'QTUM', 'qtum|퀀텀|クアンタム'],
  ['NEO', 'NEO', '네오'],
  ['IOST', 'IOST', '아이오에스티'],
  ['FLOW', 'FLOW', 'flow blockchain|플로우'],
  ['EGLD', 'EGLD', 'multiversx|elrond'],
  ['KSM', 'KSM', 'kusama'],
  ['ZIL', 'ZIL', 'zilliqa|질리카'],
  ['ONT', 'ONT', 'ontology'],
  ['RON', 'RON', 'ronin'],
  ['CRO', OWN_CHAINS.CRO, 'cronos'],
  ['FTM', 'FTM', 'fantom'],
  ['S', OWN_CHAINS.S, 'sonic labs'],
  ['STX', 'STX', 'stacks network|스택스'],
  ['DYDX', 'DYDX', 'dydx'],
  ['BSV', 'BSV', 'bitcoin sv|비트코인 ?에스브이'],
  ['WLD', '', 'worldcoin|월드코인'],
  ['DAI', '', ''],
  ['WBTC', '', 'wrapped (?:bitcoin|btc)'],
  ['WETH', '', 'wrapped (?:ethereum|ether|eth)'],
  ['BTG', 'BTG', 'bitcoin gold'],
  ['ENS', '', 'ethereum name service'],
  ['ETHW', 'ETHW', 'ethereum ?pow'],
  ['CELO', 'CELO', 'celo'],
  ['ROSE', 'ROSE', 'oasis network'],
  ['ONE', 'ONE', 'harmony one'],
  ['MINA', 'MINA', 'mina protocol'],
  ['XEM', 'XEM', 'NEM|ネム'],
  ['MONA', 'MONA', 'モナコイン'],
  ['ENJ', '', 'enjin(?: coin)?|엔진코인|エンジンコイン'],
  ['BTT', '', 'bittorrent|비트토렌트'],
  ['ASTR', 'ASTR', 'astar|アスター'],
  ['JASMY', '', 'ジャスミー'],
];

/** Tickers that are taken as such in upper case wherever they stand; others need a `$`, brackets or a service beside them. */
export const TICKERS =
  'USDT|USDC|FDUSD|TUSD|BUSD|USDP|PYUSD|USDE|UST|USTC|WBTC|WETH|STETH|WBETH|AAVE|MKR|CRV|LDO|GRT|SAND|MANA|AXS|APE|CHZ|GALA|ENJ|IMX|RNDR|RENDER|FET|TAO|WIF|BONK|FLOKI|JUP|PYTH|STRK|ZK|ZRO|MATIC|MNT|HYPE|ENA|ONDO|PENDLE|RUNE|KAVA|QNT|COMP|SNX|YFI|SUSHI|CAKE|BAT|ZRX|KNC|LRC|IOTA|MIOTA|XEC|RVN|WAVES|ICX|SC|DCR|DGB|LSK|ARK|STEEM|HIVE|GLM|OMG|STORJ|ANKR|CKB|SXP|HNT|IOTX|AR|BLUR|DYM|MANTA|METIS|SCR|CYBER|MTL|GAS|XDC|XVG|BTT|BTTC|WIN|JST|SUN|KEY|FUN|SUPER|HOT|KEY|ACE|MEME|BAND|UOS|NEIRO|PENGU|TRUMP|VIRTUAL|PI|OKB|BGB|GT|HT|KCS|CFX|ETHW|ETHFI|ORDI|SATS|USD1';

/** English words that texts write in capitals, and that coins are called by too. */
export const SHOUTED: ReadonlySet<string> = new Set(
  'HARD,FORK,OPEN,LIVE,DOWN,SAFE,SAFU,BACK,USER,SPOT,HALT,PAUSE,ALERT,NODE,CHAIN,COIN,PRO,DAY,AGAIN,UPDATE,COMPLETE,RESUME'.split(
    ',',
  ),
);

/** Upper-case words that are no tickers, whatever stands beside them. */
export const NOT_TICKERS: ReadonlySet<string> = new Set(
  (
    'APIS,WS,WSS,NFT,UI,UX,SMS,DNS,PDF,ETA,SSO,TLS,SSL,URL,SDK,USA,EEA,LATAM,APAC,EMEA,PRO,CPU,RPC,EVM,DB,IP,ISP,VPN,QR,' +
    'A,I,AM,PM,UTC,GMT,EST,EDT,ET,PST,PDT,PT,CET,CEST,KST,JST,HKT,SGT,CST,BST,IST,API,APIS,APP,FAQ,KYC,AML,ETA,CEO,CTO,VIP,ID,UID,OS,IOS,' +
    'ATM,TVL,ERC,BEP,TRC,SPL,ALL,AND,ARE,IS,ON,OF,FOR,THE,TO,IN,AT,BY,FROM,WITH,DUE,NOT,NO,NEW,NOW,WE,OUR,YOU,YOUR,UNTIL,WILL,BE,BEEN,HAS,HAVE,' +
    'UPDATE,NOTICE,ALERT,BREAKING,URGENT,IMPORTANT,ATTENTION,MAINTENANCE,SUSPENDED,SUSPENSION,RESUMED,DEPOSIT,DEPOSITS,WITHDRAWAL,WITHDRAWALS,TRADING,' +
    'FUNDS,SAFE,SAFU,FUD,AMA,NFTS,USER,USERS,DEAR,WALLET,NODE,PLEASE,FIX,FIXED,OK,PSA,RE,FYI,TBA,TBD,ASAP,UK,US,USA,EU,UAE,HK,AI,IT,CEX,DEX,DEFI,' +
    'NETWORK,NETWORKS,CHAIN,TOKEN,TOKENS,COIN,COINS,CRYPTO,SERVICE,SERVICES,SYSTEM,STATUS,LIVE,DOWN,UP,OPEN,CLOSED,PAUSED,HALTED,FURTHER,SPOT,MARGIN,' +
    'FUTURES,P2P,OTC,C2C,WEB,WEBSITE,HTTP,HTTPS,REST,FIX,WS,SQL,DNS,DDOS,AWS,GCP,CDN,SEC,FCA,MAS,CFTC,BUSINESS,DAY,DAYS,HOURS,BINANCE,OKX,BYBIT,' +
    'KUCOIN,KRAKEN,COINBASE,BITGET,GATE,HTX,HUOBI,MEXC,UPBIT,BITHUMB,FTX,TEMPORARILY,TEMPORARY,RESUME,SUSPEND,HALT,PAUSE,AFFECTED,BACK,ONLINE,OFFLINE,' +
    'AGAIN,COMPLETED,COMPLETE,UPGRADE,HARD,FORK,MAINNET,ISSUE,ISSUES,DELAY,DELAYS,DELAYED,LOGIN,CARD,STAKING,SEPA,SWIFT,ACH,UPI,PIX,IMPS,CHAPS,BACS'
  ).split(','),
);
