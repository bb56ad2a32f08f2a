import { claimOn } from '#src/domain/claims.ts';
import { isTrouble } from '#src/domain/status.ts';

import { ageOf } from '#src/engine/context.ts';
import { digestOf } from '#src/engine/claims/digest.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import type { Standing } from './standing.ts';

/** A doubt is settled by re-reads within seconds; one that is older is not about to be. */
const ABOUT_TO_MS = 30_000;

/**
 * Endpoints of one exchange fail, and answer again, one after the other, as each is read. While another one is just
 * being confirmed, what is seen of the first waits for it, so that both are told as one.
 */
export function holdProbes(standings: readonly Standing[], scene: Scene): Standing[] {
  return standings.map((standing) => {
    if (standing.kind !== 'back' || !isTrouble(standing.part.status)) return standing;
    if (standing.verdict.basis !== 'measured' || !isAboutTo(scene, false)) return standing;
    const hasOthers = standings.some((other) => other.kind === 'down' && other.verdict.basis === 'measured');
    return hasOthers ? { kind: 'unseen', part: standing.part, heardAt: scene.context.now } : standing;
  });
}

/** Whether an endpoint's failing is told only once another one, which fails as well, is confirmed. */
export function isHeldBack(verdict: Verdict, scene: Scene): boolean {
  return verdict.basis === 'measured' && isAboutTo(scene, true);
}

function isAboutTo({ context, state }: Scene, toFail: boolean): boolean {
  return Object.values(state.claims).some((claims) => {
    const { doubted, probed } = digestOf(claims);
    if (doubted.length === 0 || probed.length === 0) return false;
    return probed.some((service) => {
      const doubt = claimOn(claims, service)?.doubt;
      return (
        doubt !== undefined &&
        isTrouble(doubt.status) === toFail &&
        ageOf(doubt.since, context.now) <= ABOUT_TO_MS
      );
    });
  });
}
