import type { ExchangeConfig } from '#config/exchange-config.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { severityOf } from '#src/domain/status.ts';
import { lastAnswerAt } from '#src/engine/claims/freshness.ts';
import type { Clock } from '#src/platform/clock.ts';

const FIRST_GLANCE_MS = 6_000;

/** Says in the terminal what it does where no token is set, and soon after what was seen at first. */
export function startPreview(deps: {
  readonly watched: readonly ExchangeConfig[];
  readonly state: (exchange: string) => ExchangeState;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly write: (text: string) => void;
}): void {
  const { watched, state, write } = deps;
  write(
    `Preview: watching ${watched.length} exchanges. Alerts appear here as they would read in Discord.\n` +
      'To connect: put the token of your bot into .env as DISCORD_TOKEN=… and start again (README, "Connect it").\n',
  );
  deps.clock.setTimer(FIRST_GLANCE_MS, () => {
    const seen = watched.filter(({ id }) => lastAnswerAt(state(id)) > 0);
    const inTrouble = seen.filter(({ id }) =>
      state(id).incidents.some(({ status }) => severityOf(status) > severityOf('operational')),
    );
    const trouble =
      inTrouble.length === 0
        ? ''
        : `; in trouble when first seen: ${inTrouble.map(({ name }) => name).join(', ')}`;
    write(`Read ${seen.length} of ${watched.length} exchanges${trouble}. Waiting for something to change.\n`);
  });
}
