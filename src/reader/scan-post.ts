import { HOUR_MS } from '#src/domain/time.ts';
import { LANGUAGES, languageOf } from '#src/languages/languages.ts';
import type { Lexicon, Topic } from '#src/languages/lexicon.ts';
import type { Rule } from '#src/names/name-rules.ts';
import { namesIn } from '#src/names/names-in.ts';
import { isPractice } from '#src/names/practice.ts';
import type { Moment } from '#src/names/token.ts';

import type { IgnoreReason, ReadOptions } from './announcement.ts';
import { fieldOf, isUntoldField, joinLabels } from './field.ts';
import { toPlainText } from './plain-text.ts';
import { logOf } from './update-log.ts';
import { splitSentences } from './sentences.ts';
import type { ScannedSentence, Sentence } from './sentences.ts';
import { keptWords, withoutHeads } from './kept-words.ts';
import type { CalendarDay } from './time/calendar.ts';
import { hasTurn, isNameWithTime, lineKindOf } from './turns.ts';
import { findMoments } from './time/find-moments.ts';
import { zoneIn } from './time/zones.ts';
import type { Zone } from './time/zones.ts';

/** The words of something published. Without a title, the text is all there is. */
export interface PostWords {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
}

/** An announcement says what it is about at its beginning; what follows is boilerplate. The bounds keep work linear. */
const MAX_RAW = 60_000;
const MAX_TITLE = 500;
const MAX_BODY = 12_000;
const MAX_SENTENCES = 60;
/** Short sentences cost little, and may say what the post is about. */
const SHORT = 60;
const MAX_SCANNED = 4_000;
const MAX_DATELINE = 40;
/** The share of letters that makes a text foreign. */
const FOREIGN = 0.2;
/** An hour that stands alone is that of writing, where it is so near. */
const SIGNING_MS = HOUR_MS;

/** The sentences of a post with what is known in them, the title's first. */
export function scanPost(
  { body, title }: PostWords,
  names: readonly Rule[],
  options: ReadOptions,
): ScannedSentence[] {
  const head = toPlainText((title ?? '').slice(0, MAX_RAW))
    .slice(0, MAX_TITLE)
    .replaceAll('\n', ' ');
  const text = toPlainText((body ?? '').slice(0, MAX_RAW)).slice(0, MAX_BODY);
  const language = languageOfPost(`${head}\n${text}`, options);
  const scanner = sentenceScanner(names, options, language, foreignZone(`${head}\n${text}`, language));
  for (const sentence of splitSentences(head)) scanner.take(sentence, true, 0);
  // A body often begins with its title.
  const rest = head !== '' && text.startsWith(head) ? text.slice(head.length) : text;
  let left = MAX_SCANNED;
  const seen = new Set<string>();
  const entries = logOf(joinLabels(rest), options.publishedAt, options.zone ?? language.zone);
  const told = entries.flatMap(({ text: words, update }) =>
    withoutDatelines(splitSentences(words).filter(mayTell), options.publishedAt).map((sentence) => ({
      sentence,
      update,
    })),
  );
  for (const { sentence, update } of told.slice(0, MAX_SENTENCES)) {
    left -= sentence.text.length;
    if (left < 0) break;
    // What is said twice tells nothing new.
    if (!seen.has(sentence.text)) scanner.take(sentence, false, update);
    seen.add(sentence.text);
  }
  return scanner.sentences;
}

/**
 * The language of the post as a whole: a Japanese line without kana is no Chinese one. Where the letters of a post
 * leave it open, the exchange's own language decides.
 */
function languageOfPost(text: string, { language }: ReadOptions): Lexicon {
  const found = languageOf(text);
  const own = LANGUAGES.find((one) => one.language === language);
  const isShared = found.language === 'zh' && own?.language === 'ja';
  return isShared && own !== undefined ? own : found;
}

const TELLING = new Map(
  LANGUAGES.map((lexicon) => {
    const words = lexicon.entries.filter(
      ([kind]) => kind === 'component' || kind === 'predicate' || kind === 'whole' || kind === 'wallet',
    );
    const source = words.map((entry) => entry.at(-1)).join('|');
    return [lexicon, new RegExp(String.raw`\d|[:$(]|(?:${source})`, 'i')] as const;
  }),
);

/** Most of a long post is boilerplate: what has no word of a service, no happening, no number and no name in it. */
function mayTell({ bullet, text }: Sentence): boolean {
  return bullet || text.length < SHORT || TELLING.get(languageOf(text))?.test(text) === true;
}

/** "Binance Team, 2026-03-07": below or above a text stands the day on which it was written. */
function withoutDatelines(sentences: readonly Sentence[], publishedAt: number): Sentence[] {
  return sentences.filter(
    ({ text }, i) =>
      !(isDayAlone(text, publishedAt) && (i === 0 || sentences[i - 1]?.text.endsWith(':') !== true)),
  );
}

