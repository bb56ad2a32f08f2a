import { styleText } from 'node:util';

import { targetMet } from './measurement.ts';
import type { Measurement, TargetMet } from './measurement.ts';

const VERDICT_WORDS: Record<TargetMet, string> = { met: '✓ met', missed: '✗ missed', 'no target': '' };

/** The measurements as a table for people: a block for each group, a line for each measurement. */
export function renderReport(measurements: readonly Measurement[]): string {
  const width = Math.max(...measurements.map(({ name }) => name.length));
  const blocks = [...Map.groupBy(measurements, ({ group }) => group)].map(([group, some]) =>
    [styleText('bold', group), ...some.map((one) => renderLine(one, width))].join('\n'),
  );
  return blocks.join('\n\n');
}

/** The same for machines. */
export function toJson(measurements: readonly Measurement[]): string {
  return JSON.stringify(
    measurements.map((one) => ({ ...one, verdict: targetMet(one) })),
    null,
    2,
  );
}

function renderLine(measurement: Measurement, width: number): string {
  const { atMost, detail, name, unit, value } = measurement;
  const target = atMost === undefined ? '' : `≤ ${format(atMost, unit)}`;
  const columns = [
    `  ${name.padEnd(width)}`,
    format(value, unit).padStart(8),
    target.padEnd(9),
    VERDICT_WORDS[targetMet(measurement)].padEnd(8),
    styleText('dim', detail),
  ];
  return columns.join('  ');
}

function format(value: number, unit: Measurement['unit']): string {
  switch (unit) {
    case 'ratio':
      return `${value.toFixed(2)}×`;
    case 'ms':
      return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
    case 'share':
      return `${(value * 100).toFixed(1)} %`;
    case 'count':
      return value.toFixed(0);
  }
}
