import type { Reading } from '#src/domain/reading.ts';
import { problemOfService } from '#src/domain/service.ts';
import { isTrouble, STATUSES } from '#src/domain/status.ts';
import { judgeAnswers } from '#src/polling/judge-read.ts';
import { readAnnouncement } from '#src/reader/read-announcement.ts';
import { loadCorpus } from '#test/reader/corpus.ts';

import { mutateJson, mutateText } from './mutate.ts';
import { chanceOf } from './random.ts';
import type { Chance } from './random.ts';
import { loadSubjects, NOW } from './subjects.ts';
import type { Subject } from './subjects.ts';

/** Where a text says something by being there, by being in one list and not in another, or by not being "ok": any text will do. */
const SPEAKS_BY_PRESENCE = new Set([
  'bitkub/system-status',
  'hyperliquid/system-status',
  'dydx/system-status',
  'cryptocom/system-status',
  'whitebit/wallets',
]);

/** What one case came to: `null`, or what is wrong with it in one line. */
export type Tried = string | null;

/** So much may a decoder take, and so much more for each character of its input. */
const BUDGET_MS = 250;
const BUDGET_MS_PER_CHAR = 0.004;
const BUDGET_BYTES = 96 * 1024 * 1024;
const BUDGET_BYTES_PER_CHAR = 200;
const MAX_EVIDENCE = 2_000;
/** Larger answers are refused before they are decoded. */
const MAX_CHARS = 500_000;
/** One of so many cases is for the reader of announcements. */
const READER_EVERY = 4;

/** Makes a function that tries the case of a number: always the same for the same seed. */
export function createTrier(seed: number): (index: number) => Tried {
  const subjects = loadSubjects();
  const samples = loadCorpus('development');
  return (index) => {
    const chance = chanceOf(seed * 1_000_003 + index);
    if (index % READER_EVERY === 0) return tryReader(chance.pick(samples).text, chance);
    return trySource(chance.pick(subjects), chance);
  };
}

function trySource({ name, source, bodies }: Subject, chance: Chance): Tried {
  const changed = chance.below(bodies.length);
  let how = '';
  let isGarbled = false;
  const texts = bodies.map((body, i) => {
    if (i !== changed) return JSON.stringify(body);
    const mutated = typeof body === 'string' ? mutateText(body, chance) : mutateJson(body, chance);
    ({ how } = mutated);
    isGarbled = mutated.isGarbled && !SPEAKS_BY_PRESENCE.has(name);
    return mutated.text;
  });
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  if (size > MAX_CHARS) return null;
  const answers = texts.map((body, i) => ({
    kind: 'answer' as const,
    url: source.requests[i]?.url ?? '',
    status: 200,
    headers: {},
    body,
    version: {},
    bytes: body.length,
    wireBytes: body.length,
    ms: 1,
  }));
  const wrong = within(size, () => {
    const { observation } = judgeAnswers(source, answers, NOW);
    if (observation.kind === 'broken' && observation.message.includes('report this as a fault'))
      return observation.message;
    if (observation.kind !== 'ok') return null;
    return (
      observation.readings
        .map((reading) => wrongReading(reading, isGarbled))
        .find((found) => found !== null) ?? null
    );
  });
  return wrong === null ? null : `${name} (${source.type}), ${how}: ${wrong}`;
}

function tryReader(text: string, chance: Chance): Tried {
  const { text: changed, how } = mutateText(text, chance);
  const wrong = within(changed.length, () => {
    const { readings } = readAnnouncement(changed, { publishedAt: NOW, exchange: 'binance' });
    const bad = readings.find(({ service }) => problemOfService(service) !== null);
    return bad === undefined ? null : `"${bad.service.slice(0, 80)}" is no service`;
  });
  return wrong === null ? null : `reader, "${text.slice(0, 60)}" ${how}: ${wrong}`;
}

/** Runs a task, and says what is wrong with how it went: it threw, or took more than its input allows. */
function within(size: number, task: () => string | null): string | null {
  const heap = process.memoryUsage().heapUsed;
  // Of this thread alone: what else the machine does is no fault.
  const before = process.threadCpuUsage();
  let wrong: string | null;
  try {
    wrong = task();
  } catch (error) {
    return error instanceof Error ? `threw ${error.name}: ${error.message}` : String(error);
  }
  const { system, user } = process.threadCpuUsage(before);
  const ms = (system + user) / 1_000;
  const bytes = process.memoryUsage().heapUsed - heap;
  if (wrong !== null) return wrong;
  if (ms > BUDGET_MS + size * BUDGET_MS_PER_CHAR) return `took ${Math.round(ms)} ms for ${size} characters`;
  if (bytes > BUDGET_BYTES + size * BUDGET_BYTES_PER_CHAR)
    return `took ${Math.round(bytes / 1e6)} MB for ${size} characters`;
  return null;
}

function wrongReading(
  { service, status, evidence, eta, statedAt, since }: Reading,
  isGarbled: boolean,
): string | null {
  if (problemOfService(service) !== null) return `"${service.slice(0, 80)}" is no service`;
  if (!STATUSES.includes(status)) return `"${status}" is no status`;
  if (isGarbled && (isTrouble(status) || status === 'under_maintenance'))
    return `rubbish was read as ${service} ${status}: ${evidence.slice(0, 80)}`;
  if (evidence.length > MAX_EVIDENCE || /[\r\n]/.test(evidence))
    return `evidence of ${evidence.length} characters`;
  const times = [eta, statedAt, since].filter((time) => time !== undefined);
  if (!times.every((time) => Number.isFinite(time))) return `a time is ${times.join(', ')}`;
  return null;
}
