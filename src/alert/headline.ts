import type { Notice } from '#src/domain/incident.ts';
import { contains, exchangeOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { HEADLINE_MAX } from './card.ts';
import { endingHeadline } from './ending.ts';
import { unitOf } from './unit.ts';
import { maintenanceHeadline } from './maintenance-headline.ts';
import { coinList, componentText, listed, nameServices, partList, partText } from './names.ts';
import type { Named } from './names.ts';
import { stateText, statusOf } from './state.ts';
import { clipped, lengthOf, moment } from './text.ts';
import type { Text } from './text.ts';
import type { Argument, Voice } from './voice.ts';

/**
 * How a message stands to its notice: `now` tells the news; `late` tells of something that is over by now, both ends
 * having waited; `standing` is what the first message of an incident says while it goes on, and `closing` once it is over;
 * `reminder` and `unmuted` say again that it is so.
 */
export type Tense = 'now' | 'late' | 'standing' | 'closing' | 'reminder' | 'unmuted';

/** What there is to say a headline with. `most` is how many coins or components may be named. */
export interface Telling {
  readonly notice: Notice;
  readonly named: Named;
  readonly voice: Voice;
  readonly tense: Tense;
  readonly most: number;
  /** The long form did not fit. */
  readonly isShort: boolean;
}

export interface Headline {
  readonly text: Text;
  /** It leaves out what a row has to say. */
  readonly isShort: boolean;
}

/** As many names as it may have, and ever fewer until it fits. */
const NAMES = [8, 6, 5, 4, 3, 2, 1];

/** The line that a phone shows, without its symbol. */
export function headlineOf(notice: Notice, voice: Voice, tense: Tense): Headline {
  const services = namesFor(notice);
  let text: Text = [];
  for (const isShort of [false, true]) {
    for (const most of NAMES) {
      const named = nameServices(services, notice.exchangeName, voice, most);
      text = lineOf({ notice, named, voice, tense, most, isShort });
      if (lengthOf(text) <= HEADLINE_MAX) return { text, isShort };
      // A shorter form says more than fewer names do.
      if (!isShort && most <= 3) break;
    }
  }
  return { text: clipped(text, HEADLINE_MAX), isShort: true };
}

/** Coins that fell together are named, not counted under their component, as long as they are known. */
function namesFor({ services, members }: Notice): readonly ServicePath[] {
  return members === undefined || members.length === 0 ? services : members;
}

function lineOf(telling: Telling): Text {
  if (telling.tense === 'reminder' || telling.tense === 'unmuted') return stillLine(telling);
  const { kind } = telling.notice;
  switch (kind) {
    case 'opened':
      return openedLine(telling);
    case 'reopened':
      return reopenedLine(telling);
    case 'changed':
      return changedLine(telling);
    case 'flapping':
      return flappingLine(telling);
    case 'resolved':
      return resolvedLine(telling);
    case 'maintenance_scheduled':
    case 'maintenance_moved':
    case 'maintenance_started':
    case 'maintenance_ended':
    case 'maintenance_canceled':
    case 'maintenance_overrun':
      return maintenanceHeadline(kind, telling);
    case 'ending_scheduled':
      return endingHeadline(telling);
  }
}

/** What nearly every line is given. */
function words(telling: Telling): Record<string, Argument> {
  const { isShort, notice, named, voice } = telling;
  return {
    subject: named.subject,
    exchange: named.exchange,
    number: named.number,
    state: stateText(statusOf(notice), named.isNarrow, voice),
    // What does not fit stands in a row.
    where: isShort ? [] : whereText(notice, voice),
  };
}

/** " for some accounts", " in France": where it holds, where not everywhere. */
export function whereText({ regions, accounts }: Notice, voice: Voice): Text {
  const [first, ...others] = regions ?? [];
  if (first !== undefined) {
    const places = listed(
      [first, ...others].map((code) => voice.region(code)),
      others.length + 1,
      2,
      voice,
      'list',
    );
    return voice.write('where.regions', { regions: places });
  }
  return accounts === undefined ? [] : voice.write('where.someAccounts');
}

function stillLine(telling: Telling): Text {
  const { notice, tense, voice } = telling;
  return tense === 'unmuted'
    ? voice.write('headline.unmuted', words(telling))
    : voice.write('headline.still', {
        ...words(telling),
        duration: voice.duration(notice.at - notice.since),
      });
}

function openedLine(telling: Telling): Text {
  const { notice, named, voice } = telling;
  const { at, since, sinceKnown, unconfirmed, workedAt } = notice;
  if (unconfirmed)
    return voice.write(isSilence(notice) ? 'headline.noAnswer' : 'headline.doubted', words(telling));
  if (isSilence(notice)) return voice.write('headline.silent', words(telling));
  if (!sinceKnown && since < at && !telling.isShort) {
    const from = moment(workedAt ?? since, at);
    const until = moment(workedAt !== undefined && since > workedAt ? since : at, at);
    return voice.write('headline.sinceSomeTime', { ...words(telling), from, until });
  }
  return named.shape === 'set'
    ? voice.write('headline.set', { ...words(telling), list: named.what })
    : voice.write('headline.opened', words(telling));
}

/** What we know of it is that it does not answer us. */
function isSilence({ basis, evidence }: Notice): boolean {
  return basis === 'measured' && evidence.length > 0 && evidence.every(({ venue }) => venue === 'probe');
}

function reopenedLine(telling: Telling): Text {
  const { notice, voice } = telling;
  return notice.upMs === undefined || telling.isShort
    ? voice.write('headline.again', words(telling))
    : voice.write('headline.againAfter', { ...words(telling), up: voice.duration(notice.upMs) });
}

function changedLine(telling: Telling): Text {
  const { notice, named, voice } = telling;
  const { at, eta, previousEta, upMs, downs = 0, since } = notice;
  switch (notice.change) {
    case 'eta_given':
      if (eta !== undefined)
        return voice.write('headline.etaGiven', { ...words(telling), eta: moment(eta, at) });
      break;
    case 'eta_moved':
      if (eta !== undefined && previousEta !== undefined)
        return voice.write('headline.etaMoved', {
          ...words(telling),
          eta: moment(eta, at),
          previous: moment(previousEta, at),
        });
      if (eta !== undefined)
        return voice.write('headline.etaGiven', { ...words(telling), eta: moment(eta, at) });
      break;
    case 'eta_passed':
      if (eta !== undefined)
        return voice.write('headline.etaPassed', { ...words(telling), eta: moment(eta, at) });
      break;
    case 'disputed':
      return disputedLine(telling);
    case 'partly_back':
    case 'majors_back':
    case 'better':
      return betterLine(telling);
    case 'steady':
      return voice.write('headline.steadyDown', {
        ...words(telling),
        duration: voice.duration(upMs ?? 0),
        downs,
        since: moment(since, at),
      });
    case 'maintained':
      return voice.write('headline.maintained', words(telling));
    case 'worse':
    case undefined:
      break;
  }
  return named.shape === 'set'
    ? voice.write('headline.setNow', { ...words(telling), list: named.what })
    : voice.write('headline.now', words(telling));
}

function disputedLine(telling: Telling): Text {
  const { notice, named, voice } = telling;
  const what = named.what.length === 0 ? voice.write('name.everything') : named.what;
  const counted = notice.evidence.find(({ count }) => count !== undefined && count.of > 1);
  const { hit, of } = counted?.count ?? { hit: 0, of: 0 };
  const venue =
    counted?.venue ??
    notice.evidence.find(({ venue }) => venue !== 'announcements')?.venue ??
    'system_status';
  if (telling.isShort)
    return counted === undefined
      ? voice.write('headline.disputedShort', { ...words(telling), what })
      : voice.write('headline.disputedCounted', {
          ...words(telling),
          what,
          hit,
          of,
          unit: unitOf(counted.service),
          off: stateText('major_outage', true, voice),
        });
  return voice.write('headline.disputed', {
    ...words(telling),
    state: stateText('major_outage', true, voice),
    what,
    venue: voice.write(`venue.${venue}`),
    count: counted === undefined ? [] : voice.write('headline.forParts', { hit, of }),
  });
}

/** What is still out, where that is nothing but parts of what is back: "all but BTC". */
function leftOut({ back = [], parts = [] }: Notice): readonly ServicePath[] {
  const left = parts.filter(({ status }) => isTrouble(status)).map(({ service }) => service);
  const isOfBack = (service: ServicePath): boolean =>
    back.some((whole) => whole !== service && contains(whole, service));
  return back.length > 0 && left.every(isOfBack) ? left : [];
}

/** In part back: which coins, how many of them, or which of several services. */
function betterLine(telling: Telling): Text {
  const { notice, named, voice, most } = telling;
  const { back = [], extent, services, status } = notice;
  const left = leftOut(notice);
  if (left.length > 0) {
    const { number, subject } = nameServices(back, notice.exchangeName, voice, most);
    const list = partList(left, left.length, most, voice);
    return voice.write('headline.partlyBackBut', { ...words(telling), subject, number, list });
  }
  const isOfComponents = back.every((service) => parseService(service).asset === undefined);
  if (back.length > 0 && isOfComponents && services.length > 1) {
    const list = listed(
      back.map((one) => componentText(parseService(one).component ?? exchangeOf(one), voice)),
      back.length,
      most,
      voice,
      'list',
    );
    const rest = status === 'major_outage' ? 'down' : 'partly';
    const number = back.length > 1 ? 'other' : nameServices(back, notice.exchangeName, voice, most).number;
    return voice.write('headline.setPartlyBack', { ...words(telling), list, number, rest });
  }
  const workAgain = extent === undefined ? 0 : extent.of - extent.hit;
  if (back.length > 0) {
    const assets = back.map((one) => parseService(one).asset ?? '');
    const named = assets.every((asset) => asset !== '')
      ? coinList(assets, Math.max(workAgain, back.length), Math.min(most, 3), voice)
      : listed(
          back.map((one) => partText(one, voice)),
          back.length,
          most,
          voice,
          'list',
        );
    return voice.write('headline.partlyBackNamed', { ...words(telling), list: named });
  }
  if (extent !== undefined && workAgain > 0 && named.shape === 'parts')
    return voice.write('headline.partlyBackCounted', { ...words(telling), back: workAgain, of: extent.of });
  return notice.status === 'degraded_performance'
    ? voice.write('headline.better', words(telling))
    : voice.write('headline.partlyBack', words(telling));
}

function flappingLine(telling: Telling): Text {
  const { notice, voice } = telling;
  const { at, downs = 1, since, status } = notice;
  const args = { ...words(telling), downs, since: moment(since, at) };
  return voice.write(status === 'operational' ? 'headline.switchingUp' : 'headline.switching', {
    ...args,
    off: stateText('major_outage', telling.named.isNarrow, voice),
  });
}

function resolvedLine(telling: Telling): Text {
  const { notice, named, voice, tense } = telling;
  const { at, downs = 1, durationMs = 0, endedAtLatest, previous, since, sinceKnown, upMs } = notice;
  const duration = voice.duration(durationMs);
  const off = stateText(
    previous === 'operational' || previous === 'unknown' ? 'major_outage' : previous,
    named.isNarrow,
    voice,
  );
  if (previous === 'operational' && downs > 1) {
    const steady = { ...words(telling), duration: voice.duration(upMs ?? 0) };
    return telling.isShort
      ? voice.write('headline.steadyShort', steady)
      : voice.write('headline.steady', { ...steady, downs, off, since: moment(since, at) });
  }
  if (endedAtLatest === true && tense === 'now')
    return voice.write('headline.backAtLatest', { ...words(telling), at: moment(at, at) });
  if (tense === 'late' && durationMs > 0 && !telling.isShort) {
    const from = moment(at - durationMs, at);
    return voice.write('headline.wasFromTo', {
      ...words(telling),
      off,
      duration,
      from,
      until: moment(at, at),
    });
  }
  if (durationMs <= 0) return voice.write('headline.back', words(telling));
  if (tense === 'late' || tense === 'closing')
    return voice.write('headline.was', { ...words(telling), off, duration });
  if (isSilence(notice)) return voice.write('headline.answersAgain', { ...words(telling), duration });
  return voice.write(sinceKnown ? 'headline.backAfter' : 'headline.backAfterAtLeast', {
    ...words(telling),
    duration,
  });
}
