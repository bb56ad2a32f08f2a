import type { ExchangeConfig } from '#config/exchange-config.ts';
import type { Cluster } from '#src/cluster/open-cluster.ts';
import type { HttpFetch, HttpRequest } from '#src/platform/http.ts';
import { createVantageFetch } from '#src/polling/vantages.ts';

export interface LookFromDeps {
  readonly cluster: Pick<Cluster, 'vantages'>;
  /** Where this process is. */
  readonly vantage: string;
  /** What is asked by it, and by nobody else for whom it looks. */
  readonly exchanges: readonly Pick<ExchangeConfig, 'sources'>[];
  readonly fetch: HttpFetch;
  readonly onOperator: (message: string) => void;
}

/** Looks at exchanges from here and, where that fails or is refused, from the other places; and for them from here. */
export function lookFrom({ cluster, exchanges, fetch, onOperator, vantage: own }: LookFromDeps): {
  readonly fetch: HttpFetch;
  /** From now on these are what is asked. */
  change(exchanges: LookFromDeps['exchanges']): void;
  start(): Promise<void>;
  stop(): Promise<void>;
} {
  let requests = requestsOf(exchanges);
  const vantages = cluster.vantages({
    own,
    async look(url) {
      const request = requests.get(url);
      return request && (await fetch(request));
    },
  });
  return {
    fetch: createVantageFetch({
      fetch,
      own,
      elsewhere: (request) => (requests.has(request.url) ? vantages.elsewhere(request) : Promise.resolve([])),
      onNote: onOperator,
    }),
    change(next) {
      requests = requestsOf(next);
    },
    start: () => vantages.start(),
    stop: () => vantages.stop(),
  };
}

function requestsOf(exchanges: LookFromDeps['exchanges']): ReadonlyMap<string, HttpRequest> {
  return new Map(
    exchanges
      .flatMap(({ sources }) => sources.flatMap((source) => source.requests))
      .filter(({ method = 'GET', proxy }) => method === 'GET' && proxy === undefined)
      .map((request) => [request.url, request]),
  );
}
