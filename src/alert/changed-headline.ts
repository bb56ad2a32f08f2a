import type { Notice, NoticePart } from '#src/domain/incident.ts';
import { contains, exchangeOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf, worstOf } from '#src/domain/status.ts';

import { HEADLINE_MAX } from './card.ts';
import { nameParts } from './left-behind.ts';
import { coinList, componentText, listed, nameServices, onNetworks, partText } from './names.ts';
import { stateText } from './state.ts';
import { words } from './headline-facts.ts';
import type { HeadlineFacts } from './headline-facts.ts';
import { lengthOf, moment } from './text.ts';
import type { Text } from './text.ts';
import { unitOf } from './unit.ts';

/** What it is that has changed. */
export function changedLine(facts: HeadlineFacts): Text {
  const { notice, voice } = facts;
  const { at, eta, previousEta, upMs, downs = 0, since } = notice;
  switch (notice.change) {
    case 'eta_given':
      if (eta !== undefined)
        return voice.write('headline.etaGiven', { ...words(facts), eta: moment(eta, at) });
      break;
    case 'eta_moved':
      if (eta !== undefined && previousEta !== undefined && !facts.isShort)
        return voice.write('headline.etaMoved', {
          ...words(facts),
          eta: moment(eta, at),
          previous: moment(previousEta, at),
        });
      if (eta !== undefined)
        return voice.write('headline.etaGiven', { ...words(facts), eta: moment(eta, at) });
      break;
    case 'eta_passed':
      if (eta !== undefined)
        return voice.write('headline.etaPassed', { ...words(facts), eta: moment(eta, at) });
      break;
    case 'disputed':
      return disputedLine(facts);
    case 'partly_back':
    case 'majors_back':
    case 'better':
      return betterLine(facts);
    case 'steady':
      return voice.write('headline.steadyDown', {
        ...words(facts),
        duration: voice.duration(upMs ?? 0),
        downs,
        since: moment(since, at),
      });
    case 'maintained':
      return voice.write('headline.maintained', words(facts));
    case 'worse':
      return worseLine(facts);
    case undefined:
      break;
  }
  return nowLine(facts);
}

/** Which of several services it is that got worse, or fell as well; the others are as they were told. */
function worseLine(facts: HeadlineFacts): Text {
  const own = narrowedTo(facts, ({ previous, status }) => severityOf(status) > severityOf(previous));
  if (own === undefined) return nowLine(facts);
  const { parts = [] } = own.notice;
  const haveFallen = parts.every(({ previous }) => previous === 'operational');
  return haveFallen && own.named.shape === 'parts'
    ? facts.voice.write('headline.nowToo', words(own))
    : nowLine(own);
}

/** Which of several services are not as bad any more. */
function easedOf(facts: HeadlineFacts): HeadlineFacts | undefined {
  return narrowedTo(facts, ({ previous, status }) => severityOf(status) < severityOf(previous));
}

/** As told of some of the services in trouble alone; `undefined` where that is none or all of them. */
function narrowedTo(facts: HeadlineFacts, isMeant: (part: NoticePart) => boolean): HeadlineFacts | undefined {
  const { most, notice, voice } = facts;
  const down = (notice.parts ?? []).filter(({ status }) => isTrouble(status));
  const parts = down.filter(isMeant);
  if (notice.members !== undefined || parts.length === 0 || parts.length === down.length) return undefined;
  const services = parts.map(({ service }) => service);
  const status = worstOf(parts.map((part) => part.status));
  return {
    ...facts,
    named: nameServices(services, notice.exchangeName, voice, most),
    notice: { ...notice, parts, status },
  };
}

function nowLine(facts: HeadlineFacts): Text {
  const { named, voice } = facts;
  return named.shape === 'set'
    ? voice.write('headline.setNow', { ...words(facts), list: named.what })
    : voice.write('headline.now', words(facts));
}

