/** Words by which an exchange says in an error that it is at work on something. */
const AT_WORK =
  /\bmaintenance\b|\bmaintain(?:ing|ed)?\b|\b(?:system|server|engine|service|platform|exchange)s? (?:is |are )?(?:being |under(?:going)? |in )?(?:upgrad\w*|update)|(?:系统|系統|服务|服務)?(?:维护|維護|升级|升級)|メンテナンス|점검/iu;

/** Words by which it says that it does not serve: not of one coin or pair, but of the service that is asked. */
const NOT_SERVING =
  /\b(?:service|system|server|platform|exchange|api|endpoint|gateway)s? (?:is |are )?(?:temporarily |currently |now )*(?:unavailable|offline|down\b|out of service|not available)|\btemporarily[ _]unavailable\b|服务不可用|服務不可用|系统繁忙不可用/iu;

/** What an error says of the exchange itself; `undefined` for all the rest, which may well be about our request. */
export function ownWordOf(message: string): 'under_maintenance' | 'major_outage' | undefined {
  if (AT_WORK.test(message)) return 'under_maintenance';
  return NOT_SERVING.test(message) ? 'major_outage' : undefined;
}
