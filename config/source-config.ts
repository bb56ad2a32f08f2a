import { z } from 'zod';

import type { Reading } from '#src/domain/reading.ts';
import { depthOf, servicePath } from '#src/domain/service.ts';
import type { HttpRequest } from '#src/platform/http.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import type { ErrorPattern } from '#src/sources/api/envelope.ts';
import { SOURCE_TYPES } from '#src/sources/index.ts';
import type { SourceTypeName } from '#src/sources/index.ts';
import type { DecodeContext, SourceType } from '#src/sources/source.ts';

import { nearest } from '#src/names/nearest.ts';
import { writingOf } from './posts-schema.ts';
import type { Problem } from './problem.ts';
import { ONCE, keyText, schemaProblems } from './schema-problems.ts';
import { sourceKeys, sourceSchemaOf } from './schema.ts';
import type { Certainty, ExchangeFile } from './schema.ts';
import { fillVariables } from './source-variables.ts';
import type { SourceVariables } from './source-variables.ts';
import { secretProblems } from './secret-problems.ts';
import type { YamlFile } from './yaml-file.ts';

const DEFAULT_MAX_BYTES = 500_000;
/** A status page is read seldom enough to be let grow. */
const PAGE_MAX_BYTES = 4_000_000;
const LARGE_MIN_EVERY_MS = 60_000;

const commonSchema = z.object(sourceKeys);

export interface SourceInput {
  readonly id: string;
  readonly source: ExchangeFile['sources'][string];
  readonly exchange: ExchangeFile;
  readonly file: YamlFile;
  readonly network: (name: string) => string;
  readonly variables: SourceVariables;
}

export interface SourceResult {
  readonly problems: readonly Problem[];
  readonly bound?: BoundSource;
  /** Why the source is not read, as a sentence for the operator. */
  readonly leftOut?: string;
}

interface BoundSource {
  readonly source: ConfiguredSource;
  readonly sure: Certainty;
  readonly seen: string | undefined;
  readonly docs: string | undefined;
  /** What it is there to watch, each once, relative to the exchange. */
  readonly watched: readonly string[];
  /** All that it can speak of: also what errors inside its answers state. */
  readonly services: readonly string[];
}

/** Checks one source against its type and binds it. */
export function configureSource(input: SourceInput): SourceResult {
  const { file, id, source } = input;
  const name = source.type;
  const path = ['sources', id];
  if (!isSourceType(name)) {
    const names = Object.keys(SOURCE_TYPES);
    const problem = {
      file: file.name,
      line: file.lineOf([...path, 'type']),
      key: keyText([...path, 'type']),
      message: 'is no type of source that is known here',
      expected: `one of ${names.join(', ')}`,
      suggestion: nearest(name, names),
    };
    return { problems: [problem] };
  }
  const schema = sourceSchemaOf(name);
  const parsed = schema.safeParse(source, ONCE);
  if (!parsed.success) return { problems: schemaProblems(schema, parsed.error.issues, file, path) };
  const common = commonSchema.parse(source);
  const type: SourceType = SOURCE_TYPES[name];
  const problems = [...cadenceProblems(type, common, input), ...secretProblems(source, path, file)];
  if (problems.length > 0) return { problems };
  const bound = bind(type, common, parsed.data, input);
  if (type.saysBy !== undefined && bound.services.length === 0) {
    const at = { file: file.name, line: file.lineOf(path), key: keyText(path) };
    return { problems: [{ ...at, message: 'reads nothing', expected: type.saysBy }] };
  }
  // Only what is sent: what is read of an answer, and told of it, keeps the name of the variable.
  const filled = fillVariables(bound.source.requests, input.variables);
  if (filled.kind === 'missing') {
    const leftOut = `${input.exchange.id}/${id} is not read: ${filled.names.join(', ')} is not set.`;
    return { problems, leftOut };
  }
  return { problems, bound: { ...bound, source: { ...bound.source, requests: filled.value } } };
}

type Common = z.output<typeof commonSchema>;

function bind(
  type: SourceType,
  common: Common,
  parsed: Record<string, unknown>,
  input: SourceInput,
): BoundSource {
  const { exchange, id, network, source } = input;
  const config = withExchangeKeys(type, parsed, exchange);
  const errors = (config['errors'] ?? []) as readonly ErrorPattern[];
  const { probes } = common;
  const endpoint = probes ?? probedAt(source, exchange);
  const writing = writingOf(exchange.posts);
  const context = (now: number): DecodeContext => ({
    exchange: exchange.id,
    endpoint,
    now,
    network,
    writing,
  });
  const decodeError = type.decodeError?.bind(type);
  const watched = [...(type.services?.(config) ?? []), ...(probes === undefined ? [] : [probes])];
  return {
    docs: common.docs,
    seen: common.seen,
    sure: certaintyOf(common),
    watched: [...new Set(watched)],
    services: [...watched, ...errors.flatMap(({ service, status }) => (status === undefined ? [] : service))],
    source: {
      exchange: exchange.id,
      id,
      type: source.type,
      speaks: type.speaks,
      venue: typeof type.venue === 'function' ? type.venue(config) : type.venue,
      healthy: healthyReadings(type, config, exchange.id),
      everyMs: common.every,
      requests: type
        .requests(config)
        .map((request) =>
          withCommonKeys(request, { ...common, proxy: common.proxy ?? exchange.proxy }, type),
        ),
      alternates: common.alternates,
      ...(probes !== undefined && { probes: servicePath(exchange.id, probes) }),
      undocumented: common.undocumented,
      clocked: typeof type.clocked === 'function' ? type.clocked(config) : type.clocked === true,
      decode: (answers, now, opinion) => type.decode(config, answers, { ...context(now), opinion }),
      ...(decodeError && { decodeError: (answer, now) => decodeError(config, answer, context(now)) }),
    },
  };
}

