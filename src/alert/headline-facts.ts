import type { Notice } from '#src/domain/incident.ts';

import { listed } from './names.ts';
import type { Named } from './names.ts';
import { stateText, statusOf } from './state.ts';
import type { Text } from './text.ts';
import type { Argument, Voice } from './voice.ts';

/**
 * How a message stands to its notice: `now` tells the news; `late` tells of something that is over by now, both ends
 * having waited; `standing` is what the first message of an incident says while it goes on, and `closing` once it is over;
 * `reminder` and `unmuted` say again that it is so.
 */
export type Occasion = 'now' | 'late' | 'standing' | 'closing' | 'reminder' | 'unmuted';

/** What there is to say a headline with. `most` is how many coins or components may be named. */
export interface HeadlineFacts {
  readonly notice: Notice;
  readonly named: Named;
  readonly voice: Voice;
  readonly occasion: Occasion;
  readonly most: number;
  /** The long form did not fit. */
  readonly isShort: boolean;
}

/** What nearly every line is given. */
export function words(facts: HeadlineFacts): Record<string, Argument> {
  const { isShort, notice, named, voice } = facts;
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

/** What we know of it is that it does not answer us. */
export function isSilence({ basis, evidence }: Notice): boolean {
  return basis === 'measured' && evidence.length > 0 && evidence.every(({ venue }) => venue === 'probe');
}
