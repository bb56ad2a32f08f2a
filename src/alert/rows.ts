import type { Notice } from '#src/domain/incident.ts';
import { parseService } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { unitOf } from './unit.ts';
import { whereText } from './headline-facts.ts';
import type { Headline } from './headline.ts';
import { leftBehind } from './left-behind.ts';
import { componentText, listed, partList } from './names.ts';
import type { Named } from './names.ts';
import { dayOf } from './planned-time.ts';
import { stateText } from './state.ts';
import { ago, capitalized, moment } from './text.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

const NAMES = 6;

/** What one needs to know next, beside the headline; a line each, and none of it twice. */
export function rowsOf(
  notice: Notice,
  named: Named,
  { isShort, saysLeft }: Pick<Headline, 'isShort' | 'saysLeft'>,
  voice: Voice,
): Text[] {
  switch (notice.kind) {
    case 'opened':
    case 'reopened':
    case 'changed':
    case 'flapping':
      return troubleRows(notice, named, isShort, voice);
    case 'resolved':
      return recoveryRows(notice, named, saysLeft, voice);
    case 'maintenance_scheduled':
    case 'maintenance_moved':
    case 'maintenance_started':
    case 'maintenance_overrun':
      return windowRows(notice, isShort, voice);
    case 'maintenance_canceled':
      return isShort ? plannedRow(notice.at, notice.window?.from, voice) : [];
    case 'maintenance_ended':
    case 'ending_scheduled':
      return [];
  }
}

function troubleRows(notice: Notice, named: Named, isShort: boolean, voice: Voice): Text[] {
  const { at, change, eta, kind, since, sinceKnown, status, unconfirmed } = notice;
  if (kind === 'flapping' && status === 'operational') return [];
  const extent = extentText(notice, voice);
  const begin = sinceKnown
    ? voice.write('row.since', { clock: moment(since, at), ago: ago(since) })
    : voice.write('row.sinceSomeTime', { clock: moment(notice.workedAt ?? since, at) });
  // A headline that gives the beginning already, or a change long after it, is not followed by it again.
  const saysWhen =
    kind === 'flapping' ||
    (kind === 'opened' && !sinceKnown && !unconfirmed && !isShort) ||
    isFollowUp(notice);
  const saysEta = change === 'eta_given' || change === 'eta_moved' || change === 'eta_passed';
  const parts = [...(extent === undefined ? [] : [extent]), ...(saysWhen ? [] : [begin])];
  const isPast = eta !== undefined && eta <= at;
  const where = isShort ? whereText(notice, voice) : [];
  return [
    ...(where.length === 0 ? [] : [voice.write('row.where', { exchange: named.exchange, where })]),
    ...(parts.length === 0 ? [] : [capitalized(voice.clauses(parts))]),
    ...(eta === undefined || saysEta
      ? []
      : [
          voice.write(isPast ? 'row.etaPassed' : 'row.eta', {
            clock: moment(eta, at),
            ago: ago(eta),
            exchange: named.exchange,
          }),
        ]),
    ...(unconfirmed && kind !== 'opened'
      ? [voice.write('row.unconfirmed', { exchange: named.exchange })]
      : []),
    ...(notice.disputed && change !== 'disputed'
      ? [voice.write('row.disputed', { exchange: named.exchange })]
      : []),
  ];
}

/** A change within what is known: a reply says what is new, and nothing of the rest again. */
export function isFollowUp({ change, kind }: Notice): boolean {
  return kind === 'changed' && change !== undefined && change !== 'worse' && change !== 'disputed';
}

/** Good news, though not of all of it: something works again, or not as badly. */
export function isPartialReturn({ change, kind }: Notice): boolean {
  const isEasing = change === 'partly_back' || change === 'majors_back' || change === 'better';
  return kind === 'changed' && isEasing;
}

