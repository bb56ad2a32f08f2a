/** Words by which an exchange says in an error that it is at work on something. */
const AT_WORK =
  /(?<!\bno )\bmaintenance\b(?! (?:margins?|rates?|release|fees?)\b)|\bmaintain(?:ing|ed)?\b|\b(?:system|server|engine|service|platform|exchange)s? (?:is |are )?(?:being |under(?:going)? |in )?(?:upgrad\w*|update)|(?:系统|系統|服务|服務)?(?:维护|維護|升级|升級)|メンテナンス|점검|mantenimiento|manuten[cç][aã]o|bak[ıi]m çalışma|pemeliharaan|обслуживани|ปรับปรุง/iu;

const OF_ITSELF = String.raw`\b(?:service|system|server|platform|exchange|api|endpoint|gateway)s? (?:is |are )?(?:temporarily |currently |now |too |very )*`;

/** Words by which it says that it does not serve: not of one coin or pair, but of the service that is asked. */
const NOT_SERVING = new RegExp(
  String.raw`${OF_ITSELF}(?:unavailable|offline|down\b|out of service|not available)|\btemporarily unavailable\b|服务不可用|服務不可用|系统繁忙不可用`,
  'iu',
);

/** Words by which it says that it serves, and badly. */
const BUSY = new RegExp(
  String.raw`${OF_ITSELF}(?:busy|overloaded|congested)\b|\btoo busy\b|(?:系统|系統|服务器?|服務器?|伺服器)(?:繁忙|忙碌)|混み合って|混雑して|접속자가 많아`,
  'iu',
);

/** Said of one coin or pair, which is none of what was asked. */
const OF_ONE =
  /\b(?:(?:trading )?pairs?|symbols?|coins?|currenc(?:y|ies)|tokens?|instruments?)\b[^.;]{0,30}\b(?:maintenance|maintained|unavailable|upgraded)/i;

/** Where it is our asking that is too much. */
const TOO_OFTEN = /\btoo (?:many|frequent)|\brate ?limit|\bfrequen(?:t|cy)|\bthrottl|频繁|頻繁/iu;

/** What an error says of the exchange itself; `undefined` for all the rest, which may well be about our request. */
export function ownWordOf(
  message: string,
): 'under_maintenance' | 'major_outage' | 'degraded_performance' | undefined {
  // Codes are words too: "SYSTEM_MAINTENANCE", "service-unavailable", "ErrUnderMaintenance".
  const said = message.replaceAll(/[_-]+|(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  if (OF_ONE.test(said)) return undefined;
  if (AT_WORK.test(said)) return 'under_maintenance';
  if (NOT_SERVING.test(said)) return 'major_outage';
  return BUSY.test(said) && !TOO_OFTEN.test(said) ? 'degraded_performance' : undefined;
}
