import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { HttpAnswer, HttpRequest } from '#src/platform/http.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

import { hostOf } from './classify.ts';
import { fetchAll, requestsAt } from './fetch-requests.ts';
import type { FetchDeps, FetchDetail, Fetched } from './fetch-requests.ts';
import { judgeAnswers, judgeFailure, judgeUnchanged } from './judge-read.ts';
import type { Judged } from './judge-read.ts';
import { shareReadings } from './share-readings.ts';

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

// Other hosts are tried for so long; then the next poll begins anew.
const ELSEWHERE_MS = 20_000;

/** The newest whole answers. Comparing their bodies is exact, and costs a tenth of hashing them. */
interface Memory {
  readonly requests: readonly HttpRequest[];
  readonly answers: readonly HttpAnswer[];
}

/** Answers that may be the very ones from before. */
type Loaded =
  | {
      readonly kind: 'loaded';
      readonly answers: readonly HttpAnswer[];
      readonly isRepeat: boolean;
      readonly detail: FetchDetail;
    }
  | Exclude<Fetched, { kind: 'answers' }>;

/** Reads sources that have identical requests: each is sent once for all of them. */
export function createSourceReader(sources: readonly ConfiguredSource[], deps: FetchDeps): SourceReader {
  const requests = sources[0]?.requests ?? [];
  const alternates = sources.flatMap((source) => (source.probes === undefined ? source.alternates : []));
  const elsewhere = [...new Set(alternates)].map((host) => requestsAt(host, requests));
  /** Sources whose reading of the remembered answers stands. */
  const settled = new Set<ConfiguredSource>();
  const said = new Map<ConfiguredSource, readonly Reading[]>();
  let memory: Memory | null = null;

  async function load(from: readonly HttpRequest[]): Promise<Loaded> {
    const isConditional = mayRevalidate(from);
    const fetched = await fetchAll(from, isConditional, deps);
    if (fetched.kind !== 'answers') return fetched;
    const { answers, detail } = fetched;
    const known = memory?.answers;
    const isRepeat = known !== undefined && answers.every((answer, i) => isRepeated(known[i], answer));
    if (answers.every((answer) => answer !== null)) {
      memory = { requests: from, answers };
      return { kind: 'loaded', answers, isRepeat, detail };
    }
    if (isRepeat && isConditional) return { kind: 'loaded', answers: known, isRepeat, detail };
    if (!isConditional) return { kind: 'broken', message: describeEmptyTalk(detail), detail };
    // Some have changed and some have not: decoding needs them all.
    memory = null;
    return load(from);
  }

  function mayRevalidate(from: readonly HttpRequest[]): boolean {
    return memory?.requests === from && sources.every((source) => settled.has(source));
  }

  async function loadElsewhere(first: Loaded): Promise<Loaded> {
    const startedAt = deps.clock.now();
    for (const other of elsewhere) {
      if (deps.clock.now() - startedAt > ELSEWHERE_MS) break;
      const loaded = await load(other);
      if (loaded.kind === 'loaded') return loaded;
    }
    return first;
  }

  function judge(source: ConfiguredSource, loaded: Loaded): Judged {
    const now = deps.clock.now();
    if (loaded.kind !== 'loaded') return judgeFailure(source, loaded, now);
    const isKnown = settled.has(source) && !source.clocked;
    if (isKnown && loaded.isRepeat) return judgeUnchanged(source, now);
    const judged = judgeAnswers(source, loaded.answers, now);
    return isKnown ? compareWithLast(source, judged, now) : remember(source, judged);
  }

  /** Another body mostly says the same: a clock went on, a fee moved. Then what was said still stands. */
  function compareWithLast(source: ConfiguredSource, judged: Judged, now: number): Judged {
    const { observation, unread } = judged;
    const before = said.get(source);
    if (before === undefined || observation.kind !== 'ok' || observation.partial === true) {
      return remember(source, judged);
    }
    const readings = shareReadings(before, observation.readings);
    if (readings === before) return { ...judgeUnchanged(source, now), unread };
    return remember(source, { observation: { ...observation, readings }, unread });
  }

  function remember(source: ConfiguredSource, judged: Judged): Judged {
    const { observation } = judged;
    if (observation.kind === 'ok' && observation.partial !== true) said.set(source, observation.readings);
    else said.delete(source);
    return judged;
  }

  return {
    async read() {
      const first = await load(requests);
      const other = isWorthElsewhere(first) && elsewhere.length > 0 ? await loadElsewhere(first) : first;
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

/** `null` is the server's word that it has not changed. */
function isRepeated(known: HttpAnswer | undefined, answer: HttpAnswer | null): boolean {
  return known !== undefined && (answer === null || answer.body === known.body);
}
