import { contains, isComponent, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { DAY_MS } from '#src/domain/time.ts';
import { LANGUAGES } from '#src/languages/languages.ts';
import { servicesOf } from '#src/names/scope.ts';
import type { Moment, Subject } from '#src/names/token.ts';

import type { AnnouncementReading, IgnoreReason } from './announcement.ts';
import type { Candidate } from './candidate.ts';
import type { ClauseFinding } from './finding.ts';
import { endOf, isAhead, spanOf, widen } from './window.ts';
import type { TimeSpan } from './window.ts';

export interface DecideOptions {
  readonly exchange: string;
  readonly publishedAt: number;
  readonly network: (name: string) => string;
}

const UPDATING = new RegExp(
  String.raw`^(?:${LANGUAGES.map(({ updating }) => updating).join('|')})\s*[-:]`,
  'i',
);

/** What the whole text holds besides one finding. */
export interface RestOfText {
  /** The post has a title apart. */
  readonly titled: boolean;
  readonly trouble: boolean;
  /** Something is back, or was closed for works. */
  readonly back: boolean;
  /** One coin goes over into another. */
  readonly swap: boolean;
}

/** What one finding comes to: readings, or why it is none. */
export function weighFinding(
  finding: ClauseFinding,
  wider: TimeSpan,
  said: RestOfText,
  options: DecideOptions,
): Candidate[] | IgnoreReason {
  const { assertion } = finding;
  if (assertion.kind === 'none') return assertion.reason;
  if (assertion.kind === 'works') return 'unaffected';
  if (finding.subjects.length === 0) return 'no service';
  if (finding.hearsay) return 'hearsay';
  return assertion.kind === 'return'
    ? weighReturn(finding, said, options)
    : weighTrouble(finding, wider, said, options);
}

function weighReturn(
  finding: ClauseFinding,
  said: RestOfText,
  options: DecideOptions,
): Candidate[] | IgnoreReason {
  const { assertion } = finding;
  if (assertion.kind !== 'return') return 'no change';
  if (finding.marketing) return 'marketing';
  // "Our card is now available in Argentina": nothing was wrong, so nothing is back.
  if (assertion.isState === true && !said.trouble && isLaunch(finding)) return 'listing';
  // What a coin is swapped for opens for the first time.
  if (assertion.isNew === true && !said.trouble && said.swap) return 'listing';
  // "Opening of withdrawals", as a headline, is of what was closed.
  const isHeading = assertion.tense === 'nominal' && (finding.isTitle || !said.titled);
  if (assertion.opens === true && !said.trouble && !isHeading) return 'listing';
  if (assertion.tense === 'future' && assertion.background) return 'history';
  const span = spanOf(finding.moments, true);
  const at = endOf(span, options.publishedAt);
  const ahead = at !== null && at > options.publishedAt;
  const told = span.until !== null || finding.moments.some((m) => m.kind === 'duration' && m.ahead === true);
  if (assertion.tense === 'future' || (ahead && told && assertion.isDone !== true)) {
    // "Ends March 15" promises nothing of a service that the text tells no trouble of.
    if (!ahead || assertion.weak || (finding.borrowed && !said.trouble)) return 'undated';
    return candidates(finding, options, 'halted', { from: null, until: at }, 0.75);
  }
  // Only a headline tells in a noun that it has happened: "Resumption of withdrawals".
  if (assertion.tense === 'nominal' && !isHeading) return 'undated';
  if (span.until !== null && options.publishedAt - span.until > DAY_MS && assertion.background)
    return 'history';
  const sure =
    assertion.doubtful === true ? 0.6 : assertion.tense === 'nominal' ? 0.88 : assertion.weak ? 0.85 : 0.95;
  return candidates(finding, options, 'resumed', { from: ahead ? null : span.until, until: null }, sure);
}

function weighTrouble(
  finding: ClauseFinding,
  wider: TimeSpan,
  said: RestOfText,
  options: DecideOptions,
): Candidate[] | IgnoreReason {
  const { assertion } = finding;
  if (assertion.kind !== 'trouble') return 'no change';
  if (finding.notYet && !said.trouble && !said.back) return 'listing';
  const { publishedAt } = options;
  const moments =
    assertion.tense === 'future' ? finding.moments.map((m) => asBeginning(m, publishedAt)) : finding.moments;
  const span = widen(spanOf(moments, false), wider);
  const until = endOf(span, publishedAt);
  const { from } = span;
  const ends = {
    from,
    until,
    ...(span.byLength === true && { byLength: true as const }),
  };
  if (until !== null && until <= publishedAt) return 'past';
  if (from !== null && assertion.background && publishedAt - from > DAY_MS) return 'history';
  if (isOverAndTold(finding, span)) return 'history';
  const isPlan = assertion.effect === 'halted' && ['planned', 'future'].includes(assertion.tense);
  const begun =
    from === null
      ? assertion.tense === 'asserted' ||
        assertion.tense === 'nominal' ||
        finding.indefinite ||
        (assertion.tense === 'planned' && span.until !== null)
      : isPlan
        ? !isAhead(span, until, publishedAt)
        : from <= publishedAt;
  // A title says what is going to happen; the hour stands in a body that not every feed supplies.
  if (!begun && from === null)
    return finding.isTitle ? candidates(finding, options, 'scheduled', ends, 0.75) : 'undated';
  if (!begun)
    return candidates(finding, options, 'scheduled', ends, assertion.effect === 'degraded' ? 0.75 : 0.9);
  const sure = { asserted: 0.95, nominal: 0.85, planned: 0.85, future: 0.85 }[assertion.tense];
  return candidates(
    finding,
    options,
    assertion.effect,
    ends,
    assertion.effect === 'degraded' ? sure - 0.05 : sure,
  );
}

function isDayOnly({ moments }: ClauseFinding, from: number | null): boolean {
  return moments.some((m) => m.kind === 'instant' && m.wholeDay === true && m.at === from);
}

/** A beginning that the clause tells itself goes before one that the text lends it, an hour before a day. */
function precisionOf({ lentTime, moments, assertion }: ClauseFinding, from: number): number {
  const own = moments.find(
    (m) => (m.kind === 'instant' && m.at === from) || (m.kind === 'window' && m.from === from),
  );
  if (own === undefined || (own.kind === 'instant' && own.wholeDay === true)) return 1;
  return lentTime || (assertion.kind === 'trouble' && assertion.tense === 'planned') ? 2 : 3;
}

/** What will be suspended "in two hours" begins then. */
function asBeginning(moment: Moment, publishedAt: number): Moment {
  if (moment.kind !== 'duration' || moment.ahead !== true) return moment;
  return { kind: 'instant', at: publishedAt + moment.ms, role: 'from' };
}

/** "Withdrawals were suspended for 40 minutes." */
function isOverAndTold({ moments, assertion }: ClauseFinding, span: TimeSpan): boolean {
  if (assertion.kind !== 'trouble' || !assertion.background) return false;
  return span.from === null && span.until === null && moments.some(({ kind }) => kind === 'duration');
}

function candidates(
  finding: ClauseFinding,
  options: DecideOptions,
  effect: AnnouncementReading['effect'],
  { byLength, from, until }: Pick<TimeSpan, 'from' | 'until' | 'byLength'>,
  base: number,
): Candidate[] {
  const { exchange, network } = options;
  const background =
    finding.assertion.kind !== 'works' && finding.assertion.kind !== 'none' && finding.assertion.background;
  const sure =
    Math.round(100 * (base - (finding.inherited ? 0.05 : 0) - (finding.marketing ? 0.1 : 0))) / 100;
  const services = finding.subjects.flatMap((subject) =>
    servicesOf(exchange, subject, finding.places, finding.pairs, network),
  );
  return services.map((service) => ({
    service,
    effect,
    from,
    until,
    sure,
    because: finding.because,
    regions: finding.regions,
    except: exceptionsOf(finding, service, options),
    ...(finding.some && { accounts: 'some' as const }),
    ...(isDayOnly(finding, from) && { dayOnly: true as const }),
    background,
    dated: from === null ? 0 : precisionOf(finding, from),
    promised: isPromise(finding) || (effect === 'scheduled' && from === null),
    isTitle: finding.isTitle,
    update: Math.max(finding.update, UPDATING.test(finding.text) ? 1 : 0),
    isAll: finding.all,
    beside: services,
    byLength: byLength === true,
  }));
}

/** The services that a finding leaves out, below the one that it is about. */
function exceptionsOf(
  { except }: ClauseFinding,
  service: ServicePath,
  { exchange, network }: DecideOptions,
): ServicePath[] {
  const { component } = parseService(service);
  const subjects: readonly Subject[] =
    except.subjects.length > 0
      ? except.subjects
      : component !== undefined && isComponent(component)
        ? [component]
        : [];
  if (except.subjects.length + except.places.length === 0) return [];
  return subjects
    .flatMap((subject) => servicesOf(exchange, subject, except.places, [], network))
    .filter((path) => path !== service && contains(service, path));
}

/** What is now open somewhere, or to stake, was not closed before. */
function isLaunch({ isLaunched, regions, subjects }: ClauseFinding): boolean {
  return regions.length > 0 || isLaunched || subjects.every((subject) => subject === 'staking');
}

export function isPromise({ assertion }: ClauseFinding): boolean {
  return assertion.kind === 'return' && assertion.tense === 'future' && !assertion.background;
}
