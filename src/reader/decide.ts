import { depthOf } from '#src/domain/service.ts';
import { DAY_MS } from '#src/domain/time.ts';
import { LANGUAGES } from '#src/languages/languages.ts';
import { servicesOf } from '#src/names/scope.ts';
import type { Moment } from '#src/names/token.ts';

import type { AnnouncedEnding, AnnouncementContext, AnnouncementReading } from './announcement.ts';
import type { Candidate } from './candidate.ts';
import type { ClauseFinding, Findings } from './finding.ts';
import { isDetailed, withoutImplied } from './implied.ts';
import { placedOnce, settle } from './settle.ts';
import { isPromise, weighFinding } from './weigh.ts';
import type { DecideOptions, RestOfText } from './weigh.ts';
import { isRefined, spanOf, widen } from './window.ts';
import type { TimeSpan } from './window.ts';

export interface PostMeaning {
  readonly readings: readonly AnnouncementReading[];
  /** What single clauses say that ends for good, and when. */
  readonly endings: readonly AnnouncedEnding[];
  /** What has been shut before, of what ends. */
  readonly shut: readonly AnnouncedEnding[];
  readonly context: readonly AnnouncementContext[];
}

/** Turns what the clauses say into one reading for each service: dated, weighed, contradictions settled. */
export function decide(all: Findings, options: DecideOptions): PostMeaning {
  const { context, findings: told, moments: stray } = extended(all, options.publishedAt);
  const hours = [...told.flatMap((f) => f.moments), ...stray].filter(isExact);
  const days = new Set(told.flatMap((f) => f.moments.filter((m) => isTitleDay(f, m, hours))));
  const moments = stray.filter((moment) => !days.has(moment));
  const findings = told.map((finding) => ({
    ...finding,
    moments: finding.moments.filter(
      (m) => !days.has(m) && !(isPromise(finding) && isToday(m, options.publishedAt)),
    ),
  }));
  const widerFor = (about: ClauseFinding): TimeSpan =>
    textSpan(
      findings.filter((finding) => !isPromiseOfAnother(finding, about)),
      moments.filter(
        (moment) => !findings.some((f) => isPromiseOfAnother(f, about) && f.moments.includes(moment)),
      ),
    );
  const titled = spanOf(
    findings
      .filter(({ isTitle, assertion }) => isTitle && assertion.kind === 'trouble')
      .flatMap((f) => f.moments),
    false,
  );
  const isRecap = looksBack(findings, options.publishedAt);
  const why: AnnouncementContext[] = [...context];
  const said: RestOfText = {
    titled: all.hasTitle,
    trouble: findings.some(isTroubleOfOurs),
    back: findings.some(isBack) || [...findings, ...context].some(({ text }) => WORKS.test(text)),
    swap: [...findings, ...context].some(({ text }) => SWAPPED.test(text)),
  };
  const candidates: Candidate[] = [];
  const endings: AnnouncedEnding[] = [];
  const shut: AnnouncedEnding[] = [];
  for (const finding of findings) {
    if (isDetailed(finding, findings)) continue;
    if (
      finding.ending ||
      (finding.ofEnded && finding.assertion.kind === 'trouble') ||
      endsSomewhere(finding, findings)
    ) {
      (isShutAlready(finding) ? shut : endings).push(...endingsBy(finding, options));
      why.push({ text: finding.text, why: 'delisting' });
      continue;
    }
    // "It takes 20 minutes", from the time that the title tells on.
    const isUndated =
      !finding.isTitle &&
      finding.moments.length > 0 &&
      finding.moments.every(({ kind }) => kind === 'duration');
    if (isRecap && isOfPast(finding, findings)) {
      why.push({ text: finding.text, why: 'history' });
      continue;
    }
    const wider = widerFor(finding);
    const result = weighFinding(finding, isUndated ? widen(wider, titled) : wider, said, options);
    if (typeof result === 'string') why.push({ text: finding.text, why: result });
    else if (result.length === 0) why.push({ text: finding.text, why: 'unknown name' });
    else candidates.push(...result);
  }
  // What is given up is told once, as that: its closing is no halt beside it.
  const given = new Set(endings.map(({ service }) => service));
  const isGiven = ({ effect, service }: Candidate) => effect !== 'resumed' && given.has(service);
  endings.push(
    ...candidates.filter(isGiven).map(({ from, regions, service }) => ({ service, at: from, regions })),
  );
  return {
    readings: settle(placedOnce(candidates.filter((one) => !isGiven(one)))),
    endings,
    shut,
    context: why,
  };
}

