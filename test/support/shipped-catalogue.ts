import { readLocales } from '#config/locales.ts';
import { createCatalogue } from '#src/alert/catalogue.ts';

/** What the bot says as it is shipped. */
export const shippedCatalogue = createCatalogue(readLocales('./config', []));
