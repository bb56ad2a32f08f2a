import { z } from 'zod';

import { exchangeFileSchema, sourceKeys } from '#config/schema.ts';
import { COMPONENTS } from '#src/domain/service.ts';
import { STATUSES } from '#src/domain/status.ts';
import { conditionSchema } from '#src/sources/api/condition.ts';
import { envelopeKeys, errorPatternSchema } from '#src/sources/api/envelope.ts';
import { flagSchema } from '#src/sources/api/flag.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { SourceTypeName } from '#src/sources/index.ts';
import { pageKeys } from '#src/sources/page/page-config.ts';
import { requestKeys } from '#src/sources/api/request-keys.ts';
import type { SourceType } from '#src/sources/source.ts';

import { markdownTable } from './markdown.ts';
import { schemaKeys } from './schema-keys.ts';
import type { SchemaKey } from './schema-keys.ts';

const INTRODUCTION = `# Keys

<!-- Written by \`npm run docs:exchanges\` from the schemas of the configuration. Edit the descriptions there. -->

Every key of an exchange's file. [Adding an exchange](adding-an-exchange.md) shows most of them at work; an editor that
reads the first line of the files in \`config/exchanges\` completes and checks them as you type.

A *column*, or *where* something stands, is a path into the answer: names with dots, \`[0]\` for an element,
\`[symbol=BTC]\` for the one that has this value, \`[*]\` for every element where many are asked for; \`""\` is the answer
itself, and \`$key\` the name under which a row stands in a map. Most keys take a list of paths too, of which the first
that leads to something counts.

- A duration is a number and one of \`ms s m h d\`; a size is a number and \`kB\` or \`MB\`.
- A service is relative to the exchange: \`withdrawals\`, \`withdrawals/USDT/TRC20\`; \`""\` is the whole exchange.
  Its component is one of ${inCode(COMPONENTS)}.
- A status is one of ${inCode(STATUSES)}.`;

/** `docs/source-keys.md` */
export function sourceKeysPage(): string {
  const parts = [
    INTRODUCTION,
    '## The file',
    table(schemaKeys(exchangeFileSchema)),
    '## Every source',
    '`type`, and:',
    table(schemaKeys(z.object(sourceKeys))),
    '## JSON APIs',
    'The types `json`, `wallets`, `pairs`, `events`, `announcements` and `http` share these.',
    table(API_KEYS),
    '## Status pages',
    'All types of status pages share these.',
    table(PAGE_KEYS),
    '## Types',
    ...(Object.keys(SOURCE_TYPES) as SourceTypeName[]).flatMap(typeSection),
    '## Shapes',
    '### condition',
    'A question to the answer, or to a row of it. All that it asks must be so. Values are compared as text, so that `1` and `"1"` are the same.',
    table(schemaKeys(conditionSchema)),
    '### error',
    'An error inside an answer. It needs either a `status` or an `outcome`.',
    table(schemaKeys(errorPatternSchema)),
    '### switch',
    'A column that says open or closed. Its path alone will do where it says `true`, `1`, `"true"`, `"1"` for open.',
    table(schemaKeys(flagSchema)),
  ];
  return `${parts.join('\n\n')}\n`;
}

const API_KEYS = schemaKeys(z.object({ ...requestKeys, ...envelopeKeys }));
const PAGE_KEYS = schemaKeys(z.object(pageKeys));

function typeSection(name: SourceTypeName): string[] {
  const { minEveryMs, schema, summary }: SourceType = SOURCE_TYPES[name];
  const keys = schemaKeys(schema);
  const ofApi = shared(keys, API_KEYS);
  const ofPage = shared(keys, PAGE_KEYS);
  const own = keys.filter((key) => !ofApi.includes(key) && !ofPage.includes(key));
  const links = [
    '[every source](#every-source)',
    ...(ofApi.length > 0 ? ['[JSON APIs](#json-apis)'] : []),
    ...(ofPage.length > 0 ? ['[status pages](#status-pages)'] : []),
  ];
  const floor = minEveryMs === undefined ? '' : ` Read at most every ${minEveryMs / 1_000}s.`;
  return [
    `### ${name}`,
    `${summary}${floor} ${own.length === 0 ? 'It has the keys' : 'Besides the keys'} of ${links.join(' and ')}${own.length === 0 ? ', and no others.' : ':'}`,
    ...(own.length === 0 ? [] : [table(own)]),
  ];
}

function inCode(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(' ');
}

/** Those of the keys that mean the same here and there. */
function shared(keys: readonly SchemaKey[], others: readonly SchemaKey[]): SchemaKey[] {
  return keys.filter((key) =>
    others.some((other) => other.key === key.key && other.description === key.description),
  );
}

function table(keys: readonly SchemaKey[]): string {
  // A key without a description only holds others.
  const described = keys.filter(({ description }) => description !== '');
  const rows = described.map(({ description, fallback, key, needed }) => [
    `\`${key}\``,
    description.replaceAll('<', '&lt;'),
    needed ? '**needed**' : defaultOf(fallback),
  ]);
  return markdownTable(['key', 'meaning', 'by default'], rows);
}

function defaultOf(fallback: string | undefined): string {
  if (fallback === undefined || fallback === '[]' || fallback === '{}') return '';
  return `\`${fallback === '[""]' ? '""' : fallback}\``;
}
