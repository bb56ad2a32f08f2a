import type { Evidence } from '#src/domain/evidence.ts';
import type { Notice } from '#src/domain/incident.ts';
import { parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { nameServices, serviceText } from './names.ts';
import { stateText } from './state.ts';
import { unitOf } from './unit.ts';
import { capitalized, moment, outside, plain, quoted } from './text.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

const QUOTE_MAX = 200;
const LINES = 4;

interface Context {
  readonly exchange: Text;
  readonly voice: Voice;
  /** When it is told. */
  readonly at: number;
  /** Of what, and how it stands: the headline says both. */
  readonly told?: Pick<Notice, 'services' | 'status'>;
}

/** In whose words and where, a line for each piece of evidence that says something of its own. */
export function evidenceLines(
  evidence: readonly Evidence[],
  context: Context,
  members?: readonly ServicePath[],
): Text[] {
  const lines = new Map<string, Text>();
  const quotes = new Set<string>();
  for (const piece of evidence) {
    const words = quoted(piece.quote ?? '', QUOTE_MAX);
    // One post may speak of several services: it is quoted once.
    const line =
      words !== '' && quotes.has(words) && piece.count === undefined
        ? []
        : lineOf(piece, words, context, members);
    quotes.add(words);
    const key = plain(line);
    if (line.length > 0 && !lines.has(key)) lines.set(key, line);
  }
  const all = [...lines.values()];
  if (all.length <= LINES) return all;
  return [
    ...all.slice(0, LINES - 1),
    context.voice.write('evidence.more', { count: all.length - LINES + 1 }),
  ];
}

/** What ended it, in the words that said so; never those that announced the trouble. */
export function recoveryLines(evidence: readonly Evidence[], context: Context): Text[] {
  const good = evidence.filter(
    ({ quote, status }) => !isTrouble(status) && quoted(quote ?? '', QUOTE_MAX) !== '',
  );
  return evidenceLines(good, context);
}

/** What the exchange calls a maintenance, or why something ends. */
export function titleLines({ evidence }: Pick<Notice, 'evidence'>, context: Context): Text[] {
  return evidenceLines(
    evidence.filter(({ quote }) => quoted(quote ?? '', QUOTE_MAX) !== ''),
    context,
  );
}

function lineOf(piece: Evidence, words: string, context: Context, members?: readonly ServicePath[]): Text {
  const { voice } = context;
  const { count, venue, basis } = piece;
  const isCounted = count !== undefined && count.of > 1 && members === undefined;
  if (words !== '' && !isCounted) return said(piece, words, context);
  const place = placeText(piece, context);
  const since = moment(piece.since, context.at);
  if (isCounted) {
    const line = voice.write('evidence.counted', {
      place,
      what: serviceText(piece.service, voice),
      state: stateText(
        piece.status === 'operational' ? 'operational' : 'major_outage',
        isNarrow(piece.service) || isList(piece),
        voice,
      ),
      hit: count.hit,
      of: count.of,
      unit: unitOf(piece.service),
    });
    return words === '' ? line : voice.write('evidence.because', { line, quote: quoteText(words, voice) });
  }
  // Nobody wrote a word there that could be shown; a post without words tells nothing.
  if (venue === 'announcements') return [];
  if (basis === 'measured') {
    if (venue === 'probe') {
      if (!isTrouble(piece.status)) return voice.write('evidence.answers', { since });
      const places = voice.list((piece.seenFrom ?? []).map((from): Text => [outside(from)]));
      return piece.seenFrom === undefined
        ? voice.write('evidence.noAnswer', { since })
        : voice.write('evidence.noAnswerFrom', { since, places });
    }
    if (venue === 'offers')
      return voice.write(isTrouble(piece.status) ? 'evidence.noOffers' : 'evidence.offers', { place, since });
    if (venue === 'system_status' && isTrouble(piece.status))
      return voice.write('evidence.standsStill', { since });
  }
  if (piece.status === 'unknown') return [];
  if (isTold(piece, context, members)) return voice.write('evidence.bare', { place });
  return voice.write('evidence.state', {
    place,
    what:
      members === undefined ? serviceText(piece.service, voice) : nameServices(members, '', voice, 3).what,
    state: stateText(piece.status, isNarrow(piece.service), voice),
  });
}

/** It shows what the headline says, of just that. */
function isTold({ service, status }: Evidence, { told }: Context, members?: readonly ServicePath[]): boolean {
  if (told === undefined || told.status !== status) return false;
  return members !== undefined || (told.services.length === 1 && told.services[0] === service);
}

/** A quotation with who said it, when, and where to read it. */
function said(piece: Evidence, words: string, context: Context): Text {
  const { voice, at } = context;
  const place = piece.venue === 'announcements' ? context.exchange : placeText(piece, context);
  const when = moment(piece.statedAt ?? piece.since, at);
  const link: Text =
    piece.link === undefined ? [] : ['\u00A0', { kind: 'link', text: '↗', href: piece.link }];
  return voice.write('evidence.said', { quote: quoteText(words, voice), place, when, link });
}

function quoteText(words: string, voice: Voice): Text {
  return voice.write('evidence.quote', { words: outside(words) });
}

function placeText({ venue }: Evidence, { exchange, voice }: Context): Text {
  return capitalized(voice.write('evidence.place', { exchange, venue: voice.write(`venue.${venue}`) }));
}

function isNarrow(service: ServicePath): boolean {
  return parseService(service).asset !== undefined;
}

/** A list of coins or markets says of each that it is off; a page says that a service is down. */
function isList({ venue }: Evidence): boolean {
  return venue === 'coin_list' || venue === 'market_list';
}
