import type { Channel } from '#src/delivery/channel.ts';
import type { Absence } from '#src/domain/absence.ts';
import type { Clock } from '#src/platform/clock.ts';
import { EXIT } from '#src/platform/exit.ts';
import type { ExitCode } from '#src/platform/exit.ts';
import type { Logger } from '#src/platform/log.ts';
import { masked } from '#src/platform/mask.ts';

export interface OperatorLineDeps {
  readonly channels: readonly Channel[];
  /** What must not be said, as it is known at the time. */
  readonly secrets: () => readonly string[];
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
  readonly onFatal: (error: Error, exitCode: ExitCode) => void;
}

/** What is said to whoever runs the bot, by all channels and in the log. */
export interface OperatorLine {
  tell(message: string): void;
  /** A part is gone without which nothing is told: says so where that still can be, and ends it all. */
  lose(error: Error, exitCode: ExitCode): void;
  /** Why nothing can be told any more. */
  lost(): string | undefined;
  /** Opens a channel, however long that takes, and says that it is there. */
  open(channel: Channel, away: Absence | undefined): Promise<void>;
  /** As far as there is somebody who hears it, soon. */
  goodbye(): Promise<void>;
}

const GOODBYE_MS = 1_500;

export function createOperatorLine(deps: OperatorLineDeps): OperatorLine {
  const { channels, clock } = deps;
  let lost: string | undefined;

  function tell(message: string): void {
    const text = masked(message, deps.secrets());
    deps.log.warn(text);
    for (const channel of channels) void channel.tellOperator(text);
  }

  function lose(error: Error, exitCode: ExitCode): void {
    if (lost !== undefined) return;
    lost = error.message;
    tell(error.message);
    deps.onFatal(error, exitCode);
  }

  return {
    tell,
    lose,
    lost: () => lost,
    async open(channel, away) {
      try {
        await channel.start();
        await channel.tellOperator(greetingOf(away));
      } catch (error) {
        lose(error instanceof Error ? error : new Error(String(error)), EXIT.config);
      }
    },
    async goodbye() {
      const late = Promise.withResolvers<void>();
      const cancel = clock.setTimer(GOODBYE_MS, late.resolve);
      await Promise.race([
        Promise.all(channels.map((channel) => channel.tellOperator('Stopped.'))),
        late.promise,
      ]);
      cancel();
    },
  };
}

function greetingOf(away: Absence | undefined): string {
  if (away === undefined) return 'Started.';
  const time = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `Started. I was not watching from ${time(away.from)} to ${time(away.until)}.`;
}
