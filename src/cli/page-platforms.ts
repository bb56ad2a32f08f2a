import type { SourceTypeName } from '#src/sources/index.ts';

/** Where a page is: as pasted, without query and fragment. */
export interface PageAddress {
  readonly origin: string;
  readonly host: string;
  readonly page: string;
  /** Of `/status/<slug>`, which Uptime Kuma uses. */
  readonly slug?: string;
}

/** A component as the page names it. */
export interface PageName {
  readonly name: string;
  readonly group?: string;
}

export interface PageSource {
  readonly type: SourceTypeName;
  readonly config: Readonly<Record<string, unknown>>;
}

/** How one platform is recognised. Its type of source asks and reads; this only tells what to try. */
export interface Platform {
  readonly type: SourceTypeName;
  readonly title: string;
  /** Its configuration stands in the page's HTML. */
  readonly needsHtml?: true;
  /** Its configurations belong together, and the first must work; otherwise the first that works does it. */
  readonly takesAll?: true;
  configs(address: PageAddress, html: string): readonly Readonly<Record<string, unknown>>[];
  /** Whether answers that its type could read are certainly of this platform. */
  accepts(bodies: readonly unknown[]): boolean;
  names(bodies: readonly unknown[]): readonly PageName[];
}

export const PLATFORMS: readonly Platform[] = [
  {
    type: 'statuspage',
    title: 'Statuspage (or incident.io, which serves the same)',
    configs: ({ origin }) => [{ url: origin }],
    accepts: ([body]) => fieldOf(fieldOf(body, 'status'), 'indicator') !== undefined,
    names: ([body]) => statuspageNames(rowsOf(body, 'components')),
  },
  {
    type: 'instatus',
    title: 'Instatus',
    takesAll: true,
    configs: ({ origin }) => [{ url: origin }, { url: origin, path: 'v3/components.json' }],
    accepts: ([body]) => {
      const status = fieldOf(fieldOf(body, 'page'), 'status');
      return (
        status === undefined || status === 'UP' || status === 'HASISSUES' || status === 'UNDERMAINTENANCE'
      );
    },
    names: ([body]) => plainNames(Array.isArray(body) ? body : rowsOf(body, 'components')),
  },
  {
    type: 'betterstack',
    title: 'Better Stack',
    configs: ({ origin }) => [{ url: origin }],
    accepts: () => true,
    names: ([body]) =>
      plainNames(
        rowsOf(body, 'included').map((row) => ({ name: fieldOf(fieldOf(row, 'attributes'), 'public_name') })),
      ),
  },
  {
    type: 'statusio',
    title: 'Status.io',
    needsHtml: true,
    configs: ({ page }, html) => {
      const id = /statuspageId["']?\s*[:=]\s*["']([0-9a-f]{24})["']/i.exec(html)?.[1];
      return id === undefined ? [] : [{ url: page, page: id }];
    },
    accepts: () => true,
    names: ([body]) => plainNames(rowsOf(fieldOf(body, 'result'), 'status')),
  },
  {
    type: 'openstatus',
    title: 'OpenStatus',
    configs: ({ host, page }) => {
      const slug = /^([\w-]+)\.openstatus\.dev$/.exec(host)?.[1];
      return slug === undefined ? [] : [{ url: page, page: slug }];
    },
    accepts: () => true,
    names: () => [],
  },
  {
    type: 'uptimekuma',
    title: 'Uptime Kuma',
    configs: ({ origin, slug }) => [{ url: origin, page: slug ?? 'default' }],
    accepts: () => true,
    names: ([body]) =>
      rowsOf(body, 'publicGroupList').flatMap((group) => plainNames(rowsOf(group, 'monitorList'))),
  },
  {
    type: 'gatus',
    title: 'Gatus',
    configs: ({ origin }) => [{ url: origin }],
    accepts: ([body]) => Array.isArray(body) && body.length > 0,
    names: ([body]) => plainNames(Array.isArray(body) ? body : []),
  },
  {
    type: 'cachet',
    title: 'Cachet',
    configs: ({ origin }) => [
      { url: origin, version: 2 },
      { url: origin, version: 3 },
    ],
    accepts: ([body]) => fieldOf(body, 'meta') !== undefined || rowsOf(body, 'data').length > 0,
    names: ([body]) => plainNames(rowsOf(body, 'data').map((row) => fieldOf(row, 'attributes') ?? row)),
  },
];

function statuspageNames(rows: readonly unknown[]): PageName[] {
  const groups = new Map(
    rows
      .filter((row) => fieldOf(row, 'group') === true)
      .map((row) => [fieldOf(row, 'id'), fieldOf(row, 'name')]),
  );
  return rows
    .filter((row) => fieldOf(row, 'group') !== true)
    .map((row) => {
      const group = groups.get(fieldOf(row, 'group_id'));
      return { name: String(fieldOf(row, 'name')), ...(typeof group === 'string' && { group }) };
    });
}

function plainNames(rows: readonly unknown[]): PageName[] {
  return rows.flatMap((row) => {
    const name = fieldOf(row, 'name');
    return typeof name === 'string' ? [{ name }] : [];
  });
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function rowsOf(value: unknown, key: string): readonly unknown[] {
  const rows = fieldOf(value, key);
  return Array.isArray(rows) ? rows : [];
}
