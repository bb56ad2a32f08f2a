import type { AnnouncementReading } from '#src/reader/announcement.ts';
import type { HttpFetch } from '#src/platform/http.ts';

import { checkAnswer } from './check-answer.ts';
import type { Questioned } from './check-answer.ts';
import { requestFor } from './request.ts';
import type { ModelSettings } from './request.ts';

/** What a model made of a post. */
export interface Opinion {
  /** What may be told: nothing, unless the operator has allowed it. */
  readonly readings: readonly AnnouncementReading[];
  /** A line for the operator. */
  readonly note: string | null;
}

/** A model that is asked about posts that the rules leave open. It answers some time later; each post is put to it once. */
export interface ThirdOpinion {
  /** What is known of a post by now. The first time that a post is asked for, it is put to the model. */
  about(id: string, asked: Questioned): Opinion;
  /** Grows with every answer, so that what was read before is read again. */
  readonly version: number;
}

export interface ThirdOpinionDeps {
  readonly fetch: HttpFetch;
  readonly settings: ModelSettings;
}

const NOTHING: Opinion = { readings: [], note: null };
const MAX_KNOWN = 2_000;
/** Posts that wait for the model: what comes on top is asked at another poll. */
const MAX_WAITING = 20;

export function createThirdOpinion({ fetch, settings }: ThirdOpinionDeps): ThirdOpinion {
  const known = new Map<string, Opinion>();
  const waiting = new Set<string>();
  let version = 0;
  let line: Promise<void> = Promise.resolve();

  const keep = (key: string, opinion: Opinion): void => {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, opinion);
    waiting.delete(key);
    version += 1;
  };

  const ask = async (key: string, asked: Questioned): Promise<void> => {
    const result = await fetch(requestFor(asked, settings));
    const content = result.kind === 'answer' && result.status === 200 ? contentOf(result.body) : null;
    if (content === null) {
      const why = result.kind === 'answer' ? `It answered HTTP ${result.status}.` : 'It did not answer.';
      keep(key, { readings: [], note: noteOf(asked, `could not be put to the model. ${why}`) });
      return;
    }
    const checked = checkAnswer(content, asked);
    if (typeof checked === 'string') {
      keep(key, { readings: [], note: noteOf(asked, `is not believed as the model reads it. ${checked}`) });
    } else if (checked.length === 0) keep(key, NOTHING);
    else {
      const said = checked.map(({ effect, service }) => `${effect} ${service}`).join(', ');
      const told = settings.alerts ? 'This is told.' : 'This is told to nobody: READER_LLM_ALERTS is off.';
      keep(key, {
        readings: settings.alerts ? checked : [],
        note: noteOf(asked, `is read by the model alone, as ${said}. ${told}`),
      });
    }
  };

  return {
    get version() {
      return version;
    },
    about(id, asked) {
      const key = JSON.stringify([asked.exchange, id, asked.title, asked.body ?? '']);
      const before = known.get(key);
      if (before !== undefined) return before;
      if (!waiting.has(key) && waiting.size < MAX_WAITING) {
        waiting.add(key);
        // One after the other: a model on the same machine has enough to do.
        line = line.then(() => ask(key, asked)).catch(() => keep(key, NOTHING));
      }
      return NOTHING;
    },
  };
}

function noteOf({ title }: Questioned, what: string): string {
  return `the post "${title.slice(0, 120)}" ${what}`;
}

/** The text of the first choice in an answer of the chat API. */
function contentOf(body: string): string | null {
  try {
    const { choices } = JSON.parse(body) as { choices?: { message?: { content?: unknown } }[] };
    const content = choices?.[0]?.message?.content;
    return typeof content === 'string' ? content.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, '') : null;
  } catch {
    return null;
  }
}
