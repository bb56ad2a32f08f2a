import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { Reading } from '#src/domain/reading.ts';
import { exchangeOf } from '#src/domain/service.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { step } from '#src/engine/step.ts';
import { keyOfRegions } from '#src/engine/claims/voice.ts';
import type { AnnouncementReading } from '#src/reader/announcement.ts';
import { statementsOf } from '#src/sources/posts/read-posts.ts';

/** Says by which rule of the engine a reading decides. */
export type RuleFor = (said: AnnouncementReading) => string | undefined;

const SOURCE = 'announcements';

/** Asks the engine itself: as if this were all that is known of the exchange, at the time when it was published. */
export function askEngine(policy: Policy, publishedAt: number): RuleFor {
  return (said) => {
    const { regions, service } = said;
    const id = exchangeOf(service);
    const sources = { [SOURCE]: { everyMs: 60_000, venue: SOURCE } } as const;
    const context = { now: publishedAt, policy, profile: { id, name: id, sources } };
    const hear = (readings: readonly Reading[]): Observation => ({
      source: SOURCE,
      at: publishedAt,
      kind: 'ok',
      readings,
    });
    const [statement] = statementsOf({ post: { id: 'post', title: '', publishedAt }, said: [said] });
    // A plan that names no time decides nothing.
    if (statement === undefined) return undefined;
    const before = step(emptyExchangeState(id), [hear([])], context).state;
    const { state } = step(before, [hear([statement])], context);
    const [told] = state.outbox;
    return told?.notice.rule ?? sceneOf(state, context).verdict(service, keyOfRegions(regions)).rule;
  };
}
