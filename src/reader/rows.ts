import { chainOf } from '#src/names/name-rules.ts';
import { subjectsOf } from '#src/names/scope.ts';
import type { AssetOnNetwork } from '#src/names/scope.ts';
import type { Token } from '#src/names/token.ts';
import { UNKNOWN } from '#src/names/unknown-names.ts';

import { isServiceLabel } from './field.ts';
import type { ClauseFinding } from './finding.ts';
import type { ScannedSentence } from './sentences.ts';
import { labelOf, onNetwork } from './turns.ts';
import type { PostLines } from './turns.ts';

/** "Affected services: all services": the parts that are named beside it belong to that, unless some of them work. */
function isOfAll(sentences: readonly ScannedSentence[], findings: readonly ClauseFinding[]): boolean {
  const isPartly = findings.some(
    ({ subjects, assertion }) =>
      subjects.length > 0 &&
      (assertion.kind === 'works' || (assertion.kind === 'return' && assertion.tense !== 'future')),
  );
  return !isPartly && sentences.some((sentence) => !sentence.isTitle && saysAll(sentence));
}

function saysAll(sentence: ScannedSentence): boolean {
  const { end, label } = labelOf(sentence);
  const value = sentence.named.filter(({ start }) => start > end);
  const isAll =
    value[0]?.kind === 'mark' && value[0].mark === 'all' && sentence.text.endsWith(`: ${value[0].text}`);
  return isServiceLabel(label) && (isAll || (isBare(value) && subjectsOf(value)[0] === 'exchange'));
}

/** Nothing happens in it. */
function isBare(tokens: readonly Token[]): boolean {
  return tokens.every(({ kind }) => kind !== 'predicate' && kind !== 'time');
}

/** What has a place or a time of its own stays what it is. */
function asWhole(finding: ClauseFinding): ClauseFinding {
  const { lentTime, moments, pairs, places, subjects, assertion } = finding;
  const isOwn = places.length > 0 || pairs.length > 0 || (moments.length > 0 && !lentTime);
  const isHalt = assertion.kind === 'trouble' && assertion.effect === 'halted';
  if (!isHalt || subjects.length === 0 || isOwn) return finding;
  return { ...finding, subjects: ['exchange'] };
}

/** Puts what the fields and tables of a post name in the place of "the following". */
export function fillIn(
  findings: readonly ClauseFinding[],
  sentences: readonly ScannedSentence[],
  { hasHead, listed, turns }: PostLines,
): ClauseFinding[] {
  if (isOfAll(sentences, findings)) return findings.map(asWhole);
  const rows = [...turns.values()].flat();
  const named = rows.flatMap(({ places }) => places);
  const placed = listed.length === 0 ? [...findings] : findings.map((finding) => withListed(finding, listed));
  const headings = placed.filter((finding) => isHeading(finding, named));
  const [heading] = headings;
  if (heading === undefined || heading.assertion.kind !== 'trouble') return placed;
  // Each is told with its own time, which is none of the others'.
  const assertion = { ...heading.assertion, tense: 'future' as const };
  const subjects = [...new Set(headings.flatMap((one) => one.subjects))];
  const isOn = heading.places.some(({ asset, network }) => asset === null && network === UNKNOWN);
  return [
    ...placed.filter((finding) => !headings.includes(finding)),
    ...rows.map((row) => ({
      ...heading,
      assertion,
      subjects: row.subjects.length > 0 ? row.subjects : subjects,
      places: isOn && !hasHead ? row.places.map(onNetwork) : row.places,
      moments: row.moments,
      isTitle: false,
      inherited: false,
      borrowed: false,
      lentTime: false,
    })),
  ];
}

function withListed(finding: ClauseFinding, listed: readonly AssetOnNetwork[]): ClauseFinding {
  const { all, pairs, places, subjects, assertion } = finding;
  const moves = subjects.every((subject) => subject === 'deposits' || subject === 'withdrawals');
  if (!moves || subjects.length === 0 || all || pairs.length > 0) return finding;
  if (assertion.kind !== 'trouble' && assertion.kind !== 'return') return finding;
  return places.every((place) => isAmong(place, listed)) ? { ...finding, places: listed } : finding;
}

/** A claim about all rows at once, or about one of them. */
function isHeading(
  { all, places, subjects, assertion }: ClauseFinding,
  named: readonly AssetOnNetwork[],
): boolean {
  if (named.length === 0 || assertion.kind !== 'trouble' || all || subjects.length === 0) return false;
  const moves = subjects.every((subject) => subject === 'deposits' || subject === 'withdrawals');
  return moves && places.every((place) => isAmong(place, named));
}

/** It is one of these, or their chain, or of what is not named. */
function isAmong({ asset, network }: AssetOnNetwork, places: readonly AssetOnNetwork[]): boolean {
  if (asset === UNKNOWN || (asset === null && network === UNKNOWN)) return true;
  return places.some((one) =>
    asset === null
      ? one.network === network || (one.asset !== null && chainOf(one.asset) === network)
      : one.asset === asset
        ? network === null || one.network === network
        : one.asset === null && one.network === network && chainOf(asset) === network,
  );
}
