/** A language as those call it who speak it. */
export function languageName(locale: string): string {
  const { language, script } = new Intl.Locale(locale).maximize();
  // Chinese goes by its script, and not by a country.
  const name = language === 'zh' ? `${language}-${script ?? 'Hans'}` : locale;
  return new Intl.DisplayNames([locale], { type: 'language' }).of(name) ?? locale;
}
