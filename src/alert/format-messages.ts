import { IntlMessageFormat } from 'intl-messageformat';

import type { Messages } from './catalogue.ts';
import type { Span, Text } from './text.ts';

type Values = Readonly<Record<string, string | number | boolean | Span | Text>>;

/** Fills in messages of one language. Throws for an id that there is not. */
export function formatMessages(locale: string, messages: Messages): (id: string, values?: Values) => Text {
  // Taken apart when first said: most of a catalogue is never used by one process.
  const formats = new Map<string, IntlMessageFormat>();
  return (id, values) => {
    let format = formats.get(id);
    if (format === undefined) {
      const message = messages[id];
      if (message === undefined) throw new RangeError(`There is no message "${id}".`);
      format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
      formats.set(id, format);
    }
    return [format.format<Span | Text>(values)].flat(2);
  };
}
