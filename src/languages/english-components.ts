import type { LexiconEntry } from './lexicon.ts';

/** What an exchange has, by the names of its parts. */
export const ENGLISH_COMPONENTS: readonly LexiconEntry[] = [
  [
    'component',
    'deposits',
    'deposits?|depositing|top-?ups?|inbound transfers?|receives|receiving|incoming transfers?|cash-?ins?',
  ],
  [
    'component',
    'withdrawals',
    'withdrawals?|withdraw(?:ing|s|n)?|outbound transfers?|sends|sending|outgoing transfers?|cash-?outs?|payouts?',
  ],
  [
    'component',
    'deposits withdrawals',
    'wallet services?|(?<!between )funding(?! (?:and unified|accounts?)\\b)|digital currency funding|crypto funding|transfers in and out|d/w|deposit/withdrawal|wallet operations?',
  ],
  [
    'component',
    'trading',
    "plac(?:e|ing) (?:(?:new|crypto|spot|any) )?(?:orders|trades)|orders(?= (?:cannot|can't|can not|could not|may not|will not|won't|are|were)\\b)|order[- ](?:placing|placement|entry|matching|book|execution|cancellation|cancelling)|matching engine|buys and sells|buying and selling|trades|trading(?: (?:service|system|engine|pair|platform|market|function|activity|activitie)s?)?",
  ],
  [
    'component',
    'trading deposits withdrawals',
    'buy,? (?:or |and )?sell,? (?:or |and )?send,? (?:or |and )?receive|deposit,? withdraw,? (?:or |and )trade|trade,? deposit,? (?:or |and )withdraw',
  ],
  ['component', 'trading', 'buy,? (?:or|and) sell'],
  [
    'component',
    'deposits withdrawals',
    '(?:crypto(?:currency)?|coin|token|on-?chain|digital asset) transfers(?:,? (?:both )?in and out)?|(?<=\\b(?:suspension|resumption|halt|pause) of )transfers(?! (?:between|from|to)\\b)|transfers(?= (?:of|on|for) (?:the )?[A-Z])',
  ],
  [
    'component',
    'deposits withdrawals',
    '=(?<=\\b(?!USD|EUR|GBP|TRY|BRL|AUD|CAD|MXN|ACH|SEPA|SWIFT|PIX|FPS|API|P2P|NFT|FIAT|BANK|WIRE)[A-Z][A-Z0-9]{1,7}\\)? |[Nn]etwork )[Tt]ransfers',
  ],
  ['component', 'deposits withdrawals', 'send (?:or|and) receive'],
  ['component', 'derivatives', 'trading (?:on|in) (?:\\w+ )?(?:futures|derivatives|perpetuals)'],
  [
    'component',
    'spot',
    'spot(?: (?:trading|markets?|orders?|exchange))*(?: (?:service|system|engine|pairs?|platform)s?)?',
  ],
  [
    'component',
    'margin',
    '(?:cross |isolated |spot )?margin(?: (?:trading|borrowing|loans?|orders?))*(?: (?:service|system|pair)s?)?',
  ],
  [
    'component',
    'derivatives',
    '(?:usd[ts]?-?m |coin-?m |perpetual |quarterly )?(?:futures|derivatives|perpetuals?|perps|options|contracts?)(?: (?:order[- ](?:matching|placement|book)|matching engine|trading|contracts?|markets?|orders?|exchange))*(?: (?:service|system|engine|pair|platform)s?)?',
  ],
  ['component', 'derivatives', '=[Pp]erp(?: (?:trading|markets?|contracts?|orders?|exchange))?'],
  [
    'component',
    'spot margin derivatives',
    'all trading(?: (?:service|activity|activitie|pair|market|system|function|feature)s?)?',
  ],
  [
    'component',
    'api',
    '(?:open ?|rest |trading |public |private |websocket |fix )?apis?(?: (?:service|connectivity|access|endpoint|gateway|request|trading)s?)?|web ?sockets?(?: (?:feed|stream|connection)s?)?|(?:fix|websocket|api) (?:sessions?|connections?|gateways?|clients?)|(?:rest|trading|public|private) endpoints',
  ],
  [
    'component',
    'website',
    '(?:the|our) site|(?:the |our )?(?:website|web ?site|web ?page|web ?app|mobile app|app|homepage|web interface|trading ui|user interface|ios app|android app)s?',
  ],
  [
    'component',
    'login',
    '(?:(?:sms|verification|2fa|two-factor|one-time|otp|login|log-in|authentication|e-?mail) ){1,2}codes?|(?:mobile )?(?:(?:app|website|site|web|mobile|desktop)(?: and |/| & ))?(?:app|website|site|web|mobile) (?:log|sign)-?ins?|log(?:ging)?[ -]?in(?:s|to)?(?: (?:to )?(?:the |our |their |your )?(?:(?!and |or )\\w+ )?(?:app|website|site|platform|accounts?)s?)?|sign(?:ing)?[ -]?in(?:s|to)?|authentication|2fa|access(?:ing)? (?:their|your) accounts?|account access',
  ],
  [
    'component',
    'p2p',
    '(?:p2p|c2c|peer-to-peer)(?: (?:trading|trade|service|platform|market|merchant|order|transaction)s?)*',
  ],
  [
    'component',
    'card',
    '(?:credit |debit |bank |visa |mastercard |crypto |virtual |binance |credit/debit |credit and debit )*cards?(?: (?:purchase|payment|transaction|service|spending|deposit|top-?up)s?)*|visa|mastercard',
  ],
  [
    'component',
    'staking',
    '(?:(?:on-?chain|defi|locked|liquid) )?(?:staking|unstaking)(?: (?:service|product|redemption|subscription|withdrawal)s?)?(?: and (?:redemption|subscription)s?)?|(?:simple earn|binance earn|earn products?|savings)(?: (?:redemption|subscription)s?)*(?: and (?:redemption|subscription)s?)?',
  ],
  [
    'wallet',
    'wallets?(?= (?:system )?(?:maintenance|upgrade))|(?<=maintenance (?:on|of|for) (?:(?:its|the|our) )?(?:[A-Za-z0-9]+ )?)wallets?|(?<!(?:hot|cold|web3|your|our|my|a|one|crypto|binance|external|personal|custody|smart|mpc) )wallets?(?= (?:is|are|was|were|has been|have been|for|re-?enabled|disabled|suspended|closed|under|in maintenance|temporarily|currently|back)\\b)',
  ],
  ['filler', '(?:cold|warm) wallets?'],
  [
    'filler',
    'fiat (?:withdrawals?|deposits?|transactions?|on-?ramps?|off-?ramps?|onramps?) (?:and|or) (?:withdrawals?|deposits?)',
  ],
  ['mark', 'fiat', 'fiat'],
];
