import { ENGLISH_COMPONENTS } from './english-components.ts';
import { ENGLISH_GRAMMAR, ENGLISH_MARKS } from './english-grammar.ts';
import { ENGLISH_LABELS, ENGLISH_NAMING } from './english-labels.ts';
import { ENGLISH_PREDICATES } from './english-predicates.ts';
import { ENGLISH_TIME } from './english-time.ts';
import { ENGLISH_TOPICS } from './english-topics.ts';
import { ENGLISH_VERBS } from './english-verbs.ts';
import { FOREIGN_LABELS, FOREIGN_NAMING, FOREIGN_UNAFFECTED } from './foreign-labels.ts';
import type { Lexicon } from './lexicon.ts';

/** English words of exchanges' announcements and posts. */
export const ENGLISH: Lexicon = {
  language: 'en',
  spaced: true,
  order: 'either',
  entries: [
    ...ENGLISH_COMPONENTS,
    ...ENGLISH_PREDICATES,
    ...ENGLISH_VERBS,
    ...ENGLISH_MARKS,
    ...ENGLISH_GRAMMAR,
  ],
  topics: ENGLISH_TOPICS,
  zone: 'UTC',
  time: ENGLISH_TIME,
  script: null,
  names: {
    chainWords: 'network|chain|mainnet|blockchain',
    everyCoin: String.raw`\b[Cc]rypto(?:currency)?(?= (?:deposits?|withdrawals?)\b)|(?<=\b(?:USD|EUR|GBP|JPY|KRW) (?:and|&) )crypto\b|\bcrypto(?= (?:and|&) (?:USD|EUR|GBP|JPY|KRW)\b)`,
    unlisted: {
      some: String.raw`(?<![A-Za-z0-9-]|ERC |TRC |BEP )(?:some|several|certain|multiple|most|many|select(?:ed)?|various|a (?:few|number of|handful of)|a small number of|\d+|two|three|four|five|six|seven|eight|nine|ten) (?:of (?:our|the) )?(?:[\w-]+ ){0,2}(?:tokens|coins|networks|cryptocurrencies|assets|altcoins|chains|currencies|cryptos|stablecoins|blockchains)(?![A-Za-z0-9])|(?:tokens|coins|networks|cryptocurrencies|assets|chains) affected\b|(?:the )?(?:following|above|aforementioned|above-mentioned|listed) (?:[\w-]+ ){0,2}(?:tokens|coins|networks|cryptocurrencies|assets|chains)\b|(?<=\b(?:on|via|over|of) )(?:the|this) (?:(?:said|same|affected) )?(?:network|chain|blockchain)\b`,
      named: '(?!)',
      refers:
        '(?:the )?(?:following|above|aforementioned|above-mentioned|listed)|(?:the|this) (?:(?:said|same|affected) )?(?:network|chain|blockchain)',
    },
    afterOtherNames: '(?!)',
    basedOn: 'based',
    possessive: '(?!)',
    pairs: '\\bpairs?\\b|\\bcontracts?\\b|\\bperpetuals?\\b|\\bfutures\\b|\\bmargin\\b',
    serviceLabels:
      '(?:affected|impacted|suspended|unavailable) (?:services?|features?|products?|systems?|functions?)|(?:services?|features?|products?|systems?|functions?) (?:affected|impacted)|scope(?: of impact)?|impact(?: scope)?',
    listLabels:
      'scope|(?:affected|involved|relevant|supported|impacted)(?: (?:digital )?(?:assets?|coins?|tokens?|crypto ?(?:currenc(?:y|ies)|assets?)|networks?))?|(?:digital )?(?:assets?|coins?|tokens?|cryptocurrenc(?:y|ies)|networks?)(?: affected)?',
    coinWork: String.raw`upgrades?\b`,
    chainMoves: 'sends?|receives?|sending|receiving',
  },
  listWords: '(?!)',
  // A name in a language that is read nowhere else has no letters of its own, and is looked up here.
  labels: [...ENGLISH_LABELS, ...FOREIGN_LABELS],
  ofAll: String.raw`\b(?:services?|operations?|access|temporarily|briefly|now|immediately|all|activit(?:y|ies)|functions?|here|again|normally|fully)\b`,
  swapped: String.raw`\b(?:swap|redenominat\w+|rebrand\w*|(?:token|contract) (?:migration|merger))\b`,
  possible: String.raw`\b(?:may|might|could|reserves? the right|considers?|potential(?:ly)?)\b`,
  passing:
    '\\b(?:temporar\\w+|maintenance|upgrad\\w+|until|resum\\w+|re-?open\\w*|reenable\\w*|restor\\w+|pause\\w*|brief\\w*|incident|issue|outage)\\b',
  nowOpen: '^(?:now\\b|back$)(?!.*\\b(?:again|once more)\\b)',
  extended: String.raw`\b(?:(?:been|be|being|is|are|was) (?:extended|prolonged)|(?:extend|prolong)(?:s|ing)? (?:the|our|this)|(?:extension|prolongation) (?:of|to)|(?:extended|prolonged) (?:to|until|till|by)|(?:resumption|re-?opening)\b.*\b(?:postponed|rescheduled|put off))\b`,
  practice: String.raw`\b(?:test[ -]?net|dev[ -]?net|sandbox|staging|demo|(?:paper|mock|simulated)[ -]trading)\b`,
  mainnet: String.raw`\bmainnet\b`,
  during: String.raw`\b(?:restart|reboot|resolv|fix|solv|rectify|remedy|mitigat|repair|restor|sort|clear|address)ing\b`,
  apology: String.raw`\b(?:apolog|sorry\b|regret\b)`,
  barred: '^(?:cannot|can.t|can not|(?:are|is )?not (?:possible|available))$',
  notYet: '\\byet\\b',
  nextWord: String.raw`\b(?:(?:next|further|another|more|an|additional|regular) updates?|(?:update|inform|notify) (?:you|users|customers)|keep you (?:posted|updated|informed)|updates? (?:will|to|in|at|by))\b`,
  chainWork: String.raw`\bsupports?\b(?! (?:has|was|team)).*\b(?:(?:network|mainnet|protocol|chain) upgrade|hard[- ]?fork)s?\b`,
  updating: 'updated?|monitoring|resolved|completed',
  investigating: 'investigating|identified|scheduled',
  untouched: 'unaffected|unimpacted|impact|usual',
  amending: {
    works: String.raw`\b(?:maintenance|upgrade|hard ?forks?|migration)\b`,
    planned: String.raw`\b(?:maintenance|upgrade|hard ?forks?|migration|suspension|mainnet swap)\b`,
    calledOff: String.raw`\b(?:cancel(?:l?ed|l?ation)?|called off|will (?:no longer|not) (?:take place|go ahead|be (?:held|carried out)))\b`,
    putOff: String.raw`\b(?:postpon(?:ed|es|ement|ing)|reschedul(?:e(?:d|s)?|ing)|put off|delayed|moved|brought forward|new (?:time|date|schedule))\b`,
    movedTo: String.raw`(?:postponed|postpones|rescheduled|reschedules|put off|delayed|moved|brought forward)(?:\s+(?:the|our|its|this|an?|from)\b.*?)?\s+(?:to|until|till)\b\s*(.+)`,
  },
  unaffected: String.raw`\b(?:(?:not|n't) (?:be(?:en|ing)? )?(?:affected|impacted)|unaffected|unimpacted|(?:operating|working|functioning|running) (?:normally|as (?:usual|normal|expected))|(?:remains?|is|are|stays?) (?:fully )?(?:operational|available|open|online)|as (?:usual|normal)|no (?:impact|effect))\b|${FOREIGN_UNAFFECTED}`,
  sparing: String.raw`\b(?:(?:no|without) (?:any )?(?:impact|effect) (?:on|to)|without affecting|not affecting|not impacting|except(?: for)?|excluding|other than|apart from)\b`,
  noticeWords: String.raw`\b(?:notice|extend(?:ed|s)?|extension|ongoing|current(?:ly)?|end|announcement|important|reminder|updates?|regarding|about|notification|information|of|on|for|the|an?|our|we|will|be|is|are|to|scheduled|planned|upcoming|urgent|emergency|brief|short|perform(?:ing)?|carry(?:ing)? out|undergo(?:ing)?|conduct(?:ing)?|have|temporary|platform|exchange|users?|time|from|to|between|until|and|in|at|(?:mon|tues|wednes|thurs|fri|satur|sun)day|expected|downtime|duration|estimated|approximately)\b`,
  follows:
    String.raw`at|by|against|support|update|notice|from|to|into|out|off|between|during|within|until|till|as|while|when|after|before|since|than|per|around|near|about|without|if|so|that|this|these|which|who|the|a|an|our|your|their|its|is|are|was|were|be|has|have|had|will|would|must|can|may|might|need|needs|does|do|did|take|takes|took|taking|go|goes|went|begin|begins|start|starts|starting|work|works|remain|stay|appear|show|today|tomorrow|tonight|soon|here|there|ever|yet|twice|more|less|not|only|just|also|feels?|looks?|seems?|comes?|gets?|keeps?|stays?|\w+(?:ly|ing|ed)|both|back|up|down|in|on|` +
    String.raw`servers?|upgrades?|maintenance|functions?|functionality|features?|process(?:es|ing|ors?)?|crediting|settlements?|confirmations?|broadcast\w*|requests?|attempts?|queues?|flows?|performance|systems?|access|codes?|orders?|operations?|engines?|announcement|scheduled|attempted|initiated|made|users|customers|clients|networks?|channels?|sessions?|connections?|connectivity|availability|windows?|v\d+`,
  around: String.raw`\b(?:(?:net|side|back|main)?work(?:s|ing)?|(?:block)?chains?|nodes?|mainnet|validators?|protocol|consensus|hub|evm|ecosystem|ledger|block(?:s|ing)?|height|upgrad(?:e[sd]?|ing)|hard|soft|forks?|supports?|supporting|swaps?|migration|rebranding|redenomination|contract|tokens?|coins?|assets?|crypto(?:currenc(?:y|ies))?|digital|currenc(?:y|ies)|projects?|funds|balances?|wallets?|addresses|transfers?|transactions?|payments?|purchases?|orders?|requests?|placed|queue|process(?:ed|es|ing)?|credit(?:ed|ing)?|load(?:ing|ed)?|view(?:ing)?|sync(?:ing|hroni[sz]\w+)?|users?|customers?|clients?|traders?|members?|you|your|dear|our|ours|its|their|them|they|this|that|these|those|there|which|who|some|other|certain|several|selected|few|one|two|both|all|each|any|during|starting|beginning|around|about|approx|roughly|take|takes|taking|took|place|part|run|runs|while|when|where|once|until|till|since|before|after|then|than|from|into|onto|out|off|over|under|with|within|without|via|due|because|following|result|given|additional|further|also|again|well|soon|still|just|only|even|yet|now|not|and|but|nor|has|have|had|having|been|being|are|were|was|did|does|doing|can|could|may|might|must|should|shall|able|need(?:s|ed)?|want|make|sure|hours?|minutes?|mins?|days?|weekend|morning|evening|night|annual|window|period|system|systems|service|services|features?|functions?|functionality|operations?|engine|matching|servers?|database|data|cent(?:er|re)|cloud|infrastructure|hosting|backend|hardware|software|platform|exchange|site|web|app|apps|mobile|desktop|mode|status|page|pages|elevated|high(?:er)?|heavy|large|increased?|increasing|abnormal|unusual|unexpected(?:ly)?|unforeseen|severe|major|minor|partial(?:ly)?|full(?:y)?|significant(?:ly)?|known|longer|slow(?:er|ly)?|congestion|congested|traffic|demand|activity|volumes?|load|spike|surge|volatility|movements?|price|performance|connectivity|connections?|stable|stability|instability|technical|security|safety|safe|secure|checks?|measures?|precaution(?:ary)?|reasons?|causes?|caused|causing|vulnerability|exploit|hack|attack|breach|production|release|teams?|engineers?|developers?|foundation|providers?|processors?|partners?|banks?|banking|third[- ]party|upstream|external|internal|channels?|experienc(?:e|es|ed|ing)|encounter(?:s|ed|ing)?|fac(?:e|es|ing)|see|seen|seeing|notic(?:ed|ing)|observ(?:ed|ing)|detect(?:ed|ing)?|identif(?:ied|ying)|investigat(?:es?|ed|ing)|confirm(?:s|ed|ing)?|aware|report(?:ed|ing|s)|announc(?:e[sd]?|ing)|inform(?:ed)?|advis(?:e|ed)|decided|currently|moment|present|today|tonight|tomorrow|sorry|please|kindly|patience|understanding|know|separate(?:ly)?|shortly|return(?:s|ed|ing)?|back|complet(?:e[sd]?|ing|ion)|success(?:ful|fully)|change[sd]?|changing|moved|new time|hour|delist(?:s|ed|ing)?|termination|terminat(?:e[sd]?|ing)|discontinu\w+|regular|normal(?:ly)?|stay|keep|use|using|get|getting|way|end|start(?:s|ed)?|expect(?:s|ed)?|based|low|thin|short|second|first|code|response|errors?|result|regret|fellow|hello|everyone|folks|quick|heads|apologi[sz]e|inconvenience|launch|topped|storage|cold|hot|replenish\w+|stale|rolling|deployed|pending|small|group|required|conditions?|met|redemptions?|action)\b`,
  naming: `${ENGLISH_NAMING}|${FOREIGN_NAMING}`,
  turns: String.raw`[,;.!](?=\s)|\s(?:but|while|whereas|however)\s`,
  // Words that only begin a sentence have a capital; of determiners and prepositions a headline may have one too.
  opening:
    String.raw`(?<=[\p{L}\d)\]%"'] )(?:(?:Please|We|You|Your|Our|It|They|Their|There|This|These|Those|If|When|While|How|What|Why|Who|Do|Does|Did|Are|Is|Can|Never|Thank|Thanks|Beware|However|Meanwhile|Also|Once|Until|Should|Let)(?:'\p{Ll}+)? \p{Ll}` +
    String.raw`|(?:An?|The|All|Any|Some|No|For|In|On|At|By|As|To|After|During|Due|From|With) \p{Ll}+ [\p{Ll}-]{2}` +
    String.raw`|\p{Lu}\p{Ll}+ (?:us|our|your|out our|up now|more about)\b)`,
  goesOn: String.raw`\b(?:of|for|on|in|at|to|by|via|from|with|and|or|the|an?|our|your|its|their|is|are|was|were|be|will|has|have|not|that|this)`,
};
