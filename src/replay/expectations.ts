import type { Notice, NoticeKind } from '#src/domain/incident.ts';
import { contains } from '#src/domain/service.ts';
import { MINUTE_MS } from '#src/domain/time.ts';

import { align } from './align.ts';
import type { OperatorEvent, Played, StatusAnswer } from './replay.ts';
import type { Expectation, NoticeExpectation, OperatorExpectation } from './resolve-scenario.ts';
import type { Scenario } from './scenario.ts';
import { englishHeadline } from './told.ts';

const DEFAULT_WITHIN_MS = 60_000;

/** One line of the comparison: what was expected, what came of it, and whether they agree. */
export interface Compared {
  readonly expected?: NoticeExpectation;
  readonly told?: Notice;
  /** What differs, one phrase each; empty where they agree. */
  readonly differences: readonly string[];
}

/** A line about anything but a notice: `about` says of what. */
export interface ComparedOther {
  readonly at: number;
  readonly about: string;
  readonly differences: readonly string[];
}

/** Holds all that a scenario asks for against what came of it. */
export function compareAll(scenario: Scenario, played: Played): readonly (Compared | ComparedOther)[] {
  const { expect, refreshes = [], operator, atMost } = scenario;
  const { told, refreshed, answers } = played;
  const tooMany = atMost !== undefined && told.length > atMost;
  return [
    ...(expect === undefined ? [] : compare(expect, told)),
    ...(tooMany
      ? [{ at: scenario.end, about: `${told.length} notices`, differences: [`are more than ${atMost}`] }]
      : []),
    ...compareRefreshes(refreshes, refreshed),
    ...(operator === undefined ? [] : compareOperator(operator, played.operator)),
    ...answers.map(compareAnswer),
  ];
}

export function isMet(rows: readonly { readonly differences: readonly string[] }[]): boolean {
  return rows.every(({ differences }) => differences.length === 0);
}

/** Holds what was told against what should have been: all of it, in order. */
export function compare(expected: readonly Expectation[], told: readonly Notice[]): Compared[] {
  const ways = expected.reduce<NoticeExpectation[][]>(
    (begun, one) =>
      'either' in one
        ? begun.flatMap((way) => one.either.map((more) => [...way, ...more]))
        : begun.map((way) => [...way, one]),
    [[]],
  );
  const rules = {
    isAbout,
    differs: (one: NoticeExpectation, notice: Notice) => differencesOf(one, notice, notice.at).length > 0,
    atMost: (one: NoticeExpectation) => one.atMost,
  };
  const [best] = ways.map((way) => align(way, told, rules)).toSorted((a, b) => a.cost - b.cost);
  return (best?.pairs ?? []).map(({ expected, came }) => ({
    ...(expected !== undefined && { expected }),
    ...(came !== undefined && { told: came }),
    differences:
      came === undefined
        ? ['was not told']
        : expected === undefined
          ? ['was not expected']
          : differencesOf(expected, came, came.at),
  }));
}

function compareRefreshes(
  expected: readonly NoticeExpectation[],
  refreshed: Played['refreshed'],
): ComparedOther[] {
  let next = 0;
  return expected.map((one) => {
    const found = refreshed
      .slice(next)
      .findIndex(({ at, notice }) => isAbout(one, notice) && differencesOf(one, notice, at).length === 0);
    if (found >= 0) next += found + 1;
    const about = `refreshed ${[one.kind ?? [], one.service ?? []].flat().join(' ')}`;
    return { at: one.at, about, differences: found < 0 ? ['was not brought up to date so'] : [] };
  });
}

function compareOperator(
  expected: readonly OperatorExpectation[],
  heard: readonly OperatorEvent[],
): ComparedOther[] {
  const { pairs } = align(expected, heard, {
    isAbout: ({ kind, source, says }, event) =>
      (kind ?? event.kind) === event.kind &&
      (source === undefined || source === event.source || event.source?.endsWith(`/${source}`) === true) &&
      (says === undefined || event.message.includes(says)),
    differs: (one, { at }) => timeDifference(one, at).length > 0,
    atMost: () => undefined,
  });
  return pairs.map(({ expected, came }) => ({
    at: came?.at ?? expected?.at ?? 0,
    about: `operator ${[came?.kind ?? expected?.kind, came?.source ?? expected?.source, came?.message ?? expected?.says].filter((word) => word !== undefined).join(' ')}`,
    differences:
      came === undefined
        ? ['was not heard of']
        : expected === undefined
          ? ['was not expected']
          : timeDifference(expected, came.at),
  }));
}

