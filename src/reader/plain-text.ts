import { decodeHTMLStrict } from 'entities';

/**
 * The words of an announcement without its markup: tags, entities, links, emoji and full-width forms gone.
 * Blocks become lines, list items lines that begin with `- `.
 */
export function toPlainText(text: string): string {
  return decodeEntities(withoutUnseen(text.replace(/\r\n?/g, '\n')))
    .replace(/<li\b[^<>]*>/gi, '\n- ')
    .replace(/<\/t[dh]>\s*<t[dh]\b[^<>]*>/gi, ' | ')
    .replace(/<\/?(?:br|p|div|h[1-6]|ul|ol|li|tr|table|section|article|blockquote)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/https?:\/\/[^\s)）」】]+/gi, ' ')
    .replace(/(?<=^|\s)\/(?:[\w{}-]+\/)+[\w{}-]*/g, ' ')
    .normalize('NFKC')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/\b([Ww])on't\b/g, '$1ill not')
    .replace(/[“”«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[〜～∼]/g, '~')
    .replace(/\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]|\uFE0F|\u200B|\u200C|\u200D|\u2060/gu, ' ')
    .replace(/\*\*|__/g, '')
    .replace(/^[^\n]*$/gm, itemsOf)
    .replace(/^[ \t]*(?:[•·*▪◦●■▶※-]|\d{1,2}[.)])[ \t]+/gm, '- ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** Comments, scripts and styles. What never ends is left as it is, so that nobody looks for its end again and again. */
function withoutUnseen(text: string): string {
  const plain = text.includes('-->') ? text.replace(/<!--[\s\S]*?-->/g, ' ') : text;
  return /<\/(?:script|style)>/i.test(plain)
    ? plain.replace(/<(?:script|style)\b[\s\S]*?<\/(?:script|style)>/gi, ' ')
    : plain;
}

/** "1. DOT 2. KSM" within a line is a list, where at least two items have their numbers. */
function itemsOf(line: string): string {
  const numbers = /(?<=[:\s])\d{1,2}[.)][ \t](?=[A-Z$])/g;
  return (line.match(numbers) ?? []).length < 2 ? line : line.replace(numbers, '\n- ');
}

/** What stands for no character stays as it is written. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,31});/gi, (whole) => {
    const decoded = decodeHTMLStrict(whole);
    return decoded === '\uFFFD' ? whole : decoded;
  });
}
