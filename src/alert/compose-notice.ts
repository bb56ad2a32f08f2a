import type { Evidence } from '#src/domain/evidence.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Selector } from '#src/domain/selector.ts';
import { HOUR_MS } from '#src/domain/time.ts';

import type { Card, Tone } from './card.ts';
import { evidenceLines, recoveryLines, titleLines } from './evidence.ts';
import { focusOn } from './focus.ts';
import { headlineOf } from './headline.ts';
import type { Occasion } from './headline-facts.ts';
import { nameServices } from './names.ts';
import { isFollowUp, isPartialReturn, rowsOf, workingRow } from './rows.ts';
import { statusOf, toneOf } from './state.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

const RECENT_MS = HOUR_MS;
const JUST_BEGUN_MS = 2 * 60_000;

export interface NoticeOptions {
  readonly voice: Voice;
  /** What the reader follows, so that they are told in those terms; everything by default. */
  readonly focus?: readonly Selector[];
  readonly occasion?: Occasion;
}

/** A notice as people read it. */
export function composeNotice(whole: Notice, { focus = [], occasion = 'now', voice }: NoticeOptions): Card {
  const told = focusOn(whole, focus);
  const notice = occasion === 'standing' ? standing(told) : told;
  const named = nameServices(notice.services, notice.exchangeName, voice, 8);
  const headline = headlineOf(notice, voice, occasion);
  // What is said again is one line.
  if (occasion === 'reminder' || occasion === 'unmuted')
    return { tone: toneOf(statusOf(notice)), headline: headline.text, rows: [], evidence: [], footer: [] };
  if (notice.lapsed === true)
    return { tone: 'unseen', headline: headline.text, rows: [], evidence: [], footer: [], at: notice.at };
  return {
    tone: toneOfNotice(notice),
    headline: headline.text,
    // The first message of what is over is kept short: how it went stands in those below it.
    rows: rowsOf(notice, named, headline, voice),
    evidence:
      occasion === 'closing'
        ? []
        : evidenceOf(notice, {
            exchange: named.exchange,
            voice,
            at: notice.at,
            told: { services: notice.services, status: statusOf(notice) },
          }),
    footer: occasion === 'closing' ? [] : workingRow(notice, voice),
    at: notice.at,
  };
}

/** How things stand, in the place of what has changed: a first message is read by who comes later. */
function standing(notice: Notice): Notice {
  if (notice.kind !== 'changed' && notice.kind !== 'reopened') return notice;
  if (notice.change === 'disputed' || notice.change === 'maintained') return notice;
  const { change: _change, back: _back, upMs: _upMs, previousEta: _previousEta, ...rest } = notice;
  return { ...rest, kind: 'opened' };
}

function toneOfNotice(notice: Notice): Tone {
  switch (notice.kind) {
    case 'opened':
    case 'changed':
    case 'reopened': {
      const tone = toneOf(statusOf(notice));
      const isDoubted = notice.unconfirmed && notice.status !== 'operational';
      return isDoubted || (tone === 'bad' && isPartialReturn(notice)) ? 'warning' : tone;
    }
    case 'resolved':
    case 'maintenance_ended':
      return 'good';
    case 'flapping':
      return 'switching';
    case 'maintenance_scheduled':
    case 'maintenance_moved':
    case 'maintenance_started':
    case 'maintenance_canceled':
    case 'maintenance_overrun':
      return 'maintenance';
    case 'ending_scheduled':
      return 'ending';
  }
}

function evidenceOf(notice: Notice, context: Parameters<typeof evidenceLines>[1]): Text[] {
  switch (notice.kind) {
    case 'opened':
    case 'reopened':
      return evidenceLines(notice.evidence, context, notice.members);
    case 'changed':
      return evidenceLines(
        isFollowUp(notice) ? sayingMore(notice) : notice.evidence,
        context,
        notice.members,
      );
    case 'flapping':
      return notice.status === 'operational' ? [] : evidenceLines(notice.evidence, context);
    case 'resolved':
      return recoveryLines(notice.evidence, context);
    case 'maintenance_scheduled':
    case 'maintenance_started':
    case 'maintenance_moved':
    case 'maintenance_overrun':
    case 'ending_scheduled':
      return titleLines(notice, context);
    case 'maintenance_ended':
    case 'maintenance_canceled':
      return [];
  }
}

/** A reply to what was told: what stood there is not said again. */
function sayingMore({ at, evidence, since }: Notice): readonly Evidence[] {
  return evidence.filter(
    ({ quote, statedAt }) =>
      quote !== undefined &&
      statedAt !== undefined &&
      statedAt > since &&
      at - statedAt < RECENT_MS &&
      statedAt - since > JUST_BEGUN_MS,
  );
}
