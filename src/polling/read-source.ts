import { hash } from 'node:crypto';

import type { Observation } from '#src/domain/outcome.ts';
import type { HttpAnswer, HttpRequest } from '#src/platform/http.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

import { hostOf } from './classify.ts';
import { fetchAll, requestsAt } from './fetch-requests.ts';
import type { FetchDeps, FetchDetail, Fetched } from './fetch-requests.ts';
import { judgeAnswers, judgeFailure, judgeUnchanged } from './judge-read.ts';
import type { Judged } from './judge-read.ts';

/** One poll of one source. */
export interface SourceRead {
  readonly source: ConfiguredSource;
  readonly observation: Observation;
  readonly detail: FetchDetail & { readonly unread: readonly string[] };
  /** Of a throttled source: how long it asked to be left alone; `null` when it did not say. */
  readonly retryAfterMs: number | null;
}

export interface SourceReader {
  /** One read for each source, in order. Never rejects. */
  read(): Promise<readonly SourceRead[]>;
  /** The next read is decoded whatever it brings: for one whose reading was lost. */
  forget(): void;
}

// Sources that look at the time keep their answers up to this size; larger ones are sent again instead.
const MAX_KEPT_BYTES = 1_000_000;
// Other hosts are tried for so long; then the next poll begins anew.
const ELSEWHERE_MS = 20_000;

/** The newest whole answers. Their bodies are kept only for sources that look at the time. */
interface Memory {
  readonly host: string;
  readonly fingerprints: readonly string[];
  readonly answers: readonly HttpAnswer[] | null;
}

/** Answers that may be the very ones from before, in which case their bodies need not be there. */
type Loaded =
  | {
      readonly kind: 'loaded';
      readonly answers: readonly HttpAnswer[] | null;
      readonly isRepeat: boolean;
      readonly detail: FetchDetail;
    }
  | Exclude<Fetched, { kind: 'answers' }>;

/** Reads sources that have identical requests: each is sent once for all of them. */
export function createSourceReader(sources: readonly ConfiguredSource[], deps: FetchDeps): SourceReader {
  const requests = sources[0]?.requests ?? [];
  const alternates = sources.flatMap((source) => (source.probes === undefined ? source.alternates : []));
  const isClocked = sources.some((source) => source.clocked);
  /** Sources whose reading of the remembered answers stands. */
  const settled = new Set<ConfiguredSource>();
  let memory: Memory | null = null;

  async function load(from: readonly HttpRequest[]): Promise<Loaded> {
    const isConditional = mayRevalidate(from);
    const fetched = await fetchAll(from, isConditional, deps);
    if (fetched.kind !== 'answers') return fetched;
    const { answers, detail } = fetched;
    const known = memory;
    const fingerprints = answers.map((answer, i) =>
      answer === null ? known?.fingerprints[i] : fingerprintOf(answer),
    );
    const isRepeat = fingerprints.every((one, i) => one !== undefined && one === known?.fingerprints[i]);
    if (answers.every((answer) => answer !== null)) {
      memory = { host: hostOfAll(from), fingerprints: fingerprints.map(String), answers: keep(answers) };
      return { kind: 'loaded', answers, isRepeat, detail };
    }
    if (isRepeat) return { kind: 'loaded', answers: known?.answers ?? null, isRepeat, detail };
    if (!isConditional) return { kind: 'broken', message: describeEmptyTalk(detail), detail };
    // Some have changed and some have not: decoding needs them all.
    memory = null;
    return load(from);
  }

  function mayRevalidate(from: readonly HttpRequest[]): boolean {
    if (memory === null || memory.host !== hostOfAll(from)) return false;
    return sources.every((source) => settled.has(source)) && (!isClocked || memory.answers !== null);
  }

  function keep(answers: readonly HttpAnswer[]): readonly HttpAnswer[] | null {
    const bytes = answers.reduce((sum, answer) => sum + answer.bytes, 0);
    return isClocked && bytes <= MAX_KEPT_BYTES ? answers : null;
  }

  async function loadElsewhere(first: Loaded): Promise<Loaded> {
    const startedAt = deps.clock.now();
    for (const host of new Set(alternates)) {
      if (deps.clock.now() - startedAt > ELSEWHERE_MS) break;
      const loaded = await load(requestsAt(host, requests));
      if (loaded.kind === 'loaded') return loaded;
    }
    return first;
  }

  function judge(source: ConfiguredSource, loaded: Loaded): Judged {
    const now = deps.clock.now();
    if (loaded.kind !== 'loaded') return judgeFailure(source, loaded, now);
    const stands = loaded.isRepeat && settled.has(source) && !source.clocked;
    if (stands || loaded.answers === null) return judgeUnchanged(source, now);
    return judgeAnswers(source, loaded.answers, now);
  }

  return {
    async read() {
      const first = await load(requests);
      const other = isWorthElsewhere(first) && alternates.length > 0 ? await loadElsewhere(first) : first;
      return sources.map((source) => {
        const loaded = source.probes === undefined && source.alternates.length > 0 ? other : first;
        const { observation, unread } = judge(source, loaded);
        const spoke = observation.kind === 'ok' || observation.kind === 'unchanged';
        if (spoke && loaded.kind === 'loaded') settled.add(source);
        else settled.delete(source);
        const retryAfterMs = loaded.kind === 'throttled' ? loaded.retryAfterMs : null;
        return { source, observation, detail: { ...loaded.detail, unread }, retryAfterMs };
      });
    },
    forget: () => settled.clear(),
  };
}

function isWorthElsewhere({ kind }: Loaded): boolean {
  return kind === 'blocked' || kind === 'failed';
}

function describeEmptyTalk({ url }: FetchDetail): string {
  return `${hostOf(url)} says "not modified" without having been asked whether; check the URL of the source.`;
}

function hostOfAll(requests: readonly HttpRequest[]): string {
  return requests.map(({ url }) => hostOf(url)).join(' ');
}

/** Short bodies are their own fingerprint: comparing them costs less than hashing. */
function fingerprintOf({ body }: HttpAnswer): string {
  return body.length < 128 ? body : hash('sha1', body, 'base64');
}