/** How much of it is hit, and what; `undefined` where that is not known, or said by the headline. */
function extentText(notice: Notice, voice: Voice): Text | undefined {
  const {
    extent,
    members,
    services: [service],
  } = notice;
  if (extent === undefined || extent.of === 0) return undefined;
  const unit = unitOf(service);
  const isAll = extent.hit >= extent.of;
  if (members !== undefined) return undefined;
  if (isAll) return extent.of < 2 ? undefined : voice.write('row.all', { count: extent.of, unit });
  const list = partList(extent.parts, extent.hit, NAMES, voice);
  if (isPartialReturn(notice)) {
    const { asset } = parseService(service);
    return voice.write('row.still', {
      list,
      state: stateText('major_outage', asset !== undefined || unit === 'coins', voice),
    });
  }
  return extent.parts.length === 0
    ? voice.write('row.counted', { hit: extent.hit, of: extent.of, unit })
    : voice.write('row.named', { hit: extent.hit, of: extent.of, unit, list });
}

function recoveryRows(notice: Notice, named: Named, saysLeft: boolean, voice: Voice): Text[] {
  const { at, durationMs = 0, previous, sinceKnown, endedAtLatest } = notice;
  const from = at - durationMs;
  const isSteady = previous === 'operational';
  const state = stateText(isTrouble(previous) ? previous : 'major_outage', named.isNarrow, voice);
  const span =
    durationMs <= 0 || isSteady || endedAtLatest === true
      ? []
      : [
          voice.write(sinceKnown ? 'row.fromTo' : 'row.fromToAtLeast', {
            state,
            from: moment(from, at),
            until: moment(at, at),
          }),
        ];
  const left = leftBehind(notice);
  const still =
    left.count === 0 || saysLeft
      ? []
      : [
          voice.write('row.still', {
            list: partList(left.parts, left.count, NAMES, voice),
            state: stateText('major_outage', true, voice),
          }),
        ];
  return [...span.map(capitalized), ...still];
}

function windowRows({ at, kind, previousWindow, window }: Notice, isShort: boolean, voice: Voice): Text[] {
  const { from = null, until = null } = window ?? {};
  if (kind === 'maintenance_overrun') {
    return until === null || !isShort
      ? []
      : [voice.write('row.wasToEnd', { clock: moment(until, at), ago: ago(until) })];
  }
  if (kind === 'maintenance_started') {
    return until === null || until <= at
      ? []
      : [voice.write('row.until', { clock: moment(until, at), ago: ago(until) })];
  }
  if (from === null)
    return until === null ? [] : [voice.write('row.until', { clock: moment(until, at), ago: ago(until) })];
  // When it begins stands in the headline.
  const end =
    window?.dayOnly === true
      ? [
          voice.write('row.noHour'),
          ...(until === null ? [] : [voice.write('row.until', { clock: dayOf(until), ago: ago(until) })]),
        ]
      : until === null
        ? [voice.write('row.windowOpen', { ago: ago(from) })]
        : [voice.write('row.window', { ago: ago(from), until: moment(until, from) })];
  return isShort ? [...end, ...plannedRow(at, previousWindow?.from, voice)] : end;
}

/** For when it was planned, where there was no room to say so. */
function plannedRow(at: number, from: number | null | undefined, voice: Voice): Text[] {
  return from === null || from === undefined
    ? []
    : [voice.write('row.insteadOf', { from: moment(from, at) })];
}

/** What works all the same: of use to who wants to get something done. */
export function workingRow(notice: Notice, voice: Voice): Text[] {
  const hit = new Set(notice.services.map((service) => parseService(service).component));
  const isWhole = hit.has(undefined);
  const stillWorking = notice.stillWorking.filter((component) => !hit.has(component));
  const isTold = notice.kind === 'opened' || notice.kind === 'reopened' || notice.change === 'worse';
  if (stillWorking.length === 0 || !isTold || isWhole) return [];
  const list = listed(
    stillWorking.map((component) => componentText(component, voice)),
    stillWorking.length,
    12,
    voice,
    'row',
  );
  return [voice.write('row.working', { list })];
}
