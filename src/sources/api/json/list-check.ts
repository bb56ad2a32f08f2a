import type { Reading } from '#src/domain/reading.ts';
import { holds } from '#src/sources/api/condition.ts';
import { SourceError } from '#src/sources/source.ts';
import { textOf } from '#src/sources/api/text-of.ts';
import { valueAt } from '#src/sources/api/value-path.ts';
import { oneLine } from '#src/sources/one-line.ts';
import type { ValuePath } from '#src/sources/api/value-path.ts';

import type { ListCheck } from './json-config.ts';

/**
 * What it means that a list has rows, or has none. That is counted and not said: measured, and confirmed as switches
 * are. Throws `SourceError` for what is no such list.
 */
export function readList(
  { empty, of, total, where }: ListCheck,
  at: ValuePath,
  rows: unknown,
  root: unknown,
): Pick<Reading, 'status' | 'basis' | 'signal' | 'evidence'> {
  if (!Array.isArray(rows)) throw new SourceError('broken', `The answer has no list at \`${at.text}\`.`);
  if (rows.length > 0) {
    const isOfThem = rows.some((row: unknown) => where.every((condition) => holds(condition, row)));
    if (!isOfThem) throw new SourceError('broken', `The rows at \`${at.text}\` are not ${of}.`);
    return { status: 'operational', basis: 'measured', signal: 'flag', evidence: '' };
  }
  const counted = total === undefined ? undefined : valueAt(root, total);
  if (counted !== undefined && counted !== null && Number(counted) !== 0) {
    throw new SourceError(
      'broken',
      `The answer lists no ${of} at \`${at.text}\` and counts ${oneLine(textOf(counted)).slice(0, 20)} of them, so it is not believed.`,
    );
  }
  return { status: empty, basis: 'measured', signal: 'flag', evidence: `no ${of}` };
}