function isDayAlone(text: string, publishedAt: number): boolean {
  if (text.length > MAX_DATELINE) return false;
  const { tokens } = findMoments(text, { publishedAt, zone: 'UTC', day: null });
  const [time] = tokens;
  if (tokens.length !== 1 || time?.moment.kind !== 'instant') return false;
  const isNow = Math.abs(time.moment.at - publishedAt) <= SIGNING_MS;
  const rest = text.slice(0, time.start) + text.slice(time.end);
  return (time.moment.wholeDay === true || isNow) && !/[\p{L}\d]/u.test(rest);
}

/** A row of names and numbers is in the time of the words around it, where these are mostly of one language. */
function foreignZone(text: string, { script, zone }: Lexicon): Zone | undefined {
  if (script === null) return undefined;
  const words = text.slice(0, MAX_TITLE * 2);
  const own = words.match(new RegExp(script, 'gu'))?.length ?? 0;
  return own > FOREIGN * words.length ? zone : undefined;
}

function sentenceScanner(
  names: readonly Rule[],
  { publishedAt, trades, zone }: ReadOptions,
  language: Lexicon,
  foreign: Zone | undefined,
) {
  const sentences: ScannedSentence[] = [];
  let day: CalendarDay | null = null;
  let moment: Moment | undefined;
  let base = 0;
  /** The zone that the head of a table names. */
  let columns: Zone | undefined;

  const tokensOf = (text: string, lexicon: Lexicon, keepsDoubtful: boolean) => {
    // English is written everywhere, so there the exchange's own time is meant; other languages have one of theirs.
    const home = columns ?? (lexicon.language !== 'en' ? lexicon.zone : (foreign ?? zone ?? lexicon.zone));
    const found = findMoments(text, { publishedAt, zone: home, day, last: moment });
    moment = found.tokens.at(-1)?.moment ?? moment;
    day = found.day;
    const named = namesIn(text, {
      lexicon,
      rules: names,
      taken: [...found.tokens, ...found.idle],
      keepsDoubtful: keepsDoubtful || isNameWithTime(text, found.tokens),
      keep: (words) => keptWords(words, text, lexicon, trades),
    });
    const isUntold =
      found.tokens.length === 0 &&
      isUntoldField(text) &&
      named.every((t) => t.kind !== 'predicate' || (t.form !== 'done' && t.form !== 'past'));
    return { named, tokens: isUntold ? [] : (fieldOf(text, found.tokens) ?? withoutHeads(named)) };
  };

  const take = ({ bullet, text }: Sentence, isTitle: boolean, update: number): void => {
    const lexicon = lexiconFor(text, language);
    const reason = topicOf(text, lexicon);
    const last = sentences.at(-1);
    const isItem = bullet && last !== undefined && isHeading(last);
    // What is delisted, or an item of a list, is named, and by no service beside it.
    const line = isTitle ? 'prose' : lineKindOf(text, bullet, last?.line);
    if (line === 'head') {
      columns = zoneIn(text) ?? columns;
      const { named } = tokensOf(text, lexicon, true);
      sentences.push({ text, tokens: [], named, lexicon, isTitle, update, line, reason: null });
      return;
    }
    const keepsDoubtful = reason === 'delisting' || isItem || line === 'row' || !lexicon.spaced;
    const { named, tokens } = tokensOf(text, lexicon, keepsDoubtful);
    const sentence = { text, tokens, named, lexicon, isTitle, update, line, reason };
    if (isItem && !hasTurn(sentence) && tokens.every((t) => t.kind !== 'predicate')) {
      const moved = tokens.map((t) => ({ ...t, start: t.start + base, end: t.end + base }));
      const comma = { kind: 'join', join: 'comma', start: base, end: base, text: ',' } as const;
      sentences.splice(-1, 1, { ...last, tokens: [...last.tokens, comma, ...moved] });
    } else {
      sentences.push(sentence);
      base = 0;
    }
    base += text.length + 1;
  };
  return { sentences, take };
}

/** A line of Chinese characters in a Japanese post is Japanese. */
function lexiconFor(text: string, post: Lexicon): Lexicon {
  const own = languageOf(text);
  return own.language === 'zh' && post.language !== 'en' ? post : own;
}

/** A line that ends in a colon says of the items below it what it says. */
function isHeading({ text, tokens }: ScannedSentence): boolean {
  return text.endsWith(':') && tokens.some((t) => t.kind === 'predicate');
}

function topicOf(text: string, lexicon: Lexicon): IgnoreReason | null {
  if (isPractice(text)) return 'practice';
  const topic = lexicon.topics.find(({ pattern }: Topic) => pattern.test(text));
  return topic?.reason === 'delisting' && isOnlyPossible(text, topic, lexicon)
    ? 'condition'
    : (topic?.reason ?? null);
}

const POSSIBLE = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.possible, 'i')]));
/** How far from an end the word stands that doubts it. */
const MAX_DOUBT = 40;

/** "The token may be delisted": nothing ends. */
function isOnlyPossible(text: string, { pattern }: Topic, lexicon: Lexicon): boolean {
  const found = pattern.exec(text);
  if (found === null) return false;
  const end = found.index + found[0].length;
  const around =
    lexicon.order === 'either'
      ? text.slice(Math.max(0, found.index - MAX_DOUBT), found.index)
      : text.slice(end, end + MAX_DOUBT / 2);
  return POSSIBLE.get(lexicon)?.test(around) === true;
}
