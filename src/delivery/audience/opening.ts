import type { Notice } from '#src/domain/incident.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { contains, exchangeOf } from '#src/domain/service.ts';
import { worstOf } from '#src/domain/status.ts';

import { runningNumber } from '#src/delivery/supersede.ts';

/**
 * What a refresh is to those who follow only what has just joined the incident: a beginning, in terms of that alone.
 * Nothing, where nothing joined.
 */
export function openingOf(notice: Notice): Notice | undefined {
  const { back: _back, change: _change, extent: _extent, previousEta: _eta, upMs: _up, ...rest } = notice;
  const { joined = [], members: all = [], ...kept } = rest;
  const [first] = joined;
  if (first === undefined) return undefined;
  const ofServices = joined.filter((service) => !all.includes(service));
  const members = joined.filter((service) => all.includes(service));
  const id = `${notice.incident}+${nameOf(first)}#${runningNumber(notice.id)}`;
  // Of a maintenance it is the same news, of fewer services.
  if (notice.window !== undefined) return { ...kept, id, services: [first, ...joined.slice(1)] };
  // Coins of a group are told under their component's name, where nothing else joined.
  const [leading, ...others] = ofServices.length === 0 ? groupsOf(notice, members) : joined;
  if (leading === undefined) return undefined;
  const services = [leading, ...others] as const;
  const parts = (notice.parts ?? []).filter(({ service }) => services.includes(service));
  return {
    ...kept,
    id,
    kind: 'opened',
    services,
    parts: parts.map((part) => ({ ...part, previous: 'operational' as const })),
    ...(ofServices.length === 0 && { members }),
    status: parts.length === 0 ? notice.status : worstOf(parts.map(({ status }) => status)),
    previous: 'operational',
    since: ofServices.length === 0 ? notice.at : Math.min(...parts.map(({ since }) => since)),
    sinceKnown: true,
    evidence: notice.evidence.filter(
      ({ quote, service }) => quote !== undefined || services.some((one) => contains(one, service)),
    ),
  };
}

function groupsOf({ services }: Notice, members: readonly ServicePath[]): ServicePath[] {
  return services.filter((service) => members.some((coin) => contains(service, coin)));
}

function nameOf(service: ServicePath): string {
  return service.slice(exchangeOf(service).length + 1).replaceAll('/', '.');
}
