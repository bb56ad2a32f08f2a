import type { ActionRequest } from '#src/channels/discord/interactions/handler.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { exchangeOf, problemOfService } from '#src/domain/service.ts';

import type { Command, CommandDeps } from './command.ts';
import { completed } from './shared/describe-command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { demandExchange, findExchange } from './shared/find-exchange.ts';
import { serviceMeant } from './shared/service-of.ts';
import { suggestExchanges, suggestServices } from './shared/suggest.ts';

import { placeOf, publicStatus, statusPanel } from './status/panels.ts';
import type { Viewpoint } from './status/panels.ts';

export const status: Command = {
  visibility: 'private',
  place: 'anywhere',
  data: {
    name: 'status',
    ...ANYWHERE,
    options: [completed('exchange'), completed('service')],
  },

  run(request, deps) {
    const { locale, strings } = request;
    const say = deps.say(locale);
    const { service } = strings;
    // Somebody who types `binance/withdrawals` into the first field means just that.
    const [name = '', ...inside] = (strings['exchange'] ?? '').trim().split('/');
    if (name === '') {
      if (service !== undefined) throw new UserError(say('status.exchangeToo'));
      return statusPanel({ path: '', page: 0 }, request, deps);
    }
    const exchange = demandExchange(deps.exchanges(), name, say);
    const part = service ?? (inside.length > 0 ? inside.join('/') : undefined);
    const path =
      part === undefined || exchange.retired !== undefined
        ? exchange.id
        : serviceMeant(exchange, part, deps, locale);
    return statusPanel({ path, page: 0 }, request, deps);
  },

  complete({ strings, focused, locale }, deps) {
    if (focused.name === 'exchange') return suggestExchanges(deps.exchanges(), focused.value);
    const exchange = findExchange(deps.exchanges(), strings['exchange'] ?? '');
    return exchange === undefined ? [] : suggestServices(exchange, focused.value, deps, locale);
  },

  actions: [
    {
      action: 'status',
      answer: 'update',
      run: (request, deps) => statusPanel(knownPlace(request, request.key, deps), request, deps),
    },
    {
      action: 'status-pick',
      answer: 'update',
      run: (request, deps) =>
        statusPanel(knownPlace(request, request.values[0] ?? request.key, deps), request, deps),
    },
    {
      action: 'status-show',
      answer: 'public',
      run: (request, deps) => publicStatus(knownPlace(request, request.key, deps).path, request, deps),
    },
    {
      action: 'board',
      answer: 'private',
      run: (request, deps) => statusPanel({ path: '', page: 0 }, request, deps),
    },
    {
      action: 'status-mine',
      answer: 'private',
      run: (request, deps) => statusPanel(knownPlace(request, request.key, deps), request, deps),
    },
  ],
};

/** Anybody can send any key, and what it names may be watched no longer. */
function knownPlace({ locale }: ActionRequest, key: string, deps: CommandDeps): Viewpoint {
  const place = placeOf(key);
  if (place.path === '') return place;
  const isWatched = deps.exchanges().some(({ id }) => id === exchangeOf(place.path));
  if (!isWatched || problemOfService(place.path) !== null)
    throw new UserError(deps.say(locale)('reply.forgotten'));
  return place;
}
