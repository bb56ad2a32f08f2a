import type { Topic } from './lexicon.ts';

/** English signs that a text, or a sentence, is no news of a service's state. In order of precedence. */
export const ENGLISH_TOPICS: readonly Topic[] = [
  {
    reason: 'warning',
    scope: 'text',
    pattern:
      /\b(?:phishing|scam(?:s|mers?)?|fraud(?:sters?|ulent)?|impersonat\w+|fake (?:e-?mails?|messages?|sms|sites?|websites?|apps?|news|accounts?)|beware|social engineering)\b/i,
  },
  {
    reason: 'product',
    scope: 'sentence',
    pattern:
      /\b(?:deprecat\w+|change-?log|release notes|(?:app|client) (?:version|update|release)s?|version \d+(?:\.\d+)+|bug ?fix(?:es)?|decommission\w*|(?:api|endpoints?|web ?sockets?|sdk|fix)\b.{0,60}\b(?:rate[- ]limits?|migrat\w+|new (?:fields?|parameters?|channels?)|upgrade[sd]?|sunset\w*))\b/i,
  },
  {
    reason: 'terms',
    scope: 'sentence',
    pattern:
      /\b(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)|user agreement|policy (?:update|change)s?|(?:update|change)s? (?:to|of|in) (?:our |the )?(?:[\w-]+ ){0,3}policy)\b/i,
  },
  {
    reason: 'delisting',
    scope: 'text',
    pattern:
      /\b(?:de-?list(?:s|ed|ing|ings)?|(?:removal|remove|removes|removing) (?:of )?(?:\S+ ){0,4}(?:trading pairs?|pairs|margin pairs?|tokens?|perpetual|from (?:spot|trading))|cease (?:all )?trading|cess?ation of support|cease (?:of )?support|ceas\w+ (?:all )?(?:trading|support)|(?:end(?:s|ing)? (?:of )?|termination of )(?:(?:trading|deposit|withdrawal|market|network) )*support|(?:stop|discontinu\w+|withdraw|terminat\w+) support(?:ing)?|(?:stop|cease|end)(?:s|ped|ping)? (?:offering|providing)|will no longer (?:offer|support|provide)|end(?:s|ing)? (?:of )?(?:the )?handling of|permanently (?:clos|ceas|discontinu|remov)\w+(?! from (?:the )?(?:circulation|(?:total )?supply))|(?:will no longer be|(?:is|are) no longer) supported|(?:coins?|tokens?|assets?|pairs?|(?-i:[A-Z]{2,6})) will be removed|sunset(?:ting)?|wind(?:ing)?[ -]down|off-?board(?:s|ed|ing)?|will be retired|retir(?:e|es|ing|ement of) (?:\S+ ){0,4}(?:pairs?|perpetuals?|contracts|markets|tokens)|discontinu\w+|exit(?:s|ing)? the \w+ market)\b/i,
  },
  {
    reason: 'listing',
    scope: 'text',
    pattern:
      /\b(?:will (?:be )?list(?:ed)?|lists|(?:opening|listing|launch|start) (?:of|for) (?:\S+ ){1,5}(?:has been |have been |is |will be )?(?:delayed|postponed|rescheduled|put off)|(?:new|initial|primary|spot|world premiere) listings?|gets? listed|market support for|(?:is|are|'re) listing|to list|now listed|ha(?:s|ve) listed|(?:its|their|the) listing|listed on|(?:(?:is|are) )?now live on (?!all\b|every|our\b)(?!.*\bagain\b)|introduc(?:es|ing) \S+ \(\w+\) on|launch(?:es|ing)? (?:\S+ ){0,3}(?:perpetual|contracts?|trading pairs?)|launchpool|launchpad|seed tag|innovation zone|world premiere|(?:adds?|adding) (?:\S+ ){0,6}(?:trading pairs?|pairs|to (?:earn|margin|convert|futures))|opens? trading for|new (?:spot |margin |trading |perpetual )+pairs?|(?:adds?|adding|added|introduces?|launches?) support for|listing of|integrat(?:ion|es|ed|ing) (?:of|support)|pre-?market|(?:deposits?|withdrawals?)\b[^.]*\btrading (?:starts?|begins?)(?! again)|trading (?:to follow|will follow)|new (?:cryptocurrency|token|coin) (?:on|at))\b/i,
  },
  {
    reason: 'history',
    scope: 'text',
    pattern:
      /\b(?:post-?mortem|incident (?:report|review|summary|recap|analysis)|root[- ]cause (?:analysis|report)|(?:final|closing) (?:incident )?report|investigation (?:report|results|findings)|(?:results|findings) of (?:the|our) investigation|retrospective|(?:weekly|daily|monthly|market) (?:digest|wrap|recap|round-?up|newsletter|brief(?:ing)?|commentary|report)|(?:digest|round-?up|newsletter)(?=:)|looking back|learn(?:ed|t) from|lessons? (?:learn(?:ed|t))|what (?:we|happened).{0,30}learn\w*|timeline of (?:the|events)|(?<=^)what happened\b(?! next)|anniversary|compensation (?:plan|for|scheme)|year in review|in hindsight|a year ago|years ago)\b/i,
  },
  {
    reason: 'accounts',
    scope: 'text',
    pattern:
      /\b(?:kyc|identity verification|verify your (?:identity|account)|unverified (?:users|accounts)|(?:haven't|have not|not|did not|didn't) (?:yet )?complete\w* (?:the )?(?:identity|verification|kyc)|(?:hours|days) (?:after|of|following) (?:an?|any|each|every|your|you|changing|resetting|adding) |dormant accounts?|inactive accounts?|your (?:account|withdrawal|deposit|order|request)s? (?:has|have|will be|is|are|was|were)|travel rule)\b/i,
  },
  {
    reason: 'denial',
    scope: 'sentence',
    pattern:
      /\b(?:no (?:current )?(?:plans?|intention|intent|reason) (?:to|of|for)|no intention|no truth|not the case|not correct|not accurate|(?<=^(?:it|this|that|they) (?:is|are|has|have|did|does|do)) not(?=\W*$)|incorrect|inaccurate|misleading|misreport\w*|(?:is|are|were) (?:simply |completely |just )?wrong|groundless|den(?:y|ies|ied|ying)|untrue|false|not true|fake|fud|rumou?rs?|contrary to|unfounded|baseless|misinformation|disinformation|fabricated|hoax|debunk\w*|(?:did|do|does) not (?:suspend|halt|pause|stop|freeze|disable|block|close|plan|intend)|didn't (?:suspend|halt|pause|stop|freeze|disable|block|close)|(?:has|have)(?: not|n't) (?:suspended|halted|paused|stopped|frozen|disabled|blocked|closed)|never (?:suspended|halted|paused|stopped|froze|frozen|disabled|blocked)|will (?:not|never) (?:be )?(?:suspend|halt|paus|stop|freez|froz|disabl|block)\w*|won't (?:be )?(?:suspend|halt|paus|stop|freez|disabl|block)\w*)\b/i,
  },
  {
    reason: 'question',
    scope: 'sentence',
    pattern:
      /\?\s*$|\b(?:about|explain\w*|discuss\w*|reasons?) why\b|: (?:when|why|how|what)\b(?! (?:to expect|you need))|^\W*(?:how to|what to do|why (?:is|are|was|were|do|does|did|can't|has|have)|what (?:is|are|happens)|faq|guide:|how do|q:)\b/i,
  },
  {
    reason: 'history',
    scope: 'sentence',
    pattern:
      /\b(?:yesterday|(?:the|this) past (?:week|month|year|weekend|few days)|over the weekend|last (?:week|month|year|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:two|three|few|several|\d+) (?:days|weeks|months) ago|back in (?:19|20)\d\d|in (?:19|20)[012]\d(?:,| (?:we|i|the|our|there)\b)|in (?:19\d\d|20[01]\d|202[0-4])(?=\W*$|[.,;])|historically|in the past|used to|throwback|on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*\b(?:was|were)|remember when)\b/i,
  },
  {
    reason: 'marketing',
    scope: 'sentence',
    pattern:
      /\b(?:earn (?:up to|rewards?|\d|more|with)|rewards?|prize(?:s| pool)?|giveaway|bonus(?:es)?|airdrops?|apy|apr(?!\.? \d)|cashback|promotion|campaign|voucher|celebrat\w+|(?:zero|no|0)[- ]fees?|fee holiday|win (?:a|up|back|big|your|\d)|(?:to )?share (?:a|an|in|up to|of|\d)|tournament|lucky draw|referral|trade and win|limited[- ]time|prize pool|check it out|join (?:us|now)|sign up)\b/i,
  },
];
