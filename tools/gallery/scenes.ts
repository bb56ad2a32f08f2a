import { composeNotice } from '#src/alert/compose-notice.ts';
import { composeExchange } from '#src/alert/compose-exchange.ts';
import { composeGlance } from '#src/alert/compose-glance.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import { renderCard } from '#src/channels/discord/render/card.ts';
import type { Notice } from '#src/domain/incident.ts';
import { EXAMPLES } from '#test/alert/example-notices.ts';
import { aComponent, aView } from '#test/channels/discord/render/a-view.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';

import type { ShownMessage } from './message-html.ts';

/** What is looked at together, by the name of its picture. */
export type Scene = (catalogue: Catalogue, locale: string) => readonly ShownMessage[];

function alert(notice: Notice, catalogue: Catalogue, locale: string, mentions: readonly string[] = []) {
  const card = composeNotice(notice, { voice: catalogue.voice(locale) });
  return { ...renderCard(card, { mentions }), at: notice.at };
}

/** The picture in the README: an alert, and the reply that ends it. */
const outage: Scene = (catalogue, locale) => {
  const opened = alert(aNotice(), catalogue, locale, ['1']);
  const [headline] = opened.content.split('\n');
  return [opened, { ...alert(aRecovery(), catalogue, locale), replyTo: headline ?? '' }];
};

/** Every kind of alert. */
const alerts: Scene = (catalogue, locale) =>
  Object.values(EXAMPLES).map((notice) => alert(notice, catalogue, locale));

/** `/status`, of one exchange and at a glance. */
const status: Scene = (catalogue, locale) => {
  const voice = catalogue.voice(locale);
  const kraken = aView({
    id: 'kraken',
    name: 'Kraken',
    status: 'operational',
    components: ['api', 'withdrawals'].map((component) => aComponent(component)),
    maintenances: [],
  });
  const at = noon + minute;
  return [
    { ...renderCard(composeExchange(aView(), at, voice)), at, ephemeral: true },
    { ...renderCard(composeGlance([aView(), kraken], at, voice)), at, ephemeral: true },
  ];
};

export const SCENES: Readonly<Record<string, Scene>> = { outage, alerts, status };
