import type { HttpAnswer, HttpFetch, HttpResult } from '#src/platform/http.ts';
import { describeSilence } from '#src/polling/classify.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { PageAddress, PageFinder, PageName } from '#src/sources/page/page-finder.ts';
import { SourceError } from '#src/sources/source.ts';
import type { Answer, SourceType } from '#src/sources/source.ts';

/** A source that reads a page: its type, and the keys of its own. */
export interface PageSource {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export type Detection =
  | {
      readonly kind: 'found';
      readonly title: string;
      readonly sources: readonly PageSource[];
      readonly names: readonly PageName[];
    }
  | { readonly kind: 'blocked'; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'none'; readonly message: string; readonly asked: number };

const BLOCKED = new Set([401, 403, 418, 429, 451]);

/** What an address is asked with: every URL once, however many platforms look at its answer, and none after a silence. */
interface Asker {
  ask(url: string): Promise<HttpResult>;
  readonly results: readonly HttpResult[];
}

/**
 * Finds out which platform serves a status page, in the order in which they are common, with as few requests as
 * that takes. What is found has been read by the very type of source that it names.
 */
export async function detectPage(pasted: string, fetch: HttpFetch): Promise<Detection> {
  const address = pageAddress(pasted);
  const asker = createAsker(fetch);
  for (const [name, type] of Object.entries<SourceType>(SOURCE_TYPES)) {
    const { finder } = type;
    if (finder === undefined) continue;
    const html = finder.needsHtml === true ? await htmlOf(address.page, asker) : '';
    const found = await tryType(name, type, finder, address, html, asker);
    if (found !== undefined) return found;
    const [first] = asker.results;
    if (first?.kind === 'no_answer') return { kind: 'unreachable', message: describeSilence(first) };
  }
  return nothingFound(asker.results, await htmlOf(address.page, asker));
}

/** The address without what stands below the page: an incident's page, `/history`, a query. */
function pageAddress(pasted: string): PageAddress {
  const url = new URL(/^https?:\/\//i.test(pasted) ? pasted : `https://${pasted}`);
  const slug = /\/status\/([\w-]+)/.exec(url.pathname)?.[1];
  return {
    origin: url.origin,
    host: url.hostname,
    page: url.origin + url.pathname,
    ...(slug !== undefined && { slug }),
  };
}

async function tryType(
  name: string,
  type: SourceType,
  finder: PageFinder,
  address: PageAddress,
  html: string,
  asker: Asker,
): Promise<Detection | undefined> {
  const sources: PageSource[] = [];
  const names: PageName[] = [];
  for (const config of finder.configs(address, html)) {
    const documents = await readWith(type, config, asker);
    const isIt = documents !== undefined && (finder.accepts?.(documents) ?? true);
    if (isIt) {
      sources.push({ type: name, config });
      names.push(...finder.names(documents));
    }
    if (isIt !== (finder.takesAll === true)) break;
  }
  return sources.length === 0 ? undefined : { kind: 'found', title: finder.title, sources, names };
}

/** The JSON documents of a source's answers, if its type can read them. */
async function readWith(
  type: SourceType,
  config: Readonly<Record<string, unknown>>,
  asker: Asker,
): Promise<unknown[] | undefined> {
  const parsed = type.schema.safeParse(config);
  if (!parsed.success) return undefined;
  const answers: Answer[] = [];
  for (const { url } of type.requests(parsed.data)) {
    const result = await asker.ask(url);
    if (!isGood(result)) return undefined;
    answers.push(result);
  }
  try {
    type.decode(parsed.data, answers, {
      exchange: 'exchange',
      endpoint: 'api',
      now: 0,
      network: (name) => name,
    });
    return answers.map(({ body }): unknown => JSON.parse(body));
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

async function htmlOf(url: string, asker: Asker): Promise<string> {
  const result = await asker.ask(url);
  return isGood(result) ? result.body : '';
}

function isGood(result: HttpResult): result is HttpAnswer {
  return result.kind === 'answer' && result.status >= 200 && result.status < 300;
}

function nothingFound(results: readonly HttpResult[], html: string): Detection {
  const refusal = results.find((result) => result.kind === 'answer' && BLOCKED.has(result.status));
  if (refusal?.kind === 'answer' && !results.some(isGood)) {
    return {
      kind: 'blocked',
      message: `The page answers ${refusal.status}: this address is not let through.`,
    };
  }
  const hint = /openstatus/i.test(html)
    ? 'It looks like an OpenStatus page: find its slug and write a source of type openstatus.'
    : 'If its documentation names an address that answers JSON, a source of type json can read that.';
  return {
    kind: 'none',
    message: `No platform that Downtick knows serves this page. ${hint}`,
    asked: results.length,
  };
}

function createAsker(fetch: HttpFetch): Asker {
  const results = new Map<string, HttpResult>();
  return {
    async ask(url) {
      const [first] = results.values();
      const known = first?.kind === 'no_answer' ? first : results.get(url);
      if (known !== undefined) return known;
      const result = await fetch({ url, redirects: 'anywhere' });
      results.set(url, result);
      return result;
    },
    get results() {
      return [...results.values()];
    },
  };
}
