import { parseSync } from 'rolldown/utils';
import type { ESTree } from 'rolldown/utils';

/**
 * The same JavaScript, in ASCII: V8 keeps a text with a single other letter at two bytes a letter. An escape means the
 * letter itself in strings, templates, regular expressions and names, which is wherever a bundle has any.
 */
export function inAscii(code: string): string {
  return withoutRaw(code).replaceAll(/(\\*)([^\0-\x7f])/g, (all, slashes: string, letter: string) => {
    if (slashes.length % 2 === 1) throw new Error(`A letter after a backslash cannot be escaped: ${all}`);
    return `${slashes}\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A template that is taken as it is written, as one whose escapes are read: what it comes to is the same. */
function withoutRaw(code: string): string {
  const edits = taggedTemplates(parseSync('chunk.js', code).program).flatMap((one) => editsOf(one, code));
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { end, start, text: instead }) => text.slice(0, start) + instead + text.slice(end), code);
}

function editsOf({ quasi, tag }: ESTree.TaggedTemplateExpression, code: string): Edit[] {
  if (quasi.quasis.every(({ value }) => !/[^\0-\x7f]/.test(value.raw))) return [];
  if (code.slice(tag.start, tag.end) !== 'String.raw')
    throw new Error(`This would read another text: ${code.slice(tag.start, quasi.start + 60)}`);
  const pieces = quasi.quasis.map(({ end, start, value }) => {
    const at = code.indexOf(value.raw, start);
    if (at < 0 || at + value.raw.length > end)
      throw new Error(`This is not where it was said to be: ${value.raw.slice(0, 60)}`);
    return { start: at, end: at + value.raw.length, text: value.raw.replaceAll('\\', '\\\\') };
  });
  return [{ start: tag.start, end: tag.end, text: '' }, ...pieces];
}

function taggedTemplates(program: ESTree.Program): ESTree.TaggedTemplateExpression[] {
  const found: ESTree.TaggedTemplateExpression[] = [];
  const left: unknown[] = [program];
  while (left.length > 0) {
    const node = left.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('type' in node && node.type === 'TaggedTemplateExpression')
      found.push(node as ESTree.TaggedTemplateExpression);
    left.push(...Object.values(node));
  }
  return found;
}
