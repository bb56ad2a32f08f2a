/** How far an incident or a maintenance has come, by the words that status pages head their updates with. */
const STAGES = [
  'scheduled|investigating',
  'identified|in progress|update',
  'monitoring|verifying',
  'resolved|completed|postmortem',
];
const STAGE = STAGES.map((words) => `(${words})`).join('|');
const DATE = String.raw`(?:<small>[^]{0,300}?</small>\s*(?:<br ?/?>)?\s*)?`;
const HEAD = new RegExp(
  String.raw`(?:<(?:p|div|li)>\s*)?${DATE}<(?:strong|b)>\s*(?:${STAGE})\s*</(?:strong|b)>|^(?:${STAGE}) [-–] `,
  'gim',
);

/** A status page's feed has all updates of an incident in one entry, the newest first. In this order they are a story. */
export function oldestFirst(body: string): string {
  const heads = [...body.matchAll(HEAD)];
  const [first, last] = [heads[0], heads.at(-1)].map(stageOf);
  if (first === undefined || last === undefined || first <= last) return body;
  const updates = heads.map(({ index }, i) => body.slice(index, heads[i + 1]?.index));
  return [body.slice(0, heads[0]?.index), ...updates.toReversed()].join('\n');
}

function stageOf(head: RegExpExecArray | undefined): number | undefined {
  const at = head?.slice(1).findIndex((word) => word !== undefined);
  return at === undefined ? undefined : at % STAGES.length;
}
