import type { Messages } from './catalogue.ts';
import { formatMessages } from './format-messages.ts';
import type { Span, Text } from './text.ts';

/** What a message can be given: a number, a word that it chooses by, or a text that it holds. */
export type Argument = string | number | Span | Text;

/** How a language says things. */
export interface Voice {
  readonly locale: string;
  /** The message of that id. Throws for one that there is not. */
  write(id: string, args?: Readonly<Record<string, Argument>>): Text;
  /** "ETH, SOL and XRP". */
  list(items: readonly Text[]): Text;
  /** "deposits, withdrawals, API": no word before the last. */
  row(items: readonly Text[]): Text;
  /** Half sentences, one after the other. */
  clauses(items: readonly Text[]): Text;
  /** `1 h 42 min`, `3 min`, `40 s`, `2 d 4 h`: the two largest units that say something. */
  duration(ms: number): Text;
  /** The name of a country by its code; another word stays as it is. */
  region(code: string): Text;
}

export function createVoice(locale: string, messages: Messages): Voice {
  const format = formatMessages(locale, messages);
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const write: Voice['write'] = (id, args) => flat(format(id, args));

  const row: Voice['row'] = (items) => joined(items, write('list.separator'));

  return {
    locale,
    write,
    list(items) {
      const last = items.at(-1);
      return items.length < 2 || last === undefined
        ? row(items)
        : write('list.and', { items: row(items.slice(0, -1)), last });
    },
    row,
    clauses: (items) => joined(items, write('list.clause')),
    duration: (ms) => durationText(ms, write),
    region: (code) =>
      /^[A-Z]{2}$/.test(code)
        ? [...write('region.article', { code }), regions.of(code) ?? code]
        : [{ kind: 'outside', text: code.slice(0, 40) }],
  };
}

function joined(items: readonly Text[], separator: Text): Text {
  return items.flatMap((item, i) => (i === 0 ? item : [...separator, ...item]));
}

const UNITS: readonly (readonly [id: string, seconds: number])[] = [
  ['duration.days', 86_400],
  ['duration.hours', 3_600],
  ['duration.minutes', 60],
  ['duration.seconds', 1],
];

function durationText(ms: number, write: Voice['write']): Text {
  const seconds = Number.isFinite(ms) ? Math.max(0, Math.round(ms / 1000)) : 0;
  const at = Math.max(
    UNITS.findIndex(([, size]) => seconds >= size),
    seconds < 1 ? UNITS.length - 1 : 0,
  );
  const [id, size] = UNITS[at] ?? ['duration.seconds', 1];
  const whole = Math.floor(seconds / size);
  const next = UNITS[at + 1];
  // Seconds beside minutes are noise once something lasted several of them.
  const rest =
    next === undefined || (size === 60 && whole >= 5) ? 0 : Math.floor((seconds - whole * size) / next[1]);
  const largest = write(id, { n: whole });
  if (next === undefined || rest === 0) return largest;
  return write('duration.both', { larger: largest, smaller: write(next[0], { n: rest }) });
}

/** Neighbouring strings as one. */
function flat(spans: Text): Text {
  const text: Span[] = [];
  for (const span of spans) {
    const last = text.at(-1);
    if (typeof span === 'string' && typeof last === 'string') text[text.length - 1] = last + span;
    else if (span !== '') text.push(span);
  }
  return text;
}
