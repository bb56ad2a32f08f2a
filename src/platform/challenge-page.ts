/** Titles of the pages that stand before a site instead of it. */
const TITLES =
  /<title[^>]*>\s*(?:just a moment|attention required! \| cloudflare|checking your browser|ddos-guard|access denied|human verification|are you (?:a )?human|security check|verifying you are human|pardon our interruption|request blocked|you have been blocked|vercel security checkpoint)/i;

/** What only such pages contain: a page that is merely protected has other scripts. */
const MARKS = [
  '_cf_chl_opt',
  'cf-browser-verification',
  'id="challenge-form"',
  'errors.edgesuite.net',
  '_Incapsula_Resource',
  'Incapsula incident ID',
  'captcha-delivery.com',
  'px-captcha',
  'awsWafCookieDomainList',
  'Sucuri WebSite Firewall',
  'slardar_us_waf',
];

const LOOK_AT_CHARS = 32_768;
const HTML_START = /^\s*</;

/** Whether an answer is a firewall's challenge or refusal instead of what was asked for, whatever its status. */
export function isChallengePage(body: string, headers: Readonly<Record<string, string>>): boolean {
  if (headers['cf-mitigated'] !== undefined || headers['x-amzn-waf-action'] !== undefined) return true;
  if (!HTML_START.test(body)) return false;
  const head = body.slice(0, LOOK_AT_CHARS);
  return TITLES.test(head) || MARKS.some((mark) => head.includes(mark));
}
