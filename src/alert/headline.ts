import type { Notice } from '#src/domain/incident.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { HEADLINE_MAX } from './card.ts';
import { endingHeadline } from './ending.ts';
import { changedLine } from './changed-headline.ts';
import { maintenanceHeadline } from './maintenance-headline.ts';
import { leftBehind, leftText } from './left-behind.ts';
import { nameServices } from './names.ts';
import { stateText } from './state.ts';
import { isSilence, words } from './headline-facts.ts';
import type { HeadlineFacts, Occasion } from './headline-facts.ts';
import { clipped, lengthOf, moment } from './text.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

export interface Headline {
  readonly text: Text;
  /** It leaves out what a row has to say. */
  readonly isShort: boolean;
  /** It names all that is still off where the rest is back. */
  readonly saysLeft: boolean;
}

/** As many names as it may have, and ever fewer until it fits. */
const NAMES = [8, 6, 5, 4, 3, 2, 1];

/** With fewer names than these a shorter form says more; and so many coins are named that are still off. */
const NAMED = 3;

/** The line that a phone shows, without its symbol. */
export function headlineOf(notice: Notice, voice: Voice, occasion: Occasion): Headline {
  const services = namesFor(notice);
  const left = occasion === 'now' ? leftBehind(notice).count : 0;
  const fewest = left > 0 ? 1 : NAMED;
  let text: Text = [];
  for (const isShort of [false, true]) {
    for (const most of NAMES) {
      const named = nameServices(services, notice.exchangeName, voice, most);
      text = lineOf({ notice, named, voice, occasion, most, isShort });
      if (lengthOf(text) <= HEADLINE_MAX)
        return { text, isShort, saysLeft: !isShort && left <= Math.min(most, NAMED) };
      if (!isShort && most <= fewest) break;
    }
  }
  return { text: clipped(text, HEADLINE_MAX), isShort: true, saysLeft: false };
}

/** Coins that fell together are named, not counted under their component, as long as they are known. */
function namesFor({ services, members }: Notice): readonly ServicePath[] {
  return members === undefined || members.length === 0 ? services : members;
}

function lineOf(facts: HeadlineFacts): Text {
  if (facts.occasion === 'reminder' || facts.occasion === 'unmuted') return stillLine(facts);
  const { kind, lapsed } = facts.notice;
  if (lapsed === true) return lapsedLine(facts);
  switch (kind) {
    case 'opened':
      return openedLine(facts);
    case 'reopened':
      return reopenedLine(facts);
    case 'changed':
      return changedLine(facts);
    case 'flapping':
      return flappingLine(facts);
    case 'resolved':
      return resolvedLine(facts);
    case 'maintenance_scheduled':
    case 'maintenance_moved':
    case 'maintenance_started':
    case 'maintenance_ended':
    case 'maintenance_canceled':
    case 'maintenance_overrun':
      return maintenanceHeadline(kind, facts);
    case 'ending_scheduled':
      return endingHeadline(facts);
  }
}

function stillLine(facts: HeadlineFacts): Text {
  const { notice, occasion, voice } = facts;
  return occasion === 'unmuted'
    ? voice.write('headline.unmuted', words(facts))
    : voice.write('headline.still', {
        ...words(facts),
        duration: voice.duration(notice.at - notice.since),
      });
}

function lapsedLine(facts: HeadlineFacts): Text {
  const { at, since } = facts.notice;
  return facts.voice.write('history.lapsed', { ...words(facts), from: moment(since, at) });
}

function openedLine(facts: HeadlineFacts): Text {
  const { notice, named, voice } = facts;
  const { at, since, sinceKnown, unconfirmed, workedAt } = notice;
  if (unconfirmed)
    return voice.write(isSilence(notice) ? 'headline.noAnswer' : 'headline.doubted', words(facts));
  if (isSilence(notice)) return voice.write('headline.silent', words(facts));
  if (!sinceKnown && since < at && !facts.isShort) {
    const from = moment(workedAt ?? since, at);
    const until = moment(workedAt !== undefined && since > workedAt ? since : at, at);
    return voice.write('headline.sinceSomeTime', { ...words(facts), from, until });
  }
  return named.shape === 'set'
    ? voice.write('headline.set', { ...words(facts), list: named.what })
    : voice.write('headline.opened', words(facts));
}

function reopenedLine(facts: HeadlineFacts): Text {
  const { notice, voice } = facts;
  return notice.upMs === undefined || facts.isShort
    ? voice.write('headline.again', words(facts))
    : voice.write('headline.againAfter', { ...words(facts), up: voice.duration(notice.upMs) });
}

function flappingLine(facts: HeadlineFacts): Text {
  const { notice, voice } = facts;
  const { at, downs = 1, since, status } = notice;
  const args = { ...words(facts), downs, since: moment(since, at) };
  const form = facts.isShort ? 'Short' : '';
  return voice.write(`headline.switching${status === 'operational' ? 'Up' : ''}${form}`, {
    ...args,
    off: stateText('major_outage', facts.named.isNarrow, voice),
  });
}

function resolvedLine(facts: HeadlineFacts): Text {
  const { notice, named, voice, occasion } = facts;
  const { at, downs = 1, durationMs = 0, endedAtLatest, previous, since, sinceKnown, upMs } = notice;
  const duration = voice.duration(durationMs);
  const back = { ...words(facts), duration, but: butText(facts) };
  const off = stateText(
    previous === 'operational' || previous === 'unknown' ? 'major_outage' : previous,
    named.isNarrow,
    voice,
  );
  if (previous === 'operational' && downs > 1) {
    const steady = { ...words(facts), duration: voice.duration(upMs ?? 0) };
    return facts.isShort
      ? voice.write('headline.steadyShort', steady)
      : voice.write('headline.steady', { ...steady, downs, off, since: moment(since, at) });
  }
  if (endedAtLatest === true && occasion === 'now')
    return voice.write('headline.backAtLatest', { ...back, at: moment(at, at) });
  if (occasion === 'late' && durationMs > 0 && !facts.isShort) {
    const from = moment(at - durationMs, at);
    return voice.write('headline.wasFromTo', {
      ...words(facts),
      off,
      duration,
      from,
      until: moment(at, at),
    });
  }
  if (durationMs <= 0) return voice.write('headline.back', back);
  if (occasion === 'late' || occasion === 'closing')
    return voice.write('headline.was', { ...words(facts), off, duration });
  if (isSilence(notice)) return voice.write('headline.answersAgain', { ...words(facts), duration });
  return voice.write(sinceKnown ? 'headline.backAfter' : 'headline.backAfterAtLeast', back);
}

/** ", all but BTC": what of it is still off, where there is room to say so. */
function butText({ notice, voice, most, isShort }: HeadlineFacts): Text {
  const left = leftBehind(notice);
  if (isShort || left.count === 0) return [];
  return voice.write('headline.but', { list: leftText(left, notice, Math.min(most, NAMED), voice) });
}
