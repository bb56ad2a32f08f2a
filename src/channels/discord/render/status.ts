import type { Incident, Maintenance } from '#src/domain/incident.ts';
import { parseService } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';
import type { ComponentView, ExchangeView, ServiceView } from '#src/engine/view/view.ts';
import { componentName, serviceName, statusWords } from '#src/alert/words.ts';

import { escapeText } from './escape.ts';
import { evidenceLinks, renderEvidence, textOf } from './evidence.ts';
import { allowOnly, fieldsOf, fitLines, fitNames, linkButtons } from './message-body.ts';
import type { MessageBody } from './message-body.ts';
import { sourceLines } from './source-lines.ts';
import { colorOf, symbolOf } from './symbols.ts';
import { moment, timestamp } from './timestamp.ts';

const NAME_MAX = 64;
const TEXT_MAX = 160;
const LIST_MAX = 900;
/** With three lists it stays below the 6000 characters of an embed. */
const DESCRIPTION_MAX = 3000;

/** An exchange as it stands: what is down first, what works in one line, how fresh it is last. */
export function renderExchangeStatus(view: ExchangeView, now: number): MessageBody {
  if (view.retired !== undefined) return message(retiredLine(view, view.retired), 'unknown', {});
  const seen = view.components.toSorted((a, b) => severityOf(b.status) - severityOf(a.status));
  const bad = seen.filter(({ status }) => status === 'under_maintenance' || isTrouble(status));
  return message(`${symbolOf(view.status)} ${bold(view.name)} ${overallWords(view)}`, view.status, {
    description: [
      ...bad.flatMap((component) => componentLines(component, now)),
      ...wordLine('🟢', 'Working', seen, 'operational'),
      ...wordLine('⚪', 'Not seen', seen, 'unknown'),
      ...closedLine(seen),
    ],
    fields: [
      {
        name: 'Open incidents',
        value: fitLines(
          view.incidents.map((one) => incidentLine(one, view.name, now)),
          LIST_MAX,
        ),
      },
      {
        name: 'Maintenance',
        value: fitLines(
          view.maintenances.map((one) => maintenanceLine(one, view.name, now)),
          LIST_MAX,
        ),
      },
      { name: 'Sources', value: sourceLines(view.sources, view.freshAt) },
    ],
  });
}

/** One service as it stands, with the evidence. */
export function renderServiceStatus(view: ServiceView, exchangeName: string, now: number): MessageBody {
  const { status, since, sinceKnown, parts, closedSince } = view;
  const name = escapeText(serviceName(view.service, exchangeName), 150);
  const closed = closedSince !== undefined;
  const headline = closed
    ? `🔒 **${name}**: closed`
    : `${symbolOf(status)} **${name}**: ${statusWords(status)}`;
  const body = message(headline, closed ? 'unknown' : status, {
    description: [
      ...(closed ? [`Closed since ${timestamp(closedSince, 'f')}, which is no outage any more.`] : []),
      ...(!closed && since > 0 && status !== 'unknown' ? [sinceLine(since, sinceKnown, now)] : []),
      ...(status === 'unknown' ? ['No source has said anything about it lately.'] : []),
    ],
    fields: [
      ...(parts === undefined || parts.hit === 0
        ? []
        : [
            {
              name: `In trouble: ${parts.hit} of ${parts.of}`,
              value: fitLines(
                parts.list.map(
                  (part) =>
                    `${symbolOf(part.status)} ${partLabel(part.service)}: ${statusWords(part.status)}, since ${moment(part.since, now)}`,
                ),
                LIST_MAX,
              ),
            },
          ]),
      { name: 'Evidence', value: renderEvidence({ evidence: view.evidence, at: now }) },
      {
        name: 'Open incidents',
        value: fitLines(
          view.incidents.map((one) => incidentLine(one, exchangeName, now)),
          LIST_MAX,
        ),
      },
    ],
  });
  return { ...body, components: linkButtons(evidenceLinks(view)) };
}

/** Several exchanges, one line each, the worst first. */
export function renderGlance(views: readonly ExchangeView[], now: number): MessageBody {
  const sorted = views.toSorted(
    (a, b) => severityOf(b.status) - severityOf(a.status) || a.name.localeCompare(b.name, 'en'),
  );
  const [worst] = sorted;
  const freshAt = Math.max(0, ...views.map((view) => view.freshAt));
  return message(
    `${symbolOf(worst?.status ?? 'unknown')} **Exchanges that this server watches**`,
    worst?.status ?? 'unknown',
    {
      description: [fitLines(sorted.map(glanceLine), DESCRIPTION_MAX - 200), freshLine(freshAt, now)],
      fields: [],
    },
  );
}

interface Content {
  readonly description?: readonly string[];
  readonly fields?: readonly { name: string; value: string | undefined }[];
}

