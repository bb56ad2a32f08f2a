import type { HttpCall } from './http-call.ts';

export interface RouteCall extends HttpCall {
  /** A part of the path by its name in the route's pattern, decoded. */
  readonly param: (name: string) => string;
}

interface RouteAnswer {
  /** 200 with a body and 204 without, unless told. */
  readonly status?: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** `/channels/:channel/messages` */
  readonly pattern: string;
  /** Needs no Authorization: its path carries a token of its own. */
  readonly open?: boolean;
  /** Interaction callbacks do not count against the global limit. */
  readonly outsideGlobalLimit?: boolean;
  readonly handle: (call: RouteCall) => RouteAnswer;
}

export interface RouteMatch {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

export function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchParts(route.pattern.split('/'), parts);
    if (params) return { route, params };
  }
  return undefined;
}

function matchParts(pattern: readonly string[], parts: readonly string[]): Map<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (expected.startsWith(':')) params.set(expected.slice(1), decodeURIComponent(part));
    else if (expected !== part) return undefined;
  }
  return params;
}

/** What a route's requests are counted by, as Discord does: the first channel, guild or webhook in the path. */
export function majorOf(params: ReadonlyMap<string, string>): string {
  return params.get('channel') ?? params.get('guild') ?? params.get('token') ?? 'global';
}
