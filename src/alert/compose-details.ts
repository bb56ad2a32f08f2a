import type { AlertView, SourceWord } from '#src/domain/alert-record.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { Notice, TimelineEntry } from '#src/domain/incident.ts';
import { isEnd } from '#src/domain/is-end.ts';
import { parseService } from '#src/domain/service.ts';

import type { Tone } from './card.ts';
import { SYMBOLS } from './card.ts';
import { composeNotice } from './compose-notice.ts';
import { nameServices } from './names.ts';
import { stateText, toneOf } from './state.ts';
import { ago, capitalized, moment, outside, plain, quoted } from './text.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

/** Blocks of lines; the first line of each but the first block is its title. */
export interface Details {
  readonly tone: Tone;
  readonly headline: Text;
  readonly blocks: readonly (readonly Text[])[];
}

const QUOTE_MAX = 160;
const EVIDENCE_MAX = 8;
const TIMELINE_MAX = 10;

/** Why something was told, and what is so of it now: evidence, course, rule, and each source's word. */
export function composeDetails({ notice, says, timeline }: AlertView, now: number, voice: Voice): Details {
  const card = composeNotice(notice, { voice, occasion: isEnd(notice) ? 'closing' : 'standing' });
  const { exchange } = nameServices(notice.services, notice.exchangeName, voice, 8);
  return {
    tone: card.tone,
    headline: card.headline,
    blocks: [
      card.rows,
      titled('details.evidence', evidenceOf(notice, exchange, voice), voice),
      titled('details.timeline', timelineOf(timeline, notice, voice), voice),
      titled(
        'details.now',
        says.map((one) => wordOf(one, exchange, now, voice)),
        voice,
      ),
      notice.rule === undefined ? [] : [voice.write('details.rule', { rule: ruleText(notice.rule, voice) })],
    ].filter((lines) => lines.length > 0),
  };
}

function titled(id: string, lines: readonly Text[], voice: Voice): readonly Text[] {
  return lines.length === 0 ? [] : [[{ kind: 'name', text: plain(voice.write(id)) }], ...lines];
}

function evidenceOf(notice: Notice, exchange: Text, voice: Voice): Text[] {
  return notice.evidence.slice(0, EVIDENCE_MAX).map((piece) => evidenceLine(piece, notice, exchange, voice));
}

/** Whose it is, the state that it shows, their words or what stands there, and where to read it. */
function evidenceLine(piece: Evidence, { at }: Notice, exchange: Text, voice: Voice): Text {
  const { link, quote = '', service, since, statedAt, status } = piece;
  const words = quoted(quote, QUOTE_MAX);
  const said: Text = words === '' ? [] : voice.write('evidence.quote', { words: outside(words) });
  return [
    '• ',
    ...voice.write('details.piece', {
      place: voice.write('evidence.place', { exchange, venue: voice.write(`venue.${piece.venue}`) }),
      state: stateText(status, parseService(service).asset !== undefined, voice),
      clock: moment(statedAt ?? since, at),
    }),
    ...(said.length === 0 ? [] : [...voice.write('list.clause'), ...said]),
    ...(link === undefined ? [] : ['\u00A0', { kind: 'link' as const, text: '↗', href: link }]),
  ];
}

/** The newest last, each with its rule where that is another one than before. */
function timelineOf(timeline: readonly TimelineEntry[], notice: Notice, voice: Voice): Text[] {
  const isNarrow = notice.services.every((service) => parseService(service).asset !== undefined);
  return timeline.slice(-TIMELINE_MAX).map((entry, i, shown) => {
    const { at, change, kind, rule, status } = entry;
    const what = voice.write('details.event', {
      kind: change ?? kind,
      state: stateText(status, isNarrow, voice),
    });
    return [
      moment(at, notice.at),
      ` ${SYMBOLS[toneOfEntry(entry)]} `,
      ...what,
      ...(rule === undefined || rule === shown[i - 1]?.rule ? [] : [' · ', ...ruleText(rule, voice)]),
    ];
  });
}

/** The rule that decided, as one would say it; one that an operator has written goes by what it rests on. */
function ruleText(rule: string, voice: Voice): Text {
  return voice.write('details.ruleName', { rule });
}

function toneOfEntry({ kind, status }: TimelineEntry): Tone {
  if (kind === 'flapping') return 'switching';
  if (kind === 'ending_scheduled') return 'ending';
  if (kind === 'maintenance_ended' || kind === 'resolved') return 'good';
  return kind.startsWith('maintenance_') ? 'maintenance' : toneOf(status);
}

function wordOf(
  { readAt, since, status, venue }: SourceWord,
  exchange: Text,
  now: number,
  voice: Voice,
): Text {
  const place = voice.write('evidence.place', { exchange, venue: voice.write(`venue.${venue}`) });
  return [
    `• ${SYMBOLS[toneOf(status)]} `,
    ...capitalized(
      voice.write('details.says', {
        place,
        state: stateText(status, false, voice),
        clock: moment(since, now),
        read: readAt === 0 ? voice.write('details.never') : voice.write('details.read', { ago: ago(readAt) }),
      }),
    ),
  ];
}
