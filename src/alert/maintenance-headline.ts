import { isTrading } from '#src/domain/components.ts';
import type { Notice, NoticeKind } from '#src/domain/incident.ts';
import { parseService } from '#src/domain/service.ts';

import type { HeadlineFacts } from './headline-facts.ts';
import { beginOf } from './planned-time.ts';
import { moment } from './text.ts';
import type { Text } from './text.ts';

export type MaintenanceKind = Extract<NoticeKind, `maintenance_${string}`>;

/** What is told of a maintenance, on one line. Deposits are "paused" for it; a website is "under maintenance". */
export function maintenanceHeadline(
  kind: MaintenanceKind,
  { isShort, notice, named, voice }: HeadlineFacts,
): Text {
  const { at, durationMs = 0, planned, plannedOnly, previousWindow, window } = notice;
  const { from = null, until = null } = window ?? {};
  const what = named.shape === 'whole' ? voice.write('name.everything') : named.what;
  // Of some components it is those that are paused, and not the exchange.
  const isSet = named.shape === 'set' && named.what.length > 0;
  const words = {
    subject: isSet ? voice.write('name.of', { exchange: named.exchange, what: named.what }) : named.subject,
    exchange: named.exchange,
    number: isSet ? ('other' as const) : named.number,
    shape: named.shape,
    what,
  };
  const verb = isPausable(notice) ? 'pause' : 'maintain';
  switch (kind) {
    case 'maintenance_scheduled': {
      if (from === null) return voice.write(`maintenance.${verb}.undated`, words);
      const when = beginOf(window ?? {}, from, at);
      return until === null || until <= from || isShort
        ? voice.write(`maintenance.${verb}.from`, { ...words, from: when })
        : voice.write(`maintenance.${verb}.fromFor`, {
            ...words,
            from: when,
            duration: voice.duration(until - from),
          });
    }
    case 'maintenance_moved': {
      const before = previousWindow?.from ?? null;
      if (notice.status === 'under_maintenance' && until !== null)
        return voice.write('maintenance.extended', { ...words, until: moment(until, at) });
      if (from === null) return voice.write('maintenance.movedOff', words);
      const to = beginOf(window ?? {}, from, at);
      if (isShort) return voice.write('maintenance.movedTo', { ...words, from: to });
      if (before === null || before === from)
        return voice.write('maintenance.newTimes', { ...words, from: to });
      return voice.write('maintenance.moved', { ...words, before: moment(before, at), from: to });
    }
    case 'maintenance_started':
      if (plannedOnly === true) return voice.write(`maintenance.${verb}.plannedNow`, words);
      return voice.write(`maintenance.${verb}.${planned === true ? 'startedAsPlanned' : 'started'}`, words);
    case 'maintenance_ended':
      if (plannedOnly === true) return voice.write('maintenance.timeIsUp', words);
      return durationMs > 0
        ? voice.write(`maintenance.${verb}.endedAfter`, { ...words, duration: voice.duration(durationMs) })
        : voice.write(`maintenance.${verb}.ended`, words);
    case 'maintenance_canceled':
      return from === null || isShort
        ? voice.write('maintenance.canceled', words)
        : voice.write('maintenance.canceledOn', { ...words, from: beginOf(window ?? {}, from, at) });
    case 'maintenance_overrun':
      return until === null || isShort
        ? voice.write('maintenance.overrun', words)
        : voice.write('maintenance.overrunFrom', { ...words, until: moment(until, at) });
  }
}

/** Something that is switched off for it, such as deposits, rather than worked on. */
function isPausable({ services }: Notice): boolean {
  return services.every((service) => {
    const { component = '' } = parseService(service);
    return component === 'deposits' || component === 'withdrawals' || isTrading(component);
  });
}
