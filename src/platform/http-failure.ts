import type { HttpResult } from '#src/platform/http.ts';

type NoAnswer = Extract<HttpResult, { kind: 'no_answer' }>;
type BadAnswer = Extract<HttpResult, { kind: 'bad_answer' }>;

/** Why a request came to nothing, before its address and duration are added. */
export type HttpFailure =
  | { readonly kind: 'no_answer'; readonly reason: NoAnswer['reason']; readonly message: string }
  | {
      readonly kind: 'bad_answer';
      readonly reason: BadAnswer['reason'];
      readonly message: string;
      readonly status?: number;
    };

const NO_ANSWER: Readonly<Record<string, NoAnswer['reason']>> = {
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EPROTO: 'tls',
};

const BAD_ANSWER: Readonly<Record<string, BadAnswer['reason']>> = {
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  HPE_INVALID_EOF_STATE: 'truncated',
  Z_BUF_ERROR: 'truncated',
  ERR_BUFFER_TOO_LARGE: 'too_large',
};

const TLS_CODE =
  /^(?:ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA)/;
const MALFORMED_CODE =
  /^(?:HPE_|Z_|ERR__ERROR|ERR_BROTLI|ERR_INVALID_URL|UND_ERR_INVALID_ARG|UND_ERR_HEADERS_OVERFLOW|ZSTD_)/;

/** Sorts an error of undici, of the network or of zlib. `status` is that of the answer, once its head has come. */
export function explainHttpFailure(error: unknown, status?: number): HttpFailure {
  const code = codeOf(error);
  const message = error instanceof Error && error.message !== '' ? error.message : code;
  const bad = badReasonOf(code);
  const lost = NO_ANSWER[code];
  if (bad !== undefined) return badAnswer(bad, message, status);
  // Once the head has come, a connection that breaks has cut the answer short.
  if (lost === 'reset' && status !== undefined) return badAnswer('truncated', message, status);
  if (lost !== undefined) return { kind: 'no_answer', reason: lost, message };
  return { kind: 'no_answer', reason: TLS_CODE.test(code) ? 'tls' : 'unreachable', message };
}

export function badAnswer(reason: BadAnswer['reason'], message: string, status?: number): HttpFailure {
  return { kind: 'bad_answer', reason, message, ...(status !== undefined && { status }) };
}

function badReasonOf(code: string): BadAnswer['reason'] | undefined {
  return BAD_ANSWER[code] ?? (MALFORMED_CODE.test(code) ? 'malformed' : undefined);
}

/** Connecting to several addresses fails with an `AggregateError`, whose first member tells why. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.name === 'HTTPParserError') return 'HPE_';
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}
