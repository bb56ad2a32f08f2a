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
  /\b(?:third[- ]part(?:y|ies)|(?:external|upstream) (?:services?|providers?|systems?|dependenc\w+)|vendors?|sub-?processors?|help ?(?:desk|cent(?:er|re))|customer (?:support|service|care)|(?:live|support) chat|support (?:desk|portal|tickets?|system|cent(?:er|re))|zendesk|intercom|freshdesk)\b/i;
