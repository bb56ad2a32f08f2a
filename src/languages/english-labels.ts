import type { LexiconEntry } from './lexicon.ts';

/**
 * Words of status pages' names and headlines, where a bare "mobile" or "buys" names a part of the exchange. In a
 * sentence they would mean anything.
 */
export const ENGLISH_LABELS: readonly LexiconEntry[] = [
  ['component', 'api', 'market data|(?:price|data) feeds?'],
  ['component', 'api', '=REST|FIX|WSS?'],
  ['component', 'api', '=(?:[Ss]pot|[Ff]utures|[Dd]erivatives|[Mm]argin|[Tt]rading) (?:REST|FIX)'],
  [
    'component',
    'api',
    '(?:spot|futures|derivatives?|perpetuals?|margin|trading|deposits?|withdrawals?|funding)(?: (?:and|&) \\w+)? (?:(?:REST|FIX|web ?socket) )?(?:api|web ?socket)s?',
  ],
  ['component', 'login', 'log[- ]?ins?|sign[- ]?ins?|logging in|signing in|sso'],
  [
    'component',
    'website',
    'web(?: ?sites?| app| interface| platform)?(?! ?socket)|dashboards?|front-?ends?|user interface|apps?|mobile|ios|android|desktop',
  ],
  [
    'component',
    'derivatives',
    'funding rates?|options (?:trading|markets?)|derivatives?|futures|perp(?:etual)?s?',
  ],
  [
    'component',
    'trading',
    'trading platform|trades?|trading|matching|order (?:books?|entry|placement|matching)|orders|buys?|sells?',
  ],
  ['component', 'staking', 'earn|(?:un)?staking'],
  ['component', 'card', 'cards?'],
  ['component', 'deposits', 'deposit(?:s|ing|ed)?|receiv(?:es?|ing)|pay[- ]?ins?|on[- ]?ramps?|top[- ]?ups?'],
  [
    'component',
    'withdrawals',
    'withdraw(?:als?|ing|s|n)?|sends?|sending|pay[- ]?outs?|cash[- ]?outs?|off[- ]?ramps?',
  ],
  [
    'component',
    'deposits withdrawals',
    '(?<!internal )transfers?|wallet maintenance|(?:hot|crypto) wallets?',
  ],
  ['whole', 'everything'],
  ['filler', 'exchange rates?|internal transfers?|prop(?:rietary)? trading|equities|stocks?|etfs?|forex'],
];

/** A headline's own word that somebody is hurt, for pages that call a real delay "no impact". */
export const TROUBLE_WORDS =
  /\b(?:delay(?:s|ed)?|degrad\w+|slow\w*|intermittent\w*|fail\w*|errors?|issues?|problems?|outage|disrupt\w*|unavailab\w+|suspend\w*|halt\w*|paus\w*|disabl\w+|down|stuck)\b/i;

/** A headline's words that something has been switched off, however little the page makes of it. */
export const HALT_WORDS =
  /\b(?:suspended|halted|paused|disabled|unavailab\w+|offline|down|not (?:possible|available|working))\b/i;

/** Those of them that say that somebody did it: so a whole service is off too, and not merely hard to reach. */
export const SWITCHED_OFF = /\b(?:suspended|halted|paused|disabled)\b/i;

/** Words that make less of it: some of it, for some, or perhaps. */
export const HEDGES =
  /\b(?:may|might|partial(?:ly)?|intermittent(?:ly)?|some|certain|delay(?:s|ed)?|degraded|no longer|not(?! (?:possible|available|working)))\b/i;

/** What other companies run, and the desk that answers questions: whatever is out there, the exchange works. */
export const SOMEBODY_ELSES =
  /\b(?:third[- ]part(?:y|ies)|(?:external|upstream) (?:services?|providers?|systems?|dependenc\w+)|vendors?|sub-?processors?|help ?(?:desk|cent(?:er|re))|customer (?:support|service|care)|support$|(?:live|support) chat|support (?:desk|portal|tickets?|system|cent(?:er|re))|zendesk|intercom|freshdesk)\b/i;

