import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Incident } from '#src/domain/incident.ts';
import { depthOf } from '#src/domain/service.ts';
import { isNotWell, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import type { ComponentView, ExchangeView } from '#src/engine/view/view.ts';

import { HEADLINE_MAX } from './card.ts';
import type { Card, Tone } from './card.ts';
import { componentText, listed, nameServices } from './names.ts';
import { stateText, toneOf } from './state.ts';
import { beginOf } from './planned-time.ts';
import { ago, capitalized, clipped, lengthOf, moment, outside } from './text.ts';
import type { Text } from './text.ts';
import { unitOf } from './unit.ts';
import { card, checkedRow, marked, sinceText, switchingRow } from './view-rows.ts';
import type { Voice } from './voice.ts';

const LIST = 12;
const NOTE_MAX = 300;

/** An exchange as it stands: what is wrong first, what works in one line, how fresh it is last. */
export function composeExchange(view: ExchangeView, now: number, voice: Voice): Card {
  const { exchange } = nameServices([view.id], view.name, voice, 1);
  if (view.retired !== undefined) {
    const note = outside(view.retired.slice(0, NOTE_MAX));
    return card('unseen', voice.write('view.retired', { exchange }), { rows: [[note]] });
  }
  const sorted = view.components.toSorted((a, b) => severityOf(b.status) - severityOf(a.status));
  const bad = sorted.filter(({ status }) => isNotWell(status));
  return card(toneOf(view.status), exchangeHeadline(view, bad, exchange, voice), {
    rows: [
      ...bad.map((component) => marked(toneOf(component.status), componentRow(component, now, voice))),
      ...view.incidents.flatMap((incident) => incidentRow(incident, view, voice, now)),
      ...view.maintenances.map((one) =>
        marked('maintenance', capitalized(maintenanceRow(one, view.name, voice, now))),
      ),
      ...groupRow('good', sorted, 'operational', voice),
      ...groupRow('unseen', sorted, 'unknown', voice),
      ...closedRow(sorted, voice),
    ],
    footer: [...checkedRow(view, now, voice), ...blindRow(view, voice)],
  });
}

/** "withdrawals are down, the rest works": what is wrong, worst first, in one line. */
function exchangeHeadline(
  { status }: ExchangeView,
  bad: readonly ComponentView[],
  exchange: Text,
  voice: Voice,
): Text {
  if (status === 'unknown') return voice.write('view.unseen', { exchange });
  if (bad.length === 0)
    return status === 'operational'
      ? voice.write('view.works', { exchange })
      : voice.write('view.whole', { exchange, state: stateText(status, false, voice) });
  const groups = [...Map.groupBy(bad, (component) => component.status)];
  let line: Text = [];
  for (const [states, most] of FITS) {
    const clauses = groups.slice(0, states).map((group) => clauseOf(group, most, voice));
    line = voice.write('view.parts', { exchange, clauses: voice.clauses(clauses) });
    if (lengthOf(line) <= HEADLINE_MAX) return line;
  }
  return clipped(line, HEADLINE_MAX);
}

/** How many states a headline names, and how many components of each: the first that fits. */
const FITS: readonly (readonly [states: number, most: number])[] = [
  [2, 3],
  [2, 2],
  [2, 1],
  [1, 3],
  [1, 2],
  [1, 1],
];

function clauseOf(
  [state, components]: readonly [Status, readonly ComponentView[]],
  most: number,
  voice: Voice,
): Text {
  const names = components.map(({ component }) => componentText(component, voice));
  const { number } = nameServices(
    components.map(({ service }) => service),
    '',
    voice,
    1,
  );
  return voice.write('view.clause', {
    what: listed(names, names.length, most, voice, 'list'),
    number: components.length > 1 ? 'other' : number,
    state: stateText(state, false, voice),
  });
}

/** "Withdrawals: all 356 coins, since 03:42 (2 minutes ago)". */
function componentRow(view: ComponentView, now: number, voice: Voice): Text {
  const { component, hit = 0, of = 0, service, since, sinceKnown, status } = view;
  const name = capitalized(componentText(component, voice));
  const unit = unitOf(service);
  const share =
    hit === 0 || of < 2
      ? stateText(status, false, voice)
      : hit >= of
        ? voice.write('row.all', { count: of, unit })
        : voice.write('row.counted', { hit, of, unit });
  return voice.write('view.line', {
    name,
    words: voice.clauses([share, sinceText(since, sinceKnown, now, voice)]),
  });
}

function incidentRow(incident: Incident, view: ExchangeView, voice: Voice, now: number): Text[] {
  if (incident.flapping) return [switchingRow(incident, now, voice)];
  // What a component's own line says already is not said again.
  const isOfComponent =
    incident.members === undefined && incident.services.every((service) => depthOf(service) <= 2);
  if (isOfComponent) return [];
  const services = incident.members ?? incident.services;
  const { isNarrow, what } = nameServices(services, view.name, voice, 4);
  const since = voice.write('row.sinceClock', { clock: moment(incident.since, now) });
  const state = stateText(incident.members === undefined ? incident.status : 'major_outage', isNarrow, voice);
  return [
    marked(
      incident.members === undefined ? toneOf(incident.status) : 'bad',
      voice.write('view.line', { name: capitalized(what), words: voice.clauses([state, since]) }),
    ),
  ];
}

export function maintenanceRow(
  { services, stage, window }: Maintenance,
  name: string,
  voice: Voice,
  now: number,
): Text {
  const named = nameServices(services, name, voice, 3);
  const what = named.what.length === 0 ? voice.write('name.everything') : named.what;
  const { from, until } = window;
  const words =
    stage === 'overrun' && until !== null
      ? voice.write('view.overrun', { until: moment(until, now) })
      : stage === 'scheduled'
        ? from === null
          ? voice.write('view.plannedUndated')
          : voice.write('view.planned', { from: beginOf(window, from, now), ago: ago(from) })
        : until === null
          ? voice.write('view.running')
          : voice.write('view.runningUntil', { until: moment(until, now) });
  return voice.write('view.line', { name: what, words });
}

function groupRow(tone: Tone, views: readonly ComponentView[], status: Status, voice: Voice): Text[] {
  const names = views
    .filter((view) => view.status === status)
    .map(({ component }) => componentText(component, voice));
  if (names.length === 0) return [];
  const list = voice.row(names.slice(0, LIST));
  return [marked(tone, status === 'unknown' ? voice.write('view.cannotSee', { list }) : capitalized(list))];
}

function closedRow(views: readonly ComponentView[], voice: Voice): Text[] {
  const count = Math.max(0, ...views.map(({ closedForLong }) => closedForLong));
  return count === 0 ? [] : [voice.write('view.closedForLong', { count })];
}

/** That some sources cannot be read; which, and why, is for the operator. */
function blindRow({ sources }: ExchangeView, voice: Voice): Text[] {
  const blind = sources.filter(({ fresh, okAt, outcome }) => outcome !== 'ok' || (okAt > 0 && !fresh)).length;
  return blind === 0 ? [] : [voice.write('view.blind', { count: blind, of: sources.length })];
}
