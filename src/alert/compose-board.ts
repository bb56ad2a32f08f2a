import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell, isTrouble, severityOf, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import type { Card } from './card.ts';
import { listed, serviceText } from './names.ts';
import { stateText, toneOf } from './state.ts';
import { ago, moment, outside } from './text.ts';
import type { Text } from './text.ts';
import { card, marked } from './view-rows.ts';
import type { Voice } from './voice.ts';

/** What is followed of one exchange, as it stands. */
export interface BoardLine {
  readonly name: string;
  readonly services: readonly BoardService[];
}

export interface BoardService {
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
}

const LINES = 40;
const NAMES = 3;

/** A board: one line an exchange, trouble first. Nothing in it changes while nothing happens but the time it gives. */
export function composeBoard(
  list: string,
  lines: readonly BoardLine[],
  { now, shownAt }: { readonly now: number; readonly shownAt: number },
  voice: Voice,
): Card {
  const rated = lines.map((line) => ({ line, status: statusOf(line) }));
  const sorted = rated.toSorted(
    (a, b) => rankOf(b.status) - rankOf(a.status) || a.line.name.localeCompare(b.line.name, 'en'),
  );
  const hit = rated.filter(({ status }) => isTrouble(status)).length;
  const works = rated.every(({ status }) => status === 'operational');
  const kind = hit > 0 ? 'trouble' : works ? 'well' : 'calm';
  const left = sorted.length - LINES;
  const name = outside(list);
  return card(
    toneOf(sorted[0]?.status ?? 'unknown'),
    voice.write(`board.${kind}`, { name, hit, of: lines.length }),
    {
      rows: [
        ...sorted
          .slice(0, LINES)
          .map(({ line, status }) => marked(toneOf(status), lineText(line, now, voice))),
        ...(left > 0 ? [voice.write('list.more', { count: left })] : []),
      ],
      footer: [voice.write('board.shown', { ago: ago(shownAt) })],
    },
  );
}

function rankOf(status: Status): number {
  return isNotWell(status) ? severityOf(status) : 0;
}

function statusOf({ services }: BoardLine): Status {
  return worstOf(services.map(({ status }) => status));
}

function lineText({ name, services }: BoardLine, now: number, voice: Voice): Text {
  const exchange: Text = [outside(name.slice(0, 30))];
  const bad = services
    .filter(({ status }) => isNotWell(status))
    .toSorted((a, b) => severityOf(b.status) - severityOf(a.status));
  const [worst] = bad;
  if (worst === undefined) return exchange;
  const same = bad.filter(({ status }) => status === worst.status);
  return voice.write('view.line', {
    name: exchange,
    words: voice.write('glance.what', {
      what: listed(
        same.map(({ service }) => serviceText(service, voice)),
        same.length,
        NAMES,
        voice,
        'list',
      ),
      state: stateText(worst.status, false, voice),
      since: voice.write('row.sinceClock', { clock: moment(worst.since, now) }),
    }),
  });
}
