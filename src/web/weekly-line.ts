import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts';

/** What was counted, since the start or since the last line. */
export interface WeeklySums {
  readonly polls: number;
  readonly failedPolls: number;
  readonly notices: number;
  readonly messages: number;
  readonly late: number;
  /** Over how long: since the last line, or since the start, if that is less ago. */
  readonly spanMs: number;
}

/** What the process has used: processor time since its start, and memory now. */
export interface Cost {
  readonly cpuMs: number;
  readonly upMs: number;
  readonly memoryBytes: number;
}

const MAX_NAMED = 8;
/** The line comes at the same hour of the day, or a little before. */
const WEEK_MS = 6.9 * DAY_MS;

/** A line for the operator: what was polled and told, what was late, which sources are broken, and what it costs. */
export function weeklyLine(
  sums: WeeklySums,
  states: Iterable<ExchangeState>,
  { cpuMs, memoryBytes, upMs }: Cost,
): string {
  const broken = [...states].flatMap(({ exchange, sources }) =>
    Object.entries(sources)
      .filter(([, { outcome }]) => outcome !== 'ok' && outcome !== 'failed')
      .map(([source, { outcome }]) => `${exchange}/${source} (${outcome})`),
  );
  const named = broken.slice(0, MAX_NAMED).join(', ');
  const more = broken.length > MAX_NAMED ? ` and ${broken.length - MAX_NAMED} more` : '';
  return [
    `${span(sums.spanMs)}: ${count(sums.polls, 'read')} (${share(sums.failedPolls, sums.polls)} without an answer to use),`,
    `${count(sums.notices, 'notice')}, ${count(sums.messages, 'message')} sent, ${sums.late} of them more than 30 s late.`,
    broken.length === 0 ? 'Every source can be read.' : `Not to be read now: ${named}${more}.`,
    `Cost: ${share(cpuMs, upMs)} of a processor core, ${Math.round(memoryBytes / 1_000_000)} MB of memory.`,
  ].join(' ');
}

/** What was counted before a start is not known after it, and is not claimed. */
function span(ms: number): string {
  if (ms >= WEEK_MS) return 'This week';
  const hours = Math.round(ms / HOUR_MS);
  const since =
    hours < 1 ? 'less than an hour' : hours < 48 ? `${hours} h` : `${Math.round(ms / DAY_MS)} days`;
  return `Since the start ${since} ago`;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 10} %`;
}
