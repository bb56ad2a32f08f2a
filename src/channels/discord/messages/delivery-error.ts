import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Closed } from '#src/domain/closed.ts';

import { UnauthorizedError } from '#src/channels/discord/line/token-doubt.ts';
import { reasonOf } from '#src/platform/reason-of.ts';

/** Why a channel seems closed to us. */
const CLOSED: Readonly<Record<number, Closed['kind']>> = {
  [RESTJSONErrorCodes.UnknownChannel]: 'gone',
  [RESTJSONErrorCodes.UnknownGuild]: 'left',
  [RESTJSONErrorCodes.MissingAccess]: 'hidden',
  [RESTJSONErrorCodes.MissingPermissions]: 'no_right',
  [RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel]: 'not_text',
  [RESTJSONErrorCodes.ThreadLocked]: 'locked',
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: 'no_direct',
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds]: 'no_direct',
  50083: 'archived',
};

/** Discord does not say how long it wants no more direct messages to be opened. */
const DIRECT_PAUSE_MS = 10 * 60_000;

/** What Discord will not take however often it is asked: a bad form, AutoMod, its link filter, too many edits. */
const REFUSED = new Set<number>([
  RESTJSONErrorCodes.InvalidFormBodyOrContentType,
  RESTJSONErrorCodes.CannotSendAnEmptyMessage,
  RESTJSONErrorCodes.RequestEntityTooLarge,
  RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
  RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter,
  RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
  RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser,
  RESTJSONErrorCodes.AnnouncementEditLimitExceeded,
]);

export function isRefusal(code: number): boolean {
  return REFUSED.has(code);
}

/** What a failed call to Discord means for the delivery behind it. Only codes that are known are final. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof DiscordAPIError) return fromApi(error);
  if (error instanceof RateLimitError) {
    const waits = [error.timeToReset, error.retryAfter, error.sublimitTimeout].filter(Number.isFinite);
    const retryAfterMs = Math.max(0, ...waits);
    return new DeliveryError('busy', 'Discord asks for a pause.', { retryAfterMs, everywhere: error.global });
  }
  if (error instanceof HTTPError) {
    return new DeliveryError('trouble', `Discord answers ${error.status}.`, { cause: error });
  }
  const message = reasonOf(error);
  // discord.js drops a token that was once refused, and says this from then on.
  if (message.startsWith('Expected token to be set')) return new UnauthorizedError(error);
  return new DeliveryError('trouble', `Discord cannot be reached: ${message}`, { cause: error });
}

function fromApi(error: DiscordAPIError): DeliveryError {
  const { status, message } = error;
  if (status === 401) return new UnauthorizedError(error);
  // An answer that is not Discord's (a proxy's page) has none.
  const code = typeof error.code === 'number' ? error.code : undefined;
  const closed = code === undefined ? undefined : CLOSED[code];
  if (closed !== undefined)
    return new DeliveryError('closed', `Discord answers ${status}: ${message}`, {
      code,
      closed: { kind: closed },
      cause: error,
    });
  if (code === RESTJSONErrorCodes.OpeningDirectMessagesTooFast)
    return new DeliveryError('busy', 'Discord wants fewer direct messages to be opened.', {
      code,
      retryAfterMs: DIRECT_PAUSE_MS,
      cause: error,
    });
  if (code === RESTJSONErrorCodes.UnknownMessage) {
    return new DeliveryError('message_gone', 'The message was deleted.', { code, cause: error });
  }
  const kind = code !== undefined && isRefusal(code) ? 'refused' : 'trouble';
  return new DeliveryError(kind, `Discord answers ${status}: ${message}`, { code, cause: error });
}
