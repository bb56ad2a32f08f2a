import { z } from 'zod';

/** An address in a configuration or a setting. */
export function httpUrl() {
  return (
    z
      .url({ protocol: /^https?$/, error: 'is no http address' })
      .refine((url) => !/\s/.test(url), 'has a blank in it')
      .refine((url) => !/^https?:\/\/https?:/i.test(url), 'has its "https://" twice')
      // It may look like one of ours, and is another host.
      .refine(
        (url) => !/^[^/]+\/\/[^/?#]*[^\p{ASCII}/?#]/u.test(url),
        'has a letter in its host that is not a to z',
      )
  );
}
