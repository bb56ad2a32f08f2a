import type { AnnouncedEnding, AnnouncementReading, AnnouncementResult } from '#src/reader/announcement.ts';
import { IGNORE_REASONS } from '#src/reader/announcement.ts';

import type { RuleFor } from './rule-for.ts';

/** What was understood and why, for people; with `ruleFor` also by which rule of the engine it decides. */
export function renderResult(
  { context, endings, ignored, readings }: AnnouncementResult,
  ruleFor?: RuleFor,
): string {
  const read = readings.map((reading) => {
    const rule = ruleFor?.(reading);
    return `${renderReading(reading)}${rule === undefined ? '' : `\n  rule: ${rule}`}`;
  });
  const said = [...read, ...endings.map(renderEnding)];
  const ignoredLine = ignored === null ? [] : [`Nothing to act on. ${ignored}.`];
  const beside = context.map(({ text, why }) => `  not acted on (${IGNORE_REASONS[why]}): ${text}`);
  return [...said, ...ignoredLine, ...beside].join('\n');
}

function renderReading({
  because,
  effect,
  from,
  regions,
  service,
  sure,
  until,
}: AnnouncementReading): string {
  const times = [
    ...(from === null ? [] : [`from ${minute(from)}`]),
    ...(until === null ? [] : [`until ${minute(until)}`]),
    ...(regions.length === 0 ? [] : [`in ${regions.join(', ')}`]),
  ];
  const head = [effect.padEnd(9), service, ...times, `(sure ${sure.toFixed(2)})`].join(' ');
  return `${head}\n  because: ${because.join(' … ')}`;
}

function renderEnding({ at, regions, service }: AnnouncedEnding): string {
  const when = at === null ? [] : [`at ${minute(at)}`];
  const where = regions.length === 0 ? [] : [`in ${regions.join(', ')}`];
  return ['ends'.padEnd(9), service, ...when, ...where].join(' ');
}

function minute(at: number): string {
  return new Date(at).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z');
}
