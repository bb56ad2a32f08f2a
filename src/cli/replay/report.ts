import type { Notice } from '#src/domain/incident.ts';
import { formatDuration } from '#src/engine/words.ts';
import type { Compared } from '#src/replay/expectations.ts';
import type { Expectation, Scenario } from '#src/replay/scenario.ts';

/** A notice as one line of JSON: times as ISO, the rest as the engine has it. */
export function toJsonLine(notice: Notice): string {
  const {
    at,
    kind,
    service,
    status,
    previous,
    basis,
    summary,
    incident,
    since,
    eta,
    window,
    evidence,
    ...rest
  } = notice;
  return JSON.stringify({
    at: iso(at),
    kind,
    service,
    status,
    previous,
    basis,
    summary,
    incident,
    since: iso(since),
    ...(eta !== undefined && { eta: iso(eta) }),
    ...(window !== undefined && {
      window: { ...window, from: isoOrNull(window.from), until: isoOrNull(window.until) },
    }),
    evidence: evidence.map((one) => ({ ...one, since: iso(one.since) })),
    ...rest,
  });
}

/** What was told, a line each, with its time. */
export function renderNotices({ name, start, end }: Scenario, told: readonly Notice[]): string {
  const days = iso(start).slice(0, 10) !== iso(end).slice(0, 10);
  const lines = told.map(({ at, kind, summary, service, status }) => {
    const time = days ? iso(at).slice(0, 19).replace('T', ' ') : iso(at).slice(11, 19);
    return `  ${time}  ${kind.padEnd(21)} ${service} ${status}\n${' '.repeat(days ? 22 : 11)}${summary}`;
  });
  const title = `${name} (${iso(start)}, ${formatDuration(end - start)})`;
  return [title, ...(lines.length === 0 ? ['  Nothing was told.'] : lines)].join('\n');
}

/** Where what was told differs from what was expected. */
export function renderComparison(path: string, rows: readonly Compared[]): string {
  const lines = rows.map(({ expected, told, differences }) => {
    const sign =
      differences.length === 0 ? ' ' : told === undefined ? '-' : expected === undefined ? '+' : '~';
    const what =
      told === undefined
        ? describeExpectation(expected)
        : `${iso(told.at)} ${told.kind} ${told.service} ${told.status}`;
    return `  ${sign} ${what}${differences.length === 0 ? '' : `: ${differences.join('; ')}`}`;
  });
  return `${path} is not met (- not told, + not expected, ~ different):\n${lines.join('\n')}`;
}

function describeExpectation(expected: Expectation | undefined): string {
  if (expected === undefined) return '';
  const { at, kind, service = '', status = '' } = expected;
  return [iso(at), kind, service, status].filter((word) => word !== '').join(' ');
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
