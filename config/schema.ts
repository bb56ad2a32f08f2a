import { z } from 'zod';

import { HOUR_MS } from '#src/domain/time.ts';
import { explainBadCadence } from '#src/polling/plan.ts';
import { durationSchema } from '#src/sources/duration.ts';
import { errorPatternSchema } from '#src/sources/api/envelope.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { SourceTypeName } from '#src/sources/index.ts';
import { renameSchema } from '#src/sources/api/rename.ts';
import { httpUrl } from '#src/sources/http-url.ts';
import { serviceSchema } from '#src/sources/service-schema.ts';
import type { SourceType } from '#src/sources/source.ts';

import { policyOverrideSchema, policySchema } from './policy-schema.ts';
import { postsSchema } from './posts-schema.ts';

const SIZE = /^(\d+)\s*(kB|MB)$/;
const MOST_BYTES = 64_000_000;
const SHORTEST_TIMEOUT_MS = 500;
const LONGEST_TIMEOUT_MS = 120_000;
/** What turns text round, or is none. */
const UNSEEN = /[^\P{Cc}\r\n]|[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
const NAME = /^[^\s](?:[^\n\r]{0,78}[^\s])?$/;
/** A second one of these would contradict the request that it stands in. */
const OWN_HEADERS = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding']);
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7E\xA0-\xFF]*$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const sizeSchema = z
  .string()
  .regex(SIZE, 'is no size: a number and kB or MB')
  .transform((text) => {
    const [, number, unit] = SIZE.exec(text) ?? [];
    return Number(number) * (unit === 'MB' ? 1_000_000 : 1_000);
  })
  .pipe(z.number().min(1_000, 'is less than 1kB').max(MOST_BYTES, 'is more than 64MB'))
  .meta({ description: 'A size: a number and kB or MB.', examples: ['4MB'] });

const CADENCES = [
  ...numbers(3600, 1_000).map((count) => `${count}\\s*s`),
  ...numbers(1440, 60_000).map((count) => `${count}\\s*m`),
  ...numbers(24, HOUR_MS).map((count) => `${count}\\s*h`),
  '1\\s*d',
];

/** As a pattern, so that an editor knows it too. */
const cadenceSchema = z
  .string()
  .regex(new RegExp(`^(?:${CADENCES.join('|')})$`), 'is no cadence that a plan can keep')
  .pipe(durationSchema)
  .meta({
    description:
      'How often it is read: seconds that divide a minute, minutes that divide an hour, or hours that divide a day.',
    examples: ['15s'],
  });

/** How many of a unit make a cadence that a plan can keep. */
function numbers(upTo: number, unitMs: number): number[] {
  return Array.from({ length: upTo }, (_, i) => i + 1).filter(
    (count) => explainBadCadence(count * unitMs) === null,
  );
}

const hostSchema = z
  .string()
  .regex(/^(?:https?:\/\/)?[\w.-]+(?::\d+)?$/, 'is no host')
  .meta({
    description: 'A host that serves the very same.',
    examples: ['api1.example.com'],
  });

const aliasesSchema = z.record(
  z.string().regex(/^\S+$/, 'is no name: it has a blank'),
  z.array(z.string()).meta({ description: 'Other spellings.', examples: ['[Tron, TRC-20]'] }),
);

/** How it is known that an endpoint answers so, the surest first. */
export const CERTAINTIES = ['documented', 'recorded', 'client', 'guessed'] as const;

export type Certainty = (typeof CERTAINTIES)[number];
const proxySchema = httpUrl().meta({
  description:
    'A proxy to ask through, for an exchange that refuses where the bot lives (403, 451). HTTPS_PROXY is for all of them.',
  examples: ['http://10.0.0.1:3128'],
});

