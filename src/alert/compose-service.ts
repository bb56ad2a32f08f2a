import { depthOf } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';
import type { ServiceView } from '#src/engine/view/view.ts';

import type { Card } from './card.ts';
import { evidenceLines } from './evidence.ts';
import { nameServices, partText } from './names.ts';
import { stateText, toneOf } from './state.ts';
import { capitalized, moment } from './text.ts';
import { unitOf } from './unit.ts';
import { card, marked, sinceText, switchingRow } from './view-rows.ts';
import type { Voice } from './voice.ts';

const PARTS = 15;

/** One service as it stands, in whose words, and which of its parts are in trouble. */
export function composeService(view: ServiceView, exchangeName: string, now: number, voice: Voice): Card {
  const { closedSince, evidence, parts, service, since, sinceKnown, status } = view;
  const { exchange, isNarrow, number, subject } = nameServices([service], exchangeName, voice, 1);
  const lastHeard = evidence.find((piece) => isTrouble(piece.status));
  const context = { exchange, voice, at: now };
  if (closedSince !== undefined) {
    const date = { kind: 'time', at: closedSince, style: 'date' } as const;
    return card('bad', voice.write('view.closed', { subject, number, date }), {
      rows: [voice.write('view.closedNote')],
    });
  }
  if (status === 'unknown') {
    if (lastHeard === undefined) return card('unseen', voice.write('view.serviceUnseen', { subject }), {});
    const state = stateText(lastHeard.status, isNarrow, voice);
    const headline = voice.write('view.lastHeard', {
      subject,
      state,
      duration: voice.duration(now - lastHeard.since),
    });
    return card('unseen', headline, { evidence: evidenceLines(evidence, context) });
  }
  const hit = parts?.list.slice(0, PARTS) ?? [];
  const left = (parts?.hit ?? 0) - hit.length;
  return card(
    toneOf(status),
    voice.write('view.service', { subject, number, state: stateText(status, isNarrow, voice) }),
    {
      rows: [
        ...(status === 'operational' || since <= 0
          ? []
          : [capitalized(sinceText(since, sinceKnown, now, voice))]),
        ...(parts === undefined || parts.hit === 0 || parts.of < 2
          ? []
          : [
              capitalized(
                voice.write('row.counted', { hit: parts.hit, of: parts.of, unit: unitOf(service) }),
              ),
            ]),
        ...hit.map((part) =>
          marked(
            toneOf(part.status),
            voice.write('view.line', {
              name: partText(part.service, voice),
              words: voice.clauses([
                stateText(part.status, depthOf(part.service) > 2, voice),
                voice.write('row.sinceClock', { clock: moment(part.since, now) }),
              ]),
            }),
          ),
        ),
        ...(left > 0 ? [voice.write('list.more', { count: left })] : []),
        ...view.incidents
          .filter(({ flapping }) => flapping)
          .map((incident) => switchingRow(incident, now, voice)),
      ],
      evidence: status === 'operational' ? [] : evidenceLines(evidence, context),
    },
  );
}
