import { IntlMessageFormat } from 'intl-messageformat';

import type { Messages } from './catalogue.ts';
import { SEAM, spaced } from './spacing.ts';
import type { Span, Text } from './text.ts';

type Values = Readonly<Record<string, string | number | boolean | Span | Text>>;

/** Fills in messages of one language. Throws for an id that there is not. */
export function formatMessages(locale: string, messages: Messages): (id: string, values?: Values) => Text {
  // Taken apart when first said: most of a catalogue is never used by one process.
  const formats = new Map<string, IntlMessageFormat>();
  const isSetOff = /^(?:zh|ja)\b/.test(locale);
  return (id, values) => {
    let format = formats.get(id);
    if (format === undefined) {
      const message = messages[id];
      if (message === undefined) throw new RangeError(`There is no message "${id}".`);
      format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
      if (isSetOff) format = new IntlMessageFormat(withSeams(format.getAst()), locale);
      formats.set(id, format);
    }
    const text = [format.format<Span | Text>(values)].flat(2);
    return isSetOff ? spaced(text) : text;
  };
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;

const seams = new IntlMessageFormat(SEAM).getAst();

/** The message with a seam on both sides of all that is filled in. */
function withSeams(elements: Elements): Elements {
  return elements.flatMap((element) => {
    if (element.type === seams[0]?.type) return [element];
    if (!('options' in element)) return [...seams, element, ...seams];
    const options = Object.entries(element.options).map(([name, { value, ...option }]) => [
      name,
      { ...option, value: withSeams(value) },
    ]);
    return [{ ...element, options: Object.fromEntries(options) }];
  });
}
