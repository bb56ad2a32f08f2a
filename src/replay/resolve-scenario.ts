import type { z } from 'zod';

import type {
  noticeExpectationSchema,
  operatorExpectationSchema,
  questionSchema,
} from './expectation-schema.ts';
import type { ScenarioTime } from './moment.ts';
import type { ScenarioFile } from './scenario-file.ts';

/** The same with times that are times: `K` are the keys that hold them. */
type Timed<T, K extends keyof T> = Omit<T, K> & {
  [P in K]: undefined extends T[P] ? number | undefined : number;
};
type WholeNotice = z.output<typeof noticeExpectationSchema>;
type WrittenNotice = Omit<WholeNotice, 'kind'> & { readonly kind?: WholeNotice['kind'] | undefined };
type WrittenAnswer = ScenarioFile['world'][number];

export interface NoticeExpectation extends Omit<WrittenNotice, 'at' | 'eta' | 'window'> {
  readonly at: number;
  readonly eta?: number;
  readonly window?: { readonly from?: number; readonly until?: number };
}
/** One notice, or several ways to tell it. */
export type Expectation = NoticeExpectation | { readonly either: readonly (readonly NoticeExpectation[])[] };
export type OperatorExpectation = Timed<z.output<typeof operatorExpectationSchema>, 'at'>;
export interface Question extends Omit<z.output<typeof questionSchema>, 'at' | 'since'> {
  readonly at: number;
  readonly since?: number;
}
export interface ScriptedAnswer extends Omit<WrittenAnswer, 'at' | 'repeat'> {
  readonly at: number;
}

/** Gives what counts from the start its time, and what is repeated each of its times. */
export function resolveScenario(file: ScenarioFile) {
  const { start } = file;
  const timeOf = (moment: ScenarioTime): number =>
    typeof moment === 'number' ? moment : start + moment.afterMs;
  const noticeOf = ({ at, eta, window, ...rest }: WrittenNotice): NoticeExpectation => ({
    ...rest,
    at: timeOf(at),
    ...(eta !== undefined && { eta: timeOf(eta) }),
    ...(window !== undefined && {
      window: {
        ...(window.from !== undefined && { from: timeOf(window.from) }),
        ...(window.until !== undefined && { until: timeOf(window.until) }),
      },
    }),
  });
  const expectationOf = (written: NonNullable<ScenarioFile['expect']>[number]): Expectation =>
    'either' in written
      ? { either: written.either.map((way) => [way].flat().map(noticeOf)) }
      : noticeOf(written);
  const { off, expect, refreshes, operator, asked, ...rest } = file;
  return {
    ...rest,
    end: timeOf(file.end),
    world: file.world.flatMap((written) => answersOf(written, timeOf)),
    ...(off !== undefined && {
      off: off.map(({ from, until }) => ({ from: timeOf(from), until: timeOf(until) })),
    }),
    ...(expect !== undefined && { expect: expect.map(expectationOf) }),
    ...(refreshes !== undefined && { refreshes: refreshes.map(noticeOf) }),
    ...(operator !== undefined && {
      operator: operator.map((one): OperatorExpectation => ({ ...one, at: timeOf(one.at) })),
    }),
    ...(asked !== undefined && {
      asked: asked.map(({ at, since, ...one }): Question => ({
        ...one,
        at: timeOf(at),
        ...(since !== undefined && { since: timeOf(since) }),
      })),
    }),
  };
}

function answersOf(
  { at, repeat = { every: 0, times: 1 }, ...answer }: WrittenAnswer,
  timeOf: (moment: ScenarioTime) => number,
): ScriptedAnswer[] {
  const first = timeOf(at);
  return Array.from({ length: repeat.times }, (_, turn) => ({
    ...answer,
    at: first + turn * repeat.every,
  }));
}
