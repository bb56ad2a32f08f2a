/** A name from outside as one part of a service path: upper case, without blanks and slashes; '' when nothing is left. */
export function segmentOf(name: string): string {
  return name
    .trim()
    .toUpperCase()
    .replaceAll(/[\s/\p{Cc}]+/gu, '-')
    .slice(0, 64);
}
