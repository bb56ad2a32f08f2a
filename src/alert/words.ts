import { componentName, isPluralComponent, partsOfComponent } from '#src/domain/components.ts';
import type { Notice } from '#src/domain/incident.ts';
import { ANY, parseService } from '#src/domain/service.ts';
import type { ServicePath, Services } from '#src/domain/service.ts';
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

/** The headline of a notice, as one plain sentence without a full stop. */
export function summaryOf(notice: Notice): string {
  const { kind, services, exchangeName, status, members, unconfirmed } = notice;
  const name = joinNames(services, exchangeName);
  const count = members?.length;
  const subject = count === undefined ? name : `${name} of ${count} ${count === 1 ? 'coin' : 'coins'}`;
  const isWhole = services.some(isWholeExchange);
  const isMany = !isWhole && (services.length > 1 || isPlural(services[0]));
  const be = isMany ? 'are' : 'is';
  const doubt = unconfirmed && kind !== 'resolved' ? ', unconfirmed by the exchange' : '';
  switch (kind) {
    case 'opened':
      return `${subject} ${be} ${STATUS_WORDS[status]}${doubt}`;
    case 'changed':
      if (notice.change === 'disputed')
        return `${subject} ${be} said to be back, and ${be} still ${STATUS_WORDS[status]}`;
      return `${subject} ${be} now ${STATUS_WORDS[status]}${doubt}`;
    case 'reopened':
      return `${subject} ${be} ${STATUS_WORDS[status]} again${doubt}`;
    case 'resolved':
      return `${subject} ${be} back after ${formatDuration(notice.durationMs ?? 0)}`;
    case 'flapping':
      return `${subject} ${isMany ? 'keep' : 'keeps'} going down and coming back`;
    case 'maintenance_scheduled':
      return `Maintenance of ${name} is planned`;
    case 'maintenance_moved':
      return `The planned maintenance of ${name} has a new time`;
    case 'maintenance_started':
      return `${name} ${be} under maintenance`;
    case 'maintenance_ended':
      return `Maintenance of ${name} is over`;
    case 'maintenance_canceled':
      return `The planned maintenance of ${name} is cancelled`;
    case 'maintenance_overrun':
      return `Maintenance of ${name} takes longer than planned`;
    case 'ending_scheduled':
      return `${name} will end`;
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
function joinNames(services: Services, exchangeName: string): string {
  const [first, ...rest] = services;
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
