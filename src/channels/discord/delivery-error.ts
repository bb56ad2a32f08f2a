import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';

/** Why a channel is lost to us, as a sentence that names the remedy. */
const LOST: Readonly<Record<number, string>> = {
  [RESTJSONErrorCodes.UnknownChannel]: 'The channel was deleted. Subscribe another one.',
  [RESTJSONErrorCodes.UnknownGuild]: 'I am no longer in this server.',
  [RESTJSONErrorCodes.MissingAccess]:
    'I may not see the channel. Give me View Channel, then subscribe again.',
  [RESTJSONErrorCodes.MissingPermissions]:
    'I may not post in the channel. Give me Send Messages and Embed Links, then subscribe again.',
  [RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel]:
    'It is no text channel any more. Subscribe another one.',
  [RESTJSONErrorCodes.ThreadLocked]: 'The thread is locked. Unlock it, then subscribe again.',
  50083: 'The thread is archived and locked. Reopen it, then subscribe again.',
};

/** What Discord will not take however often it is asked: a bad form, AutoMod, its link filter, too many edits. */
const REFUSED = new Set<number>([
  RESTJSONErrorCodes.InvalidFormBodyOrContentType,
  RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
  RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter,
  RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
  RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser,
  RESTJSONErrorCodes.AnnouncementEditLimitExceeded,
]);

/** What a failed call to Discord means for the delivery behind it. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof DiscordAPIError) return fromApi(error);
  if (error instanceof RateLimitError) {
    const waits = [error.timeToReset, error.retryAfter, error.sublimitTimeout].filter(Number.isFinite);
    return new DeliveryError('temporary', 'Discord asks for a pause.', {
      retryAfterMs: Math.max(0, ...waits),
    });
  }
  if (error instanceof HTTPError) {
    return new DeliveryError('temporary', `Discord answers ${error.status}.`, { cause: error });
  }
  const message = error instanceof Error ? error.message : String(error);
  // discord.js drops a token that was once refused, and says this from then on.
  if (message.startsWith('Expected token to be set')) return unauthorized(error);
  return new DeliveryError('temporary', `Discord cannot be reached: ${message}`, { cause: error });
}

function fromApi(error: DiscordAPIError): DeliveryError {
  const { status, message } = error;
  const code = Number(error.code);
  if (status === 401) return unauthorized(error);
  const lost = LOST[code];
  if (lost !== undefined) return new DeliveryError('channel_lost', lost, { code, cause: error });
  if (error.code === RESTJSONErrorCodes.UnknownMessage) {
    return new DeliveryError('message_gone', 'The message was deleted.', { code, cause: error });
  }
  const kind = status === 400 || REFUSED.has(code) ? 'refused' : 'temporary';
  return new DeliveryError(kind, `Discord answers ${status}: ${message}`, { code, cause: error });
}

function unauthorized(cause: unknown): DeliveryError {
  return new DeliveryError(
    'unauthorized',
    'Discord no longer accepts the bot token. Set a valid DISCORD_TOKEN and restart; what is pending is kept.',
    { cause },
  );
}
