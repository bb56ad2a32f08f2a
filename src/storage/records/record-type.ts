import { z } from 'zod';

import { Garbled } from '#src/storage/open-keyv.ts';

/** A kind of record: where it is kept, what it must look like, and how older versions become this one. */
export interface RecordType<T> {
  /** The name of its collection, and its namespace in the store. */
  readonly collection: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** From each older version to the next one. */
  readonly migrations: Readonly<Record<number, (old: unknown) => unknown>>;
}

/** A record as it lies in the store. */
export interface StoredRecord {
  readonly v: number;
  readonly data: unknown;
}

export type RecordReading<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unreadable'; readonly problem: string }
  /** From a newer program: it is whole, and not ours to judge. */
  | { readonly kind: 'newer'; readonly version: number };

const storedRecord: z.ZodType<StoredRecord> = z.object({ v: z.int().min(1), data: z.unknown() });

/** Checks what was stored, and brings it to the present version. `problem` is a clause, such as "it is not JSON". */
export function readRecord<T>(type: RecordType<T>, stored: unknown): RecordReading<T> {
  if (stored instanceof Garbled) return unreadable('it is not a stored record');
  const envelope = storedRecord.safeParse(stored);
  if (!envelope.success) return unreadable(`it has no version: ${firstIssue(envelope.error)}`);
  const { v, data } = envelope.data;
  if (v > type.version) return { kind: 'newer', version: v };
  const migrated = migrate(type, v, data);
  if (migrated.kind !== 'read') return migrated;
  const checked = type.schema.safeParse(migrated.value);
  return checked.success
    ? { kind: 'read', value: checked.data }
    : unreadable(`it has another shape: ${firstIssue(checked.error)}`);
}

function migrate<T>(type: RecordType<T>, from: number, data: unknown): RecordReading<unknown> {
  let value = data;
  for (let version = from; version < type.version; version += 1) {
    const step = type.migrations[version];
    if (step === undefined) return unreadable(`it has version ${version}, which is no longer known`);
    try {
      value = step(value);
    } catch (error) {
      return unreadable(
        `it could not be brought from version ${version} to ${version + 1}: ${String(error)}`,
      );
    }
  }
  return { kind: 'read', value };
}

function unreadable(problem: string): { kind: 'unreadable'; problem: string } {
  return { kind: 'unreadable', problem };
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return error.message;
  const path = issue.path.map(String).join('.');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}
