import type { Span, Text } from './text.ts';

/** Stands on both sides of what is filled into a message, until `spaced` has looked at it. */
export const SEAM = '\u{E000}';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LATIN = /[\p{Script=Latin}\p{N}]/u;
/** Markdown around a name is nothing that a reader sees. */
const UNSEEN = /[*`_|\u{E000}]/u;

/** A time of day as Discord writes it, which a reader sees as digits. */
const TIME = /<t:\d+:[tTdDfF]>$/;
const DIGIT = /\p{N}/u;
const NO_BREAK = '\u{A0}';

/**
 * Chinese and Japanese set Latin letters and digits off by a blank, and what is counted stays beside its number. What is
 * filled into a message may be either, so its seams are looked at once it is known; nothing within what is filled in is
 * changed.
 */
export function spaced(text: Text): Text {
  return text.map((span, at) => {
    if (typeof span !== 'string' || !span.includes(SEAM)) return span;
    const characters = Array.from(span);
    return characters
      .map((character, i) => {
        const isSecond = characters[i - 1] === SEAM;
        const otherwise = character === SEAM ? '' : character;
        if (character === SEAM ? isSecond : character !== ' ' || !isSecond) return otherwise;
        const head = characters.slice(0, i);
        const before = nearest(head.toReversed()) ?? edgeOf(text[at - 1], 'end');
        const after = nearest(characters.slice(i + 1)) ?? edgeOf(text[at + 1], 'start');
        if (before === undefined || after === undefined) return otherwise;
        const isNumber = DIGIT.test(before) || (before === '>' && TIME.test(shownOf(head)));
        if (isNumber && CJK.test(after)) return NO_BREAK;
        return areSetOff(before, after) ? ' ' : otherwise;
      })
      .join('');
  });
}

function shownOf(characters: readonly string[]): string {
  return characters.filter((character) => character !== SEAM).join('');
}

function nearest(characters: readonly string[]): string | undefined {
  return characters.find((character) => !UNSEEN.test(character));
}

/** What a reader sees at the edge of a span. A time ago is in their own language, which is not known here. */
function edgeOf(span: Span | undefined, side: 'start' | 'end'): string | undefined {
  if (span === undefined) return undefined;
  if (typeof span !== 'string' && span.kind === 'time') return span.style === 'ago' ? ' ' : '0';
  const characters = Array.from(typeof span === 'string' ? span : span.text);
  return nearest(side === 'end' ? characters.toReversed() : characters);
}

function areSetOff(one: string, other: string): boolean {
  return (CJK.test(one) && LATIN.test(other)) || (LATIN.test(one) && CJK.test(other));
}
