/** The tree of Discord's 50035 answers: field names down to `_errors`. */
export interface FormErrors {
  [field: string]: FormErrors | readonly { readonly code: string; readonly message: string }[];
}

/** A refusal in Discord's shape: an HTTP status and a JSON error code. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrors) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  get body(): Record<string, unknown> {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}

/** Status, code and words as Discord answers them; each call makes a fresh error. */
export const refusals = {
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  noSuchRoute: () => new ApiError(404, 0, '404: Not Found'),
  unknownApplication: () => new ApiError(404, 10_002, 'Unknown Application'),
  unknownChannel: () => new ApiError(404, 10_003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10_004, 'Unknown Guild'),
  unknownMember: () => new ApiError(404, 10_007, 'Unknown Member'),
  unknownMessage: () => new ApiError(404, 10_008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10_013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10_015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10_062, 'Unknown interaction'),
  tooManyEdits: () =>
    new ApiError(
      429,
      30_046,
      'Maximum number of edits to messages older than 1 hour reached. Try again later',
    ),
  tooManyWebhooks: () => new ApiError(400, 30_007, 'Maximum number of webhooks reached (15)'),
  tooManyCommands: () => new ApiError(400, 30_032, 'Maximum number of application commands reached (100).'),
  tooLarge: () => new ApiError(413, 40_005, 'Request entity too large'),
  alreadyCrossposted: () => new ApiError(400, 40_033, 'This message has already been crossposted.'),
  alreadyAcknowledged: () => new ApiError(400, 40_060, 'Interaction has already been acknowledged.'),
  badUserAgent: () => new ApiError(403, 40_333, 'internal network error'),
  missingAccess: () => new ApiError(403, 50_001, 'Missing Access'),
  notYourMessage: () => new ApiError(403, 50_005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50_006, 'Cannot send an empty message'),
  wrongChannelType: () => new ApiError(400, 50_024, 'Cannot execute action on this channel type'),
  nonTextChannel: () => new ApiError(400, 50_008, 'Cannot send messages in a non-text channel'),
  noDirectMessages: () => new ApiError(403, 50_007, 'Cannot send messages to this user'),
  missingPermissions: () => new ApiError(403, 50_013, 'Missing Permissions'),
  badWebhookToken: () => new ApiError(401, 50_027, 'Invalid Webhook Token'),
  archivedThread: () =>
    new ApiError(
      400,
      50_083,
      'Tried to perform an operation on an archived thread, such as editing a message',
    ),
  unreadableBody: () => new ApiError(400, 50_109, 'The request body contains invalid JSON.'),
  noHistoryToReplyTo: () =>
    new ApiError(400, 160_002, 'Cannot reply without permission to read message history'),
  threadExists: () => new ApiError(400, 160_004, 'A thread has already been created for this message'),
  lockedThread: () => new ApiError(400, 160_005, 'Thread is locked'),
};

/** 50035 for a rule about one field that no schema expresses. */
export function invalidField(path: readonly string[], code: string, message: string): ApiError {
  let errors: FormErrors = { _errors: [{ code, message }] };
  for (const field of path.toReversed()) errors = { [field]: errors };
  return new ApiError(400, 50_035, 'Invalid Form Body', errors);
}
