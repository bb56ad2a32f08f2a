import { componentName, isPluralComponent, partsOfComponent } from '#src/domain/components.ts';
import type { NoticeKind } from '#src/domain/incident.ts';
import { ANY, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

export { componentName };

/** What people call a service: `Binance USDT withdrawals on TRC20`. Plain text, without markup. */
export function serviceName(service: ServicePath, exchangeName: string): string {
  const { component, asset, network } = parseService(service);
  if (component === undefined) return exchangeName;
  const isTrading = partsOfComponent(component) === 'pairs';
  if (asset === undefined) return `${exchangeName} ${componentName(component)}`;
  if (isTrading && network !== undefined)
    return `${exchangeName} ${asset}/${network} ${componentName(component)}`;
  const what = asset === ANY ? componentName(component) : `${asset} ${componentName(component)}`;
  return network === undefined ? `${exchangeName} ${what}` : `${exchangeName} ${what} on ${network}`;
}

interface IncidentFacts {
  readonly service: ServicePath;
  readonly exchangeName: string;
  readonly status: Status;
  /** How long it lasted, in milliseconds. */
  readonly durationMs: number;
  /** Of a group of coins: how many. */
  readonly hit?: number;
  /** The exchange says that it has resumed, and shows that it has not. */
  readonly isDisputed: boolean;
}

/** The headline of an incident's notice, as one plain sentence without a full stop. */
export function incidentSummary(
  kind: Extract<NoticeKind, 'opened' | 'changed' | 'reopened' | 'resolved' | 'flapping'>,
  about: IncidentFacts,
): string {
  const { service, exchangeName, status, durationMs, hit, isDisputed } = about;
  const name = serviceName(service, exchangeName);
  const subject = hit === undefined ? name : `${name} of ${hit} ${hit === 1 ? 'coin' : 'coins'}`;
  const be = isPlural(service) ? 'are' : 'is';
  switch (kind) {
    case 'opened':
      return `${subject} ${be} ${STATUS_WORDS[status]}`;
    case 'changed':
      if (isDisputed) return `${subject} ${be} said to be back, and ${be} still ${STATUS_WORDS[status]}`;
      return `${subject} ${be} now ${STATUS_WORDS[status]}`;
    case 'reopened':
      return `${subject} ${be} ${STATUS_WORDS[status]} again`;
    case 'resolved':
      return `${subject} ${be} back after ${formatDuration(durationMs)}`;
    case 'flapping':
      return `${subject} ${isPlural(service) ? 'keep' : 'keeps'} going down and coming back`;
  }
}

export type MaintenanceNews = 'scheduled' | 'moved' | 'started' | 'ended' | 'canceled' | 'overrun';

/** The headline of a maintenance's notice, as one plain sentence without a full stop. */
export function maintenanceSummary(
  news: MaintenanceNews,
  services: readonly ServicePath[],
  exchangeName: string,
): string {
  const name = joinNames(services, exchangeName);
  const isWhole = services.some(isWholeExchange);
  const be = !isWhole && (services.length > 1 || isPlural(services[0] ?? '')) ? 'are' : 'is';
  switch (news) {
    case 'scheduled':
      return `Maintenance of ${name} is planned`;
    case 'moved':
      return `The planned maintenance of ${name} has a new time`;
    case 'started':
      return `${name} ${be} under maintenance`;
    case 'ended':
      return `Maintenance of ${name} is over`;
    case 'canceled':
      return `The planned maintenance of ${name} is cancelled`;
    case 'overrun':
      return `Maintenance of ${name} takes longer than planned`;
  }
}

const STATUS_WORDS: Record<Status, string> = {
  operational: 'working',
  degraded_performance: 'disturbed',
  partial_outage: 'partly down',
  major_outage: 'down',
  under_maintenance: 'under maintenance',
  unknown: 'not seen',
};

/** A status as people say it, to stand behind "is" or "are". */
export function statusWords(status: Status): string {
  return STATUS_WORDS[status];
}

/** `1 h 42 min`, `3 min`, `40 s`, `2 d 4 h`: the two largest units that say something. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const units: readonly (readonly [string, number])[] = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ];
  const largest = units.findIndex(([, size]) => seconds >= size);
  const [unit, size] = units[largest] ?? ['s', 1];
  const whole = Math.floor(seconds / size);
  const next = units[largest + 1];
  // Seconds beside minutes are noise once something lasted several of them.
  if (next === undefined || (unit === 'min' && whole >= 5)) return `${whole} ${unit}`;
  const rest = Math.floor((seconds - whole * size) / next[1]);
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${next[0]}`;
}

function isWholeExchange(service: ServicePath): boolean {
  return parseService(service).component === undefined;
}

function isPlural(service: ServicePath): boolean {
  return isPluralComponent(parseService(service).component ?? '');
}

/** `Binance ETH deposits and withdrawals`: parts that are alike but for the component are named once. */
function joinNames(services: readonly ServicePath[], exchangeName: string): string {
  const [first = '', ...rest] = services;
  if (services.some(isWholeExchange)) return exchangeName;
  if (rest.length === 0) return serviceName(first, exchangeName);
  const { asset, network } = parseService(first);
  const alike = rest.every((service) => {
    const other = parseService(service);
    return other.asset === asset && other.network === network;
  });
  if (!alike) return `${serviceName(first, exchangeName)} and ${rest.length} more`;
  const components = services.map((service) => componentName(parseService(service).component ?? ''));
  const last = components.at(-1) ?? '';
  const listed = `${components.slice(0, -1).join(', ')} and ${last}`;
  const what = asset === undefined || asset === ANY ? listed : `${asset} ${listed}`;
  return network === undefined ? `${exchangeName} ${what}` : `${exchangeName} ${what} on ${network}`;
}
