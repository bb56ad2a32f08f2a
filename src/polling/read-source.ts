import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { AnswerVersion, HttpAnswer, HttpRequest } from '#src/platform/http.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

import { hostOf } from './classify.ts';
import { fetchAll, requestsAt } from './fetch-requests.ts';
import type { FetchDeps, FetchDetail } from './fetch-requests.ts';
import { judgeAnswers, judgeFailure, judgeUnchanged } from './judge-read.ts';
import type { Judged } from './judge-read.ts';
import type { Failure } from './outcome.ts';
import { shareReadings } from './share-readings.ts';
import { checkListSize } from './shrunken-list.ts';
import type { ListSize } from './shrunken-list.ts';

/** One poll of one source. */
export interface SourceRead {
  readonly source: ConfiguredSource;
  readonly observation: Observation;
  readonly detail: FetchDetail & { readonly unread: readonly string[] };
  /** Of a throttled source: how long it asked to be left alone; `null` when it did not say. */
  readonly retryAfterMs: number | null;
}

export interface UnitRead {
  /** One for each source, in order. */
  readonly reads: readonly SourceRead[];
  /**
   * The engine has taken what these sources said, so that it is what their next read is compared with. What is not
   * kept is read as if it had never come.
   */
  readonly keep: (taken: (source: ConfiguredSource) => boolean) => void;
}

export interface SourceReader {
  /** Reads all sources once. Never rejects. */
  read(): Promise<UnitRead>;
}

// Other hosts are tried for so long; then the next poll begins anew.
const ELSEWHERE_MS = 20_000;

/** What the engine has taken, and from which answers. */
interface ReaderMemory {
  readonly requests: readonly HttpRequest[];
  readonly versions: readonly AnswerVersion[];
  /** The answers themselves, where one that has not changed may have to be decoded again. */
  readonly answers: readonly HttpAnswer[];
  /** Sources whose reading of these answers stands. */
  readonly settled: ReadonlySet<ConfiguredSource>;
  /** What each of them said, where that was all that it had to say. */
  readonly said: ReadonlyMap<ConfiguredSource, readonly Reading[]>;
}

const NOTHING: ReaderMemory = {
  requests: [],
  versions: [],
  answers: [],
  settled: new Set(),
  said: new Map(),
};

type Loaded = { readonly detail: FetchDetail } & (
  | {
      readonly kind: 'loaded';
      readonly requests: readonly HttpRequest[];
      readonly answers: readonly HttpAnswer[];
      /** They are the remembered ones. */
      readonly isRepeat: boolean;
    }
  | { readonly kind: 'not_loaded'; readonly failure: Failure }
);

interface JudgedSource extends Judged {
  readonly source: ConfiguredSource;
  readonly loaded: Loaded;
}

