import { z } from 'zod';

import { ANY, COMPONENTS, contains, servicePath } from '#src/domain/service.ts';
import { MINUTE_MS } from '#src/domain/time.ts';
import { languageOf } from '#src/languages/languages.ts';
import { placeText } from '#src/names/place-text.ts';
import type { AnnouncementReading, AnnouncementResult, Writing } from '#src/reader/announcement.ts';
import { findMoments } from '#src/reader/time/find-moments.ts';
import { toPlainText } from '#src/reader/plain-text.ts';
import { explainBadService } from '#src/sources/explain-bad-service.ts';

const quote = z.string().min(1).max(300);

/** What a model is asked for: readings, each with the words of the post that say so. */
const answerSchema = z.strictObject({
  readings: z
    .array(
      z.strictObject({
        component: z.enum(COMPONENTS).nullable(),
        coin: z.string().min(1).max(20).nullable(),
        network: z.string().min(1).max(40).nullable(),
        effect: z.enum(['halted', 'degraded', 'scheduled', 'resumed']),
        from: z.iso.datetime({ offset: true }).nullable(),
        until: z.iso.datetime({ offset: true }).nullable(),
        quotes: z.strictObject({
          effect: quote,
          coin: quote.nullable(),
          network: quote.nullable(),
          from: quote.nullable(),
          until: quote.nullable(),
        }),
      }),
    )
    .max(10),
});

type AnsweredClaim = z.output<typeof answerSchema>['readings'][number];

export interface Questioned extends Writing {
  readonly exchange: string;
  readonly title: string;
  readonly body: string | undefined;
  readonly publishedAt: number;
  readonly network: (name: string) => string;
  /** What the rules made of it, which the model may not contradict. */
  readonly rules: AnnouncementResult;
}

/** A model is no exchange: what it says is never surer than the least sure of the rules. */
const SURE = 0.7;

/** What of a model's answer can be believed; else why none of it, as a sentence. All of it holds, or nothing does. */
export function checkAnswer(content: string, asked: Questioned): readonly AnnouncementReading[] | string {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return 'It is not JSON.';
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) return 'It is not of the form that was asked for.';
  const text = normalized(`${asked.title}\n${asked.body ?? ''}`);
  const readings: AnnouncementReading[] = [];
  for (const claim of parsed.data.readings) {
    const problem = problemOf(claim, text, asked);
    if (problem !== null) return problem;
    readings.push(readingOf(claim, asked));
  }
  return contradicts(readings, asked.rules) ? 'It contradicts what the rules read.' : readings;
}

function problemOf(claim: AnsweredClaim, text: string, asked: Questioned): string | null {
  const { coin, component, from, network, quotes, until } = claim;
  const all = Object.values(quotes).filter((words) => words !== null);
  if (all.some((words) => !text.includes(normalized(words)))) return 'It quotes what the post does not say.';
  if (component === null && (coin !== null || network !== null)) return 'It names a coin of no service.';
  if (coin !== null && !namesCoin(quotes.coin, coin, asked))
    return `It names ${coin} without the words for it.`;
  if (network !== null && !namesNetwork(quotes.network, network, asked))
    return `It names ${network} without the words for it.`;
  if (from !== null && !tellsTime(quotes.from, from, asked))
    return 'It gives a begin that its words do not tell.';
  if (until !== null && !tellsTime(quotes.until, until, asked))
    return 'It gives an end that its words do not tell.';
  return explainBadService(pathOf(claim, asked));
}

function namesCoin(words: string | null, coin: string, { network }: Questioned): boolean {
  if (words === null) return false;
  const bare = words.split(/[^A-Za-z0-9]+/).includes(coin);
  const { parts } = placeText(`${words} withdrawals`, { network });
  return bare || parts.some((part) => part.split('/')[0] === coin.toUpperCase());
}

function namesNetwork(words: string | null, name: string, { network }: Questioned): boolean {
  if (words === null) return false;
  const canonical = network(name);
  if (network(words.trim()) === canonical) return true;
  const { parts } = placeText(`withdrawals on ${words} network`, { network });
  return parts.some((part) => part.split('/')[1] === canonical);
}

function tellsTime(words: string | null, iso: string, { publishedAt, zone }: Questioned): boolean {
  if (words === null) return false;
  const at = Date.parse(iso);
  const options = { publishedAt, zone: zone ?? languageOf(words).zone, day: null };
  return findMoments(toPlainText(words), options).tokens.some(({ moment }) => {
    if (moment.kind === 'duration') return Math.abs(publishedAt + moment.ms - at) < MINUTE_MS;
    const told = moment.kind === 'instant' ? [moment.at] : [moment.from, moment.until];
    return told.some((one) => Math.abs(one - at) < MINUTE_MS);
  });
}

function pathOf({ coin, component, network }: AnsweredClaim, asked: Questioned): string {
  if (component === null) return asked.exchange;
  const by = network === null ? undefined : asked.network(network);
  return servicePath(
    asked.exchange,
    component,
    coin?.toUpperCase() ?? (by === undefined ? undefined : ANY),
    by,
  );
}

function readingOf(claim: AnsweredClaim, asked: Questioned): AnnouncementReading {
  const timeOf = (iso: string | null) => (iso === null ? null : Date.parse(iso));
  return {
    service: pathOf(claim, asked),
    effect: claim.effect,
    from: timeOf(claim.from),
    until: timeOf(claim.until),
    sure: SURE,
    because: [claim.quotes.effect],
    regions: [],
    except: [],
  };
}

/** What the rules read of a service, or of what contains it, the other way round. */
function contradicts(readings: readonly AnnouncementReading[], rules: AnnouncementResult): boolean {
  return readings.some((one) =>
    rules.readings.some(
      (other) =>
        (other.effect === 'resumed') !== (one.effect === 'resumed') &&
        (contains(other.service, one.service) || contains(one.service, other.service)),
    ),
  );
}

function normalized(text: string): string {
  return toPlainText(text).replaceAll(/\s+/g, ' ').toLowerCase();
}
