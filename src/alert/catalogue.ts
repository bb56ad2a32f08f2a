import { formatMessages } from './format-messages.ts';
import { plain } from './text.ts';
import { createVoice } from './voice.ts';
import type { Voice } from './voice.ts';

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
  /** For what is more than a line of plain text. */
  voice(wanted: string | undefined): Voice;
}

const SOURCE_LOCALE = 'en';

export function createCatalogue(languages: Readonly<Record<string, Messages>>): Catalogue {
  const locales = Object.keys(languages);
  const sayings = new Map<string, Say>();
  const voices = new Map<string, Voice>();

  function inLocale<T>(
    known: Map<string, T>,
    wanted: string | undefined,
    make: (locale: string, messages: Messages) => T,
  ): T {
    const locale = localeFor(wanted);
    let made = known.get(locale);
    if (made === undefined) {
      made = make(locale, { ...languages[SOURCE_LOCALE], ...languages[locale] });
      known.set(locale, made);
    }
    return made;
  }

  function localeFor(wanted: string | undefined): string {
    if (wanted === undefined || languages[wanted] !== undefined) return wanted ?? SOURCE_LOCALE;
    const language = wanted.split('-')[0];
    return locales.find((locale) => locale.split('-')[0] === language) ?? SOURCE_LOCALE;
  }

  return {
    locales,
    localeFor,
    say: (wanted) =>
      inLocale(sayings, wanted, (locale, messages) => {
        const format = formatMessages(locale, messages);
        return (id, args) => plain(format(id, args));
      }),
    voice: (wanted) => inLocale(voices, wanted, createVoice),
  };
}
