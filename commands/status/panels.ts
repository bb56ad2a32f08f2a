import type { Card } from '#src/alert/card.ts';
import type { Say } from '#src/alert/catalogue.ts';
import { composeExchange } from '#src/alert/compose-exchange.ts';
import { composeGlance } from '#src/alert/compose-glance.ts';
import { composeService } from '#src/alert/compose-service.ts';
import { componentText, partText } from '#src/alert/names.ts';
import { SYMBOLS } from '#src/alert/card.ts';
import { stateText, toneOf } from '#src/alert/state.ts';
import { capitalized, plain } from '#src/alert/text.ts';
import type { Voice } from '#src/alert/voice.ts';
import { customId, fitsCustomId } from '#src/channels/discord/interactions/custom-id.ts';
import type { Caller, Reply } from '#src/channels/discord/interactions/handler.ts';
import { renderCardPanel } from '#src/channels/discord/render/card-panel.ts';
import { fitLines } from '#src/channels/discord/render/message-body.ts';
import type { PanelButton, PanelSelect } from '#src/channels/discord/render/panel.ts';
import { isTrading } from '#src/domain/components.ts';
import { depthOf, exchangeOf, parseService, servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import { bestKnownFirst } from '#src/names/well-known.ts';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';
import { mayManage } from '#commands/shared/demand-right.ts';
import { noteLine, notesFor } from '#commands/shared/notes.ts';
import { watchedBy } from '#commands/shared/watched.ts';

/** Where in the state of things somebody looks: nothing is everything, then an exchange, a service, a coin. */
export interface Viewpoint {
  readonly path: ServicePath;
  /** Of what is chosen from there. */
  readonly page: number;
}

type Asker = Pick<Caller, 'guildId' | 'userId' | 'locale' | 'memberPermissions'>;

/** So many characters are left to notes. */
const NOTES_ROOM = 1000;

/** Discord's limit. */
const OPTIONS_MAX = 25;

/** `binance/withdrawals`, or `binance/withdrawals~2`: its third page. */
function keyOf({ path, page }: Viewpoint): string {
  return page === 0 ? path : `${path}~${page}`;
}

export function placeOf(key: string): Viewpoint {
  const [, path = '', page = '0'] = /^(.*?)(?:~(\d{1,4}))?$/s.exec(key) ?? [];
  return { path, page: Number(page) };
}

/** What there is to see at a place, with the ways on from there. */
export function statusPanel(place: Viewpoint, asker: Asker, deps: CommandDeps): Reply {
  const { path } = place;
  const say = deps.say(asker.locale);
  return renderCardPanel(cardAt(path, asker, deps), {
    ...notes(path, asker, deps),
    selects: choicesAt(place, asker, deps),
    buttons: [
      ...turns(place, choosable(path, asker, deps).length, say),
      button(say('panel.refresh'), 'status', keyOf(place)),
      ...(path === '' ? [] : [button(say('panel.back'), 'status', parentOf(path))]),
      button(say('panel.show'), 'status-show', path),
      ...(path === ''
        ? []
        : [button(say('status.incidents'), 'incidents-of', exchangeOf(path)), follow(path, asker, say)]),
    ].filter((one) => one !== undefined),
  });
}

/** The same for everybody to see: who wants to know more looks for themselves. */
export function publicStatus(path: Viewpoint['path'], asker: Asker, deps: CommandDeps): Reply {
  return renderCardPanel(cardAt(path, asker, deps), {
    ...notes(path, asker, deps),
    buttons: [button(deps.say(asker.locale)('status.closer'), 'status-mine', path)].filter(
      (one) => one !== undefined,
    ),
  });
}

/** What the admins of the server have to say of it. */
function notes(path: Viewpoint['path'], { guildId, locale }: Asker, deps: CommandDeps): { note?: string } {
  if (guildId === undefined) return {};
  const some = notesFor(deps.guilds.get(guildId), path, deps.clock.now());
  const say = deps.say(locale);
  return some.length === 0
    ? {}
    : {
        note: fitLines(
          some.map((one) => noteLine(one, deps, locale)),
          NOTES_ROOM,
          say,
        ),
      };
}

function cardAt(path: Viewpoint['path'], asker: Asker, deps: CommandDeps): Card {
  const now = deps.clock.now();
  const voice = deps.voice(asker.locale);
  if (path === '') {
    const { exchanges, isAll } = watchedBy(asker, deps);
    return composeGlance(
      exchanges.map(({ id }) => deps.view(id)),
      now,
      voice,
      isAll ? 'all' : 'followed',
    );
  }
  const view = deps.view(exchangeOf(path));
  if (depthOf(path) === 1 || view.retired !== undefined) return composeExchange(view, now, voice);
  return composeService(deps.viewService(path), view.name, now, voice);
}

interface Choosable {
  readonly value: string;
  readonly label: string;
  readonly status: Status;
}

/** What can be looked at more closely from a place: trouble first. */
function choosable(path: Viewpoint['path'], asker: Asker, deps: CommandDeps): readonly Choosable[] {
  const voice = deps.voice(asker.locale);
  return worstFirst(nextOf(path, asker, deps, voice)).filter(
    ({ value }) => fitsCustomId('status', value) && fitsCustomId('status-follow', value),
  );
}

function nextOf(path: Viewpoint['path'], asker: Asker, deps: CommandDeps, voice: Voice): Choosable[] {
  if (path === '')
    return watchedBy(asker, deps).exchanges.map(({ id, name }) => ({
      value: id,
      label: name,
      status: deps.view(id).status,
    }));
  const exchange = deps.exchanges().find(({ id }) => id === exchangeOf(path));
  if (exchange === undefined || exchange.retired !== undefined) return [];
  switch (depthOf(path)) {
    case 1:
      return deps.view(path).components.map(({ component, service, status }) => ({
        value: service,
        label: plain(capitalized(componentText(component, voice))),
        status,
      }));
    case 2:
      return partsBelow(path, bestKnownFirst(coinsOf(path, exchange, deps)), deps, voice);
    case 3:
      return partsBelow(path, networksOf(path, deps), deps, voice);
    default:
      return [];
  }
}

function coinsOf(path: ServicePath, exchange: ExchangeInfo, deps: CommandDeps): readonly string[] {
  return deps.assets(exchange.id, parseService(path).component ?? '');
}

/** Of a coin that moves over several: a choice of one is none. */
function networksOf(path: ServicePath, deps: CommandDeps): readonly string[] {
  const { asset = '', component = '', exchange } = parseService(path);
  if (isTrading(component)) return [];
  const networks = [...(deps.typedWorld().assets.get(asset) ?? [])].toSorted();
  const own = networks.filter((network) => deps.viewCoin(exchange, asset, network) !== undefined);
  return own.length > 1 ? own : [];
}

/** Parts by name; only those in trouble are looked at, since there may be thousands. */
function partsBelow(
  path: ServicePath,
  names: readonly string[],
  deps: CommandDeps,
  voice: Voice,
): Choosable[] {
  const hit = new Map<string, Status>();
  for (const { service, status } of deps.viewService(path).parts?.list ?? []) {
    const below = service.split('/')[depthOf(path)] ?? '';
    if (severityOf(status) > severityOf(hit.get(below) ?? 'unknown')) hit.set(below, status);
  }
  return names.map((name) => {
    const value = servicePath(path, name);
    return { value, label: plain(partText(value, voice)), status: hit.get(name) ?? 'operational' };
  });
}

function worstFirst(choices: readonly Choosable[]): Choosable[] {
  const rank = ({ status }: Choosable): number => (isNotWell(status) ? severityOf(status) : 0);
  return choices.toSorted((a, b) => rank(b) - rank(a));
}

function choicesAt({ path, page }: Viewpoint, asker: Asker, deps: CommandDeps): PanelSelect[] {
  const say = deps.say(asker.locale);
  const voice = deps.voice(asker.locale);
  const all = choosable(path, asker, deps);
  const shown = all.slice(page * OPTIONS_MAX, (page + 1) * OPTIONS_MAX);
  if (shown.length === 0 || !fitsCustomId('status-pick', path)) return [];
  const kind = path === '' ? 'exchange' : (['service', 'coin', 'network'][depthOf(path) - 1] ?? 'coin');
  return [
    {
      customId: customId('status-pick', path),
      placeholder: say(`status.pick.${kind}`),
      options: shown.map(({ label, status, value }) => ({
        label: isNotWell(status) ? `${SYMBOLS[toneOf(status)]} ${label}` : label,
        value,
        ...(isNotWell(status) && { description: plain(stateText(status, depthOf(value) > 2, voice)) }),
      })),
    },
  ];
}

function turns({ path, page }: Viewpoint, count: number, say: Say): (PanelButton | undefined)[] {
  return [
    page > 0 ? button(say('panel.previous'), 'status', keyOf({ path, page: page - 1 })) : undefined,
    count > (page + 1) * OPTIONS_MAX
      ? button(say('panel.next'), 'status', keyOf({ path, page: page + 1 }))
      : undefined,
  ];
}

/** For this channel, by those who may; outside of servers for who asks. */
function follow(path: ServicePath, asker: Asker, say: Say): PanelButton | undefined {
  const isDirect = asker.guildId === undefined;
  if (!isDirect && !mayManage(asker)) return undefined;
  const made = button(say(isDirect ? 'status.followDirect' : 'status.follow'), 'status-follow', path);
  return made && { ...made, primary: true };
}

/** None where its key is longer than Discord takes. */
function button(label: string, action: string, key: string): PanelButton | undefined {
  return fitsCustomId(action, key) ? { label, customId: customId(action, key) } : undefined;
}

function parentOf(path: ServicePath): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