/** Reads sources that have identical requests: each is sent once for all of them. */
export function createSourceReader(sources: readonly ConfiguredSource[], deps: FetchDeps): SourceReader {
  const requests = sources[0]?.requests ?? [];
  const alternates = sources.flatMap((source) => (source.probes === undefined ? source.alternates : []));
  const elsewhere = [...new Set(alternates)].map((host) => requestsAt(host, requests));
  const sizes = new Map<ConfiguredSource, ListSize>();
  /** How much the model had said when each source was read. */
  const opinions = new Map<ConfiguredSource, number>();
  const mayReadAgain = sources.some(
    ({ clocked, speaks }) => clocked || (speaks === 'statements' && deps.opinion !== undefined),
  );
  let memory = NOTHING;
  /** A server may say that nothing changed since an answer that was not kept, so it is not asked whether. */
  let isAllKept = true;

  async function load(from: readonly HttpRequest[], mayRevalidate: boolean): Promise<Loaded> {
    const { outcome, detail } = await fetchAll(from, mayRevalidate ? comparable() : [], deps);
    if (outcome.kind !== 'answers') return { kind: 'not_loaded', failure: outcome, detail };
    const isRepeat =
      memory.versions.length > 0 &&
      outcome.answers.every((answer, i) => isRepeated(memory.versions[i], answer));
    const answers = outcome.answers.filter((answer) => answer !== null);
    if (answers.length === outcome.answers.length)
      return { kind: 'loaded', requests: from, answers, isRepeat, detail };
    if (isRepeat && mayRevalidate) {
      return { kind: 'loaded', requests: from, answers: memory.answers, isRepeat, detail };
    }
    if (!mayRevalidate) {
      return { kind: 'not_loaded', failure: { kind: 'broken', message: describeEmptyTalk(detail) }, detail };
    }
    // Some have changed and some have not: decoding needs them all.
    return load(from, false);
  }

  /** What the answers are compared with. Decoding needs all of several, so that one that is the same has to come whole. */
  function comparable(): readonly AnswerVersion[] {
    if (memory.versions.length < 2) return memory.versions;
    return memory.versions.map(({ digest: _digest, ...conditions }) => conditions);
  }

  function mayRevalidate(from: readonly HttpRequest[]): boolean {
    return isAllKept && memory.requests === from && sources.every((source) => memory.settled.has(source));
  }

  async function loadElsewhere(first: Loaded): Promise<Loaded> {
    const startedAt = deps.clock.monotonic();
    for (const other of elsewhere) {
      if (deps.clock.monotonic() - startedAt > ELSEWHERE_MS) break;
      const loaded = await load(other, mayRevalidate(other));
      if (loaded.kind === 'loaded') return loaded;
    }
    return first;
  }

  function judge(source: ConfiguredSource, loaded: Loaded): Judged {
    const now = deps.clock.now();
    if (loaded.kind === 'not_loaded') return judgeFailure(source, loaded.failure, now);
    const isKnown = memory.settled.has(source) && !source.clocked;
    const version = deps.opinion?.version ?? 0;
    // A model may have answered what a post says since it was read.
    const isHeard = source.speaks !== 'statements' || opinions.get(source) === version;
    if (isKnown && loaded.isRepeat && isHeard) return judgeUnchanged(source, now);
    opinions.set(source, version);
    const judged = ofFullSize(source, judgeAnswers(source, loaded.answers, now, deps.opinion), now);
    return isKnown ? compareWithLast(source, judged, now) : judged;
  }

  function ofFullSize(source: ConfiguredSource, judged: Judged, now: number): Judged {
    if (judged.listed === undefined) return judged;
    const { observation, size } = checkListSize(judged.observation, judged.listed, sizes.get(source), now);
    sizes.set(source, size);
    return { ...judged, observation };
  }

  /** Another body mostly says the same: a clock went on, a fee moved. Then what was said still stands. */
  function compareWithLast(source: ConfiguredSource, judged: Judged, now: number): Judged {
    const { observation, unread } = judged;
    const before = memory.said.get(source);
    if (before === undefined || observation.kind !== 'ok' || observation.partial === true) return judged;
    const readings = shareReadings(before, observation.readings);
    if (readings === before) return { ...judgeUnchanged(source, now), unread };
    return { observation: { ...observation, readings }, unread };
  }

  function remember(judged: readonly JudgedSource[], taken: (source: ConfiguredSource) => boolean): void {
    const settled = new Set<ConfiguredSource>();
    const said = new Map(memory.said);
    let { answers, requests: from, versions } = memory;
    for (const { source, observation, loaded } of judged) {
      if (loaded.kind !== 'loaded') continue;
      from = loaded.requests;
      if (loaded.answers !== memory.answers) {
        versions = loaded.answers.map(({ version }) => version);
        answers = mayReadAgain ? loaded.answers : [];
      }
      if (!taken(source)) continue;
      if (observation.kind === 'ok' && observation.partial !== true) said.set(source, observation.readings);
      else if (observation.kind !== 'unchanged') said.delete(source);
      if (observation.kind === 'ok' || observation.kind === 'unchanged') settled.add(source);
    }
    isAllKept = judged.every(({ source }) => taken(source));
    memory = { requests: from, versions, answers, settled, said };
  }

  return {
    async read() {
      const first = await load(requests, mayRevalidate(requests));
      const other = isWorthElsewhere(first) && elsewhere.length > 0 ? await loadElsewhere(first) : first;
      isAllKept = false;
      const judged = sources.map((source): JudgedSource => {
        const loaded = source.probes === undefined && source.alternates.length > 0 ? other : first;
        return { source, loaded, ...judge(source, loaded) };
      });
      return { reads: judged.map(readOf), keep: (taken) => remember(judged, taken) };
    },
  };
}

function readOf({ source, observation, unread, loaded }: JudgedSource): SourceRead {
  const isThrottled = loaded.kind === 'not_loaded' && loaded.failure.kind === 'throttled';
  const retryAfterMs = isThrottled ? loaded.failure.retryAfterMs : null;
  return { source, observation, detail: { ...loaded.detail, unread }, retryAfterMs };
}

function isWorthElsewhere(loaded: Loaded): boolean {
  return (
    loaded.kind === 'not_loaded' && (loaded.failure.kind === 'blocked' || loaded.failure.kind === 'failed')
  );
}

function describeEmptyTalk({ url }: FetchDetail): string {
  return `${hostOf(url)} says "not modified" without having been asked whether; check the URL of the source.`;
}

/** `null` is one that has not changed. */
function isRepeated(known: AnswerVersion | undefined, answer: HttpAnswer | null): boolean {
  if (known === undefined || answer === null) return known !== undefined;
  return known.digest !== undefined && answer.version.digest === known.digest;
}