function message(content: string, status: Status, { description = [], fields = [] }: Content): MessageBody {
  const text = fitLines(
    description.filter((line) => line !== ''),
    DESCRIPTION_MAX,
  );
  const kept = fieldsOf(fields);
  const isEmpty = text === '' && kept.length === 0;
  const embed = { color: colorOf(status), ...(text !== '' && { description: text }), fields: kept };
  return { content, embeds: isEmpty ? [] : [embed], components: [], allowed_mentions: allowOnly([]) };
}

function bold(name: string): string {
  return `**${escapeText(name, NAME_MAX)}**`;
}

function retiredLine({ name }: Pick<ExchangeView, 'name'>, retired: string): string {
  return `⚪ ${bold(name)} is retired. ${escapeText(retired, 400)}`;
}

function overallWords({ status, components }: ExchangeView): string {
  const hit = components.filter((component) => isTrouble(component.status)).length;
  switch (status) {
    case 'operational':
      return 'works';
    case 'unknown':
      return 'is out of our sight right now';
    case 'under_maintenance':
      return 'is under maintenance';
    case 'degraded_performance':
    case 'partial_outage':
    case 'major_outage':
      return hit <= 1 ? 'has trouble with one service' : `has trouble with ${hit} services`;
  }
}

function label(component: string): string {
  const name = escapeText(componentName(component), NAME_MAX);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function componentLines(view: ComponentView, now: number): string[] {
  const { component, status, since, sinceKnown, hit, of, evidence } = view;
  const text = evidence.map(textOf).join();
  const share = hit === undefined || of === undefined || hit === 0 ? '' : `, ${hit} of ${of}`;
  return [
    `${symbolOf(status)} **${label(component)}**: ${statusWords(status)}${share}`,
    `-# ${sinceLine(since, sinceKnown, now)}`,
    ...(text === '' ? [] : [`-# ${escapeText(text, TEXT_MAX)}`]),
  ];
}

function sinceLine(since: number, sinceKnown: boolean, now: number): string {
  return sinceKnown
    ? `since ${moment(since, now)} (${timestamp(since, 'R')})`
    : `since before ${moment(since, now)}, while nobody was looking`;
}

function wordLine(symbol: string, word: string, views: readonly ComponentView[], status: Status): string[] {
  const names = views
    .filter((view) => view.status === status)
    .map(({ component }) => escapeText(componentName(component), NAME_MAX));
  return names.length === 0 ? [] : [`${symbol} ${word}: ${fitNames(names, 400)}`];
}

function closedLine(views: readonly ComponentView[]): string[] {
  const closed = views
    .filter(({ closedForLong }) => closedForLong > 0)
    .map(
      ({ component, closedForLong }) =>
        `${closedForLong} in ${escapeText(componentName(component), NAME_MAX)}`,
    );
  return closed.length === 0 ? [] : [`-# Closed for long, no outage: ${fitNames(closed, 300)}`];
}

function incidentLine(
  { services: [service], members, status, since, sinceKnown, flapping, unconfirmed }: Incident,
  name: string,
  now: number,
): string {
  const notes = [flapping ? 'up and down' : '', unconfirmed ? 'unconfirmed by the exchange' : ''].filter(
    (note) => note !== '',
  );
  const what = `${serviceName(service, name)}${members === undefined ? '' : ` of ${members.length} coins`}`;
  const suffix = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${symbolOf(status)} ${escapeText(what, 120)}: ${statusWords(status)} ${sinceLine(since, sinceKnown, now)}${suffix}`;
}

function maintenanceLine({ services, window, stage }: Maintenance, name: string, now: number): string {
  const what = fitNames(
    services.map((service) => escapeText(serviceName(service, name), 100)),
    200,
  );
  const from = window.from === null ? 'at a time not given' : `from ${moment(window.from, now)}`;
  const until = window.until === null ? '' : ` to ${moment(window.until, window.from ?? now)}`;
  const late = stage === 'overrun' ? ', takes longer than planned' : '';
  return `${stage === 'scheduled' ? '📅' : '🛠️'} ${what}: ${from}${until}${late}`;
}

function partLabel(service: string): string {
  const { asset, network } = parseService(service);
  return escapeText([asset, network].filter((part) => part !== undefined).join('/') || service, 60);
}

function glanceLine(view: ExchangeView): string {
  if (view.retired !== undefined) return `⚪ ${bold(view.name)}: retired`;
  const bad = view.components.filter(({ status }) => status === 'under_maintenance' || isTrouble(status));
  const named = bad.map(
    ({ component, status }) => `${escapeText(componentName(component), NAME_MAX)} ${statusWords(status)}`,
  );
  return `${symbolOf(view.status)} ${bold(view.name)}: ${named.length === 0 ? statusWords(view.status) : fitNames(named, 150)}`;
}

function freshLine(freshAt: number, now: number): string {
  return freshAt === 0
    ? '-# Nothing has been read yet.'
    : `-# Last read ${timestamp(Math.min(freshAt, now), 'R')}`;
}
