import { composeMaintenances } from '#src/alert/compose-history.ts';
import { renderCardPanel } from '#src/channels/discord/render/card-panel.ts';
import { isWatched } from '#src/domain/watched.ts';

import type { Command } from './command.ts';
import { completed } from './shared/describe-command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { demandExchange } from './shared/find-exchange.ts';
import { suggestExchanges } from './shared/suggest.ts';
import { watchedBy } from './shared/watched.ts';

export const maintenance: Command = {
  visibility: 'private',
  place: 'anywhere',
  data: {
    name: 'maintenance',
    ...ANYWHERE,
    options: [completed('exchange')],
  },

  run(request, deps) {
    const { locale, strings } = request;
    const typed = strings['exchange'];
    const asked =
      typed === undefined
        ? watchedBy(request, deps).exchanges
        : [demandExchange(deps.exchanges(), typed, deps.say(locale))];
    const planned = asked
      .filter(isWatched)
      .flatMap(({ id, name }) =>
        deps.view(id).maintenances.map((one) => ({ exchangeName: name, maintenance: one })),
      );
    return renderCardPanel(composeMaintenances(planned, deps.clock.now(), deps.voice(locale)));
  },

  complete: ({ focused }, deps) => suggestExchanges(deps.exchanges(), focused.value),
};
