import { LANGUAGES } from '#src/languages/languages.ts';
import type { Lexicon } from '#src/languages/lexicon.ts';
import type { Token } from '#src/names/token.ts';

import type { AnnouncementContext } from './announcement.ts';
import type { ClauseFinding, Findings } from './finding.ts';
import type { PostWords } from './scan-post.ts';
import { secondOpinion } from './second-opinion.ts';
import type { ScannedSentence } from './sentences.ts';

/** As much of a sentence may be unread for what it claims to count: by whether the post looks like news of a service. */
const MAX_UNREAD_OF = { likely: 0.4, open: 0.3, unlike: 0.1 } as const;
/** As much where it claims that something is back. */
const MAX_UNREAD_BACK = 0.3;
/** Below a headline that is no notice only what is read to the last word counts. */
const MAX_UNLED = 0.05;

/**
 * Leaves what is understood: a claim counts where the words around it are those of a notice, and where its headline is
 * one. A sentence of which much is unread may say anything of anything.
 */
export function understood(
  post: PostWords,
  found: Findings,
  sentences: readonly ScannedSentence[],
): { readonly findings: Findings; readonly strange: readonly AnnouncementContext[] } {
  const claims = new Set([...found.findings, ...found.endings].map(({ text }) => text));
  if (claims.size === 0) return { findings: found, strange: [] };
  const shares = new Map(
    sentences.filter(({ text }) => claims.has(text)).map((one) => [one.text, unreadShare([one])]),
  );
  const heads = sentences.filter(({ isTitle }) => isTitle);
  const limit = MAX_UNREAD_OF[secondOpinion(post)];
  const isLed = unreadShare(heads) <= limit;
  const isRead = ({ borrowed, isTitle, text, assertion }: ClauseFinding): boolean => {
    const share = shares.get(text) ?? 0;
    if (assertion.kind === 'works') return true;
    // That something is back is believed less easily than that it is not.
    const most = assertion.kind === 'return' ? Math.min(limit, MAX_UNREAD_BACK) : limit;
    return isTitle || isLed ? share <= most : share <= MAX_UNLED && !borrowed;
  };
  return {
    findings: {
      ...found,
      findings: found.findings.filter(isRead),
      endings: found.endings.filter(({ text }) => (shares.get(text) ?? 0) <= limit),
    },
    // What names no service would have told nobody of anything; a headline tells of something.
    strange: found.findings
      .filter((one) => (one.subjects.length > 0 || one.isTitle) && !isRead(one))
      .map(({ text }) => ({ text, why: 'unlike' })),
  };
}

/** Words of notices, in the order in which they go: what announces them, what stands around what they tell. */
const PLAIN = new Map(
  LANGUAGES.map((lexicon) => [
    lexicon,
    new RegExp(`${lexicon.noticeWords}|${lexicon.ofAll}|${lexicon.around}`, 'gi'),
  ]),
);

/** What is named, and its name in full before its ticker: "Kadena (KDA)". */
const NAME = '@';
const SPELT =
  /(?:[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}ー]+|[A-Z]\p{L}*(?: [A-Z]\p{L}*){0,2}) ?[(\uFF08|]{1,2}@/gu;

/** How much of a sentence, by its letters, is neither known to the rules nor a word that every notice may have: 0…1. */
function unreadShare(sentences: readonly ScannedSentence[]): number {
  const unread = sentences.reduce((sum, one) => sum + unreadIn(one), 0);
  return unread / Math.max(1, lettersOf(sentences.map(({ text }) => text).join('')));
}

function unreadIn({ lexicon, named, text }: ScannedSentence): number {
  const rest = named
    .reduceRight(
      (left, token) => `${left.slice(0, token.start)}${signOf(token)}${left.slice(token.end)}`,
      text,
    )
    .replaceAll(SPELT, NAME)
    .replaceAll(PLAIN.get(lexicon) ?? '', '|');
  return lettersOf(wordsOf(rest, lexicon).join(''));
}

/** Words of two letters hold a sentence together, where words are set apart. */
function wordsOf(text: string, { spaced }: Lexicon): readonly string[] {
  return text.match(spaced ? /\p{L}[\p{L}\d'’-]{2,}/gu : /\p{L}+/gu) ?? [];
}

function signOf({ kind }: Token): string {
  return kind === 'asset' || kind === 'network' || kind === 'place' ? NAME : '|';
}

function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
