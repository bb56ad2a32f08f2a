import { LANGUAGES } from '#src/languages/languages.ts';

const PRACTICE = new RegExp(LANGUAGES.map(({ practice }) => practice).join('|'), 'i');

/** "Testnet API servers": what breaks there costs nobody anything. */
export function isPractice(text: string): boolean {
  return PRACTICE.test(text);
}
