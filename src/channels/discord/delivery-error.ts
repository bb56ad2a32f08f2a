import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';

import { UnauthorizedError } from './token-doubt.ts';

/** Why a channel seems closed to us, as a sentence that names the remedy. */
const CLOSED: Readonly<Record<number, string>> = {
  [RESTJSONErrorCodes.UnknownChannel]: 'The channel cannot be found any more.',
  [RESTJSONErrorCodes.UnknownGuild]: 'I am no longer in this server.',
  [RESTJSONErrorCodes.MissingAccess]: 'I may not see the channel. Give me View Channel there.',
  [RESTJSONErrorCodes.MissingPermissions]:
    'I may not post in the channel. Give me Send Messages and Embed Links there.',
  [RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel]: 'It is no text channel any more.',
  [RESTJSONErrorCodes.ThreadLocked]: 'The thread is locked. Unlock it.',
  50083: 'The thread is archived. Reopen it.',
};

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
  const message = error instanceof Error ? error.message : String(error);
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
  if (closed !== undefined) return new DeliveryError('closed', closed, { code, cause: error });
  if (code === RESTJSONErrorCodes.UnknownMessage) {
    return new DeliveryError('message_gone', 'The message was deleted.', { code, cause: error });
  }
  const kind = code !== undefined && isRefusal(code) ? 'refused' : 'trouble';
  return new DeliveryError(kind, `Discord answers ${status}: ${message}`, { code, cause: error });
}
