import type { LexiconEntry } from './lexicon.ts';

/** Words that colour a claim: its tense, its negation, whom it is about. */
export const ENGLISH_MARKS: readonly LexiconEntry[] = [
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
  ['mark', 'including', 'including|such as'],
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

/** Words that hold a sentence together, and words that look like others and mean nothing. */
export const ENGLISH_GRAMMAR: readonly LexiconEntry[] = [
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
    'to (?:avoid|prevent)|if|unless|in (?:the )?(?:event|case)(?: of| that)?|should (?:there|the|any)|^should (?:\\w+ ){1,3}(?:be|become|fail|get|stop|need)|provided that|subject to|users who|anyone who|those who',
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
    '(?:withdrawals?|deposits?|trading|futures|spot|margin|network|staking|card|gas|maker|taker|transaction) (?:and (?:withdrawal|deposit) )?(?:fees?|limits?|address(?:es)?|amounts?|confirmations?|history|records?|whitelist(?:ing)?|minimums?|threshold|rules?|volumes?|competitions?|bots?|signals?|tutorials?|guides?|bonus(?:es)?|vouchers?|requirements?|methods?|hours|day|view|academy|rewards?|experiences?|environment|choices|needs|opportunit(?:y|ies)|strateg(?:y|ies)|knowledge|skills?|journey)',
  ],
  [
    'filler',
    '(?<=(?:crypto\\.com|binance|okx|bybit|kucoin|coinbase|kraken|gemini) )(?:mobile )?app(?=:)|(?:engine|matching engine|servers?|systems?|nodes?|databases?) (?:will be|is being|are being) (?:restarted|rebooted|upgraded|updated)|(?:(?:smart|token|project-side) )?contract (?:upgrade|migration|address(?:es)?|swap|audit|change|replacement|bug|exploit|issue)s?|(?:smart|new|old|its) contracts?|(?:unified )?trading accounts?|minimum withdrawals?|(?:binance|kraken|bybit|okx|coinbase|kucoin|bitget|gate) (?:pay|pro|wallet|academy|labs|research|nft|ventures|custody|launchpad|square|convert|link|charity|learn)|hot wallet(?: top-?ups?)?|(?<=(?:deposits|withdrawals|trading|support) (?:will )?)ends?|(?:funding|deposit|withdrawal) pages?|funding (?:updates?|status|notices?|news)|(?:stocks?|equit(?:y|ies)|etfs?|forex) trad(?:ing|es)|copy[- ]trad(?:ing|ers?|es?)(?: (?:of|for|on|in) (?:the )?(?:\\S+ )?(?:perpetual|futures|spot)?(?: ?contracts?| ?pairs?)?)?|(?:grid|social|paper|demo|bot) trading|grid bots?|(?:cannot|can.t) happen|maintenance margins?(?: (?:rates?|ratios?|requirements?))?|funding (?:rates?|fees?|rounds?|source|intervals?)|affected (?:services?|tokens?|networks?|users?|assets?|functions?|coins?|products?|customers?)|(?:any )?(?:withdrawal|deposit) requests?|no further (?:announcements?|notice|updates?)|not all|fix(?=(?: is| has| was|:))|a fix|fixes|(?:the )?following(?= (?:service|network|token|asset|coin|function|product|pair)s?)|in full|not only|open orders?|open interest|open letter|opening hours|closed beta|next steps|slow mist|system status|status page|dear (?:users?|customers?|traders?|valued users?)|thank you for your (?:patience|support|understanding)|any (?:inconvenience|issues)|we apologi[sz]e for (?:any|the) \\w+(?: (?:this )?(?:may )?(?:have )?caused?)?|inconvenience(?: this may cause| caused)?|issues? a|if you have any (?:questions|issues|problems)[^.]*|please note|end users?|back to (?:you|back)|fail-?safe|(?:trailing[- ])?stop[- ](?:loss|limit)(?:[- ]orders?)?|(?:trailing stop|take[- ]profit|tp/sl)(?:[- ]orders?)?|restrictions? on|resolution center|(?:gift|sim|id|identity|score|trading) cards?|clos(?:e|es|ed|ing) (?:(?:all|any|out|of|the|their|your|open|new|existing) )*(?:positions?|orders?)|bug ?fix(?:es)?',
  ],
  [
    'filler',
    "(?:cannot|can't|can not|could not|may not) be (?:recovered|retrieved|returned|credited)|" +
      '(?:all )?(?:the )?(?:pending|queued|outstanding|backlogged|stuck|unprocessed)(?= (?:deposits?|withdrawals?|transactions?|transfers?|orders?)\\b)|(?:placed|created|submitted|modified|amended|edited|cancell?ed|filled|matched)(?:(?:,|,? or|,? and|/) ?(?:placed|created|submitted|modified|amended|edited|cancell?ed|filled|matched))+',
  ],
  [
    'filler',
    '(?:during|throughout) (?:the|this|that) (?:\\w+ )?(?:suspension|outage|pause|closure|downtime|interruption|halt)(?: (?:period|window))?',
  ],
  [
    'filler',
    '(?<=\\b(?:above|exceeding|over|beyond|below) (?:the |this |your |these )?(?:\\w+ ){0,3}(?:tier|limit|cap|threshold|amount|quota|maximum|minimum)s?(?:,)? )(?:(?:will|may) be |is |are |cannot be )(?:restricted|limited|blocked|disabled|paused|suspended|rejected|processed)|ahead of (?:schedule|time)|delayed? (?:quotes?|gratification)|open(?:-| )source|closed[- ]end|last(?: \\w+){1,2}|as (?:shown|listed) (?:above|below)',
  ],
];
