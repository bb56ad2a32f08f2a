import { z } from 'zod';

import type { Reading } from '#src/domain/reading.ts';
import { STATUSES } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import { servicePath } from '#src/domain/service.ts';

import { conditionFields, conditionsSchema, holds } from './condition.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { servicesSchema } from '#src/sources/service-schema.ts';
import { SourceError } from '#src/sources/source.ts';
import type { Answer, DecodeContext, Decoded } from '#src/sources/source.ts';
import { ownWordOf } from './own-word.ts';
import { textOf } from './text-of.ts';
import { compilePath, valueAt } from './value-path.ts';

/** An error that an exchange puts into a body of its own, often with HTTP 200, and what it means. */
export const errorPatternSchema = z
  .strictObject({
    ...conditionFields,
    status: z.enum(STATUSES).optional().describe('The status that this error states officially.'),
    service: servicesSchema
      .default([''])
      .describe('What the status is about, relative to the exchange; all of it by default.'),
    outcome: z
      .enum(['throttled', 'blocked', 'misconfigured', 'broken'])
      .optional()
      .describe('For an error that states no status: what it means for the source.'),
  })
  .refine((pattern) => (pattern.status === undefined) !== (pattern.outcome === undefined), {
    message:
      'needs either a `status` (what the exchange says of itself) or an `outcome` (what it says of our request)',
  });

export type ErrorPattern = z.output<typeof errorPatternSchema>;

/** The keys of every source that reads an exchange's own JSON API. */
export const envelopeKeys = {
  require: conditionsSchema
    .default([])
    .describe('What the answer must say before its payload is read, such as `{ at: code, is: 0 }`.'),
  errors: z
    .array(errorPatternSchema)
    .default([])
    .describe(
      "Errors inside an answer that state something. The first that fits is read instead of the payload. The exchange's own follow.",
    ),
};

export interface EnvelopeConfig {
  readonly require: z.output<typeof conditionsSchema>;
  readonly errors: readonly ErrorPattern[];
}

/** Where an error stands in the place of a payload, what it says is over once a payload comes again. */
const ERROR_REF = 'error';

/** Throws `SourceError` for an answer that does not say what has to come before its payload. */
export function requirePayload({ require }: EnvelopeConfig, json: unknown): void {
  for (const condition of require) {
    if (holds(condition, json)) continue;
    const said = ownMessage(json);
    const shown = show(valueAt(json, condition.at));
    throw new SourceError(
      'broken',
      `The answer is not what was asked for: \`${condition.at.text}\` is ${shown}${said === '' || said === shown ? '' : `, and it says "${said}"`}.`,
    );
  }
}

/** What the first pattern that fits says; `null` when none does. Throws where a pattern speaks of our request. */
export function readStated(
  errors: readonly ErrorPattern[],
  json: unknown,
  { endpoint = 'api', exchange }: DecodeContext,
): Decoded | null {
  const pattern = errors.find((candidate) => holds(candidate, json));
  if (pattern === undefined) return null;
  const said = ownMessage(json) || show(valueAt(json, pattern.at));
  if (pattern.status === undefined)
    throw new SourceError(pattern.outcome ?? 'broken', `The exchange answers "${said}".`);
  // Of several endpoints, the one that answers speaks of itself.
  const services = pattern.service.map((one) =>
    one === 'api' && endpoint.startsWith('api/') ? endpoint : one,
  );
  return stated(exchange, services, pattern.status, said);
}

/**
 * What an error that no pattern knows says all the same, in its text or in its code: that what we asked is at work, or
 * does not serve, or badly. Where our request is refused, all but the first may be said to us alone.
 */
export function readOwnWord(
  json: unknown,
  { endpoint = 'api', exchange }: DecodeContext,
  isRefusal = false,
): Decoded | null {
  const said = ownTexts(json);
  const status = ownWordOf(said.join('. '));
  if (status === undefined || (isRefusal && status !== 'under_maintenance')) return null;
  return stated(exchange, [endpoint], status, said[0] ?? '');
}

function stated(exchange: string, services: readonly string[], status: Status, said: string): Decoded {
  const readings = services.map((service): Reading => ({
    service: servicePath(exchange, service),
    status,
    basis: 'official',
    signal: 'word',
    evidence: oneLine(said),
    ...(/\p{L}\P{L}+\p{L}/u.test(said) && { spoken: true as const }),
    ref: ERROR_REF,
  }));
  return { readings, unread: [], partial: true };
}

/**
 * What the exchange itself says in the body of a 4xx or 5xx answer, which need not be JSON and may say nothing. Throws
 * where a refusal tells what is wrong with our request.
 */
export function readStatedError(
  errors: readonly ErrorPattern[],
  answer: Answer,
  context: DecodeContext,
): Decoded | null {
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch {
    return null;
  }
  const isRefusal = answer.status >= 400 && answer.status < 500;
  const known = isRefusal ? errors : errors.filter(({ status }) => status !== undefined);
  return readStated(known, json, context) ?? readOwnWord(json, context, isRefusal);
}

/** Where APIs put the text of an error, the plainest first; a code where there is no text. */
const MESSAGES = [
  'error_description',
  'msg',
  'message',
  'Message',
  'retMsg',
  'ret_msg',
  'errorMessage',
  'errorMsg',
  'err-msg',
  'err_msg',
  'error_message',
  'error_details',
  'error.message',
  'error.msg',
  'error.description',
  'error',
  'errors[0].message',
  'errors[0].msg',
  'errors',
  'data.message',
  'data.msg',
  'details',
  'detail',
  'reason',
  'code',
  'status',
].map(compilePath);

/** An error's text where APIs usually put it, as one short line. */
function ownMessage(json: unknown): string {
  return ownTexts(json)[0] ?? '';
}

/** All that stands where APIs usually put an error's text, each as one short line, the plainest first. */
function ownTexts(json: unknown): string[] {
  const values = Array.isArray(json)
    ? [json.every((item) => typeof item !== 'object') ? json.join(' ') : '']
    : MESSAGES.map((path) => valueAt(json, path));
  return values.flatMap((value) => {
    const text = Array.isArray(value) ? value.join(', ') : value;
    const isText = (typeof text === 'string' && text.trim() !== '') || typeof text === 'number';
    return isText ? [oneLine(String(text)).slice(0, 200)] : [];
  });
}

function show(value: unknown): string {
  return oneLine(textOf(value)).slice(0, 80);
}
