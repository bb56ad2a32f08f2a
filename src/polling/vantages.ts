import type { AnswerVersion, HttpFetch, HttpRequest, HttpResult } from '#src/platform/http.ts';

import { classify } from './classify.ts';

/** What one place saw of a request. */
export interface Sighting {
  readonly vantage: string;
  readonly result: HttpResult;
}

export interface VantageFetchDeps {
  readonly fetch: HttpFetch;
  /** Where this process looks from. */
  readonly own: string;
  /** Has every other place that can be asked send the same request. Never rejects. */
  readonly elsewhere: (request: HttpRequest) => Promise<readonly Sighting[]>;
  /** What somebody may have to mend here. */
  readonly onNote: (message: string) => void;
}

/** What is done with what several places saw. */
export type Combined =
  /** It is the exchange's: most of them see it. */
  | { readonly kind: 'theirs'; readonly seenFrom: readonly string[] }
  /** It is this place's alone, and another one has the answer. */
  | { readonly kind: 'ours'; readonly through: Sighting }
  /** Nobody else could be asked, or nobody sees more. */
  | { readonly kind: 'as_is' };

type VantageLook = 'answers' | 'fails' | 'blocked' | 'else';

/** Compares what was seen here with what the others saw. A failure counts as the exchange's where most see it. */
export function combine(own: Sighting, others: readonly Sighting[]): Combined {
  const look = lookOf(own.result);
  const through = others.find(({ result }) => lookOf(result) === 'answers');
  if (look === 'blocked') return through === undefined ? { kind: 'as_is' } : { kind: 'ours', through };
  if (look !== 'fails') return { kind: 'as_is' };
  // Who is not let in sees nothing, so that it has no say.
  const all = [own, ...others].filter(({ result }) => ['answers', 'fails'].includes(lookOf(result)));
  const failing = all.filter(({ result }) => lookOf(result) === 'fails');
  if (failing.length * 2 > all.length || through === undefined) {
    return { kind: 'theirs', seenFrom: failing.map(({ vantage }) => vantage) };
  }
  return { kind: 'ours', through };
}

function lookOf(result: HttpResult): VantageLook {
  const { kind } = classify(result, 0);
  if (kind === 'answers') return 'answers';
  if (kind === 'failed') return 'fails';
  return kind === 'blocked' ? 'blocked' : 'else';
}

/** Fetches, and where that fails or is refused looks at it from the other places as well. */
export function createVantageFetch({ elsewhere, fetch, onNote, own }: VantageFetchDeps): HttpFetch {
  /** By URL that is read through another place: which. */
  const through = new Map<string, string>();

  function note(url: string, vantage: string | undefined): void {
    if (through.get(url) === vantage) return;
    const { host } = new URL(url);
    if (vantage === undefined) {
      through.delete(url);
      onNote(`${host} is read from ${own} again.`);
      return;
    }
    through.set(url, vantage);
    onNote(`${host} cannot be read from ${own} and is read from ${vantage}.`);
  }

  return async (request: HttpRequest, known?: AnswerVersion) => {
    const result = await fetch(request, known);
    const look = lookOf(result);
    if (look === 'answers') note(request.url, undefined);
    // A proxy is a place of its own, which all share.
    if ((look !== 'fails' && look !== 'blocked') || request.proxy !== undefined) return result;
    const combined = combine({ vantage: own, result }, await elsewhere(request));
    switch (combined.kind) {
      case 'as_is':
        return result;
      case 'theirs':
        return { ...result, seenFrom: combined.seenFrom };
      case 'ours':
        note(request.url, combined.through.vantage);
        return combined.through.result;
    }
  };
}
