import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readLocales } from '#config/locales.ts';
import { createCatalogue } from '#src/alert/catalogue.ts';
import { commandLine, misused } from '#src/cli/command-line.ts';
import { EXIT, exitSaying } from '#src/platform/exit.ts';
import { noon } from '#test/delivery/a-notice.ts';

import { findChromium, openBrowser } from './gallery/browser.ts';
import { galleryPage } from './gallery/page.ts';
import type { PictureLook } from './gallery/page.ts';
import { SCENES } from './gallery/scenes.ts';

const USAGE = `Draws what the bot says as Discord shows it, to look at. A scene that is higher than a screen makes several
pictures. The one that the README opens with goes to docs/alert.png too. Needs a Chromium (CHROMIUM_PATH).

  npm run gallery
  npm run gallery -- status direct    only these scenes

Options:
  --locale LOCALE    in this language only, such as ko
  --look LOOK        only so: dark, light, phone or grey, or several of them at once, such as light-phone-grey
  --out FOLDER       where the pictures go instead of to gallery/ and docs/`;

const FOLDER = 'gallery';
const LOOKS: Readonly<Record<string, Partial<PictureLook>>> = {
  dark: { theme: 'dark' },
  light: { theme: 'light' },
  phone: { widthPx: 390 },
  grey: { grey: true },
};
const PLAIN: PictureLook = { theme: 'dark', widthPx: 760, grey: false };

const { positionals, values } = commandLine(
  USAGE,
  { locale: { type: 'string' }, look: { type: 'string' }, out: { type: 'string' } },
  { positionals: true },
);
const wanted: readonly string[] = positionals;
const stray = wanted.filter((name) => SCENES[name] === undefined);
if (stray.length > 0)
  misused(`There is no scene ${stray.join(', ')}. There are ${Object.keys(SCENES).join(', ')}.`, USAGE);
const executable = findChromium();
if (executable === undefined) {
  exitSaying(
    'There is no Chromium here. Install one, or name it: CHROMIUM_PATH=/path/to/chromium',
    EXIT.unavailable,
  );
}
const catalogue = createCatalogue(readLocales('./config', []));
const locales = catalogue.locales.filter((locale) => (values.locale ?? locale) === locale);
if (locales.length === 0) misused(`--locale takes one of ${catalogue.locales.join(', ')}.`, USAGE);
const looks = values.look === undefined ? Object.keys(LOOKS) : [values.look];
const strange = looks.flatMap((look) => look.split('-')).find((word) => LOOKS[word] === undefined);
if (strange !== undefined)
  misused(`--look takes ${Object.keys(LOOKS).join(', ')}, or several with hyphens between them.`, USAGE);
const browser = await openBrowser(executable);
const folder = values.out ?? FOLDER;
mkdirSync(folder, { recursive: true });
try {
  for (const locale of locales) {
    for (const [name, scene] of Object.entries(SCENES)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const messages = await scene(catalogue, locale);
      for (const look of looks) {
        const how: PictureLook = Object.assign({ ...PLAIN }, ...look.split('-').map((word) => LOOKS[word]));
        const reader = {
          now: noon + 60_000,
          timeZone: 'Europe/London',
          locale: locale === 'en' ? 'en-GB' : locale,
        };
        const pictures = await browser.shoot(galleryPage(messages, how, reader), how.widthPx);
        for (const [index, png] of pictures.entries()) {
          const piece = pictures.length === 1 ? '' : `-${index + 1}`;
          const file = join(folder, `${name}-${locale}-${look}${piece}.png`);
          writeFileSync(file, png);
          process.stdout.write(`${file}\n`);
          const isOfReadme = name === 'outage' && locale === 'en' && look === 'dark';
          if (isOfReadme && values.out === undefined) writeFileSync('docs/alert.png', png);
        }
      }
    }
  }
} finally {
  await browser.close();
}
