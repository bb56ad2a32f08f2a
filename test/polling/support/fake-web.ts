import type { HttpAnswer, HttpFetch, HttpRequest, HttpResult } from '#src/platform/http.ts';

import { answer, noAnswer } from './make-answer.ts';

/** What a page does: an answer, no answer, or (for `pending`) nothing until it is released. */
type Page = Partial<HttpAnswer> | Exclude<HttpResult, { kind: 'answer' }> | (() => Promise<HttpResult>);

/** A web in memory: what each URL answers, and what was asked. It has ETags: the same body again is a 304. */
export interface FakeWeb {
  readonly fetch: HttpFetch;
  readonly asked: readonly HttpRequest[];
  set(url: string, page: Page): void;
  /** How often a URL was asked. */
  times(url: string): number;
}

export function createFakeWeb({ etags = false } = {}): FakeWeb {
  const pages = new Map<string, Page>();
  const asked: HttpRequest[] = [];
  return {
    asked,
    set: (url, page) => void pages.set(url, page),
    times: (url) => asked.filter((request) => request.url === url).length,
    async fetch(request, known) {
      const { url } = request;
      asked.push(request);
      const page = pages.get(url);
      if (page === undefined) return { ...noAnswer(), url };
      if (typeof page === 'function') return page();
      if ('kind' in page && page.kind !== 'answer') return { ...page, url } as HttpResult;
      const full = answer({ ...page, url });
      if (!etags || full.status !== 200) return full;
      if (known?.etag === full.body) return { kind: 'not_modified', url, ms: 5, wireBytes: 0 };
      return { ...full, version: { ...full.version, etag: full.body } };
    },
  };
}
