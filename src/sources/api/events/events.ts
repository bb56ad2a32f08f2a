import type { MaintenancePhase, Reading } from '#src/domain/reading.ts';
import { isTrouble } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import { holdsAny } from '#src/sources/api/condition.ts';
import { apiType } from '#src/sources/api/api-type.ts';
import { readInstant } from '#src/sources/instant.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { nameReader, rowsAt } from '#src/sources/api/rows.ts';
import { serviceOf } from '#src/sources/service-schema.ts';
import { SourceError } from '#src/sources/source.ts';
import type { DecodeContext } from '#src/sources/source.ts';
import { textOf } from '#src/sources/api/text-of.ts';
import { valueAt } from '#src/sources/api/value-path.ts';

import { servicesHit } from './event-services.ts';
import { eventsKeys } from './events-config.ts';
import type { EventsConfig } from './events-config.ts';

/** For so long an event that is over, or was called off, is still told: whoever knows of it has to hear its end. */
const REMEMBERED_MS = 24 * 3_600_000;

/** Lists of planned and ongoing events, such as maintenances. */
export const events = apiType({
  summary: 'A list of planned and ongoing events, such as maintenances.',
  speaks: 'words',
  venue: 'events',
  clocked: true,
  services: ({ services }) =>
    services.flatMap(({ are, impacts, values }) => are ?? Object.values(values ?? impacts ?? {}).flat()),
  keys: eventsKeys,
  read(config, root, context) {
    const unread: string[] = [];
    const readings = rowsAt(root, config.events, nameReader(config.title))
      .filter(({ key, row }) => !holdsAny(config.skip, row, key))
      .flatMap(({ row }) => readEvent(config, row, context, unread));
    return { readings, unread };
  },
});

function readEvent(config: EventsConfig, row: object, context: DecodeContext, unread: string[]): Reading[] {
  const title = nameReader(config.title)({ row, key: undefined });
  const id = nameReader(config.id)({ row, key: undefined });
  if (title === undefined || id === undefined) {
    throw new SourceError(
      'broken',
      `An event has nothing at \`${(title === undefined ? config.title : config.id)[0]?.text ?? ''}\`.`,
    );
  }
  const from = readInstant(valueAt(row, config.begin)) ?? null;
  const until = readInstant(valueAt(row, config.end)) ?? null;
  const phase = phaseOf(config, row, from, until, context.now);
  if (phase === null || isLongOver(phase, from, until, context.now)) return [];
  const hit = servicesHit(config.services, row);
  const name = oneLine(title);
  for (const what of [...hit.unread, ...(phase === 'unread' ? [stateText(config, row)] : [])])
    unread.push(`${what} in "${name}"`);

  const href = config.link === undefined ? undefined : valueAt(row, config.link);
  const isOn = phase === 'in_progress' || phase === 'verifying';
  const status =
    phase === 'unread' || hit.unread.length > 0
      ? 'unknown'
      : isOn
        ? statusOf(config, row, unread)
        : 'operational';
  // A disruption that is declared while it lasts is no maintenance, though the list gives it a time as well.
  const isDisruption = isOn && isTrouble(status);
  const isLink = typeof href === 'string' && /^https?:\/\//.test(href);
  return hit.services.map((service) => ({
    service: serviceOf(context.exchange, service),
    status,
    basis: 'official',
    signal: 'word',
    evidence: phase === 'verifying' ? oneLine(`${stateText(config, row)}: ${title}`) : name,
    ...(phase !== 'verifying' && { spoken: true as const }),
    ...(isLink && { link: href }),
    ...(isOn && until !== null && { eta: until }),
    ...(phase !== 'unread' &&
      !isDisruption && { window: { id: oneLine(id), phase, from, until, title: name } }),
    ref: oneLine(id),
  }));
}

/** `unread` for a state that is not documented, `null` where neither a state nor a whole window is given. */
function phaseOf(
  { state }: EventsConfig,
  row: object,
  from: number | null,
  until: number | null,
  now: number,
): MaintenancePhase | 'unread' | null {
  if (state !== undefined) {
    const value = textOf(valueAt(row, state.at));
    return (Object.hasOwn(state.values, value) ? state.values[value] : undefined) ?? 'unread';
  }
  if (from === null || until === null) return null;
  if (now < from) return 'scheduled';
  return now < until ? 'in_progress' : 'completed';
}

function isLongOver(
  phase: MaintenancePhase | 'unread',
  from: number | null,
  until: number | null,
  now: number,
): boolean {
  if (phase !== 'completed' && phase !== 'canceled') return false;
  return now - (until ?? from ?? 0) > REMEMBERED_MS;
}

function statusOf({ status }: EventsConfig, row: object, unread: string[]): Status {
  if (status === undefined) return 'under_maintenance';
  const value = valueAt(row, status.at);
  // Old events lack the column; what goes on as planned is a maintenance.
  if (value === undefined || value === '') return 'under_maintenance';
  const meaning = Object.hasOwn(status.values, textOf(value)) ? status.values[textOf(value)] : undefined;
  if (meaning === undefined) unread.push(oneLine(`${status.at.text} is ${textOf(value)}`));
  return meaning ?? 'unknown';
}

function stateText({ state }: EventsConfig, row: object): string {
  return state === undefined ? '' : oneLine(`${state.at.text} is ${textOf(valueAt(row, state.at))}`);
}
