import { isTrading } from '#src/domain/components.ts';
import { ANY, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

/** What the parts of a service are. */
export function unitOf(service: ServicePath): 'coins' | 'markets' | 'networks' | 'services' {
  const { component, asset } = parseService(service);
  if (component === undefined) return 'services';
  if (isTrading(component)) return 'markets';
  return asset === undefined || asset === ANY ? 'coins' : 'networks';
}
