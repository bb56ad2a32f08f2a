import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { z } from 'zod';

import type { CheckedSource } from './check-source.ts';

const lastCheckSchema = z.record(z.string(), z.string());

/** What each source said at the last check, as one comparable text. */
export type LastCheck = z.output<typeof lastCheckSchema>;

/** Empty where there is none, or none that can be read. */
export function readLastCheck(path: string): LastCheck {
  try {
    return lastCheckSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}

export function writeLastCheck(path: string, checked: readonly CheckedSource[], before: LastCheck): void {
  const now = Object.fromEntries(checked.map((source) => [keyOf(source), gistOf(source)]));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ ...before, ...now }));
}

/** Whether a source came to something else than at the last check: another outcome, or another status. */
export function hasChanged(source: CheckedSource, last: LastCheck): boolean {
  return last[keyOf(source)] !== gistOf(source);
}

function keyOf({ exchange, source }: CheckedSource): string {
  return `${exchange} ${source}`;
}

function gistOf({ outcome, readings }: CheckedSource): string {
  const bad = readings.filter(({ status }) => status !== 'operational');
  const statuses = bad.map(({ service, status }) => `${service} ${status}`).toSorted();
  return [outcome, ...statuses].join('\n');
}
