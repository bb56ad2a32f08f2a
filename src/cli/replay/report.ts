import type { Notice, NoticePart } from '#src/domain/incident.ts';
import type { Selector } from '#src/domain/selector.ts';
import { formatDuration } from '#src/cli/format-duration.ts';
import type { Compared, ComparedOther } from '#src/replay/expectations.ts';
import type { OperatorEvent, Played, StatusAnswer } from '#src/replay/replay.ts';
import type { NoticeExpectation } from '#src/replay/resolve-scenario.ts';
import type { Scenario } from '#src/replay/scenario.ts';
import { englishHeadline } from '#src/replay/told.ts';

import { explainWant } from './as-followed.ts';
import type { Followed } from './as-followed.ts';

interface Shown {
  /** Also messages that were brought up to date. */
  readonly refreshes: boolean;
  readonly explain: boolean;
  /** Of a channel that follows something: what it is told. */
  readonly followed?: Followed | undefined;
  /** What it follows, so that it is told in those terms. */
  readonly focus: readonly Selector[];
}

interface ReportLine {
  readonly at: number;
  readonly head: string;
  readonly more: readonly string[];
}

/** What came of a scenario, a line or two each, with its time. */
export function renderPlayed(scenario: Scenario, played: Played, shown: Shown): string {
  const { name, start, end } = scenario;
  const told = toldTo(played, shown).map((notice) => noticeLine(notice, notice.kind, notice.at, shown));
  const lines = [
    ...told,
    ...(shown.refreshes
      ? played.refreshed.map(({ at, notice }) => noticeLine(notice, 'refreshed', at, plainly(shown)))
      : []),
    ...asidesOf(played),
  ].toSorted((a, b) => a.at - b.at);
  const nothing = told.length === 0 ? ['  Nothing was told.'] : [];
  const title = `${name} (${iso(start)}, ${formatDuration(end - start)})`;
  return [title, ...nothing, ...lines.flatMap((line) => inColumns(line, scenario))].join('\n');
}

/** What the operator hears and what was asked: what stands beside the notices. */
export function renderAsides(scenario: Scenario, played: Played): string[] {
  return asidesOf(played).flatMap((line) => inColumns(line, scenario));
}

/** The last word on a scenario that is met. */
export function lastWord(scenario: Scenario, { operator }: Played): string {
  if (operator.length === 0 || scenario.operator !== undefined) return 'As expected.';
  const times = operator.length === 1 ? 'once' : operator.length === 2 ? 'twice' : `${operator.length} times`;
  return `As expected, and the operator heard of something ${times}: see above whether a body is mistyped.`;
}

/** Each notice as one line of JSON: times as ISO, the rest as the engine has it. */
export function toJsonLines(played: Played, shown: Shown): string[] {
  const lines = [
    ...toldTo(played, shown).map((notice) => ({ at: notice.at, line: jsonOf(notice, shown) })),
    ...(shown.refreshes
      ? played.refreshed.map(({ at, notice }) => ({
          at,
          line: { ...jsonOf(notice, plainly(shown)), at: iso(at), refreshed: true },
        }))
      : []),
  ];
  return lines.toSorted((a, b) => a.at - b.at).map(({ line }) => JSON.stringify(line));
}

/** Where what came differs from what was expected. */
export function renderComparison(path: string, rows: readonly (Compared | ComparedOther)[]): string {
  const lines = rows.map((row) => {
    const { differences } = row;
    const what = 'about' in row ? `${iso(row.at)} ${row.about}` : describeRow(row);
    return `  ${signOf(row)} ${what}${differences.length === 0 ? '' : `: ${differences.join('; ')}`}`;
  });
  return `${path} is not met (- not told, + not expected, ~ different):\n${lines.join('\n')}`;
}

/** What a channel is told: all, or what its subscription wants. With `explain` also what it does not want. */
function toldTo({ told }: Played, { explain, followed }: Shown): readonly Notice[] {
  if (followed === undefined) return told;
  return followed.told.filter(({ id }) => explain || followed.wants.get(id)?.kind === 'wanted');
}

function plainly(shown: Shown): Shown {
  return { ...shown, explain: false };
}

