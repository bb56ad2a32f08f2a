/** Discord's limit for the address of a button; also what fits into a field. */
const LONGEST_URL = 400;

/** An address from outside that is safe to offer: http or https, no user in it, not too long. */
export function safeLink(link: string | undefined): URL | undefined {
  if (link === undefined || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username !== '' || url.password !== '' || hrefOf(url).length > LONGEST_URL)
    return undefined;
  return url;
}

/** The address with everything escaped that could end a markdown link. */
export function hrefOf(url: URL): string {
  return url.href.replaceAll(
    /[()<>[\]`|]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