/** The keys that every source has, whatever its type. */
export const sourceKeys = {
  every: cadenceSchema,
  docs: httpUrl().optional().describe('Where the exchange documents it.'),
  alternates: z
    .array(hostSchema)
    .default([])
    .describe('Hosts that serve the same, tried in turn when the first cannot be read. Not for a probe.'),
  redirects: z
    .array(hostSchema.meta({ description: 'A host.', examples: ['status.example.com'] }))
    .default([])
    .describe('Hosts to which a redirect may lead, besides the one that is asked. Headers do not go there.'),
  probes: serviceSchema
    .optional()
    .describe(
      'What the endpoint is, such as api: no answer is measured evidence against this service alone.',
    ),
  seen: httpUrl()
    .optional()
    .describe(
      "Where it was seen, if not in the exchange's documentation: a client's source, a recorded answer.",
    ),
  sure: z
    .enum(CERTAINTIES)
    .optional()
    .describe(
      'How sure it is that this is how it answers. By default documented with `docs`, client with `seen`, else guessed.',
    ),
  undocumented: z
    .boolean()
    .default(false)
    .describe('Not in the documentation of the exchange: its failure is never loud.'),
  headers: z
    .record(
      z
        .string()
        .regex(HEADER_NAME, 'is no name of a header: letters, digits and hyphens')
        .refine((name) => !OWN_HEADERS.has(name.toLowerCase()), 'is set by the program: leave it out'),
      z.string().regex(HEADER_VALUE, 'holds a character that no header can hold: one line, without Chinese'),
    )
    .default({})
    .describe(
      'Headers to send along. ${SECRET_EXAMPLE} stands for that variable, here and in `url` and `body`; without it the source is left out.',
    ),
  proxy: proxySchema.optional(),
  timeout: durationSchema
    .pipe(
      z.number().min(SHORTEST_TIMEOUT_MS, 'is less than 500ms').max(LONGEST_TIMEOUT_MS, 'is more than 120s'),
    )
    .optional()
    .describe('How long the whole answer may take.'),
  maxBytes: sizeSchema.optional().meta({
    description:
      'How large the answer may be; 500 kB by default. Larger ones are read once a minute at most.',
    examples: ['4MB'],
  }),
};

/** The keys of one type of source, all of them. */
export function sourceSchemaOf(name: SourceTypeName) {
  const type: SourceType = SOURCE_TYPES[name];
  return z.strictObject({ type: z.literal(name), ...sourceKeys, ...type.schema.shape });
}

const nameSchema = z
  .string()
  .regex(NAME, 'is no name: one line of at most 80 characters')
  .refine((name) => !UNSEEN.test(name), 'has a character that cannot be seen: type it anew');

const exchangeKeys = {
  id: z
    .string()
    .regex(SLUG, 'is no id: lower-case letters, digits and hyphens')
    .describe('As in the name of the file.'),
  name: nameSchema.describe('As people write it.'),
  aliases: z.array(nameSchema).default([]).describe('Other names that people use, or used.'),
  website: httpUrl().optional().describe('Its home page.'),
  retired: z.iso
    .date('is no date such as 2026-09-23')
    .optional()
    .describe('The day on which it closed for good.'),
  note: z.string().optional().describe('A sentence for people who ask for it.'),
  policy: policyOverrideSchema.default({}),
  proxy: proxySchema.optional(),
  networks: aliasesSchema
    .default({})
    .describe(
      "The exchange's own spellings of networks, where networks.yaml would read them otherwise: `BEP2: [BNB]`.",
    ),
  rename: renameSchema,
  posts: postsSchema.describe('How it writes its announcements.'),
  errors: z
    .array(errorPatternSchema)
    .default([])
    .describe('Errors inside the answers of all its JSON APIs that state something.'),
};

const sourceIdSchema = z.string().regex(SLUG, 'is no id of a source: lower-case letters, digits and hyphens');

/** An exchange's file. Its sources are checked one by one against their type afterwards. */
export const exchangeFileSchema = z.strictObject({
  ...exchangeKeys,
  sources: z
    .record(
      sourceIdSchema,
      z
        .looseObject({
          type: z.string().describe(`What reads it: ${Object.keys(SOURCE_TYPES).join(', ')}.`),
        })
        .describe('A map: `type`, `every`, mostly `url`, and what its type asks for.'),
    )
    .default({})
    .describe('What is read, by an id of its own.'),
});

/** As `exchangeFileSchema`, with every type of source spelled out, for editors. */
export function wholeExchangeSchema() {
  const types = (Object.keys(SOURCE_TYPES) as SourceTypeName[]).map(sourceSchemaOf);
  const [first, ...rest] = types;
  if (first === undefined) throw new Error('There is no type of source.');
  return z.strictObject({
    ...exchangeKeys,
    sources: z
      .record(sourceIdSchema, z.discriminatedUnion('type', [first, ...rest]))
      .optional()
      .describe('What is read, by an id of its own.'),
  });
}

export const downtickFileSchema = z.strictObject({
  policy: policySchema.describe('The numbers that decide.'),
});

export const networksFileSchema = z.strictObject({
  networks: aliasesSchema.describe('Networks: the one name of each, and what others call it.'),
  rails: aliasesSchema.describe('Ways to move money: the one name of each, and what others call it.'),
});

export type ExchangeFile = z.output<typeof exchangeFileSchema>;
