import { z } from 'zod';

import { httpUrl } from '#src/sources/http-url.ts';
import { serviceSchema } from '#src/sources/service-schema.ts';

export const IGNORE = 'ignore';

/** Status pages are read at most once a minute. */
export const PAGE_MIN_EVERY_MS = 60_000;

const target = z.union([z.literal(IGNORE), serviceSchema]);

const pattern = z
  .string()
  .regex(/[^/\s]/, 'names no component')
  .refine(
    (key) => !/^\/.+\/[a-z]+$/.test(key),
    'has letters after its last "/": leave them out, case never counts',
  )
  .superRefine((key, issues) => {
    if (!isPattern(key)) return;
    try {
      patternOf(key);
    } catch (error) {
      const why = error instanceof Error ? error.message : 'it cannot be read';
      issues.addIssue(`is no regular expression: ${why}`);
    }
  });

/** The keys that every type of status page has. */
export const pageKeys = {
  url: httpUrl().describe('The address of the status page, as one opens it in a browser.'),
  service: serviceSchema
    .default('')
    .describe('What the page as a whole stands for, such as derivatives. By default the whole exchange.'),
  components: z
    .record(pattern, z.union([target, z.array(target).min(1)]))
    .superRefine((record, issues) => {
      const names = Object.keys(record).map((name) => name.toLowerCase());
      const again = names.find((name, i) => names.indexOf(name) < i);
      if (again !== undefined) issues.addIssue(`has "${again}" twice: letter case does not count`);
    })
    .default({})
    .describe(
      'Which services a component of the page stands for: its name, or "Group - Name", or a /regular expression/, to ' +
        'a service relative to the exchange, a list of them, or "ignore". ' +
        'Names that are not listed are read by the words in them.',
    ),
} as const;

/** The key of a platform that serves the status of all pages at one address of its own. */
export function apiKey(address: string) {
  return httpUrl().default(address);
}

export interface PageConfig {
  readonly url: string;
  readonly service: string;
  readonly components: Readonly<Record<string, string | readonly string[]>>;
}

/** Keys between slashes are regular expressions; letter case does not matter. */
export function isPattern(key: string): boolean {
  return key.length > 2 && key.startsWith('/') && key.endsWith('/');
}

export function patternOf(key: string): RegExp {
  return new RegExp(key.slice(1, -1), 'i');
}

/** An address below the page's own, whatever slash the page's ends with. */
export function below(url: string, path: string): string {
  return new URL(path.replace(/^\/+/, ''), url.endsWith('/') ? url : `${url}/`).href;
}

/** The services that a page speaks of as far as its configuration tells; names that are read by their words may add some. */
export function configuredServices({ service, components }: PageConfig): string[] {
  const mapped = Object.values(components)
    .flat()
    .filter((path) => path !== IGNORE);
  return [...new Set([service, ...mapped])];
}
