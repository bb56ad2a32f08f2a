import type { Evidence, Notice } from '#src/domain/incident.ts';
import type { Basis } from '#src/domain/reading.ts';

import { escapeText } from './escape.ts';
import { hrefOf, safeLink } from './link.ts';
import { fitLines, LIMITS } from './message-body.ts';
import { moment } from './timestamp.ts';

const TEXT_MAX = 300;
const SOURCE_MAX = 40;

const BASIS_WORDS: Record<Basis, string> = {
  official: 'official',
  measured: 'measured',
  inferred: 'concluded',
};

/** One line for each piece of evidence: what was said, by which source, when, and where to read it. */
export function renderEvidence({ evidence, at }: Pick<Notice, 'evidence' | 'at'>): string {
  return fitLines(
    evidence.filter((piece) => textOf(piece) !== '').map((piece) => evidenceLine(piece, at)),
    LIMITS.fieldValue,
  );
}

/** The exchange's words, else how much is hit, else the technical line. */
export function textOf({ quote, count, detail }: Evidence): string {
  if (quote !== undefined) return quote;
  return count === undefined ? (detail ?? '') : `off for ${count.hit} of ${count.of}`;
}

function evidenceLine(piece: Evidence, at: number): string {
  const { source, basis, since, link } = piece;
  const url = safeLink(link);
  const name = escapeText(source, SOURCE_MAX) || 'source';
  const cited = url === undefined ? name : `[${name}](${hrefOf(url)})`;
  return `• ${escapeText(textOf(piece), TEXT_MAX)} (${BASIS_WORDS[basis]}: ${cited}, ${moment(since, at)})`;
}

/** Where to read more, the exchange's own word first. */
export function evidenceLinks({ evidence }: Pick<Notice, 'evidence'>): URL[] {
  const official = evidence.filter(({ basis }) => basis === 'official');
  const others = evidence.filter(({ basis }) => basis !== 'official');
  return [...official, ...others].flatMap(({ link }) => safeLink(link) ?? []);
}
