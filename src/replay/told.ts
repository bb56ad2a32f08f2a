import type { Notice } from '#src/domain/incident.ts';
import type { ServicePath } from '#src/domain/service.ts';

/** All services that a notice speaks of, the leading one first. */
export function servicesOf({ service, also }: Notice): readonly ServicePath[] {
  return [service, ...also];
}

/** Its headline, as people read it. */
export function headlineOf({ summary }: Notice): string {
  return summary;
}

/** The name of the engine's rule that decided it. */
export function ruleOf(notice: Notice & { readonly rule?: string }): string | undefined {
  return notice.rule;
}
