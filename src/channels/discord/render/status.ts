import { composeExchange } from '#src/alert/compose-exchange.ts';
import { composeGlance } from '#src/alert/compose-glance.ts';
import { composeService } from '#src/alert/compose-service.ts';
import type { Voice } from '#src/alert/voice.ts';
import type { ExchangeView, ServiceView } from '#src/engine/view/view.ts';

import { renderCard } from './card.ts';
import type { MessageBody } from './message-body.ts';

export function renderExchangeStatus(view: ExchangeView, now: number, voice: Voice): MessageBody {
  return renderCard(composeExchange(view, now, voice));
}

export function renderServiceStatus(
  view: ServiceView,
  exchangeName: string,
  now: number,
  voice: Voice,
): MessageBody {
  return renderCard(composeService(view, exchangeName, now, voice));
}

export function renderGlance(views: readonly ExchangeView[], now: number, voice: Voice): MessageBody {
  return renderCard(composeGlance(views, now, voice));
}