function disputedLine(facts: HeadlineFacts): Text {
  const { notice, named, voice } = facts;
  const what = named.what.length === 0 ? voice.write('name.everything') : named.what;
  const counted = notice.evidence.find(({ count }) => count !== undefined && count.of > 1);
  const { hit, of } = counted?.count ?? { hit: 0, of: 0 };
  const venue =
    counted?.venue ??
    notice.evidence.find(({ venue }) => venue !== 'announcements')?.venue ??
    'system_status';
  if (facts.isShort) {
    const short = voice.write('headline.disputedShort', { ...words(facts), what });
    if (counted === undefined) return short;
    const numbered = voice.write('headline.disputedCounted', {
      ...words(facts),
      what,
      hit,
      of,
      unit: unitOf(counted.service),
      off: stateText('major_outage', true, voice),
    });
    return lengthOf(numbered) <= HEADLINE_MAX ? numbered : short;
  }
  return voice.write('headline.disputed', {
    ...words(facts),
    state: stateText('major_outage', true, voice),
    what,
    venue: voice.write(`venue.${venue}`),
    count: counted === undefined ? [] : voice.write('headline.forParts', { hit, of }),
  });
}

/** In part back: which coins, how many of them, or which of several services. */
function betterLine(facts: HeadlineFacts): Text {
  const { notice, named, voice, most } = facts;
  const { back = [], extent, services, status } = notice;
  const eased = notice.change === 'better' ? easedOf(facts) : undefined;
  if (eased !== undefined) return voice.write('headline.better', words(eased));
  const left = leftOut(notice);
  if (left.length > 0) {
    const { number, subject } = nameServices(back, notice.exchangeName, voice, most);
    const list = nameParts(back, left, left.length, most, voice);
    return voice.write('headline.partlyBackBut', { ...words(facts), subject, number, list });
  }
  const rest = waysLeft(notice);
  if (rest.length > 0) {
    const { number, subject } = nameServices(back, notice.exchangeName, voice, most);
    const list = voice.list(rest.map((one) => componentText(one, voice)));
    return voice.write('headline.wayBack', { ...words(facts), subject, number, list });
  }
  const isOfComponents = back.every((service) => parseService(service).asset === undefined);
  if (back.length > 0 && isOfComponents && services.length > 1) {
    const list = listed(
      back.map((one) => componentText(parseService(one).component ?? exchangeOf(one), voice)),
      back.length,
      most,
      voice,
      'list',
    );
    if (facts.isShort) return voice.write('headline.partlyBackNamed', { ...words(facts), list });
    const rest = status === 'major_outage' ? 'down' : 'partly';
    const number = back.length > 1 ? 'other' : nameServices(back, notice.exchangeName, voice, most).number;
    return voice.write('headline.setPartlyBack', { ...words(facts), list, number, rest });
  }
  const workAgain = extent === undefined ? 0 : extent.of - extent.hit;
  if (back.length > 0) {
    const assets = back.map((one) => parseService(one).asset ?? '');
    const isOfOneCoin = back.length > 1 && onNetworks(back.map(parseService)) !== undefined;
    const named = isOfOneCoin
      ? nameParts(back, back, back.length, most, voice)
      : assets.every((asset) => asset !== '')
        ? coinList(assets, Math.max(workAgain, back.length), Math.min(most, 3), voice)
        : listed(
            back.map((one) => partText(one, voice)),
            back.length,
            most,
            voice,
            'list',
          );
    return voice.write('headline.partlyBackNamed', { ...words(facts), list: named });
  }
  if (extent !== undefined && workAgain > 0 && named.shape === 'parts')
    return voice.write('headline.partlyBackCounted', { ...words(facts), back: workAgain, of: extent.of });
  return notice.status === 'degraded_performance'
    ? voice.write('headline.better', words(facts))
    : voice.write('headline.partlyBack', words(facts));
}

/** Of one coin, or one network: what cannot be done with it yet, where something else can again. */
function waysLeft({ back = [], parts = [] }: Notice): readonly string[] {
  const [first, ...others] = parts.map(({ service }) => parseService(service));
  if (first?.asset === undefined || back.length === 0) return [];
  if (!others.every(({ asset, network }) => asset === first.asset && network === first.network)) return [];
  const left = parts.filter(({ service, status }) => isTrouble(status) && !back.includes(service));
  return left.flatMap(({ service }) => parseService(service).component ?? []);
}

/** What is still out, where that is nothing but parts of what is back: "all but BTC". */
function leftOut({ back = [], parts = [] }: Notice): readonly ServicePath[] {
  const left = parts.filter(({ status }) => isTrouble(status)).map(({ service }) => service);
  const isOfBack = (service: ServicePath): boolean =>
    back.some((whole) => whole !== service && contains(whole, service));
  return back.length > 0 && left.every(isOfBack) ? left : [];
}
