import {
  brotliDecompress,
  brotliDecompressSync,
  gunzip,
  gunzipSync,
  inflate,
  inflateSync,
  zstdDecompress,
  zstdDecompressSync,
} from 'node:zlib';

/** What the client says it can read, the best first. */
export const ACCEPT_ENCODING = 'zstd, br, gzip, deflate';

type Callback = (error: Error | null, result: Buffer) => void;

interface Limits {
  readonly maxOutputLength: number;
  readonly chunkSize?: number;
}

interface Decompressor {
  readonly sync: (input: Buffer, limits: Limits) => Buffer;
  readonly async: (input: Buffer, limits: Limits, done: Callback) => void;
}

const GZIP: Decompressor = { sync: gunzipSync, async: gunzip };

const DECOMPRESSORS: Readonly<Record<string, Decompressor>> = {
  gzip: GZIP,
  'x-gzip': GZIP,
  br: { sync: brotliDecompressSync, async: brotliDecompress },
  deflate: { sync: inflateSync, async: inflate },
  zstd: { sync: zstdDecompressSync, async: zstdDecompress },
};

// A trip to the thread pool costs more than unpacking so little.
const SYNC_BYTES = 8 * 1024;
const MAX_ENCODINGS = 3;
const CHUNK_BYTES = 128 * 1024;

/**
 * The body under its `Content-Encoding`. Never grows past `maxBytes`: it throws `ERR_BUFFER_TOO_LARGE` instead,
 * and `Z_BUF_ERROR` for one that ends early.
 *
 * Node's one-shot functions rather than undici's interceptor: that one is experimental, hides the size on the wire,
 * and costs a stream for each answer.
 */
export async function decodeContent(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const names = encoding.toLowerCase().split(',').slice(0, MAX_ENCODINGS);
  let decoded = body;
  for (const name of names.toReversed()) {
    const trimmed = name.trim();
    if (trimmed !== '' && trimmed !== 'identity') decoded = await decodeOne(decoded, trimmed, maxBytes);
  }
  return decoded;
}

async function decodeOne(body: Buffer, name: string, maxBytes: number): Promise<Buffer> {
  const decompressor = DECOMPRESSORS[name];
  if (decompressor === undefined) throw new UnknownEncodingError(name);
  const limits = { maxOutputLength: maxBytes };
  if (body.length <= SYNC_BYTES) return decompressor.sync(body, limits);
  return new Promise((resolve, reject) => {
    decompressor.async(body, { ...limits, chunkSize: CHUNK_BYTES }, (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });
}

class UnknownEncodingError extends Error {
  override readonly name = 'UnknownEncodingError';
  readonly code = 'Z_UNKNOWN_ENCODING';

  constructor(encoding: string) {
    super(`The answer is encoded as "${encoding.slice(0, 40)}", which was not asked for.`);
  }
}
