import type { MaintenancePhase, Reading } from '#src/domain/reading.ts';
import { isTrouble } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import { DAY_MS } from '#src/domain/time.ts';
import { servicePath } from '#src/domain/service.ts';
import { holds, holdsAny } from '#src/sources/api/condition.ts';
import { apiType } from '#src/sources/api/api-type.ts';
import { readInstant } from '#src/sources/instant.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { wordIn } from '#src/sources/word-in.ts';
import { nameReader, rowsAt } from '#src/sources/api/rows.ts';
import { SourceError } from '#src/sources/source.ts';
import type { DecodeContext } from '#src/sources/source.ts';
import { textOf } from '#src/sources/api/text-of.ts';
import { nameOfPath, valueAt } from '#src/sources/api/value-path.ts';
import { isWebAddress } from '#src/sources/page/page-text.ts';

import { servicesHit } from './event-services.ts';
import { eventsKeys } from './events-config.ts';
import type { EventsConfig } from './events-config.ts';

/** For so long an event of which no end is told is taken to go on. */
const OPEN_ENDED_MS = 7 * DAY_MS;

/** For so long an event that is over, or was called off, is still told: whoever knows of it has to hear its end. */
const REMEMBERED_MS = DAY_MS;

/** Lists of planned and ongoing events, such as maintenances. */
export const events = apiType({
  summary: 'A list of planned and ongoing events, such as maintenances.',
  speaks: 'words',
  venue: 'events',
  clocked: true,
  services: servicesOf,
  keys: eventsKeys,
  read(config, root, context) {
    const unread: string[] = [];
    const readings = rowsAt(root, config.events, nameReader(config.title))
      .filter(({ key, row }) => !holdsAny(config.skip, row, key))
      .flatMap(({ row }) => readEvent(config, row, context, unread));
    // What an event is about that cannot be read may be any of them.
    const well = unread.length > 0 ? [] : unnamed(config, readings, context);
    return { readings: [...readings, ...well], unread };
  },
});

function servicesOf({ services }: EventsConfig): string[] {
  return services.flatMap(({ are, impacts, values }) => are ?? Object.values(values ?? impacts ?? {}).flat());
}

/** A list of what is wrong says of all that it could name, and does not, that nothing is; of the whole exchange it cannot. */
function unnamed(config: EventsConfig, named: readonly Reading[], { exchange }: DecodeContext): Reading[] {
  const hit = new Set(named.map(({ service }) => service));
  return [...new Set(servicesOf(config).map((path) => servicePath(exchange, path)))]
    .filter((service) => service !== exchange && !hit.has(service))
    .map((service) => ({
      service,
      status: 'operational',
      basis: 'official',
      signal: 'word',
      evidence: '',
    }));
}

function readEvent(config: EventsConfig, row: object, context: DecodeContext, unread: string[]): Reading[] {
  const title = nameReader(config.title)({ row, key: undefined }) ?? lacks(config.title);
  const id = nameReader(config.id)({ row, key: undefined }) ?? lacks(config.id);
  const from = readInstant(valueAt(row, config.begin)) ?? null;
  const until = readInstant(valueAt(row, config.end)) ?? null;
  const phase = phaseOf(config, row, from, until, context.now);
  if (isLongOver(phase, from, until, context.now)) return [];
  const hit = servicesHit(config.services, row);
  const name = oneLine(title);
  for (const what of [...hit.unread, ...(phase === 'unread' ? [stateText(config, row)] : [])])
    unread.push(`${what} in "${name}"`);

  const href = config.link === undefined ? undefined : valueAt(row, config.link);
  const isOn = phase === 'in_progress' || phase === 'verifying';
  const isSome = config.someAccounts !== undefined && holds(config.someAccounts, row);
  const said = isOn ? statusOf(config, row, unread) : 'operational';
  const status = phase === 'unread' ? 'unknown' : isSome && said === 'major_outage' ? 'partial_outage' : said;
  // A disruption that is declared while it lasts is no maintenance, though the list gives it a time as well.
  const isDisruption = isOn && isTrouble(status);
  const window =
    phase === 'unread' || isDisruption ? undefined : { id: oneLine(id), phase, from, until, title: name };
  const reading = (service: string): Reading => ({
    service: servicePath(context.exchange, service),
    status,
    basis: 'official',
    signal: 'word',
    evidence: phase === 'verifying' ? oneLine(`${stateText(config, row)}: ${title}`) : name,
    ...(phase !== 'verifying' && { spoken: true as const }),
    ...(typeof href === 'string' && isWebAddress(href) && { link: href }),
    ...(isOn && until !== null && { eta: until }),
    ...(window !== undefined && { window }),
    ...(isSome && { accounts: 'some' }),
    ref: oneLine(id),
  });
  // Whether it is hit is not known, so that no window is planned for it; that it is not is not said either.
  const isInDoubt = isOn || phase === 'unread';
  const doubtful = isInDoubt ? hit.doubtful.map((service) => doubted(reading(service))) : [];
  return [...hit.services.map(reading), ...doubtful];
}

function lacks(paths: EventsConfig['title']): never {
  throw new SourceError('broken', `An event has nothing at ${paths.map(nameOfPath).join(' or ')}.`);
}

function doubted({ window: _window, ...reading }: Reading): Reading {
  return { ...reading, status: 'unknown' };
}

/** `unread` for a state that is not documented, and where neither a state nor a begin is given. */
function phaseOf(
  { state }: EventsConfig,
  row: object,
  from: number | null,
  until: number | null,
  now: number,
): MaintenancePhase | 'unread' {
  if (state !== undefined) {
    return wordIn(state.values, textOf(valueAt(row, state.at))) ?? 'unread';
  }
  if (from === null && until === null) return 'unread';
  if (from !== null && now < from) return 'scheduled';
  // What has begun and has no end goes on, for as long as anybody would believe that.
  const end = until ?? (from ?? 0) + OPEN_ENDED_MS;
  return now < end ? 'in_progress' : 'completed';
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
  const meaning = wordIn(status.values, textOf(value));
  if (meaning === undefined) unread.push(oneLine(`${status.at.text} is ${textOf(value)}`));
  return meaning ?? 'unknown';
}

function stateText({ state }: EventsConfig, row: object): string {
  return state === undefined ? 'no time' : oneLine(`${state.at.text} is ${textOf(valueAt(row, state.at))}`);
}
