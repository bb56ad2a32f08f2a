import { clip } from '#src/channels/discord/render/escape.ts';
import { allowOnly, LIMITS } from '#src/channels/discord/render/message-body.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';

/** A reply of nothing but text. */
export function plainReply(...lines: readonly string[]): MessageBody {
  return {
    content: clip(lines.join('\n'), LIMITS.content),
    embeds: [],
    components: [],
    allowed_mentions: allowOnly([]),
  };
}
