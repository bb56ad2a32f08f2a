import { median } from './median.ts';

/** How long something took to answer. */
export interface Answer {
  readonly ms: number;
  /** Of that, at most so long the machine ran something else. */
  readonly starvedMs: number;
}

/**
 * A line for each thing asked, and what of it came too late. A busy machine is no fault of the program, so that the time
 * without a processor is shown and does not count; what would be late with it is named as well.
 */
export function sayAnswers(
  took: ReadonlyMap<string, readonly Answer[]>,
  limitMs: number,
): { readonly lines: readonly string[]; readonly late: readonly string[] } {
  const named = (isLate: (one: Answer) => boolean): string[] =>
    [...took].filter(([, answers]) => answers.some(isLate)).map(([label]) => label);
  const late = named((one) => one.ms - one.starvedMs > limitMs);
  const withAll = named((one) => one.ms > limitMs);
  const list = (labels: readonly string[]): string => (labels.length === 0 ? 'none' : labels.join(', '));
  return {
    late,
    lines: [
      ...[...took].map(([label, answers]) => answerLine(label, answers, limitMs)),
      `Longer than ${limitMs} ms, without the time in which this process got no processor: ${list(late)}.`,
      `Longer than ${limitMs} ms with that time, as a member would have waited on this machine: ${list(withAll)}.`,
    ],
  };
}

function answerLine(label: string, answers: readonly Answer[], limitMs: number): string {
  const times = answers.map(({ ms }) => ms);
  const longest = Math.max(...times);
  const starved = answers.find(({ ms }) => ms === longest)?.starvedMs ?? 0;
  const of = `${longest.toFixed(0).padStart(5)} ms of ${limitMs}`;
  const waited = starved < 1 ? '' : `, up to ${starved.toFixed(0)} ms of them without a processor`;
  return `${label.padEnd(48)} median ${median(times).toFixed(0).padStart(5)} ms   longest ${of}${waited}`;
}
