import type {
  AnnouncedEnding,
  AnnouncementContext,
  AnnouncementReading,
  IgnoreReason,
} from '#src/reader/announcement.ts';
import { ANY, contains, depthOf, isComponent, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { LANGUAGES } from '#src/languages/languages.ts';
import { chainOf } from '#src/names/name-rules.ts';
import type { Subject } from '#src/names/token.ts';
import type { Finding, Findings } from '#src/reader/finding.ts';
import { servicesOf } from '#src/names/scope.ts';
import type { Moment } from '#src/names/token.ts';
import { withoutImplied } from '#src/reader/implied.ts';
import { endOf, spanOf, widen } from '#src/reader/window.ts';
import type { TimeSpan } from '#src/reader/window.ts';

export interface DecideOptions {
  readonly exchange: string;
  readonly publishedAt: number;
  readonly network: (name: string) => string;
}

type Candidate = AnnouncementReading & {
  readonly background: boolean;
  /** How well its beginning is told: not at all, by day, by the works that cause it, by itself. */
  readonly dated: number;
  /** Told only by a promised return, or by a title without a time: it yields to any other word of the trouble. */
  readonly promised: boolean;
  readonly isTitle: boolean;
  /** What the same clause says the same of. */
  readonly beside: readonly ServicePath[];
  /** "All" is said. */
  readonly isAll: boolean;
};

export interface Decision {
  readonly readings: readonly AnnouncementReading[];
  /** What single clauses say that ends for good, and when. */
  readonly endings: readonly AnnouncedEnding[];
  readonly context: readonly AnnouncementContext[];
}

const DAY_MS = 86_400_000;

/** What is now open somewhere, or to stake, was not closed before. */
function isLaunch({ isLaunched, regions, subjects }: Finding): boolean {
  return regions.length > 0 || isLaunched || subjects.every((subject) => subject === 'staking');
}

/** What the whole text holds besides one finding. */
interface Said {
  readonly trouble: boolean;
}

/** Turns what the clauses say into one reading for each service: dated, weighed, contradictions settled. */
export function decide({ findings: all, moments, context }: Findings, options: DecideOptions): Decision {
  const findings = withoutImplied(all);
  const wider = textSpan(findings, moments);
  const titled = spanOf(
    findings
      .filter(({ isTitle, verdict }) => isTitle && verdict.kind === 'trouble')
      .flatMap((f) => f.moments),
    false,
  );
  const why: AnnouncementContext[] = [...context];
  const said: Said = { trouble: findings.some((f) => f.verdict.kind === 'trouble') };
  const candidates: Candidate[] = [];
  const endings: AnnouncedEnding[] = [];
  const hours = [...findings.flatMap((f) => f.moments), ...moments].filter(isExact);
  for (const told of findings) {
    const finding = { ...told, moments: told.moments.filter((m) => !isTitleDay(told, m, hours)) };
    if (
      finding.ending ||
      (finding.ofEnded && finding.verdict.kind === 'trouble') ||
      endsSomewhere(finding, findings)
    ) {
      endings.push(...endingsBy(finding, options));
      why.push({ text: finding.text, why: 'delisting' });
      continue;
    }
    // "It takes 20 minutes", from the time that the title tells on.
    const isUndated =
      !finding.isTitle &&
      finding.moments.length > 0 &&
      finding.moments.every(({ kind }) => kind === 'duration');
    const result = weigh(finding, isUndated ? widen(wider, titled) : wider, said, options);
    if (typeof result === 'string') why.push({ text: finding.text, why: result });
    else if (result.length === 0) why.push({ text: finding.text, why: 'unknown name' });
    else candidates.push(...result);
  }
  return { readings: settle(placedOnce(candidates)), endings, context: why };
}

function isExact(moment: Moment): boolean {
  return moment.kind === 'window' || (moment.kind === 'instant' && moment.wholeDay !== true);
}

/** A title often has the bare day of what its body tells by the hour. */
function isTitleDay({ isTitle }: Finding, moment: Moment, hours: readonly Moment[]): boolean {
  if (!isTitle || moment.kind !== 'instant' || moment.wholeDay !== true) return false;
  return hours.some((hour) => {
    const at = hour.kind === 'window' ? hour.from : hour.kind === 'instant' ? hour.at : Number.NaN;
    return Math.abs(at - moment.at) < 2 * DAY_MS;
  });
}

/** Times that stand apart from any claim, and the end that a promised return gives to a halt. */
function textSpan(findings: readonly Finding[], moments: Findings['moments']): TimeSpan {
  const promised = findings.filter((f) => isPromise(f) && f.subjects.length > 0).flatMap((f) => f.moments);
  const stray = findings.filter((f) => f.subjects.length === 0 || isPlanForAll(f));
  const ends = stray.filter((f) => f.verdict.kind === 'return').flatMap((f) => f.moments);
  const rest = new Set(stray.flatMap((f) => f.moments));
  const own = moments.filter((m) => !rest.has(m));
  return widen(
    spanOf([...promised, ...ends], true),
    widen(
      spanOf(own, false),
      spanOf(
        stray.filter((f) => f.verdict.kind === 'trouble').flatMap((f) => f.moments),
        false,
      ),
    ),
  );
}

/** Works on the whole platform date what they stop. */
function isPlanForAll({ subjects, verdict }: Finding): boolean {
  return subjects[0] === 'exchange' && verdict.kind === 'trouble' && verdict.tense === 'planned';
}

function isPromise({ verdict }: Finding): boolean {
  return verdict.kind === 'return' && verdict.tense === 'future';
}

function weigh(
  finding: Finding,
  wider: TimeSpan,
  said: Said,
  options: DecideOptions,
): Candidate[] | IgnoreReason {
  const { verdict } = finding;
  if (verdict.kind === 'none') return verdict.reason;
  if (verdict.kind === 'works') return 'unaffected';
  if (finding.subjects.length === 0) return 'no service';
  if (finding.hearsay) return 'hearsay';
  return verdict.kind === 'return'
    ? weighReturn(finding, said, options)
    : weighTrouble(finding, wider, options);
}

const PASSING = new RegExp(LANGUAGES.map(({ passing }) => passing).join('|'), 'i');

/** What will be closed in a country, and of which nothing says that it passes, ends there. */
function endsSomewhere({ moments, regions, verdict }: Finding, all: readonly Finding[]): boolean {
  if (verdict.kind !== 'trouble' || verdict.effect !== 'halted' || verdict.tense !== 'future') return false;
  if (regions.length === 0 || spanOf(moments, false).until !== null) return false;
  return all.every(({ text, verdict: other }) => !PASSING.test(text) && other.kind !== 'return');
}

/** Deposits and withdrawals of a coin often end on days of their own. */
function endingsBy(
  { moments, pairs, places, regions, subjects }: Finding,
  { exchange, network }: DecideOptions,
): AnnouncedEnding[] {
  const { from, until } = spanOf(moments, false);
  return subjects
    .flatMap((subject) => servicesOf(exchange, subject, places, pairs, network))
    .filter((service) => depthOf(service) > 2 || regions.length > 0)
    .map((service) => ({ service, at: from ?? until, regions }));
}

function weighReturn(finding: Finding, said: Said, options: DecideOptions): Candidate[] | IgnoreReason {
  const { verdict } = finding;
  if (verdict.kind !== 'return') return 'no change';
  if (finding.marketing) return 'marketing';
  // "Our card is now available in Argentina": nothing was wrong, so nothing is back.
  if (verdict.isState === true && !said.trouble && isLaunch(finding)) return 'listing';
  if (verdict.opens === true && !said.trouble) return 'listing';
  const span = spanOf(finding.moments, true);
  const at = endOf(span, options.publishedAt);
  const ahead = at !== null && at > options.publishedAt;
  const told = span.until !== null || finding.moments.some((m) => m.kind === 'duration' && m.ahead === true);
  if (verdict.tense === 'future' || (ahead && told)) {
    // "Ends March 15" promises nothing of a service that the text tells no trouble of.
    if (!ahead || verdict.weak || (finding.borrowed && !said.trouble)) return 'undated';
    return candidates(finding, options, 'halted', { from: null, until: at }, 0.75);
  }
  if (span.until !== null && options.publishedAt - span.until > DAY_MS && verdict.background)
    return 'history';
  const sure =
    verdict.doubtful === true ? 0.6 : verdict.tense === 'nominal' ? 0.88 : verdict.weak ? 0.85 : 0.95;
  return candidates(finding, options, 'resumed', { from: span.until, until: null }, sure);
}

function weighTrouble(finding: Finding, wider: TimeSpan, options: DecideOptions): Candidate[] | IgnoreReason {
  const { verdict } = finding;
  if (verdict.kind !== 'trouble') return 'no change';
  const { publishedAt } = options;
  const moments =
    verdict.tense === 'future' ? finding.moments.map((m) => asBeginning(m, publishedAt)) : finding.moments;
  const span = widen(spanOf(moments, false), wider);
  const until = endOf(span, publishedAt);
  const { from } = span;
  if (until !== null && until <= publishedAt) return 'past';
  if (from !== null && verdict.background && publishedAt - from > DAY_MS) return 'history';
  if (isOverAndTold(finding, span)) return 'history';
  const begun =
    from === null
      ? verdict.tense === 'asserted' ||
        verdict.tense === 'nominal' ||
        finding.indefinite ||
        (verdict.tense === 'planned' && span.until !== null)
      : from <= publishedAt;
  // A title says what is going to happen; the hour stands in a body that not every feed supplies.
  if (!begun && from === null)
    return finding.isTitle ? candidates(finding, options, 'scheduled', { from, until }, 0.75) : 'undated';
  if (!begun)
    return candidates(
      finding,
      options,
      'scheduled',
      { from, until },
      verdict.effect === 'degraded' ? 0.75 : 0.9,
    );
  const sure = { asserted: 0.95, nominal: 0.85, planned: 0.85, future: 0.85 }[verdict.tense];
  return candidates(
    finding,
    options,
    verdict.effect,
    { from, until },
    verdict.effect === 'degraded' ? sure - 0.05 : sure,
  );
}

function isDayOnly({ moments }: Finding, from: number | null): boolean {
  return moments.some((m) => m.kind === 'instant' && m.wholeDay === true && m.at === from);
}

/** A beginning that the clause tells itself goes before one that the text lends it, an hour before a day. */
function precisionOf({ moments, verdict }: Finding, from: number): number {
  const own = moments.find(
    (m) => (m.kind === 'instant' && m.at === from) || (m.kind === 'window' && m.from === from),
  );
  if (own === undefined || (own.kind === 'instant' && own.wholeDay === true)) return 1;
  return verdict.kind === 'trouble' && verdict.tense === 'planned' ? 2 : 3;
}

/** What will be suspended "in two hours" begins then. */
function asBeginning(moment: Moment, publishedAt: number): Moment {
  if (moment.kind !== 'duration' || moment.ahead !== true) return moment;
  return { kind: 'instant', at: publishedAt + moment.ms, role: 'from' };
}

/** "Withdrawals were suspended for 40 minutes." */
function isOverAndTold({ moments, verdict }: Finding, span: TimeSpan): boolean {
  if (verdict.kind !== 'trouble' || !verdict.background) return false;
  return span.from === null && span.until === null && moments.some(({ kind }) => kind === 'duration');
}

function candidates(
  finding: Finding,
  options: DecideOptions,
  effect: AnnouncementReading['effect'],
  { from, until }: { from: number | null; until: number | null },
  base: number,
): Candidate[] {
  const { exchange, network } = options;
  const background =
    finding.verdict.kind !== 'works' && finding.verdict.kind !== 'none' && finding.verdict.background;
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
    isAll: finding.all,
    beside: services,
  }));
}

