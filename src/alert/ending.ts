import type { ServiceEnding } from '#src/domain/ending.ts';
import { ANY, parseService } from '#src/domain/service.ts';

import type { HeadlineFacts } from './headline-facts.ts';
import { coinList, componentText, listed } from './names.ts';
import { dayOf } from './planned-time.ts';
import { outside } from './text.ts';
import type { Text } from './text.ts';
import type { Argument, Voice } from './voice.ts';

/** "OKX ends KLYR: deposits on 12 May, withdrawals on 19 Aug"; "Bybit leaves France: deposits there end on 8 Jan". */
export function endingHeadline({ notice, named, voice, most }: HeadlineFacts): Text {
  const { regions = [], services, window, eta } = notice;
  const endings: readonly ServiceEnding[] =
    notice.endings ?? services.map((service) => ({ service, at: window?.from ?? eta ?? null }));
  const words = { subject: named.subject, exchange: named.exchange, what: named.what, number: named.number };
  const times = [...new Set(endings.map(({ at }) => at))];
  const [when = null] = times;
  if (named.shape === 'whole')
    return wholeLine(words, when, regions.length === 0 ? undefined : listOf(regions, voice), voice);
  const places = listOf(regions, voice);
  if (regions.length > 0) {
    return when === null
      ? voice.write('ending.region', { ...words, regions: places })
      : voice.write('ending.regionOn', { ...words, regions: places, date: dayOf(when) });
  }
  const assets = [...new Set(endings.map(({ service }) => parseService(service).asset))];
  const [asset] = assets;
  if (assets.length === 1 && asset !== undefined && asset !== ANY && times.length > 1) {
    // What has a date is what people have to act on.
    const dated = endings.toSorted((a, b) => Number(a.at === null) - Number(b.at === null));
    const list = dated.slice(0, most).map(({ service, at }) => {
      const { component = '' } = parseService(service);
      return at === null ? componentText(component, voice) : partOn(component, at, voice);
    });
    return voice.write('ending.coin', { ...words, coin: outside(asset.slice(0, 24)), list: voice.row(list) });
  }
  const coins = assets.flatMap((one) => (one === undefined || one === ANY ? [] : [one]));
  const components = new Set(endings.map(({ service }) => parseService(service).component ?? ''));
  if (coins.length > 1 && coins.length === assets.length) {
    const list = coinList(coins, coins.length, most, voice);
    const [only = ''] = components;
    // It goes on in other ways, such as to be withdrawn.
    if (components.size === 1 && when !== null)
      return voice.write('ending.coin', { ...words, coin: list, list: partOn(only, when, voice) });
    return when === null
      ? voice.write('ending.coins', { ...words, coins: list })
      : voice.write('ending.coinsOn', { ...words, coins: list, date: dayOf(when) });
  }
  return when === null
    ? voice.write('ending.undated', words)
    : voice.write('ending.on', { ...words, date: dayOf(when) });
}

/** "deposits on 12 May" */
function partOn(component: string, at: number, voice: Voice): Text {
  return voice.write('ending.partOn', { what: componentText(component, voice), date: dayOf(at) });
}

/** The exchange closes, or leaves a country. */
function wholeLine(
  words: Readonly<Record<string, Argument>>,
  when: number | null,
  regions: Text | undefined,
  voice: Voice,
): Text {
  if (regions === undefined)
    return when === null
      ? voice.write('ending.whole', words)
      : voice.write('ending.wholeOn', { ...words, date: dayOf(when) });
  return when === null
    ? voice.write('ending.leaves', { ...words, regions })
    : voice.write('ending.leavesOn', { ...words, regions, date: dayOf(when) });
}

function listOf(regions: readonly string[], voice: Voice): Text {
  return listed(
    regions.map((code) => voice.region(code)),
    regions.length,
    2,
    voice,
    'list',
  );
}
