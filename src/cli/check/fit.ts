import { stripVTControlCharacters } from 'node:util';

/** Text from outside as one line that cannot steer a terminal. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