function compareAnswer({ question, ...answer }: StatusAnswer): ComparedOther {
  const differences: string[] = [];
  for (const key of ['status', 'basis', 'hit', 'of'] as const) {
    const wanted = question[key];
    if (wanted !== undefined && !isOneOf(wanted, answer[key])) {
      differences.push(`${key} is ${answer[key] ?? 'none'}, not ${[wanted].flat().join(' or ')}`);
    }
  }
  const { since } = question;
  if (since !== undefined && Math.abs((answer.since ?? 0) - since) > MINUTE_MS)
    differences.push(`it is so since ${isoOrNone(answer.since)}, not ${isoOrNone(since)}`);
  return { at: answer.at, about: `asked for ${answer.service}`, differences };
}

/** Kinds that were told under another one once, so that older scenarios still mean them. */
const ONCE: Partial<Record<NoticeKind, NoticeKind>> = {
  maintenance_moved: 'maintenance_scheduled',
  maintenance_canceled: 'maintenance_ended',
};

function isAbout({ kind, service }: Partial<NoticeExpectation>, notice: Notice): boolean {
  const isOfKind =
    kind === undefined || isOneOf(kind, notice.kind) || isOneOf(kind, ONCE[notice.kind] ?? notice.kind);
  if (!isOfKind) return false;
  return service === undefined || notice.services.includes(service);
}

function differencesOf(expected: NoticeExpectation, notice: Notice, at: number): string[] {
  const differences: string[] = timeDifference(expected, at);
  for (const key of ['status', 'previous', 'basis', 'unconfirmed'] as const) {
    const wanted = expected[key];
    if (wanted !== undefined && !isOneOf(wanted, notice[key]))
      differences.push(`${key} is ${notice[key]}, not ${[wanted].flat().join(' or ')}`);
  }
  for (const key of ['change', 'rule', 'disputed'] as const) {
    const wanted = expected[key];
    if (wanted !== undefined && wanted !== (notice[key] ?? false))
      differences.push(`${key} is ${notice[key] ?? 'none'}, not ${wanted}`);
  }
  if (expected.remark !== undefined && !notice.disputed) differences.push('points out no contradiction');
  const { summary, evidence = [], eta, also = [], only, back = [], regions, window, duration } = expected;
  const { services } = notice;
  for (const service of also) {
    if (!services.includes(service)) differences.push(`does not speak of ${service}`);
  }
  if (only !== undefined) {
    for (const service of services) {
      if (!only.some((one) => contains(one, service))) differences.push(`speaks of ${service}`);
    }
  }
  for (const service of back) {
    if (notice.back?.includes(service) !== true) differences.push(`does not say that ${service} is back`);
  }
  if (regions !== undefined && !isSameSet(regions, notice.regions ?? [])) {
    differences.push(`is of ${listOrNone(notice.regions ?? [])}, not of ${listOrNone(regions)}`);
  }
  const headline = englishHeadline(notice);
  if (summary !== undefined && !headline.includes(summary)) {
    differences.push(`the headline "${headline}" lacks "${summary}"`);
  }
  if (eta !== undefined && notice.eta !== eta)
    differences.push(`the ETA is ${isoOrNone(notice.eta)}, not ${isoOrNone(eta)}`);
  for (const key of ['from', 'until'] as const) {
    const wanted = window?.[key];
    const told = notice.window?.[key];
    if (wanted !== undefined && told !== wanted)
      differences.push(`the window is ${key} ${isoOrNone(told ?? undefined)}, not ${isoOrNone(wanted)}`);
  }
  if (duration !== undefined) differences.push(...durationDifference(duration, expected.within, notice));
  const named = new Set(notice.evidence.map(({ source }) => source));
  for (const source of evidence) if (!named.has(source)) differences.push(`no evidence of ${source}`);
  return differences;
}

function timeDifference(
  { at: from, within = DEFAULT_WITHIN_MS }: { readonly at: number; readonly within?: number | undefined },
  at: number,
): string[] {
  if (at < from) return [`came ${(from - at) / 1000} s too early`];
  return at > from + within ? [`came ${(at - from - within) / 1000} s too late`] : [];
}

function durationDifference(wanted: number, within = MINUTE_MS, { durationMs }: Notice): string[] {
  if (durationMs === undefined) return ['says nothing of how long it lasted'];
  const off = Math.abs(durationMs - wanted);
  return off <= within ? [] : [`lasted ${durationMs / 1000} s, not ${wanted / 1000} s`];
}

function isOneOf(wanted: unknown, found: unknown): boolean {
  return Array.isArray(wanted) ? wanted.includes(found) : wanted === found;
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

function listOrNone(words: readonly string[]): string {
  return words.length === 0 ? 'no region' : words.join(', ');
}

function isoOrNone(at: number | undefined): string {
  return at === undefined ? 'none' : new Date(at).toISOString();
}
