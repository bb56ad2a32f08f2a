import type { Incident } from '#src/domain/incident.ts';
import type { ExchangeView } from '#src/engine/view/view.ts';

import { SYMBOLS } from './card.ts';
import type { Card, Tone } from './card.ts';
import { nameServices } from './names.ts';
import { ago, capitalized, moment } from './text.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

export function switchingRow({ downs, services, since }: Incident, now: number, voice: Voice): Text {
  const { what } = nameServices(services, '', voice, 3);
  return marked(
    'switching',
    voice.write('view.switching', { what: capitalized(what), downs, since: moment(since, now) }),
  );
}

export function checkedRow(
  { freshAt, sources }: Pick<ExchangeView, 'freshAt' | 'sources'>,
  now: number,
  voice: Voice,
): Text[] {
  if (freshAt === 0) return [voice.write('view.neverChecked')];
  const count = sources.filter(({ fresh, okAt }) => fresh && okAt > 0).length;
  return [voice.write('view.checked', { ago: ago(Math.min(freshAt, now)), count })];
}

export function sinceText(since: number, sinceKnown: boolean, now: number, voice: Voice): Text {
  return sinceKnown
    ? voice.write('row.since', { clock: moment(since, now), ago: ago(since) })
    : voice.write('row.sinceBefore', { clock: moment(since, now) });
}

export function marked(tone: Tone, text: Text): Text {
  return [`${SYMBOLS[tone]} `, ...text];
}

export function card(
  tone: Tone,
  headline: Text,
  parts: Partial<Pick<Card, 'rows' | 'evidence' | 'footer'>>,
): Card {
  return { tone, headline, rows: [], evidence: [], footer: [], ...parts };
}
