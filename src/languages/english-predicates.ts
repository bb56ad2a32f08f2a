import type { LexiconEntry } from './lexicon.ts';

/** Nouns, adjectives and phrases that tell what happens; verbs stand in a file of their own. */
export const ENGLISH_PREDICATES: readonly LexiconEntry[] = [
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
    '(?:scheduled |planned |routine |regular |emergency |extraordinary |system |platform |server |network |node |unscheduled |temporary |urgent )*(?:maintenance|technical works?)|system (?:upgrade|update)',
  ],
  [
    'predicate',
    'halt',
    'adjective',
    "(?:are not|is not|aren't|isn't|not) yet(?=[.,!]|$)|(?<=(?:deposits|withdrawals|trading) )(?:are not|is not|aren't|isn't)(?=[.!]|$)|unavailable|inaccessible|unreachable|offline|out of (?:service|order|action)|on hold|inoperative|non-functional|down(?! (?:by|to|from|\\d))|not (?:available|possible|working(?! (?:directly )?(?:with|together|alongside)\\b)|functioning|operational|accessible|supported|responding|being processed|processing|loading)|under(?:going)? (?:\\w+ )?maintenance|in maintenance(?: mode)?|at a standstill",
  ],
  ['predicate', 'halt', 'governing', "unable to|cannot|can't|can not|not able to|couldn't"],
  ['predicate', 'halt', 'future', "(?:won't|will not) be able to"],
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
    'disconnect(?:s|ions)?|partial (?:outage|suspension|interruption)s?|(?:delays?|backlogs?|issues?|problems?|difficult(?:y|ies)|errors?(?: rates?)?|degradation|latency|disruptions?|trouble|troubles|instability|intermittency|slowness|slowdowns?|degraded performance|incidents?|glitch(?:es)?|bugs?|failures?|time-?outs?|interference|service disruptions?)',
  ],
  [
    'predicate',
    'degrade',
    'adjective',
    '(?:more )?slow(?:er|ly)?(?: than (?:usual|normal|expected))?|intermittent(?:ly)?|unstable|degraded|sluggish|congested|(?:running |operating )?behind|(?:higher|longer) than (?:usual|normal|expected)|(?:in|into|to|is|are|enters?|entered) (?:post|cancel|limit|reduce)-only(?: mode)?|partially (?:available|unavailable)|(?<=(?:being|getting|is|are|were) )(?:declined|rejected)(?! (?:in|for|across) (?:all|every))|limited|patchy|backed up|stuck|pending longer',
  ],
  [
    'predicate',
    'resume',
    'adjective',
    'back(?: (?:online|up|to normal|in (?:operation|service|action)|live|open))?(?: (?:and )?(?:running|working|operational|online|again))?|up and running(?: again)?|(?:up|live|open|available|working|operational|online|functional|running|accessible|possible|operating|functioning)(?: (?:as )?normally| as expected| properly| fine| well| smoothly)? (?:again|once more)|(?:flowing|moving|going (?:out|through)|coming through|processing|clearing|(?:being )?(?:processed|credited|accepted|executed|filled))(?: \\w+ly)? again|fully (?:restored|recovered|operational again)|now (?:fully )?(?:open|live|available|working|operational|online|functional|possible|enabled|running|up|functioning|operating|processing|being processed|going through|flowing)(?: (?:as )?normal(?:ly)?)?',
  ],
  ['predicate', 'degrade', 'present', 'disconnecting|crashing|crashes|(?<=\\bapp )(?:closes|freezes)'],
  ['predicate', 'degrade', 'governing', 'not (?:receiv(?:e|ing|ed)|getting)(?= (?:\\w+ ){0,4}codes?\\b)'],
  ['predicate', 'halt', 'adjective', '(?:declined|rejected)(?= (?:in|for|across) (?:all|every))'],
  ['predicate', 'open', 'base', '(?<=(?:will|to|shall) (?:(?!remain|stay|keep|be )\\w+ )?)open'],
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
