import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { DAY_MS } from '#src/domain/time.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Scheduler } from '#src/polling/scheduler.ts';
import type { Meter } from '#src/web/meter.ts';
import { weeklyLine } from '#src/web/weekly-line.ts';

export interface WatchWeeksDeps {
  readonly meter: Pick<Meter, 'sums'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'every'>;
  readonly states: () => Iterable<ExchangeState>;
  readonly onOperator: (message: string) => void;
}

const MONDAY = 1;

/** Tells the operator on Mondays (UTC) how the week was, if the bot ran for some of it. The result ends that. */
export function watchWeeks({ clock, meter, onOperator, scheduler, states }: WatchWeeksDeps): () => void {
  let last = meter.sums();
  let lastAt = clock.now();
  return scheduler.every(DAY_MS, 'weekly line', () => {
    if (new Date(clock.now()).getUTCDay() !== MONDAY) return Promise.resolve();
    const now = meter.sums();
    const week = {
      polls: now.polls - last.polls,
      failedPolls: now.failedPolls - last.failedPolls,
      notices: now.notices - last.notices,
      messages: now.messages - last.messages,
      late: now.late - last.late,
      spanMs: clock.now() - lastAt,
    };
    last = now;
    lastAt = clock.now();
    const { system, user } = process.cpuUsage();
    const cost = {
      cpuMs: (system + user) / 1_000,
      upMs: process.uptime() * 1_000,
      memoryBytes: process.memoryUsage.rss(),
    };
    onOperator(weeklyLine(week, states(), cost));
    return Promise.resolve();
  });
}
