/** Below Discord's 512 for a button, so that an evidence line fits into its field. */
const LONGEST_URL = 400;

/** No exchange gives its status there, and everything there is an invitation or a download. */
const DISCORD = /(?:^|\.)discord(?:app)?\.(?:gg|com)$/;

/** An address from outside that is safe to offer: http or https, no user in it, not Discord's, not too long. */
export function safeLink(link: string | undefined): URL | undefined {
  if (link === undefined || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username !== '' || url.password !== '' || DISCORD.test(url.hostname)) return undefined;
  return hrefOf(url).length > LONGEST_URL ? undefined : url;
}

/** The address with everything escaped that could end a markdown link. */
export function hrefOf(url: URL): string {
  return url.href.replaceAll(
    /[()<>[\]`|\\]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
