import type { Notice } from '#src/domain/incident.ts';
import type { Status } from '#src/domain/status.ts';

const STATUS_SYMBOLS: Record<Status, string> = {
  operational: '🟢',
  degraded_performance: '🟡',
  partial_outage: '🟠',
  major_outage: '🔴',
  under_maintenance: '🛠️',
  unknown: '⚪',
};

const STATUS_COLORS: Record<Status, number> = {
  operational: 0x2e_cc_71,
  degraded_performance: 0xf1_c4_0f,
  partial_outage: 0xe6_7e_22,
  major_outage: 0xe7_4c_3c,
  under_maintenance: 0x34_98_db,
  unknown: 0x95_a5_a6,
};

export function symbolOf(status: Status): string {
  return STATUS_SYMBOLS[status];
}

export function colorOf(status: Status): number {
  return STATUS_COLORS[status];
}

/** The symbol that a notice begins with: what kind of news it is, at a glance. */
export function noticeSymbol(notice: Notice): string {
  switch (notice.kind) {
    case 'opened':
    case 'changed':
    case 'reopened':
      return symbolOf(notice.status);
    case 'resolved':
      return '🟢';
    case 'flapping':
      return '🔁';
    case 'maintenance_scheduled':
    case 'maintenance_moved':
    case 'ending_scheduled':
      return '📅';
    case 'maintenance_started':
      return '🛠️';
    case 'maintenance_ended':
    case 'maintenance_canceled':
      return '✅';
    case 'maintenance_overrun':
      return '⏰';
  }
}