/** The part of the API that a source asks: what another source probes at the same host. */
function probedAt({ url }: SourceInput['source'], { sources }: ExchangeFile): string {
  const there = Object.values(sources).flatMap((one) =>
    typeof one['probes'] === 'string' && hostIn(one['url']) === hostIn(url) ? one['probes'] : [],
  );
  return there.find((probes) => probes.startsWith('api/')) ?? 'api';
}

function hostIn(url: unknown): string | undefined {
  return typeof url === 'string' ? URL.parse(url)?.host : undefined;
}

function certaintyOf({ docs, seen, sure, undocumented }: Common): Certainty {
  if (sure !== undefined) return sure;
  if (docs !== undefined && !undocumented) return 'documented';
  return seen === undefined ? 'guessed' : 'client';
}

/**
 * Where a source speaks of whole services, in words, all of them work. A list of coins or pairs has one at least, and
 * lists it as open; of other coins, and of posts, it has to be told.
 */
function healthyReadings(type: SourceType, config: Record<string, unknown>, exchange: string): Reading[] {
  const listsAll = config['lists'] !== 'halted';
  if (type.speaks !== 'words' && !(type.speaks === 'flags' && listsAll)) return [];
  const signal = type.speaks === 'flags' ? 'flag' : 'word';
  return [...new Set(type.services?.(config) ?? [])]
    .map((path) => servicePath(exchange, path))
    .filter((service) => depthOf(service) <= 2)
    .map((service) => ({
      service: signal === 'flag' ? `${service}/BTC` : service,
      status: 'operational',
      basis: 'official',
      signal,
      evidence: '',
    }));
}

/** Errors and names of assets that hold for the whole exchange follow those of the source. */
function withExchangeKeys(
  type: SourceType,
  config: Record<string, unknown>,
  exchange: ExchangeFile,
): Record<string, unknown> {
  const shape = type.schema.shape as Record<string, unknown>;
  return {
    ...config,
    ...('errors' in shape && { errors: [...(config['errors'] as ErrorPattern[]), ...exchange.errors] }),
    ...('rename' in shape && {
      rename: { ...exchange.rename, ...(config['rename'] as Record<string, string>) },
    }),
  };
}

function withCommonKeys(
  request: HttpRequest,
  { headers, proxy, maxBytes, redirects, timeout }: Common,
  type: SourceType,
): HttpRequest {
  const all = { ...request.headers, ...headers };
  return {
    ...request,
    ...(Object.keys(all).length > 0 && { headers: all }),
    ...(proxy !== undefined && { proxy }),
    ...(timeout !== undefined && { timeoutMs: timeout }),
    ...(redirects.length > 0 && { redirects }),
    maxBytes: maxBytes ?? (type.minEveryMs === undefined ? DEFAULT_MAX_BYTES : PAGE_MAX_BYTES),
  };
}

function cadenceProblems(type: SourceType, common: Common, { file, id }: SourceInput): Problem[] {
  const problem = (key: string, message: string, expected: string): Problem => ({
    file: file.name,
    line: file.lineOf(['sources', id, key]),
    key: keyText(['sources', id, key]),
    message,
    expected,
  });
  const problems: Problem[] = [];
  const floorMs = type.minEveryMs ?? 0;
  if (common.every < floorMs) {
    problems.push(problem('every', 'is too often for this type of source', `${floorMs / 1_000}s or more`));
  } else if ((common.maxBytes ?? 0) > DEFAULT_MAX_BYTES && common.every < LARGE_MIN_EVERY_MS) {
    problems.push(
      problem(
        'every',
        'is too often for so large an answer',
        '60s or more, or a `maxBytes` of 500kB or less',
      ),
    );
  }
  if (common.probes !== undefined && common.alternates.length > 0) {
    problems.push(
      problem(
        'alternates',
        'cannot stand beside `probes`',
        'no alternates: another host that answers says nothing of this one',
      ),
    );
  }
  return problems;
}

function isSourceType(name: string): name is SourceTypeName {
  return Object.hasOwn(SOURCE_TYPES, name);
}
