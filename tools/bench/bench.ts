import type { Config } from '#config/load.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import type { HttpFetch, HttpResult } from '#src/platform/http.ts';
import { version } from '#src/platform/version.ts';

import { createBareLoop } from './bare-loop.ts';
import type { BareLoop } from './bare-loop.ts';
import type { Mood } from './field.ts';
import type { FieldProcess } from './start-field.ts';
import { createSubject } from './subject.ts';
import type { BenchSubject, Watched } from './subject.ts';

/** What the measurements share: the simulated field, the real client, and the bare loop beside it. */
export interface Bench {
  readonly bare: BareLoop;
  originOf(mood: Mood): string;
  /** `onResult` hears of every answer. */
  subject(watched: Watched, mood: Mood, onResult?: (result: HttpResult) => void): BenchSubject;
  close(): Promise<void>;
}

export function createBench(config: Config, field: FieldProcess): Bench {
  const http = createHttpClient({ version });
  const bare = createBareLoop();
  return {
    bare,
    originOf: (mood) => field.origins[mood],
    subject(watched, mood, onResult) {
      const fetch: HttpFetch = async (request) => {
        const result = await http.fetch(request);
        onResult?.(result);
        return result;
      };
      return createSubject(watched, {
        config,
        fetch: onResult === undefined ? http.fetch : fetch,
        origin: field.origins[mood],
      });
    },
    async close() {
      await Promise.all([http.close(), bare.close()]);
      field.stop();
    },
  };
}
