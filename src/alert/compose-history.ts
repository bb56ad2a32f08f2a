import { isTrouble } from '#src/domain/status.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Incident } from '#src/domain/incident.ts';

import type { Card } from './card.ts';
import { maintenanceRow } from './compose-exchange.ts';
import { nameServices } from './names.ts';
import { stateText, toneOf } from './state.ts';
import { moment } from './text.ts';
import type { Text } from './text.ts';
import { card, marked } from './view-rows.ts';
import type { Voice } from './voice.ts';

/** One incident, with the name of its exchange. */
export interface ToldIncident {
  readonly exchangeName: string;
  readonly incident: Incident;
}

export interface HistoryOptions {
  readonly now: number;
  readonly days: number;
  /** Of one exchange alone. */
  readonly exchangeName?: string;
  /** How many there are on all pages. */
  readonly count: number;
}

/** Incidents, newest first: what was how long down, and what still is. */
export function composeIncidents(
  shown: readonly ToldIncident[],
  options: HistoryOptions,
  voice: Voice,
): Card {
  const { count, days, exchangeName } = options;
  const isOpen = shown.some(({ incident }) => isTrouble(incident.status));
  const headline =
    exchangeName === undefined
      ? voice.write('history.all', { count, days })
      : voice.write('history.one', { exchange: { kind: 'name', text: exchangeName }, count, days });
  return card(isOpen ? 'bad' : 'good', headline, {
    rows: shown.map((one) => incidentLine(one, options.now, voice)),
  });
}

function incidentLine({ exchangeName, incident }: ToldIncident, now: number, voice: Voice): Text {
  const { downs, lapsed, phaseSince, services, since, status, worst } = incident;
  const { isNarrow, subject } = nameServices(services, exchangeName, voice, 3);
  const about = { subject, state: stateText(worst, isNarrow, voice), from: moment(since, now) };
  if (isTrouble(status)) return marked(toneOf(worst), voice.write('history.open', about));
  if (lapsed === true) return marked('unseen', voice.write('history.lapsed', about));
  const duration = voice.duration(phaseSince - since);
  return marked(
    'good',
    voice.write(downs > 1 ? 'history.switched' : 'history.over', { ...about, duration, downs }),
  );
}

/** A window, with the name of its exchange. */
export interface PlannedMaintenance {
  readonly exchangeName: string;
  readonly maintenance: Maintenance;
}

const WINDOWS = 25;

/** What is planned and what runs, the nearest first. */
export function composeMaintenances(planned: readonly PlannedMaintenance[], now: number, voice: Voice): Card {
  const sorted = planned.toSorted(
    (a, b) => (a.maintenance.window.from ?? now) - (b.maintenance.window.from ?? now),
  );
  const left = sorted.length - WINDOWS;
  return card(
    sorted.length === 0 ? 'good' : 'maintenance',
    voice.write('history.maintenance', { count: sorted.length }),
    {
      rows: [
        ...sorted.slice(0, WINDOWS).map(({ exchangeName, maintenance }) => {
          const row = maintenanceRow(maintenance, exchangeName, voice, now);
          return marked(
            'maintenance',
            voice.write('name.of', { exchange: [{ kind: 'name', text: exchangeName }], what: row }),
          );
        }),
        ...(left > 0 ? [voice.write('list.more', { count: left })] : []),
      ],
    },
  );
}