/** "Deposits have already been suspended", of a coin that is given up: they do not end on the day of the rest. */
function isShutAlready({ ending, moments, assertion }: ClauseFinding): boolean {
  if (ending || moments.length > 0 || assertion.kind !== 'trouble') return false;
  return assertion.tense === 'asserted' && assertion.forGood !== true;
}

/** "Trading is to resume at 18:50, withdrawals remain suspended": that is no end of what it does not name. */
function isPromiseOfAnother(promise: ClauseFinding, { subjects, assertion }: ClauseFinding): boolean {
  if (!isPromise(promise) || assertion.kind !== 'trouble') return false;
  if (subjects.length === 0 || promise.subjects.length === 0) return false;
  return !promise.subjects.some((one) => one === 'exchange' || subjects.includes(one));
}

/** "… in times of downtime" is no trouble that anything comes back from. */
function isTroubleOfOurs({ notYet, subjects, assertion }: ClauseFinding): boolean {
  return !notYet && assertion.kind === 'trouble' && (subjects.length > 0 || assertion.tense !== 'nominal');
}

/** Something has come back, so that what has not yet was there before. */
function isBack({ isLaunched, assertion }: ClauseFinding): boolean {
  if (assertion.kind !== 'return' || isLaunched || assertion.tense === 'future') return false;
  return assertion.isNew !== true && assertion.opens !== true;
}

/** All the trouble that it dates was over a day before it was published. */
function looksBack(findings: readonly ClauseFinding[], publishedAt: number): boolean {
  const spans = findings
    .filter(({ moments, assertion }) => assertion.kind === 'trouble' && moments.length > 0)
    .map(({ moments }) => spanOf(moments, false));
  const isOver = ({ until }: TimeSpan) => until !== null && publishedAt - until > DAY_MS;
  const isOld = ({ from }: TimeSpan) => from !== null && publishedAt - from > DAY_MS;
  return spans.some(isOver) && spans.every((span) => isOver(span) || (isOld(span) && span.until === null));
}

/** Its headline, and that all is well again. */
function isOfPast({ isTitle, assertion }: ClauseFinding, all: readonly ClauseFinding[]): boolean {
  if (assertion.kind !== 'trouble') return assertion.kind === 'return';
  return assertion.tense === 'nominal' || (isTitle && all.some((other) => other.assertion.kind === 'return'));
}

const WORKS = new RegExp(LANGUAGES.map(({ amending }) => amending.works).join('|'), 'i');

const SWAPPED = new RegExp(LANGUAGES.map(({ swapped }) => swapped).join('|'), 'i');

const EXTENDED = new RegExp(LANGUAGES.map((lexicon) => lexicon.extended).join('|'), 'i');

/** What goes on for longer than was told runs, and the times ahead that a text tells of it are ends. */
function extended(all: Findings, publishedAt: number): Findings {
  const findings = withoutImplied(all.findings);
  const isExtended = findings.some(
    ({ text, assertion }) => assertion.kind === 'trouble' && EXTENDED.test(text),
  );
  if (!isExtended) return { ...all, findings };
  const asEnd = (moment: Moment): Moment =>
    moment.kind === 'instant' && moment.at > publishedAt ? { ...moment, role: 'until' } : moment;
  return {
    ...all,
    moments: all.moments.map(asEnd),
    findings: findings.map((finding) => {
      const { moments, assertion } = finding;
      if (assertion.kind !== 'trouble' || assertion.forGood === true) return finding;
      return { ...finding, moments: moments.map(asEnd), assertion: { ...assertion, tense: 'asserted' } };
    }),
  };
}

/** What comes back "later today" has no hour, and the day began before. */
function isToday(moment: Moment, publishedAt: number): boolean {
  if (moment.kind !== 'instant' || moment.wholeDay !== true) return false;
  return moment.at <= publishedAt && publishedAt < moment.at + DAY_MS;
}

function isExact(moment: Moment): boolean {
  return moment.kind === 'window' || (moment.kind === 'instant' && moment.wholeDay !== true);
}

