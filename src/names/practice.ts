import { LANGUAGES } from '#src/languages/languages.ts';

const PRACTICE = new RegExp(LANGUAGES.map(({ practice }) => practice).join('|'), 'i');
const MAINNET = new RegExp(LANGUAGES.map(({ mainnet }) => mainnet).join('|'), 'i');

/** "Testnet API servers", and no mainnet beside it: what breaks there costs nobody anything. */
export function isPractice(text: string): boolean {
  return PRACTICE.test(text) && !MAINNET.test(text);
}
