import { z } from 'zod';

import { parseJson } from '#src/sources/json-body.ts';
import type { SourceType } from '#src/sources/source.ts';

import { configuredServices, PAGE_MIN_EVERY_MS, pageKeys } from './page-config.ts';
import type { PageConfig } from './page-config.ts';
import type { PageSearch } from './page-finder.ts';
import type { Page } from './page.ts';
import { readPage } from './read-page.ts';
import { createWords } from './words.ts';
import type { Words } from './words.ts';

type PageSchema<Own extends z.ZodRawShape> = z.ZodObject<typeof pageKeys & Own>;
type PageOutput<Own extends z.ZodRawShape> = PageConfig & z.output<z.ZodObject<Own>>;

interface PageType<Own extends z.ZodRawShape> {
  /** What it is, as a sentence of the documentation. */
  readonly summary: string;
  /** The keys of this type, besides those of every page. */
  readonly keys: Own;
  /** It says when something starts, and not whether it has. */
  readonly clocked?: true;
  readonly search: PageSearch;
  /** Where its documents are. */
  readonly addresses: (config: PageOutput<Own>) => readonly string[];
  /** Where people read it, when that is not the address in its configuration. */
  readonly link?: (config: PageOutput<Own>) => string;
  /** Makes a page of its documents. Throws `SourceError` for what is none. */
  readonly read: (documents: readonly unknown[], words: Words, now: number) => Page;
}

/** A type of source that reads the status pages of one platform. */
export function pageType<Own extends z.ZodRawShape>({
  addresses,
  clocked,
  keys,
  link,
  read,
  search,
  summary,
}: PageType<Own>): SourceType<PageSchema<Own>> {
  return {
    summary,
    speaks: 'words',
    venue: 'status_page',
    schema: z.object({ ...pageKeys, ...keys }),
    minEveryMs: PAGE_MIN_EVERY_MS,
    ...(clocked !== undefined && { clocked }),
    requests: (config) => addresses(typed(config)).map((url) => ({ url })),
    decode(config, answers, context) {
      const own = typed<Own>(config);
      const words = createWords();
      const page = read(answers.map(parseJson), words, context.now);
      const decoded = readPage(page, own, link?.(own) ?? own.url, context);
      return { ...decoded, unread: [...words.unread, ...decoded.unread] };
    },
    services: (config) => configuredServices(typed(config)),
    finder: {
      ...search,
      names: (documents) => {
        const { components = [] } = read(documents, createWords(), 0);
        return components.map(({ group, name }) => ({ name, group }));
      },
    },
  };
}

/** The compiler does not put together what a schema made of two halves comes out as. */
function typed<Own extends z.ZodRawShape>(config: object): PageOutput<Own> {
  return config as PageOutput<Own>;
}
