import { z } from 'zod';

/** A host with a letter that is not ASCII: of the name and password before it nothing is said. */
const FOREIGN_HOST = /^[^/]+\/\/(?:[^/?#]*@)?[^/?#@]*[^\p{ASCII}/?#@][^/?#@]*(?:[/?#]|$)/u;

/** An address in a configuration or a setting; `otherwise` is what is said of something else. */
export function httpUrl(otherwise = 'is no http address') {
  return (
    z
      .url({ protocol: /^https?$/, error: otherwise })
      .refine((url) => !/\s/.test(url), 'has a blank in it')
      .refine((url) => !/^https?:\/\/https?:/i.test(url), 'has its "https://" twice')
      // It may look like one of ours, and is another host.
      .refine((url) => !FOREIGN_HOST.test(url), 'has a letter in its host that is not a to z')
  );
}
