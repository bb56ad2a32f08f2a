import type { HttpAnswer, HttpResult } from '#src/platform/http.ts';

const URL_A = 'https://api.example.com/v1/status';

export function answer(parts: Partial<HttpAnswer> = {}): HttpAnswer {
  const body = parts.body ?? '{"status":0}';
  return {
    kind: 'answer',
    url: URL_A,
    status: 200,
    headers: {},
    version: { digest: body },
    bytes: body.length,
    wireBytes: body.length,
    ms: 12,
    ...parts,
    body,
  };
}

export function noAnswer(
  reason: Extract<HttpResult, { kind: 'no_answer' }>['reason'] = 'refused',
  ms = 3,
): HttpResult {
  return { kind: 'no_answer', url: URL_A, reason, message: reason, ms };
}

export function badAnswer(
  reason: Extract<HttpResult, { kind: 'bad_answer' }>['reason'],
  status?: number,
): HttpResult {
  return {
    kind: 'bad_answer',
    url: URL_A,
    reason,
    message: reason,
    ms: 3,
    ...(status !== undefined && { status }),
  };
}
