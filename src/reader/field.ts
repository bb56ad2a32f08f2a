import { LANGUAGES } from '#src/languages/languages.ts';
import type { TimeWords } from '#src/languages/time-words.ts';
import type { Moment, TokenOf } from '#src/names/token.ts';

type Side = keyof TimeWords['fields'];

const SIDES: readonly Side[] = ['void', 'until', 'from', 'window'];
const LABELS = SIDES.map(
  (side) =>
    [
      side,
      new RegExp(
        String.raw`^[\s\-·•■\\u3010\[(]{0,4}(?:\d{1,2}[.)] ?)?(?:${LANGUAGES.map(({ time }) => time.fields[side]).join('|')})[\u3011\])]?\s*[:\uFF1A]?\s*(?:${LANGUAGES.map(({ time }) => time.glue).join('|')})?\s*$`,
        'i',
      ),
    ] as const,
);

/**
 * The times of a field of a structured post, such as "Suspension time: 2026-03-05 14:00": the label says what they are times of.
 * `null` where the line is no such field.
 */
export function fieldOf(text: string, times: readonly TokenOf<'time'>[]): TokenOf<'time'>[] | null {
  const [first] = times;
  if (first === undefined || first.start > 48) return null;
  const label = text.slice(0, first.start);
  if (!/[:\uFF1A\u3011\])]/.test(label)) return null;
  const side = LABELS.find(([, pattern]) => pattern.test(label))?.[0];
  if (side === 'void') return [];
  return side === undefined ? null : times.map((time) => ({ ...time, moment: withRole(time.moment, side) }));
}

function withRole(moment: Moment, side: Exclude<Side, 'void'>): Moment {
  if (moment.kind !== 'instant' || moment.role !== 'open') return moment;
  return { ...moment, role: side === 'window' ? 'open' : side };
}