/** The services that a finding leaves out, below the one that it is about. */
function exceptionsOf(
  { except }: Finding,
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

/** How sure a verb makes a title, which a heading without one is not. */
const ASSERTED = 0.9;

/**
 * One placing for a post. Where title and body speak of the same trouble, the body's narrower place is meant ("USDT
 * withdrawals" and "USDT on TRC20"), and its chain where the title has the chain's coin, or the other way round.
 */
function placedOnce(all: readonly Candidate[]): Candidate[] {
  const asserted = all.filter(({ isTitle, sure }) => isTitle && sure >= ASSERTED);
  return all.filter((one) => {
    // No text below turns around what its title says.
    const isTurned =
      !one.isTitle &&
      asserted.some((title) => isTrouble(title) !== isTrouble(one) && contains(title.service, one.service));
    return !isTurned && (one.isAll || !all.some((other) => placesBetter(other, one)));
  });
}

function placesBetter(other: Candidate, one: Candidate): boolean {
  if (other.isTitle === one.isTitle || isTrouble(other) !== isTrouble(one)) return false;
  if (other.service === one.service) return false;
  // "Wallet maintenance notice" over a body that says of which wallet, and when.
  if (one.isTitle && one.promised && depthOf(one.service) <= 2) return true;
  if (!one.isTitle) return false;
  const isOther = isCoinOfChain(one.service, other.service) || isCoinOfChain(other.service, one.service);
  return contains(one.service, other.service) || (isOther && !one.beside.includes(other.service));
}

// `x/deposits/ETH` beside `x/deposits/*/ERC20`.
function isCoinOfChain(coin: ServicePath, chain: ServicePath): boolean {
  const [a, b] = [parseService(coin), parseService(chain)];
  if (a.component !== b.component || a.asset === undefined || a.network !== undefined || b.asset !== ANY)
    return false;
  return chainOf(a.asset) === b.network;
}

/**
 * One reading for each service. What is beats what was, and the later word the earlier; a date
 * beats a heading without one; a halt beats a slowdown.
 */
function settle(all: readonly Candidate[]): AnnouncementReading[] {
  const winners = new Map<string, Candidate>();
  for (const candidate of all) {
    const standing = winners.get(candidate.service);
    if (standing === undefined || beats(candidate, standing))
      winners.set(candidate.service, withEnd(candidate, standing));
    else winners.set(candidate.service, withEnd(standing, candidate));
  }
  return [...winners.values()].map(
    ({
      background: _background,
      dated: _dated,
      promised: _promised,
      isTitle: _isTitle,
      isAll: _isAll,
      beside: _beside,
      ...reading
    }) => reading,
  );
}

function beats(next: Candidate, standing: Candidate): boolean {
  if (next.background !== standing.background) return standing.background;
  if (isTrouble(next) && isTrouble(standing) && next.promised !== standing.promised) return standing.promised;
  if (next.effect === standing.effect) return next.dated > standing.dated;
  if (isTrouble(next) && isTrouble(standing)) {
    if (next.effect === 'scheduled' && standing.dated === 0)
      return standing.sure < 0.9 || standing.until !== null;
    return next.effect === 'halted' && standing.effect === 'degraded';
  }
  // A plan says nothing of now, so it does not undo a return that is told in the same text.
  return next.effect !== 'scheduled';
}

function isTrouble({ effect }: Candidate): boolean {
  return effect !== 'resumed';
}

/** A halt takes over the beginning and the end that other clauses give it. */
function withEnd(winner: Candidate, other: Candidate | undefined): Candidate {
  if (other === undefined || !isTrouble(winner) || !isTrouble(other)) return winner;
  const from = winner.from ?? (other.effect === winner.effect ? other.from : null);
  const until =
    winner.until ?? (other.until !== null && (from === null || other.until > from) ? other.until : null);
  return {
    ...winner,
    from,
    until,
    sure: other.effect === winner.effect ? Math.max(winner.sure, other.sure) : winner.sure,
  };
}
