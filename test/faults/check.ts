import type { APIMessage } from 'discord.js';

import type { ExchangeStatus, Flip } from './exchanges.ts';

/** What went wrong in a run, by its kind: one sentence each. */
export interface Findings {
  readonly lost: string[];
  readonly doubled: string[];
  readonly outOfOrder: string[];
  readonly false: string[];
  readonly late: string[];
}

export function noFindings(): Findings {
  return { lost: [], doubled: [], outOfOrder: [], false: [], late: [] };
}

export interface World {
  readonly exchanges: readonly string[];
  /** In their order. */
  readonly flips: readonly Flip[];
  /** When things went wrong on purpose, so that telling may have had to wait. */
  readonly faultsAt: readonly number[];
  /** By channel: what everybody can read there, oldest first. */
  readonly channels: ReadonlyMap<string, readonly APIMessage[]>;
}

/** What one message says of one exchange. */
interface Told {
  readonly exchange: string;
  readonly to: ExchangeStatus;
  /** When it was decided, where the message says so. */
  readonly decidedAt: number | undefined;
  readonly sentAt: number;
  /** It speaks for everything before it that was not told. */
  readonly sumsUp: boolean;
}

/** Telling takes this long at most once nothing stands in its way. */
const PROMPT_MS = 20_000;
/** Our clock and the program's are one; a decision may be a moment older than what is noted of it. */
const SLACK_MS = 100;

/** Compares what the world did with what each channel was told. It knows nothing of the program. */
export function checkRun(world: World): Findings {
  const findings = noFindings();
  for (const [channel, messages] of world.channels) {
    const told = messages.flatMap((message) => toldBy(message, world.exchanges));
    for (const exchange of world.exchanges) {
      const flips = world.flips.filter((flip) => flip.exchange === exchange);
      checkOne(
        `#${channel} of ${exchange}`,
        flips,
        told.filter((one) => one.exchange === exchange),
        world.faultsAt,
        findings,
      );
    }
  }
  return findings;
}

function checkOne(
  where: string,
  flips: readonly Flip[],
  told: readonly Told[],
  faultsAt: readonly number[],
  findings: Findings,
): void {
  let last = -1;
  for (const one of told) {
    const index = flips.findLastIndex(
      ({ to, at }) =>
        (one.decidedAt === undefined ? to === one.to : true) &&
        at <= (one.decidedAt ?? one.sentAt) + SLACK_MS,
    );
    const flip = flips[index];
    const line = `${where} was told "${one.to}" at ${time(one.sentAt)}, decided ${time(one.decidedAt)}`;
    if (flip === undefined || flip.to !== one.to) {
      findings.false.push(line);
      continue;
    }
    if (index === last) findings.doubled.push(line);
    else if (index < last)
      findings.outOfOrder.push(`${line}, after "${flips[last]?.to}" of ${time(flips[last]?.at)}`);
    else {
      const isSkipped = index > last + 1;
      if (isSkipped && !one.sumsUp)
        findings.lost.push(
          `${where}: nothing of ${flips
            .slice(last + 1, index)
            .map(({ to }) => to)
            .join(', ')} before "${one.to}"`,
        );
      last = index;
    }
    const freeAt = Math.max(flip.heardAt ?? flip.at, ...faultsAt.filter((at) => at <= one.sentAt));
    if (one.sentAt - freeAt > PROMPT_MS)
      findings.late.push(`${line}: ${one.sentAt - freeAt} ms after it could have been`);
  }
  if (last < flips.length - 1) {
    findings.lost.push(
      `${where}: nothing of ${flips
        .slice(last + 1)
        .map(({ to, at }) => `"${to}" of ${time(at)}`)
        .join(', ')}`,
    );
  }
}

/** The signs and words that the messages use, and nothing else of them. */
function toldBy(message: APIMessage, exchanges: readonly string[]): Told[] {
  const sentAt = Date.parse(message.timestamp);
  const [embed] = message.embeds;
  const [headline = ''] = message.content.split('\n');
  const named = (text: string): string | undefined => exchanges.find((id) => text.includes(id.toUpperCase()));
  const of = (text: string, decidedAt: number | undefined, sumsUp: boolean): Told[] => {
    const exchange = named(text);
    if (exchange === undefined) return [];
    return [{ exchange, to: text.startsWith('✅') ? 'up' : 'down', decidedAt, sentAt, sumsUp }];
  };
  if (named(headline) === undefined) {
    return (embed?.description ?? '').split('\n').flatMap((line) => of(line, undefined, true));
  }
  const decidedAt = embed?.timestamp === undefined ? undefined : Date.parse(embed.timestamp);
  return of(headline, decidedAt, / were .* for /.test(headline));
}

function time(at: number | undefined): string {
  return at === undefined ? 'some time' : new Date(at).toISOString().slice(11, 23);
}
