import type { Notice } from '#src/domain/incident.ts';
import { severityOf, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import type { Tone } from './card.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

/** A status as people say it of services: a component is "down", a coin is "off". */
export function stateText(status: Status, isNarrow: boolean, voice: Voice): Text {
  switch (status) {
    case 'major_outage':
      return voice.write(isNarrow ? 'state.off' : 'state.down');
    case 'partial_outage':
      return voice.write(isNarrow ? 'state.partlyOff' : 'state.partlyDown');
    case 'degraded_performance':
      return voice.write('state.disturbed');
    case 'under_maintenance':
      return voice.write('state.maintained');
    case 'operational':
      return voice.write('state.working');
    case 'unknown':
      return voice.write('state.unseen');
  }
}

export function toneOf(status: Status): Tone {
  switch (status) {
    case 'major_outage':
      return 'bad';
    case 'partial_outage':
    case 'degraded_performance':
      return 'warning';
    case 'under_maintenance':
      return 'maintenance';
    case 'operational':
      return 'good';
    case 'unknown':
      return 'unseen';
  }
}

/** How the services of a notice fare. A group of coins that fell is not as little as it is for its component. */
export function statusOf({ status, members, evidence }: Notice): Status {
  if (members === undefined || status !== 'degraded_performance') return status;
  const ofCoins = worstOf(evidence.map((piece) => piece.status));
  return severityOf(ofCoins) > severityOf(status) ? ofCoins : status;
}
