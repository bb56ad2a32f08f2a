import { componentName, partsOfComponent } from '#src/domain/components.ts';
import { ANY, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

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
