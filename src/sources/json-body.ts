import { isChallengePage } from '#src/platform/challenge-page.ts';

import { oneLine } from './one-line.ts';
import { SourceError } from './source.ts';
import type { Answer } from './source.ts';

const HTML = /^\s*<(?:!doctype|html|head|body|\?xml)/i;

/** Parses a JSON body. Throws `SourceError`: `blocked` for a challenge page, else `broken` with what came instead. */
export function parseJson(answer: Answer): unknown {
  try {
    return JSON.parse(answer.body);
  } catch (cause) {
    throw explain(answer.body, cause);
  }
}

/** What it means that a web page came instead of what was `wanted`; `null` when the body is none. */
export function explainWebPage(body: string, wanted: string): SourceError | null {
  if (!HTML.test(body)) return null;
  const start = body.slice(0, 4_000);
  return isChallengePage(body, {})
    ? new SourceError(
        'blocked',
        `A challenge page came instead of ${wanted}: this address is not let through.`,
      )
    : new SourceError(
        'broken',
        `A web page came instead of ${wanted}; has the endpoint moved? ${title(start)}`.trim(),
      );
}

function explain(body: string, cause: unknown): SourceError {
  const page = explainWebPage(body, 'JSON');
  if (page !== null) return page;
  if (body.trim() === '') return new SourceError('broken', 'The answer is empty.');
  const why = cause instanceof Error ? oneLine(cause.message).slice(0, 120) : 'it cannot be parsed';
  return new SourceError('broken', `The answer is not whole JSON: ${why}`, { cause });
}

function title(html: string): string {
  const found = /<title[^>]*>([^<]{1,120})/i.exec(html)?.[1];
  return found === undefined ? '' : `Its title is "${oneLine(found)}".`;
}