/** A title often has the bare day of what its body tells by the hour. */
function isTitleDay({ isTitle }: ClauseFinding, moment: Moment, hours: readonly Moment[]): boolean {
  if (!isTitle || moment.kind !== 'instant' || moment.wholeDay !== true) return false;
  return hours.some((hour) => {
    const at = hour.kind === 'window' ? hour.from : hour.kind === 'instant' ? hour.at : Number.NaN;
    return Math.abs(at - moment.at) < 2 * DAY_MS;
  });
}

/** Times that stand apart from any claim, and the end that a promised return gives to a halt. */
function textSpan(findings: readonly ClauseFinding[], moments: Findings['moments']): TimeSpan {
  const promised = findings.filter((f) => isPromise(f) && f.subjects.length > 0).flatMap((f) => f.moments);
  const stray = findings.filter((f) => f.subjects.length === 0 || isPlan(f));
  const ends = stray.filter((f) => f.assertion.kind === 'return').flatMap((f) => f.moments);
  const rest = new Set(stray.flatMap((f) => f.moments));
  const own = moments.filter((m) => !rest.has(m) && !isRefined(m, [...rest]));
  const works = stray.filter((f) => f.assertion.kind === 'trouble');
  const plan = ended(
    spanOf(
      works.flatMap((f) => f.moments),
      false,
    ),
    isTiedToWorks(works, findings),
  );
  const alone = spanOf(firstOnly(own), false);
  // What works begin and end with goes before an hour that nothing is said of.
  const isWhole = plan.from !== null && plan.until !== null && alone.until === null;
  return widen(spanOf([...promised, ...ends], true), isWhole ? widen(plan, alone) : widen(alone, plan));
}

/** How long works take counts from when they begin, and not from when something is closed for them. */
function ended({ from, lastsMs, until }: TimeSpan, isOfWorks: boolean): TimeSpan {
  const isLong = from !== null && until === null && lastsMs !== null;
  if (!isLong) return { from, until, lastsMs };
  return { from, until: from + lastsMs, lastsMs: null, ...(isOfWorks && { byLength: true as const }) };
}

/** It is told before the text comes to what they close. */
function isTiedToWorks(works: readonly ClauseFinding[], all: readonly ClauseFinding[]): boolean {
  const length = works.find(({ moments }) => moments.some(({ kind }) => kind === 'duration'));
  const closing = all.findIndex(
    (one) => !one.isTitle && one.assertion.kind === 'trouble' && !works.includes(one),
  );
  return length !== undefined && all.indexOf(length) < closing;
}

/** Of hours that different sentences tell, and none as an end, the first is a beginning; the second is of something else. */
function firstOnly(moments: readonly Moment[]): Moment[] {
  const isOpen = (moment: Moment) => moment.kind === 'instant' && moment.role !== 'until';
  const first = moments.find((moment) => isOpen(moment) && !isRefined(moment, moments));
  return moments.filter((moment) => !isOpen(moment) || moment === first);
}

/** Works date what they stop. */
function isPlan({ assertion }: ClauseFinding): boolean {
  return assertion.kind === 'trouble' && assertion.tense === 'planned';
}

const PASSING = new RegExp(LANGUAGES.map(({ passing }) => passing).join('|'), 'i');

/** What will be closed in a country, and of which nothing says that it passes, ends there. */
function endsSomewhere(
  { moments, regions, assertion }: ClauseFinding,
  all: readonly ClauseFinding[],
): boolean {
  if (assertion.kind !== 'trouble' || assertion.effect !== 'halted' || assertion.tense !== 'future')
    return false;
  if (regions.length === 0 || spanOf(moments, false).until !== null) return false;
  return all.every(({ text, assertion: other }) => !PASSING.test(text) && other.kind !== 'return');
}

/** Deposits and withdrawals of a coin often end on days of their own. */
function endingsBy(
  { moments, pairs, places, regions, subjects }: ClauseFinding,
  { exchange, network }: DecideOptions,
): AnnouncedEnding[] {
  const { from, until } = spanOf(moments, false);
  return subjects
    .flatMap((subject) => servicesOf(exchange, subject, places, pairs, network))
    .filter((service) => depthOf(service) > 2 || regions.length > 0)
    .map((service) => ({ service, at: from ?? until, regions }));
}
