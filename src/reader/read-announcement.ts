import { IGNORE_REASONS, SURE_ENOUGH } from '#src/reader/announcement.ts';
import type {
  AnnouncementContext,
  AnnouncementResult,
  IgnoreReason,
  ReadOptions,
} from '#src/reader/announcement.ts';
import { decide } from '#src/reader/decide.ts';
import { collectFindings } from '#src/reader/findings.ts';
import type { ScannedSentence } from '#src/reader/findings.ts';
import type { Lexicon, Topic } from '#src/languages/lexicon.ts';
import { nameRules } from '#src/names/name-rules.ts';
import type { Rule } from '#src/names/name-rules.ts';
import { placeNames } from '#src/names/coin-or-chain.ts';
import { toPlainText } from '#src/reader/plain-text.ts';
import { languageOf } from '#src/languages/languages.ts';
import { scan } from '#src/names/scan.ts';
import { splitSentences } from '#src/reader/sentences.ts';
import type { CalendarDay } from '#src/reader/time/calendar.ts';
import { findMoments } from '#src/reader/time/find-moments.ts';
import type { Moment } from '#src/names/token.ts';

const DEFAULT_NAMES = nameRules({});

/**
 * Reads the words of an exchange's announcement or post: which services it speaks of, what happens to them,
 * and when. Only what is sure enough becomes a reading; the rest is context with a reason.
 */
export function readAnnouncement(text: string, options: ReadOptions): AnnouncementResult {
  const names = options.exchanges === undefined ? DEFAULT_NAMES : nameRules(options.exchanges);
  const plain = toPlainText(text);
  const sentences = scanSentences(plain, names, options.publishedAt);
  const exchange = options.exchange ?? firstExchange(sentences);
  if (exchange === undefined) return ignore('no exchange', []);
  const topic = null as IgnoreReason | null;
  if (topic !== null) return ignore(topic, [{ text: plain, why: topic }]);
  const findings = collectFindings(sentences, exchange);
  const decision = decide(findings, {
    exchange,
    publishedAt: options.publishedAt,
    network: options.network ?? ((name) => name),
  });
  const readings = decision.readings.filter(({ sure }) => sure >= SURE_ENOUGH);
  const doubtful = decision.readings
    .filter(({ sure }) => sure < SURE_ENOUGH)
    .map(({ because }) => ({ text: because.join(' … '), why: 'unsure' as const }));
  const context = [...decision.context, ...doubtful];
  if (readings.length === 0) return ignore(mainReason(context, sentences), context);
  return { readings, ignored: null, context };
}

function ignore(reason: IgnoreReason, context: readonly AnnouncementContext[]): AnnouncementResult {
  return { readings: [], ignored: `${reason}: ${IGNORE_REASONS[reason]}`, context };
}

function scanSentences(plain: string, names: readonly Rule[], publishedAt: number): ScannedSentence[] {
  const scanned: ScannedSentence[] = [];
  let day: CalendarDay | null = null;
  let moment: Moment | undefined;
  let base = 0;
  for (const { text, bullet } of splitSentences(plain)) {
    const lexicon = languageOf(text);
    const found = findMoments(text, { publishedAt, zone: lexicon.zone, day, last: moment });
    moment = found.tokens.at(-1)?.moment ?? moment;
    day = found.day;
    const tokens = placeNames(scan(text, lexicon, names, found.tokens), text);
    const last = scanned.at(-1);
    if (bullet && last !== undefined && isHeading(last) && tokens.every((t) => t.kind !== 'predicate')) {
      const moved = tokens.map((t) => ({ ...t, start: t.start + base, end: t.end + base }));
      const comma = { kind: 'join', join: 'comma', start: base, end: base, text: ',' } as const;
      scanned.splice(-1, 1, { ...last, tokens: [...last.tokens, comma, ...moved] });
    } else {
      scanned.push({
        text,
        tokens,
        lexicon,
        reason: topicOf(text, lexicon, 'sentence') ?? topicOf(text, lexicon, 'text'),
      });
      base = 0;
    }
    base += text.length + 1;
  }
  return scanned;
}

/** A line that ends in a colon says of the items below it what it says. */
function isHeading({ text, tokens }: ScannedSentence): boolean {
  return text.endsWith(':') && tokens.some((t) => t.kind === 'predicate');
}

function textTopic(plain: string): IgnoreReason | null {
  for (const line of plain.split('\n')) {
    const topic = topicOf(line, languageOf(line), 'text');
    if (topic !== null) return topic;
  }
  return null;
}

function topicOf(text: string, { topics }: Lexicon, scope: Topic['scope']): IgnoreReason | null {
  return topics.find((topic) => topic.scope === scope && topic.pattern.test(text))?.reason ?? null;
}

function firstExchange(sentences: readonly ScannedSentence[]): string | undefined {
  for (const { tokens } of sentences) {
    const named = tokens.find((t) => t.kind === 'exchange');
    if (named?.kind === 'exchange') return named.exchange;
  }
  return undefined;
}

/** The reason that tells most: the first of the text, before the plain absence of one. */
function mainReason(
  context: readonly AnnouncementContext[],
  sentences: readonly ScannedSentence[],
): IgnoreReason {
  const told = context.find(({ why }) => why !== 'no service' && why !== 'no change');
  if (told !== undefined) return told.why;
  const marketing = sentences.some(({ reason }) => reason === 'marketing');
  if (marketing) return 'marketing';
  const named = sentences.some(({ tokens }) =>
    tokens.some((t) => t.kind === 'component' || t.kind === 'whole'),
  );
  return named ? 'no change' : 'no service';
}
