import { textOf } from '#src/sources/api/text-of.ts';
import { compilePath, isValuePath, valueAt } from '#src/sources/api/value-path.ts';
import type { ValuePath } from '#src/sources/api/value-path.ts';

/** Where a post can be read: a column, or an address with columns in it. */
export type PostLink =
  | { readonly kind: 'column'; readonly path: ValuePath }
  | { readonly kind: 'template'; readonly text: string };

const COLUMN = /\{([^{}]*)\}/g;
const ADDRESS = /^https?:\/\//;

/** Why a text is neither a column nor an address with columns, as the end of a sentence; `null` when it is one. */
export function explainBadLink(text: string): string | null {
  if (!ADDRESS.test(text)) return isColumn(text) ? null : 'is neither a column nor an address';
  const columns = Array.from(text.matchAll(COLUMN), ([, column = '']) => column);
  if (columns.length === 0) return 'is the same address for every post: it needs a column, such as {id}';
  const bad = columns.find((column) => !isColumn(column));
  return bad === undefined ? null : `has {${bad}}, which is no column`;
}

function isColumn(text: string): boolean {
  return text !== '' && isValuePath(text) && compilePath(text).isSingle;
}

export function compileLink(text: string): PostLink {
  return ADDRESS.test(text) ? { kind: 'template', text } : { kind: 'column', path: compilePath(text) };
}

/** The address of a post; `undefined` where the row lacks what it is made of. */
export function linkOf(link: PostLink, row: object): string | undefined {
  if (link.kind === 'column') {
    const address = valueAt(row, link.path);
    return typeof address === 'string' ? address : undefined;
  }
  let isWhole = true;
  const address = link.text.replaceAll(COLUMN, (_, column: string) => {
    const value = valueAt(row, compilePath(column));
    if (typeof value !== 'string' && typeof value !== 'number') isWhole = false;
    // Half a letter has no place in an address.
    return encodeURIComponent(textOf(value).toWellFormed());
  });
  return isWhole ? address : undefined;
}
