import type { OutcomeKind } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import { systemClock } from '#src/platform/clock.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import type { NetworkWatch } from '#src/polling/network-watch.ts';
import { groupSources } from '#src/polling/plan.ts';
import { createSourceReader } from '#src/polling/read-source.ts';
import type { SourceRead } from '#src/polling/read-source.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

/** What one look at one source came to. The keys are those of `npm run check -- --json`. */
export interface CheckedSource {
  readonly exchange: string;
  readonly source: string;
  readonly type: string;
  readonly url: string;
  readonly outcome: OutcomeKind;
  /** `null` where no HTTP answer came. */
  readonly httpStatus: number | null;
  readonly ms: number;
  readonly bytes: number;
  /** Why it could not be read, or what in it is not documented; empty otherwise. */
  readonly message: string;
  readonly readings: readonly Reading[];
}

/** One look is taken at every source, so nothing is held back for want of a witness. */
const anyNetwork: NetworkWatch = { note: () => {}, reachOf: () => 'witnessed' };

/** Looks once at every source, several at a time; `onChecked` hears of each as it is done. */
export async function checkSources(
  sources: readonly ConfiguredSource[],
  { fetch, parallel, onChecked }: { fetch: HttpFetch; parallel: number; onChecked: (done: number) => void },
): Promise<CheckedSource[]> {
  const units = groupSources(sources);
  const checked = new Map<ConfiguredSource, CheckedSource>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let unit = units[next++]; unit !== undefined; unit = units[next++]) {
      const reader = createSourceReader(unit.sources, { clock: systemClock, fetch, network: anyNetwork });
      for (const read of (await reader.read()).reads) checked.set(read.source, toChecked(read));
      onChecked(checked.size);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, units.length) }, worker));
  return sources.flatMap((source) => checked.get(source) ?? []);
}

function toChecked({ source, observation, detail }: SourceRead): CheckedSource {
  const readings = 'readings' in observation ? observation.readings : [];
  return {
    exchange: source.exchange,
    source: source.id,
    type: source.type,
    url: detail.url,
    outcome: observation.kind === 'unchanged' ? 'ok' : observation.kind,
    httpStatus: detail.httpStatus,
    ms: Math.round(detail.ms),
    bytes: detail.bytes,
    message: 'message' in observation ? observation.message : explainUnread(detail.unread),
    readings,
  };
}

function explainUnread(unread: readonly string[]): string {
  return unread.length === 0 ? '' : `not documented, so unknown: ${unread.slice(0, 5).join('; ')}`;
}
