import { IntlMessageFormat } from 'intl-messageformat';

/** Messages of one language: ICU MessageFormat, by id (`subscribe.follows`). */
export type Messages = Readonly<Record<string, string>>;

export type MessageArgs = Readonly<Record<string, string | number | boolean>>;

/** Says a message in a language. Text from outside is escaped by who hands it in. Throws for an id that there is not. */
export type Say = (id: string, args?: MessageArgs) => string;

/** What the bot can say, in the languages that it speaks. */
export interface Catalogue {
  readonly locales: readonly string[];
  /** The language of ours that is nearest to a reader's: `zh-TW` → `zh-CN`, `fr` → `en`. */
  localeFor(wanted: string | undefined): string;
  /** In the language nearest to the wanted one; English where a message is not translated. */
  say(wanted: string | undefined): Say;
}

const SOURCE_LOCALE = 'en';

export function createCatalogue(languages: Readonly<Record<string, Messages>>): Catalogue {
  const locales = Object.keys(languages);
  const sayings = new Map<string, Say>();

  function localeFor(wanted: string | undefined): string {
    if (wanted === undefined || languages[wanted] !== undefined) return wanted ?? SOURCE_LOCALE;
    const language = wanted.split('-')[0];
    return locales.find((locale) => locale.split('-')[0] === language) ?? SOURCE_LOCALE;
  }

  return {
    locales,
    localeFor,
    say(wanted) {
      const locale = localeFor(wanted);
      let say = sayings.get(locale);
      if (say === undefined) {
        say = sayIn(locale, { ...languages[SOURCE_LOCALE], ...languages[locale] });
        sayings.set(locale, say);
      }
      return say;
    },
  };
}

function sayIn(locale: string, messages: Messages): Say {
  // Taken apart when first said: most of a catalogue is never used by one process.
  const formats = new Map<string, IntlMessageFormat>();
  return (id, args) => {
    let format = formats.get(id);
    if (format === undefined) {
      const message = messages[id];
      if (message === undefined) throw new RangeError(`There is no message "${id}".`);
      format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
      formats.set(id, format);
    }
    return String(format.format(args));
  };
}
