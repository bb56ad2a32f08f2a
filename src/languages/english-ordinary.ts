/** Words with a capital that are no names, as titles and first words of sentences have them. */
export const ENGLISH_ORDINARY: ReadonlySet<string> = new Set(
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
    'believe think hope know see say said says report reports confirm regarding concerning whose such these those your any large big huge bulk batch express instantaneous same further subsequent past prior previous queued ' +
    'manual automatic automated retail corporate successful failed stuck unprocessed outstanding unconfirmed confirmed frozen free fast slow quick faster slower normal smooth successful minimum maximum daily hourly ' +
    'money funds cash coin token asset stablecoin altcoin wallet exchange platform system making make take process processed allow allows enable disable prevent block stop start resume pause halt keep take accept request requests ' +
    'web app mobile desktop online offline bank card wire local domestic foreign national overseas cross-chain multi-chain multichain layer2 evm erc20 trc20 bep20 nft nfts otc p2p spot margin futures staking earn loan loans ' +
    'behalf time behind between both can could did do does done had has have having he her his just let like made make me my nor nothing or per'
  ).split(' '),
);
