import { ENGLISH_TIME } from './english-time.ts';
import { ENGLISH_LABELS } from './english-labels.ts';
import { ENGLISH_TOPICS } from './english-topics.ts';
import { ENGLISH_VERBS } from './english-verbs.ts';
import type { Entry, Lexicon } from './lexicon.ts';

const COMPONENTS: readonly Entry[] = [
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
    'wallet services?|funding|digital currency funding|crypto funding|transfers in and out|d/w|deposit/withdrawal|wallet operations?',
  ],
  [
    'component',
    'trading',
    "plac(?:e|ing) (?:new )?(?:orders|trades)|orders(?= (?:cannot|can't|can not|could not|may not|will not|won't|are|were)\\b)|order[- ](?:placing|placement|matching|book|execution|cancellation|cancelling)|matching engine|buys and sells|buying and selling|trades|trading(?: (?:service|system|engine|pair|platform|market|function|activity|activitie)s?)?",
  ],
  [
    'component',
    'trading deposits withdrawals',
    'buy,? (?:or |and )?sell,? (?:or |and )?send,? (?:or |and )?receive|deposit,? withdraw,? (?:or |and )trade|trade,? deposit,? (?:or |and )withdraw',
  ],
  ['component', 'trading', 'buy,? (?:or|and) sell'],
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
  [
    'component',
    'spot margin derivatives',
    'all trading(?: (?:service|activity|activitie|pair|market|system|function|feature)s?)?',
  ],
  [
    'component',
    'api',
    '(?:open ?|rest |trading |public |private |websocket |fix )?apis?(?: (?:service|connectivity|access|endpoint|gateway|request|trading)s?)?|web ?sockets?(?: (?:feed|stream|connection)s?)?|(?:rest|trading|public|private) endpoints',
  ],
  [
    'component',
    'website',
    '(?:the|our) site|(?:the |our )?(?:website|web ?site|web ?page|web ?app|mobile app|app|homepage|web interface|trading ui|user interface|ios app|android app)s?',
  ],
  [
    'component',
    'login',
    '(?:mobile )?(?:(?:app|website|site|web|mobile|desktop)(?: and |/| & ))?(?:app|website|site|web|mobile) (?:log|sign)-?ins?|log(?:ging)?[ -]?in(?:s|to)?(?: (?:to )?(?:the |our |their |your )?(?:(?!and |or )\\w+ )?(?:app|website|site|platform|accounts?)s?)?|sign(?:ing)?[ -]?in(?:s|to)?|authentication|2fa|access(?:ing)? (?:their|your) accounts?|account access',
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

const PREDICATES: readonly Entry[] = [
  [
    'predicate',
    'halt',
    'noun',
    'suspensions?|halts?|pauses?|closures?|outages?|shut-?downs?|freezes?|stoppages?|interruptions?|downtime|suspending',
  ],
  [
    'predicate',
    'maintain',
    'noun',
    '(?:scheduled |planned |routine |regular |emergency |extraordinary |system |platform |server |network |node |unscheduled |temporary |urgent )*maintenance|system (?:upgrade|update)',
  ],
  [
    'predicate',
    'halt',
    'adjective',
    "(?:are not|is not|aren't|isn't|not) yet(?=[.,!]|$)|(?<=(?:deposits|withdrawals|trading) )(?:are not|is not|aren't|isn't)(?=[.!]|$)|unavailable|inaccessible|unreachable|offline|out of (?:service|order|action)|on hold|inoperative|non-functional|down(?! (?:by|to|from|\\d))|not (?:available|possible|working(?! (?:directly )?(?:with|together|alongside)\\b)|functioning|operational|accessible|supported|responding|being processed|processing|loading)|under(?:going)? (?:\\w+ )?maintenance|in maintenance(?: mode)?|at a standstill",
  ],
  [
    'predicate',
    'halt',
    'governing',
    "unable to|cannot|can't|can not|not able to|won't be able to|will not be able to|couldn't",
  ],
  [
    'predicate',
    'normal',
    'governing',
    'can(?: (?:still|also|continue to|now))?|able to|free to|may still|(?:are )?allowed to',
  ],
  [
    'predicate',
    'degrade',
    'noun',
    'partial (?:outage|suspension|interruption)s?|(?:delays?|backlogs?|issues?|problems?|difficult(?:y|ies)|errors?(?: rates?)?|degradation|latency|disruptions?|trouble|troubles|instability|intermittency|slowness|slowdowns?|degraded performance|incidents?|glitch(?:es)?|bugs?|failures?|interference|service disruptions?)',
  ],
  [
    'predicate',
    'degrade',
    'adjective',
    '(?:more )?slow(?:er|ly)?(?: than (?:usual|normal|expected))?|intermittent(?:ly)?|unstable|degraded|sluggish|congested|(?:running |operating )?behind|(?:higher|longer) than (?:usual|normal|expected)|(?:in|into|to|is|are) (?:post|cancel|limit|reduce)-only(?: mode)?|partially (?:available|unavailable)|(?<=(?:being|getting|is|are|were) )(?:declined|rejected)|limited|patchy|backed up|stuck|pending longer',
  ],
  [
    'predicate',
    'resume',
    'adjective',
    'back(?: (?:online|up|to normal|in (?:operation|service|action)|live|open))?(?: (?:and )?(?:running|working|operational|online|again))?|up and running(?: again)?|(?:up|live|open|available|working|operational|online|functional|running|accessible|possible|operating|functioning)(?: (?:as )?normally| as expected| properly| fine| well| smoothly)? (?:again|once more)|(?:flowing|moving|going (?:out|through)|coming through|processing|clearing|(?:being )?(?:processed|credited|accepted|executed|filled))(?: \\w+ly)? again|fully (?:restored|recovered|operational again)|now (?:fully )?(?:open|live|available|working|operational|online|functional|possible|enabled|running|up|functioning|operating|processing|being processed|going through|flowing)(?: (?:as )?normal(?:ly)?)?',
  ],
  ['predicate', 'open', 'base', '(?<=(?:will|to|shall) (?:\\w+ )?)open'],
  [
    'predicate',
    'resume',
    'noun',
    'resumption|reopening|re-?opening|restoration|reinstatement|reactivation|relaunch|return(?= of)',
  ],
  [
    'predicate',
    'resolve',
    'base',
    '(?<=(?:expect|anticipat|estimat)\\w* )(?:a fix|(?:(?:a )?full )?(?:recovery|resolution|restoration))',
  ],
  ['predicate', 'resolve', 'noun', 'resolution|(?:the )?end of|lifting'],
  ['predicate', 'complete', 'noun', 'completion'],
  ['predicate', 'complete', 'adjective', 'complete|(?<=(?:is|are|now) )over(?! (?!and |but )\\w)|done'],
  [
    'predicate',
    'halt',
    'governing',
    'there (?:will be|are|is) no(?= (?:\\w+ )?(?:withdrawals?|deposits?|trading))',
  ],
  [
    'predicate',
    'halt',
    'governing',
    '(?<=still )no(?= (?:\\w+ )?(?:withdrawals?|deposits?|trading))|no(?= (?:withdrawals?|deposits?|trading)(?:[.,;!]|$| (?:until|between|from|for now|possible|today|tomorrow)))',
  ],
  ['predicate', 'resume', 'base', 'follow(?=(?: (?:at|in|by|around|within|later|shortly|soon)\\b)|[.,;!]|$)'],
  ['predicate', 'cancel', 'noun', 'cancellation of (?:the )?(?:maintenance|suspension)'],
  [
    'predicate',
    'normal',
    'adjective',
    'unaffected|unimpacted|as (?:usual|normal)|normal(?:ly)?|available|open|operational|fully (?:operational|functional)|functional|working(?! (?:directly )?(?:with|together|alongside)\\b)|possible|online|live|(?<=(?:is|are|be|being|now|still) )process(?:ed|ing)|(?<=been )(?:processed|credited)|honou?red|uninterrupted|without (?:any )?(?:interruptions?|delays?|issues?|problems?|impact)|smooth(?:ly)?|all good|ok(?:ay)?|fine|unchanged|reachable|accessible|never (?:stopped|paused|halted|suspended)|(?<=(?:is|are|all|stays?|remains?|staying|still) )up(?! to)',
  ],
  [
    'predicate',
    'normal',
    'governing',
    '(?:have |has |had |having |with |there (?:is|was|will be) |seen? )?(?:no|zero|without(?: any)?|not? any) (?:\\w+ )?(?:impact|effect|issues?|problems?|delays?|interruptions?|disruptions?|changes?)(?: (?:on|to|for|with|in))?',
  ],
];

const MARKS: readonly Entry[] = [
  [
    'mark',
    'now',
    '(?:continu(?:e|ing) to )?(?:investigat(?:e|ing)|monitoring|aware of|look(?:ing)? into|work(?:ing)? (?:on|to (?:fix|resolve|address|clear|reduce)))',
  ],
  [
    'predicate',
    'normal',
    'present',
    'works(?: (?:fine|normally|as (?:usual|normal)))?|work(?= (?:fine|normally|as (?:usual|normal)))',
  ],
  [
    'mark',
    'other',
    '(?:all )?(?:the )?(?:other|remaining) (?:\\w+ )?(?:coins|tokens|networks|assets|currencies|chains|services|pairs|cryptocurrencies)|the rest|all others',
  ],
  ['mark', 'expected', 'should|ought to'],
  ['mark', 'causative', 'bring|bringing|(?:to|on) (?:get|getting|have|having)'],
  [
    'mark',
    'future',
    "will|shall|'ll|won't|going to|about to|scheduled (?:to|for)|expect(?:s|ed|ing)?(?: to)?|due to be|set to|plan(?:s|ned|ning)? to|aim(?:s|ing)? to|intend(?:s|ing)? to|hop(?:e|es|ing) to|work(?:ing|s)?(?: (?:hard|closely|around the clock))? (?:on|to|towards?)|try(?:ing)? to|to|upcoming|in order to|anticipated?|estimated?|estimate|look(?:ing)? (?:to|into)|ready to|prepar(?:e|ing) to|so (?:that )?we can|eta|as soon as possible|asap|shortly|soon|need to",
  ],
  [
    'mark',
    'done',
    "(?:decided|had|forced|chosen|needed|obliged) to|has|have|had|having|'ve|been|was|were|already|just|got|did|now that",
  ],
  ['mark', 'be', "is|are|am|'re|be|being|gets?|getting"],
  [
    'mark',
    'now',
    'now|currently|at (?:the|this) (?:moment|time)|right now|presently|at present|effective immediately|immediately|as of now|with immediate effect|in progress|underway|ongoing',
  ],
  [
    'mark',
    'remain',
    'remain(?:s|ed|ing)?|stay(?:s|ed)?|still|continue(?:s|d)?(?: to)?(?: be)?|keep(?:s)?|kept',
  ],
  ['mark', 'conditional', 'may|might|could|would|possibly|potential(?:ly)?|perhaps|can be'],
  [
    'mark',
    'not',
    "not|never|no|don't|doesn't|didn't|isn't|aren't|wasn't|weren't|hasn't|haven't|won't|n't|neither|nor|without|none",
  ],
  ['mark', 'no longer', 'no longer|not? (?:any ?more|any longer)'],
  ['mark', 'yet', 'yet'],
  ['mark', 'for good', 'for good|permanently|for ever|forever'],
  [
    'mark',
    'earlier',
    'previously|earlier|formerly|originally|initially|at first|briefly|before this|had been',
  ],
  ['mark', 'again', '(?:once |yet )?again|once more|anew'],
  [
    'mark',
    'all',
    '(?:all|every|any|entire)(?: of)?(?: (?:the|our|crypto|cryptocurrency|digital asset|token|coin|on-chain))*|across (?:the board|all (?:coins|networks|chains|assets|tokens))|(?:on|for) all (?:coins|networks|chains|assets|tokens|cryptocurrencies)',
  ],
  [
    'mark',
    'some',
    'some(?: of (?:our|the))?(?: \\w+)? (?:users|customers|clients|traders)(?: may| might| could)?(?: be| also| currently| temporarily)?|(?:a )?(?:small )?(?:number|subset|portion) of (?:our )?(?:users|customers|clients)(?: may| might| could)?(?: be)?|certain (?:users|customers)(?: may| might)?|users are (?:reporting|seeing|experiencing|facing)',
  ],
  ['mark', 'subject', "we|i|we've|our (?:team|engineers)|the (?:team|company)"],
  [
    'mark',
    'indefinite',
    'until further (?:notice|announcements?|updates?)|for the time being|for now|indefinitely|until then',
  ],
  [
    'mark',
    'pronoun',
    'they|it|them|these (?:services|functions)|this (?:service|function)|the (?:services?|functions?)|both|the (?:above|affected|related|relevant) (?:services?|functions?|networks?|tokens?)|services?',
  ],
  [
    'mark',
    'hearsay',
    'there (?:are|were|have been) (?:\\w+ )?(?:reports|claims|rumou?rs|posts) (?:that|of)|(?:outlets|sites|people|accounts|posts|media|articles|someone|others|competitors) (?:\\w+ )?(?:claim|claims|claiming|claimed|say|says|saying|said|suggest|suggesting|alleging|alleged|reported)|reportedly|allegedly|supposedly|apparently|according to (?:users|reports|sources|some)|rumou?red|users (?:report|claim|say) (?:that)?|speculation|unconfirmed(?! (?:transactions?|tx))',
  ],
];

const GRAMMAR: readonly Entry[] = [
  [
    'someone else',
    '(?:an?|another|one|some|many|several|most|all)? ?(?:of our )?(?:(?:our|other|rival|competing) )?(?:competitors?|rivals?)(?: exchanges?| platforms?)?|(?:another|other|some other|rival|competing|several|many) (?:crypto )?(?:exchanges?|platforms?|venues?)',
  ],
  ['and', 'and|&|or|as well as|plus|along with|together with'],
  ['on', 'on|via|over|through|using|across|based on|built on'],
  [
    'of',
    'of|for|in|with|(?:when|while) (?:trying|attempting) to|(?:when|while)(?= (?:sending|receiving|depositing|withdrawing|logging|signing|buying|selling|trading(?! (?:stays?|remains?|is|was|will|continues?|and|has|on|pairs?|services?))|placing))',
  ],
  ['contrast', 'but|while|whilst|whereas|however|although|though|yet|meanwhile|in the meantime|despite'],
  [
    'subordinator',
    'once|when|whenever|after|until|till|as soon as|before|prior to|whether|upon|only when|please use|consider using|(?:users|you) (?:can|may|could) (?:still )?use|use (?:other|another|an alternative)',
  ],
  [
    'condition',
    'if|unless|in (?:the )?(?:event|case)(?: of| that)?|should (?:there|the|any)|^should (?:\\w+ ){1,3}(?:be|become|fail|get|stop|need)|provided that|subject to|users who|anyone who|those who',
  ],
  [
    'cause',
    '(?:from|by) (?:todays?|today\\Ws|yesterday\\Ws|the|this|an?)(?= (?:\\w+ ){0,3}(?:outage|incident|issue|maintenance|upgrade|disruption|attack))|due to|because(?: of)?|owing to|following|as a result of|caused by|thanks to|in response to|in light of|amid|to prepare for|to support|to facilitate|to perform|to ensure|(?<!unable )to complete|to accommodate|in preparation for|ahead of|in view of|given|to help|since',
  ],
  ['except', 'except(?: for)?|excluding|other than|apart from|with the exception of|aside from|but not'],
  ['relative', 'which|that (?:was|were|had|is|are)|who'],
  [
    'whole',
    '(?:the )?(?:entire |whole |binance |okx |bybit |kraken |coinbase |bitget |kucoin )?(?:exchange|platform)|all (?:(?!(?:deposits?|withdrawals?|trading|spot|futures|wallet|margin|crypto|fiat|staking|card|p2p|api|otc|nft|earn|and|or|our|the) )\\w+ )?(?:services|systems|functions|features|products)(?: on (?:the|our) (?:platform|exchange))?|system[- ]?wide|platform[- ]?wide|site[- ]?wide|exchange[- ]?wide|(?:\\w+ )?services (?:have|are|were|will) (?:all )?(?:fully )?(?=been restored|restored|resumed|back)|trading platform',
  ],
  [
    'chain word',
    '(?:main)?networks?|ecosystem|based|chains?|mainnet|blockchains?|ledger|(?:(?:network|mainnet|node|protocol|chain) )?(?:upgrade|hard[- ]?fork)s?',
  ],
  [
    'filler',
    '(?:withdrawals?|deposits?|trading|futures|spot|margin|network|staking|card|gas|maker|taker|transaction) (?:and (?:withdrawal|deposit) )?(?:fees?|limits?|address(?:es)?|amounts?|confirmations?|history|records?|whitelist(?:ing)?|minimums?|threshold|rules?|volumes?|competitions?|bots?|signals?|tutorials?|guides?|bonus(?:es)?|vouchers?|requirements?|methods?|hours|day|view|academy|rewards?)',
  ],
  [
    'filler',
    '(?<=(?:crypto\\.com|binance|okx|bybit|kucoin|coinbase|kraken|gemini) )(?:mobile )?app(?=:)|(?:engine|matching engine|servers?|systems?|nodes?|databases?) (?:will be|is being|are being) (?:restarted|rebooted|upgraded|updated)|(?:(?:smart|token|project-side) )?contract (?:upgrade|migration|address(?:es)?|swap|audit|change|replacement|bug|exploit|issue)s?|(?:smart|new|old|its) contracts?|(?:unified )?trading accounts?|minimum withdrawals?|(?:binance|kraken|bybit|okx|coinbase|kucoin|bitget|gate) (?:pay|pro|wallet|academy|labs|research|nft|ventures|custody|launchpad|square|convert|link|charity|learn)|hot wallet(?: top-?ups?)?|(?<=(?:deposits|withdrawals|trading|support) (?:will )?)ends?|(?:funding|deposit|withdrawal) pages?|funding (?:updates?|status|notices?|news)|copy[- ]trad(?:ing|ers?|es?)|(?:grid|social|paper|demo|bot) trading|grid bots?|(?:cannot|can.t) happen|maintenance margins?(?: (?:rates?|ratios?|requirements?))?|funding (?:rates?|fees?|rounds?|source|intervals?)|affected (?:services?|tokens?|networks?|users?|assets?|functions?|coins?|products?|customers?)|(?:any )?(?:withdrawal|deposit) requests?|no further (?:announcements?|notice|updates?)|not all|fix(?=(?: is| has| was|:))|a fix|fixes|(?:the )?following(?= (?:service|network|token|asset|coin|function|product|pair)s?)|in full|not only|open orders?|open interest|open letter|opening hours|closed beta|next steps|slow mist|system status|status page|dear (?:users?|customers?|traders?|valued users?)|thank you for your (?:patience|support|understanding)|any (?:inconvenience|issues)|we apologi[sz]e for (?:any|the) \\w+(?: (?:this )?(?:may )?(?:have )?caused?)?|inconvenience(?: this may cause| caused)?|issues? a|if you have any (?:questions|issues|problems)[^.]*|please note|end users?|back to (?:you|back)|fail-?safe|(?:trailing[- ])?stop[- ](?:loss|limit)(?:[- ]orders?)?|(?:trailing stop|take[- ]profit|tp/sl)(?:[- ]orders?)?|restrictions? on|resolution center',
  ],
  [
    'filler',
    '(?:placed|created|submitted|modified|amended|edited|cancell?ed|filled|matched)(?:(?:,|,? or|,? and|/) ?(?:placed|created|submitted|modified|amended|edited|cancell?ed|filled|matched))+',
  ],
  [
    'filler',
    '(?:during|throughout) (?:the|this|that) (?:\\w+ )?(?:suspension|outage|pause|closure|downtime|interruption|halt)(?: (?:period|window))?',
  ],
  [
    'filler',
    'ahead of (?:schedule|time)|delayed? (?:quotes?|gratification)|open(?:-| )source|closed[- ]end|last(?: \\w+){1,2}|as (?:shown|listed) (?:above|below)',
  ],
];

/** English words of exchanges' announcements and posts. */
export const ENGLISH: Lexicon = {
  language: 'en',
  spaced: true,
  order: 'either',
  entries: [...COMPONENTS, ...PREDICATES, ...ENGLISH_VERBS, ...MARKS, ...GRAMMAR],
  topics: ENGLISH_TOPICS,
  zone: 'UTC',
  time: ENGLISH_TIME,
  script: null,
  names: {
    chainWords: 'network|chain|mainnet|blockchain',
    everyCoin: String.raw`\b[Cc]rypto(?:currency)?(?= (?:deposits?|withdrawals?)\b)|(?<=\b(?:USD|EUR|GBP|JPY|KRW) (?:and|&) )crypto\b|\bcrypto(?= (?:and|&) (?:USD|EUR|GBP|JPY|KRW)\b)`,
    unlisted: {
      some: String.raw`(?<![A-Za-z0-9-]|ERC |TRC |BEP )(?:some|several|certain|multiple|select(?:ed)?|various|a (?:few|number of|handful of)|a small number of|\d+|two|three|four|five|six|seven|eight|nine|ten) (?:of (?:our|the) )?(?:[\w-]+ ){0,2}(?:tokens|coins|networks|cryptocurrencies|assets|altcoins|chains|currencies|cryptos|stablecoins|blockchains)(?![A-Za-z0-9])`,
      named: '(?!)',
    },
    afterOtherNames: '(?!)',
    possessive: '(?!)',
    pairs: '\\bpairs?\\b|\\bcontracts?\\b|\\bperpetuals?\\b|\\bfutures\\b|\\bmargin\\b',
    coinWork: 'upgrades?\b',
    chainMoves: 'sends?|receives?|sending|receiving',
  },
  listWords: '(?!)',
  labels: ENGLISH_LABELS,
  passing:
    '\\b(?:temporar\\w+|maintenance|upgrad\\w+|until|resum\\w+|re-?open\\w*|reenable\\w*|restor\\w+|pause\\w*|brief\\w*|incident|issue|outage)\\b',
  nowOpen: '^(?:now\\b|back$)(?!.*\\b(?:again|once more)\\b)',
  nextWord: String.raw`\b(?:(?:next|further|another|more|an|additional|regular) updates?|(?:update|inform|notify) (?:you|users|customers)|keep you (?:posted|updated|informed)|updates? (?:will|to|in|at|by))\b`,
  chainWork: String.raw`\bsupports?\b(?! (?:has|was|team)).*\b(?:(?:network|mainnet|protocol|chain) upgrade|hard[- ]?fork)s?\b`,
  untouched: 'unaffected|unimpacted|impact|usual',
  amending: {
    planned: String.raw`\b(?:maintenance|upgrade|hard ?forks?|migration|suspension|mainnet swap)\b`,
    calledOff: String.raw`\b(?:cancel(?:l?ed|l?ation)?|called off|will (?:no longer|not) (?:take place|go ahead|be (?:held|carried out)))\b`,
    putOff: String.raw`\b(?:postpon(?:ed|es|ement|ing)|reschedul(?:ed|es|ing)|put off|delayed|moved|brought forward|new (?:time|date|schedule))\b`,
    movedTo: String.raw`(?:postponed|postpones|rescheduled|reschedules|put off|delayed|moved|brought forward)(?:\s+from\b.*?)?\s+(?:to|until|till)\b\s*(.+)`,
  },
  unaffected: String.raw`\b(?:(?:not|n't) (?:be(?:en|ing)? )?(?:affected|impacted)|unaffected|unimpacted|(?:operating|working|functioning|running) (?:normally|as (?:usual|normal|expected))|(?:remains?|is|are|stays?) (?:fully )?(?:operational|available|open|online)|as (?:usual|normal)|no (?:impact|effect))\b`,
  sparing: String.raw`\b(?:(?:no|without) (?:any )?(?:impact|effect) (?:on|to)|without affecting|not affecting|not impacting|except(?: for)?|excluding|other than|apart from)\b`,
  turns: String.raw`[,;.!](?=\s)|\s(?:but|while|whereas|however)\s`,
};
