import { nameRules, ownName } from '#src/names/name-rules.ts';
import type { Rule } from '#src/names/name-rules.ts';

import { IGNORE_REASONS, SURE_ENOUGH } from './announcement.ts';
import type { AnnouncementContext, AnnouncementResult, IgnoreReason, ReadOptions } from './announcement.ts';
import { decide } from './decide.ts';
import { announcedEndings } from './endings.ts';
import { collectFindings } from './findings.ts';
import type { ScannedSentence } from './sentences.ts';
import { readTemplate } from './read-template.ts';
import { scanPost } from './scan-post.ts';
import type { PostWords } from './scan-post.ts';
import { understood } from './understood.ts';

const DEFAULT_NAMES = nameRules({});

/** Reads the words of an announcement that has no title apart. */
export function readAnnouncement(text: string, options: ReadOptions): AnnouncementResult {
  return readPost({ body: text }, options);
}

/**
 * Reads what an exchange published: which services it speaks of, what happens to them, and when. Title and body are
 * one text, with one placing. Only what is sure enough becomes a reading; the rest is context with a reason.
 */
export function readPost(post: PostWords, options: ReadOptions): AnnouncementResult {
  const names = namesFor(options);
  const sentences = scanPost(post, names, options);
  const exchange = options.exchange ?? firstExchange(sentences);
  if (exchange === undefined) return ignore('no exchange', []);
  const network = options.network ?? ((name: string) => name);
  const { findings, strange } = understood(post, collectFindings(sentences, exchange), sentences);
  const decision = decide(findings, { exchange, publishedAt: options.publishedAt, network });
  const byTemplate = readTemplate(post, sentences, decision.readings, { ...options, exchange });
  if (byTemplate !== null && byTemplate.readings.length + byTemplate.endings.length > 0) {
    return {
      ...byTemplate,
      ignored: byTemplate.readings.length > 0 ? null : reasonText('delisting'),
      context: [],
    };
  }
  const endings = announcedEndings(findings.endings, decision, exchange, network);
  const readings = decision.readings.filter(({ sure }) => sure >= SURE_ENOUGH);
  const doubtful = decision.readings
    .filter(({ sure }) => sure < SURE_ENOUGH)
    .map(({ because }) => ({ text: because.join(' … '), why: 'unsure' as const }));
  const context = [...strange, ...decision.context, ...doubtful];
  if (readings.length === 0) return { ...ignore(mainReason(context, sentences), context), endings };
  return { readings, ignored: null, endings, context };
}

const rulesOf = new WeakMap<object, readonly Rule[]>();
const ownRulesOf = new Map<string, readonly Rule[]>();

/** The rules for names are made once: for a table of exchanges, else for the exchange that speaks. */
function namesFor({ exchange, exchanges }: ReadOptions): readonly Rule[] {
  if (exchanges !== undefined) {
    const rules = rulesOf.get(exchanges) ?? nameRules(exchanges);
    rulesOf.set(exchanges, rules);
    return rules;
  }
  if (exchange === undefined) return DEFAULT_NAMES;
  const rules = ownRulesOf.get(exchange) ?? [ownName(exchange), ...DEFAULT_NAMES];
  ownRulesOf.set(exchange, rules);
  return rules;
}

function ignore(reason: IgnoreReason, context: readonly AnnouncementContext[]): AnnouncementResult {
  return { readings: [], ignored: reasonText(reason), endings: [], context };
}

function reasonText(reason: IgnoreReason): string {
  return `${reason}: ${IGNORE_REASONS[reason]}`;
}

function firstExchange(sentences: readonly ScannedSentence[]): string | undefined {
  for (const { tokens } of sentences) {
    const named = tokens.find((t) => t.kind === 'exchange');
    if (named?.kind === 'exchange') return named.exchange;
  }
  return undefined;
}

/** What a text is about, where it is no news of a service. */
const TOPICS: ReadonlySet<IgnoreReason> = new Set([
  'warning',
  'product',
  'delisting',
  'listing',
  'history',
  'accounts',
]);

/** The reason that tells most: what the text is about, the first that it gives, before the plain absence of one. */
function mainReason(
  context: readonly AnnouncementContext[],
  sentences: readonly ScannedSentence[],
): IgnoreReason {
  const told =
    context.find(({ why }) => TOPICS.has(why)) ??
    context.find(({ why }) => why !== 'no service' && why !== 'no change');
  if (told !== undefined) return told.why;
  const marketing = sentences.some(({ reason }) => reason === 'marketing');
  if (marketing) return 'marketing';
  const named = sentences.some(({ tokens }) =>
    tokens.some((t) => t.kind === 'component' || t.kind === 'whole'),
  );
  return named ? 'no change' : 'no service';
}
