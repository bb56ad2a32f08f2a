import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import { componentPathOf, contains, depthOf } from '#src/domain/service.ts';
import type { ServicePath, Services } from '#src/domain/service.ts';
import { isTrouble, worstOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

export function statusOfParts(parts: readonly IncidentPart[]): Status {
  return worstOf(
    parts.map(({ service, status }) => (isOfMilderWhole(service, parts) ? milder(status) : status)),
  );
}

/** What is out of a whole that is told of beside it takes the whole down in part. */
function isOfMilderWhole(service: ServicePath, parts: readonly IncidentPart[]): boolean {
  return parts.some(
    (whole) => whole.service !== service && isTrouble(whole.status) && contains(whole.service, service),
  );
}

function milder(status: Status): Status {
  return status === 'major_outage' ? 'partial_outage' : status;
}

/** The parts to speak of: what is told by a wider part, or fell with something else after it was told to be back, is not. */
export function namedParts(parts: readonly IncidentPart[]): readonly IncidentPart[] {
  return parts.filter(
    ({ absorbed, status }) => absorbed === undefined || (absorbed === 'elsewhere' && isTrouble(status)),
  );
}

/** What leads stays in front; what is wider, or worse, than it goes before it. */
export function leadingFirst(parts: readonly IncidentPart[], before: readonly ServicePath[]): Services {
  const [first, ...others] = partsInOrder(parts, before).map(({ service }) => service);
  return [first ?? before[0] ?? '', ...others];
}

/** The order in which people would name components that are down. */
const RANK = ['withdrawals', 'deposits', 'spot', 'derivatives', 'margin', 'login', 'api', 'website'];

export function partsInOrder<Part extends Pick<IncidentPart, 'service'>>(
  parts: readonly Part[],
  before: readonly ServicePath[],
): Part[] {
  const rank = ({ service }: Part): number => {
    const at = RANK.indexOf((componentPathOf(service) ?? '').split('/')[1] ?? '');
    return at < 0 ? RANK.length : at;
  };
  const place = ({ service }: Part): number => {
    const at = before.indexOf(service);
    return at < 0 ? before.length : at;
  };
  return parts.toSorted(
    (a, b) =>
      Math.min(depthOf(a.service), 3) - Math.min(depthOf(b.service), 3) ||
      place(a) - place(b) ||
      rank(a) - rank(b) ||
      (a.service < b.service ? -1 : 1),
  );
}

export function membersOf(parts: readonly IncidentPart[]): Pick<Incident, 'members'> {
  const members = parts.flatMap((part) => part.members ?? []);
  return members.length === 0 ? {} : { members };
}
