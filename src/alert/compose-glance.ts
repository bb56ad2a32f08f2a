import { isNotWell, isTrouble, severityOf } from '#src/domain/status.ts';
import { isWatched } from '#src/domain/watched.ts';
import type { ExchangeView } from '#src/engine/view/view.ts';

import type { Card } from './card.ts';
import { componentText, listed } from './names.ts';
import { stateText, toneOf } from './state.ts';
import { moment, outside } from './text.ts';
import type { Text } from './text.ts';
import { card, checkedRow, marked } from './view-rows.ts';
import type { Voice } from './voice.ts';

const GLANCE = 20;

/** Several exchanges: those with trouble a line each, the others in one. They are those that are followed, or all. */
export function composeGlance(
  views: readonly ExchangeView[],
  now: number,
  voice: Voice,
  which: 'followed' | 'all' = 'followed',
): Card {
  const watched = views.filter(isWatched);
  const sorted = watched.toSorted(
    (a, b) => severityOf(b.status) - severityOf(a.status) || a.name.localeCompare(b.name, 'en'),
  );
  const bad = sorted.filter(({ status }) => isNotWell(status));
  const troubled = bad.filter(({ status }) => isTrouble(status));
  const worst = bad[0]?.status ?? 'operational';
  const works = watched.every(({ status }) => status === 'operational');
  const kind = troubled.length > 0 ? 'trouble' : works ? 'well' : 'calm';
  const headline = voice.write(`glance.${kind}`, { which, hit: troubled.length, of: watched.length });
  const left = bad.length - GLANCE;
  const named = (some: readonly ExchangeView[]): Text =>
    listed(
      some.map(({ name }) => [outside(name.slice(0, 30))]),
      some.length,
      3,
      voice,
      'list',
    );
  const well = sorted.filter(({ status }) => status === 'operational');
  const unseen = sorted.filter(({ status }) => status === 'unknown');
  return card(watched.length === 0 ? 'unseen' : toneOf(worst), headline, {
    rows: [
      ...bad.slice(0, GLANCE).map((view) => marked(toneOf(view.status), glanceRow(view, now, voice))),
      ...(left > 0 ? [voice.write('list.more', { count: left })] : []),
      ...(well.length === 0
        ? []
        : [marked('good', voice.write('glance.work', { count: well.length, list: named(well) }))]),
      ...(unseen.length === 0
        ? []
        : [marked('unseen', voice.write('glance.unseen', { count: unseen.length, list: named(unseen) }))]),
    ],
    footer: checkedRow(
      {
        sources: views.flatMap(({ sources }) => sources),
        freshAt: Math.max(0, ...views.map(({ freshAt }) => freshAt)),
      },
      now,
      voice,
    ),
  });
}

function glanceRow({ components, name, status }: ExchangeView, now: number, voice: Voice): Text {
  const bad = components
    .filter((component) => isNotWell(component.status))
    .toSorted((a, b) => severityOf(b.status) - severityOf(a.status));
  const [worst] = bad;
  const exchange: Text = [outside(name.slice(0, 30))];
  if (worst === undefined)
    return voice.write('view.line', { name: exchange, words: stateText(status, false, voice) });
  const same = bad.filter((component) => component.status === worst.status);
  const names = listed(
    same.map(({ component }) => componentText(component, voice)),
    same.length,
    3,
    voice,
    'list',
  );
  const since = voice.write('row.sinceClock', { clock: moment(worst.since, now) });
  const state = stateText(worst.status, false, voice);
  return voice.write('view.line', {
    name: exchange,
    words: voice.write('glance.what', { what: names, state, since }),
  });
}