/** Words of headlines that name nothing, by what they tell. */
export const ENGLISH_NAMING = [
  // What an exchange is made of, as a whole.
  'services?|systems?|platforms?|exchange|sites?|products?|features?|functions?|functionality|infrastructure|operations?|networks?|back-?ends?|core|production|servers?|databases?|dbs?|infra|storage|disks?|load[- ]?balancers?|firewalls?|nodes?|clusters?|data ?cent(?:er|re)s?|clouds?|hosting|providers?|regions?|engines?',
  // How it does.
  'performance|availability|reliability|stability|connect(?:ivity|ions?|ing)?|endpoints?|behaviou?rs?|responses?|responsiveness|requests?|traffic|load(?:ing|s)?|volumes?|rates?|times?|time-?outs?|latenc(?:y|ies)|processing|experiences?|status(?:es)?|codes?|http|[45]xx|[45]\\d\\d',
  // How badly.
  'elevated|increas(?:ed?|ing)|high(?:er)?|low(?:er)?|reduced|slow(?:er|ly|ness|downs?)?|partial(?:ly)?|minor|major|critical|severe|serious|large|significant|small|intermittent(?:ly)?|temporar(?:y|ily)|brief(?:ly)?|unexpected|unplanned|unscheduled|emergency|urgent|potential|possible|known|ongoing|current(?:ly)?|recent|multiple|various|different|widespread|global|general|sporadic|occasional|technical|operational|internal|external|unusual|abnormal|affected|impacted',
  // When.
  'daily|weekly|monthly|quarterly|annual|yearly|regular|routine|periodic|planned|scheduled|upcoming|nightly|weekend|today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|utc|gmt|[aceps][sd]?t|am|pm|windows?|hours?|minutes?|days?|phases?|parts?|\\d+(?:st|nd|rd|th)',
  // By what it comes.
  'hardware|software|power|dns|cdn|ddos|attacks?|security|certificates?|bandwidth|capacity|routing|configuration|overload(?:ed)?|maintenance|works|working|nothing|mode|fail-?overs?|rolling|completely|fully|totally|entirely|properly|correctly',
  // What it is called.
  'incidents?|troubles?|issues?|problems?|errors?|failures?|difficult(?:y|ies)|disruptions?|disturbances?|interruptions?|degrad\\w+|outages?|downtimes?|anomal(?:y|ies)|instability|glitch(?:es)?|bugs?|events?|impacts?|crash(?:es|ed)?|upgrades?|updates?|migrations?|deploy\\w*|releases?|changes?|works?|fix(?:es|ed)?|hotfix|restarts?|recover\\w*|notices?|announcements?|something|wrong|post',
  // Who tells of it, and who has it.
  'investigat\\w+|identif\\w+|monitor\\w*|resolv\\w+|report(?:s|ed|ing)?|aware|look(?:ing)?|see(?:ing|n|s)?|experienc\\w+|observ\\w+|fac(?:e|es|ing)|affect(?:s|ing)?|impact(?:s|ing)?|receiv(?:e|ing)|encounter\\w*|users?|customers?|clients?|traders?|people|everyone|teams?|engineers?',
  // What holds a sentence together.
  "[a-z]|the|an?|and|or|of|on|in|at|to|by|for|from|with|within|across|into|due|because|during|after|before|when|while|some|many|most|all|any|certain|several|few|few(?:er)?|more|than|other|our|we|us|you|your|they|their|its?|it's|this|that|these|those|there|is|are|was|were|be|been|being|has|have|had|may|might|can|could|cannot|can't|will|would|should|not|no|still|again|also|now|up|out|as|part|usual|normal|unable|able|reach(?:ing|able)?|use|using|access(?:ing|ible)?|re|ve|s|t",
].join('|');
