import type { Reading } from '#src/domain/reading.ts';
import { servicePath } from '#src/domain/service.ts';
import { holds } from '#src/sources/api/condition.ts';
import { apiType } from '#src/sources/api/api-type.ts';
import { readInstant } from '#src/sources/instant.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { wordIn } from '#src/sources/word-in.ts';
import { SourceError } from '#src/sources/source.ts';
import type { DecodeContext } from '#src/sources/source.ts';
import { textOf } from '#src/sources/api/text-of.ts';
import { valueAt } from '#src/sources/api/value-path.ts';

import { jsonKeys } from './json-config.ts';
import type { Check, Freshness } from './json-config.ts';
import { readList } from './list-check.ts';

/** Single values in a JSON answer, each with a table of what it means; and lists that are empty or not. */
export const json = apiType({
  summary: 'Single values in a JSON answer, each with a table of what it means; or a time that must go on.',
  speaks: 'words',
  venue: ({ checks }) => (checks.some(({ list }) => list !== undefined) ? 'offers' : 'system_status'),
  clocked: ({ fresh }) => fresh !== undefined,
  services: ({ checks, fresh }) => [...checks.flatMap(({ service }) => service), ...(fresh?.service ?? [])],
  saysBy: '`checks`, `fresh`, `errors` or `probes`',
  keys: jsonKeys,
  read({ checks, fresh }, root, context) {
    const unread: string[] = [];
    const readings = checks.flatMap((check) => readCheck(check, root, context, unread));
    if (fresh !== undefined) readings.push(...readFreshness(fresh, root, context, unread));
    if (readings.length === 0)
      throw new SourceError('broken', 'The answer holds none of the values that it should.');
    return { readings, unread };
  },
});

function readCheck(check: Check, root: unknown, context: DecodeContext, unread: string[]): Reading[] {
  if (!check.when.every((condition) => holds(condition, root))) return [];
  const value = valueAt(root, check.at);
  if (value === undefined && check.optional) return [];
  const said =
    check.list === undefined
      ? readValue(check, value, root, unread)
      : readList(check.list, check.at, value, root);
  return check.service.map((service) => ({
    service: servicePath(context.exchange, service),
    ...said,
  }));
}

function readValue(
  check: Check,
  value: unknown,
  root: unknown,
  unread: string[],
): Pick<Reading, 'status' | 'basis' | 'signal' | 'evidence' | 'spoken' | 'eta'> {
  if (value === undefined || (typeof value === 'object' && value !== null)) {
    throw new SourceError(
      'broken',
      `The answer has ${value === undefined ? 'nothing' : 'no single value'} at \`${check.at.text}\`.`,
    );
  }
  const { otherwise, values = {} } = check;
  const text = textOf(value);
  const listed = wordIn(values, text) ?? otherwise;
  if (listed === undefined) unread.push(`${check.at.text} is ${oneLine(text)}`);
  const status = listed ?? 'unknown';
  const eta =
    check.eta === undefined || status === 'operational' ? undefined : readInstant(valueAt(root, check.eta));
  return {
    status,
    basis: 'official',
    signal: 'word',
    ...evidenceOf(check, root, value),
    ...(eta !== undefined && { eta }),
  };
}

function evidenceOf(check: Check, root: unknown, value: unknown): Pick<Reading, 'evidence' | 'spoken'> {
  const words = check.evidence
    .map((path) => valueAt(root, path))
    .find((said) => said !== undefined && said !== null && said !== '');
  if (words === undefined) return { evidence: oneLine(`${check.at.text} is ${textOf(value)}`) };
  return { evidence: oneLine(textOf(words)), spoken: true };
}

/** Clocks differ by seconds; one that is further ahead is not the time, and tells nothing. */
const MAX_AHEAD_MS = 120_000;

/** A clock that stands still is no word of the exchange; it is what we measure. */
function readFreshness(
  fresh: Freshness,
  root: unknown,
  { exchange, now }: DecodeContext,
  unread: string[],
): Reading[] {
  const value = valueAt(root, fresh.at);
  if (value === undefined && fresh.optional) return [];
  const time = readInstant(value);
  if (time === undefined) throw new SourceError('broken', `The answer has no time at \`${fresh.at.text}\`.`);
  const { evidence, status } = ageOf(fresh, time, now);
  if (status === 'unknown') unread.push(evidence);
  return fresh.service.map((service) => ({
    service: servicePath(exchange, service),
    status,
    basis: 'measured',
    signal: 'probe',
    evidence,
  }));
}

function ageOf(
  { at, maxAge, status }: Freshness,
  time: number,
  now: number,
): Pick<Reading, 'status' | 'evidence'> {
  const ageMs = now - time;
  if (ageMs < -MAX_AHEAD_MS)
    return {
      status: 'unknown',
      evidence: `${at.text} is ${Math.round(-ageMs / 60_000)} min ahead of our clock`,
    };
  if (ageMs > maxAge)
    return { status, evidence: `${at.text} stands still since ${new Date(time).toISOString()}` };
  const isCurrent = ageMs < 60_000;
  return {
    status: 'operational',
    evidence: `${at.text} is ${isCurrent ? 'current' : `${Math.round(ageMs / 1_000)} s old`}`,
  };
}