function noticeLine(
  notice: Notice,
  kind: string,
  at: number,
  { explain, focus, followed }: Shown,
): ReportLine {
  const want = followed?.wants.get(notice.id);
  const { rule, services } = notice;
  return {
    at,
    head: `${kind.padEnd(21)} ${services.join(' ')} ${notice.status}`,
    more: [
      englishHeadline(notice, focus),
      ...(explain && rule !== undefined ? [`decided by ${rule}`] : []),
      ...(explain && want !== undefined ? [explainWant(want)] : []),
    ],
  };
}

function asidesOf({ answers, operator }: Played): ReportLine[] {
  return [...operator.map(operatorLine), ...answers.map(answerLine)].toSorted((a, b) => a.at - b.at);
}

function operatorLine({ at, message, source }: OperatorEvent): ReportLine {
  return { at, head: `${'operator'.padEnd(21)} ${source ?? ''}`.trimEnd(), more: [message] };
}

function answerLine({ at, basis, hit, of, service, since, status }: StatusAnswer): ReportLine {
  const details = [
    ...(basis === undefined ? [] : [basis]),
    ...(since === undefined ? [] : [`since ${iso(since)}`]),
    ...(of === undefined ? [] : [`${hit ?? 0} of ${of} in trouble`]),
  ];
  return {
    at,
    head: `${'asked'.padEnd(21)} ${service} ${status}`,
    more: details.length === 0 ? [] : [details.join(', ')],
  };
}

function inColumns({ at, head, more }: ReportLine, { start, end }: Scenario): string[] {
  const days = iso(start).slice(0, 10) !== iso(end).slice(0, 10);
  const time = days ? iso(at).slice(0, 19).replace('T', ' ') : iso(at).slice(11, 19);
  return [`  ${time}  ${head}`, ...more.map((text) => `${' '.repeat(days ? 22 : 11)}${text}`)];
}

function jsonOf(notice: Notice, { explain, focus, followed }: Shown) {
  const { at, kind, services, status, previous, basis, incident, since, ...more } = notice;
  const { eta, previousEta, window, previousWindow, endings, evidence, ...rest } = more;
  const { workedAt, downAt, parts, ...plain } = rest;
  const [service, ...also] = services;
  const want = followed?.wants.get(notice.id);
  return {
    at: iso(at),
    kind,
    services,
    service,
    also,
    status,
    previous,
    basis,
    summary: englishHeadline(notice, focus),
    incident,
    since: iso(since),
    ...(eta !== undefined && { eta: iso(eta) }),
    ...(previousEta !== undefined && { previousEta: iso(previousEta) }),
    ...(workedAt !== undefined && { workedAt: iso(workedAt) }),
    ...(downAt !== undefined && { downAt: iso(downAt) }),
    ...(window !== undefined && { window: withIsoTimes(window) }),
    ...(previousWindow !== undefined && { previousWindow: withIsoTimes(previousWindow) }),
    ...(endings !== undefined && { endings: endings.map((one) => ({ ...one, at: isoOrNull(one.at) })) }),
    ...(parts !== undefined && { parts: parts.map(partForPrograms) }),
    evidence: evidence.map(({ since: from, statedAt, ...one }) => ({
      ...one,
      since: iso(from),
      ...(statedAt !== undefined && { statedAt: iso(statedAt) }),
    })),
    ...plain,
    ...(explain && want !== undefined && { wanted: want.kind === 'wanted', because: want.because }),
  };
}

function describeRow({ expected, told }: Compared): string {
  if (told === undefined) return expected === undefined ? '' : describeExpectation(expected);
  return `${iso(told.at)} ${told.kind} ${told.services.join(' ')} ${told.status}`;
}

function signOf(row: Compared | ComparedOther): string {
  if (row.differences.length === 0) return ' ';
  if ('about' in row) return '~';
  if (row.told === undefined) return '-';
  return row.expected === undefined ? '+' : '~';
}

function describeExpectation({ at, kind, service = '', status }: NoticeExpectation): string {
  return [iso(at), [kind ?? []].flat().join(' or '), service, [status ?? []].flat().join(' or ')]
    .filter((word) => word !== '')
    .join(' ');
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function partForPrograms({ downAt, since, ...part }: NoticePart) {
  return { ...part, since: iso(since), ...(downAt !== undefined && { downAt: iso(downAt) }) };
}

function withIsoTimes<T extends { readonly from: number | null; readonly until: number | null }>(window: T) {
  return { ...window, from: isoOrNull(window.from), until: isoOrNull(window.until) };
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
