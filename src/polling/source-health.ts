import type { Observation } from '#src/domain/outcome.ts';

/** How a source has done lately, for what the operator is told of it. */
export interface SourceHealth {
  /** Polls in a row that could not see for a reason that somebody may have to mend. */
  readonly badPolls: number;
  readonly told: boolean;
}

export const GOOD_HEALTH: SourceHealth = { badPolls: 0, told: false };

/** One bad answer may be an accident; so many in a row are not. */
const BAD_POLLS_WORTH_TELLING = 3;

/** Takes in a poll's outcome. `news` is what the operator should hear: that it is bad, or that it is over. */
export function noteOutcome(
  health: SourceHealth,
  outcome: Observation['kind'],
): { readonly health: SourceHealth; readonly news: 'bad' | 'back' | null } {
  switch (outcome) {
    case 'ok':
    case 'unchanged':
      return { health: GOOD_HEALTH, news: health.told ? 'back' : null };
    case 'broken':
    case 'blocked':
    case 'misconfigured': {
      const badPolls = health.badPolls + 1;
      const isNews = !health.told && badPolls >= BAD_POLLS_WORTH_TELLING;
      return { health: { badPolls, told: health.told || isNews }, news: isNews ? 'bad' : null };
    }
    case 'throttled':
    case 'failed':
      // Neither says anything of the source's shape or of our access to it.
      return { health, news: null };
  }
}
