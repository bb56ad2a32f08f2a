import type { Notice } from '#src/domain/incident.ts';

import type { Expectation } from './scenario.ts';

const DEFAULT_WITHIN_MS = 60_000;

/** One line of the comparison: what was expected, what was told, and whether they agree. */
export interface Compared {
  readonly expected?: Expectation;
  readonly told?: Notice;
  /** What differs, one phrase each; empty where they agree. */
  readonly differences: readonly string[];
}

/** Holds what was told against what should have been: all of it, in order. */
export function compare(expected: readonly Expectation[], told: readonly Notice[]): Compared[] {
  const rows: Compared[] = [];
  let next = 0;
  for (const one of expected) {
    const found = told.slice(next).findIndex((notice) => isAbout(one, notice));
    if (found < 0) {
      rows.push({ expected: one, differences: ['was not told'] });
      continue;
    }
    for (const notice of told.slice(next, next + found))
      rows.push({ told: notice, differences: ['was not expected'] });
    next += found;
    const notice = told[next];
    if (notice !== undefined)
      rows.push({ expected: one, told: notice, differences: differencesOf(one, notice) });
    next += 1;
  }
  for (const notice of told.slice(next)) rows.push({ told: notice, differences: ['was not expected'] });
  return rows;
}

export function isMet(rows: readonly Compared[]): boolean {
  return rows.every(({ differences }) => differences.length === 0);
}

function isAbout({ kind, service }: Expectation, notice: Notice): boolean {
  if (notice.kind !== kind) return false;
  return service === undefined || notice.service === service || notice.also.includes(service);
}

function differencesOf(expected: Expectation, notice: Notice): string[] {
  const differences: string[] = [];
  const { at, within = DEFAULT_WITHIN_MS, summary, evidence = [], eta, remark } = expected;
  if (notice.at < at) differences.push(`came ${(at - notice.at) / 1000} s too early`);
  if (notice.at > at + within) differences.push(`came ${(notice.at - at - within) / 1000} s too late`);
  for (const key of ['status', 'previous', 'basis', 'unconfirmed'] as const) {
    const wanted = expected[key];
    if (wanted !== undefined && wanted !== notice[key])
      differences.push(`${key} is ${notice[key]}, not ${wanted}`);
  }
  if (summary !== undefined && !notice.summary.includes(summary)) {
    differences.push(`the headline "${notice.summary}" lacks "${summary}"`);
  }
  if (remark !== undefined && notice.remark?.includes(remark) !== true) {
    differences.push(`the remark "${notice.remark ?? ''}" lacks "${remark}"`);
  }
  if (eta !== undefined && notice.eta !== eta)
    differences.push(`the ETA is ${isoOrNone(notice.eta)}, not ${isoOrNone(eta)}`);
  const named = new Set(notice.evidence.map(({ source }) => source));
  for (const source of evidence) if (!named.has(source)) differences.push(`no evidence of ${source}`);
  return differences;
}

function isoOrNone(at: number | undefined): string {
  return at === undefined ? 'none' : new Date(at).toISOString();
}
