import { componentPathOf } from '#src/domain/service.ts';

import type { StepContext } from '#src/engine/context.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { gather, groupVerdict, isOfCoin } from './group.ts';
import type { Fallen } from './group.ts';
import type { Standing } from './standing.ts';

type Down = Extract<Standing, { kind: 'down' }>;

interface Regrouped {
  readonly standings: readonly Standing[];
  readonly joined: readonly Fallen[];
}

/** Coins that join a group are of that group; coins that have become enough for one are a group from then on. */
export function regroup(
  standings: readonly Standing[],
  joined: readonly Verdict[],
  context: StepContext,
): Regrouped {
  if (joined.length === 0) return { standings, joined: [] };
  const rest: Verdict[] = [];
  const added = new Map<Standing, Verdict[]>();
  for (const verdict of joined) {
    const group = standings.find(
      (standing) =>
        standing.kind === 'down' &&
        standing.part.members !== undefined &&
        isOfCoin(verdict) &&
        componentPathOf(verdict.service) === standing.part.service,
    );
    if (group === undefined) rest.push(verdict);
    else added.set(group, [...(added.get(group) ?? []), verdict]);
  }
  const grown = standings.map((standing) => {
    const more = added.get(standing);
    return more === undefined || standing.kind !== 'down' ? standing : grow(standing, more);
  });
  const single = grown.filter(
    (standing): standing is Down =>
      standing.kind === 'down' && standing.part.members === undefined && isOfCoin(standing.verdict),
  );
  const told = grown.map(({ part }) => part.service);
  const fallen = gather([...single.map(({ verdict }) => verdict), ...rest], context, told);
  const grouped = new Set(fallen.flatMap(({ members }) => members ?? []));
  return {
    standings: grown.filter(
      (one) => !(single as readonly Standing[]).includes(one) || !grouped.has(one.part.service),
    ),
    joined: fallen.filter(({ members, verdict }) => members !== undefined || rest.includes(verdict)),
  };
}

function grow(standing: Down, more: readonly Verdict[]): Standing {
  const members = [...(standing.part.members ?? []), ...more.map(({ service }) => service)];
  const own = [...standing.own, ...more];
  return {
    ...standing,
    part: { ...standing.part, members },
    verdict: groupVerdict(standing.part.service, own, members.length),
    own,
  };
}
