/** A request as a source asks for it. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange of request and answer; the client's default otherwise. */
  readonly timeoutMs?: number;
  /** Of the decoded body; the client's default otherwise. */
  readonly maxBytes?: number;
  /**
   * Hosts to which a redirect may lead, besides the origin that is asked. Headers of the request go to that origin
   * alone.
   */
  readonly redirects?: readonly string[] | 'anywhere';
  /** A proxy of its own, such as `http://10.0.0.1:3128`; else what HTTPS_PROXY and NO_PROXY say. */
  readonly proxy?: string;
}

/** What tells an answer from a later one. */
export interface AnswerVersion {
  /** Of the body, as it came over the wire. */
  readonly digest?: string;
  /** What the server gave to ask "has it changed?" with. */
  readonly etag?: string;
  readonly lastModified?: string;
}

/** An answer with a whole body. */
export interface HttpAnswer {
  readonly kind: 'answer';
  readonly url: string;
  readonly status: number;
  /** Lower-cased names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly version: AnswerVersion;
  /** Bytes of the decoded body, and of what came over the wire. */
  readonly bytes: number;
  readonly wireBytes: number;
  readonly ms: number;
  /** Of a failure that was looked at from several places: those that see it. */
  readonly seenFrom?: readonly string[];
}

/** What came of a request. Nothing here throws: a network that fails is an expected outcome. */
export type HttpResult =
  | HttpAnswer
  | { readonly kind: 'not_modified'; readonly url: string; readonly ms: number; readonly wireBytes: number }
  | {
      readonly kind: 'no_answer';
      readonly url: string;
      readonly reason: 'timeout' | 'refused' | 'reset' | 'dns' | 'tls' | 'unreachable';
      readonly message: string;
      readonly ms: number;
      readonly seenFrom?: readonly string[];
    }
  | {
      readonly kind: 'bad_answer';
      readonly url: string;
      /** Absent where not even the head of the answer could be read. */
      readonly status?: number;
      readonly reason: 'too_large' | 'truncated' | 'redirect_loop' | 'redirect_elsewhere' | 'malformed';
      /** Of `redirect_elsewhere`: the host that it leads to. */
      readonly message: string;
      readonly ms: number;
    };

/**
 * Fetches; never rejects. Where the asker knows a version, an answer that is still that one is `not_modified`: the server
 * says so, or its body is the same byte for byte, and then is neither unpacked nor read.
 */
export type HttpFetch = (request: HttpRequest, known?: AnswerVersion) => Promise<HttpResult>;
