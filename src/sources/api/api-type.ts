import { z } from 'zod';

import type { DecodeContext, Decoded, SourceType } from '#src/sources/source.ts';
import { parseJson } from '#src/sources/json-body.ts';
import { onlyAnswer } from '#src/sources/only-answer.ts';
import { SourceError } from '#src/sources/source.ts';

import { envelopeKeys, readOwnWord, readStated, readStatedError, requirePayload } from './envelope.ts';
import type { EnvelopeConfig } from './envelope.ts';
import { requestKeys, toRequest } from './request-keys.ts';
import type { RequestConfig } from './request-keys.ts';

type ApiKeys<Own extends z.ZodRawShape> = typeof requestKeys & typeof envelopeKeys & Own;
type ApiSchema<Own extends z.ZodRawShape> = z.ZodObject<ApiKeys<Own>>;

interface ApiType<Own extends z.ZodRawShape> extends Pick<
  SourceType<ApiSchema<Own>>,
  'summary' | 'speaks' | 'saysBy' | 'venue' | 'clocked' | 'services'
> {
  /** The keys of this type, besides those of the request and the envelope. */
  readonly keys: Own;
  /** A good answer is any text at all, such as a web page. */
  readonly isText?: (config: z.output<ApiSchema<Own>>) => boolean;
  /** Reads what is in the envelope. */
  readonly read: (config: z.output<ApiSchema<Own>>, payload: unknown, context: DecodeContext) => Decoded;
}

/** A type of source that asks one endpoint of an exchange's own JSON API. */
export function apiType<Own extends z.ZodRawShape>({
  isText,
  keys,
  read,
  ...rest
}: ApiType<Own>): SourceType<ApiSchema<Own>> {
  return {
    ...rest,
    schema: z.object({ ...requestKeys, ...envelopeKeys, ...keys }),
    requests: (config) => [toRequest(shared(config))],
    decode(config, answers, context) {
      const answer = onlyAnswer(answers);
      if (isText?.(config) === true && answer.body.trim() !== '') return { readings: [], unread: [] };
      const json = parseJson(answer);
      const stated = readStated(shared(config).errors, json, context);
      if (stated !== null) return stated;
      try {
        requirePayload(shared(config), json);
        return read(config, json, context);
      } catch (error) {
        // What cannot be read as a payload may be the exchange's word that there is none.
        const own = error instanceof SourceError ? readOwnWord(json, context) : null;
        if (own !== null) return own;
        throw error;
      }
    },
    decodeError: (config, answer, context) => readStatedError(shared(config).errors, answer, context),
  };
}

/** The compiler does not see the keys that all have among those of a type that is not known yet. */
function shared(config: object): RequestConfig & EnvelopeConfig {
  return config as RequestConfig & EnvelopeConfig;
}
