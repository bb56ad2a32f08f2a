import { MessageFlags, MessageType, type APIMessage } from 'discord.js';

import type { Clock } from '#src/platform/clock.ts';

import { refusals } from './api-error.ts';
import type { UploadedFile } from './http-call.ts';
import { requireContent, isComponentsV2, type MessageForm } from './limits/message.ts';
import { visibleMentions } from './mentions.ts';
import { userPayload } from './payloads.ts';
import { Signal } from './signal.ts';
import type { MintSnowflake } from './snowflake.ts';
import type { World } from './world.ts';
import type { WorldChannel, WorldUser } from './world-records.ts';

/** One change of a message that was already there. */
export interface MessageEdit {
  readonly channelId: string;
  readonly messageId: string;
  /** Epoch ms by the emulator's clock. */
  readonly at: number;
  readonly before: APIMessage;
  readonly after: APIMessage;
}

/** What the form does not say: that it is a reply, whose it is, flags of Discord's own. */
export type MessageExtra = Omit<Partial<APIMessage>, 'flags'> & { readonly flags?: number };

interface Page {
  message: APIMessage;
  readonly channel: WorldChannel;
}

const ephemeral: number = MessageFlags.Ephemeral;
const loading: number = MessageFlags.Loading;
const editableFlags: number = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;

/** Every message there is, written and edited as Discord does once a form has passed its limits. */
export class MessageBook {
  readonly added = new Signal<APIMessage>();
  readonly edited = new Signal<MessageEdit>();
  readonly edits: MessageEdit[] = [];
  readonly #pages = new Map<string, Page>();
  readonly #clock: Clock;
  readonly #mint: MintSnowflake;
  readonly #world: World;

  constructor(deps: { clock: Clock; mint: MintSnowflake; world: World }) {
    this.#clock = deps.clock;
    this.#mint = deps.mint;
    this.#world = deps.world;
  }

  /** What everyone in the channel sees, oldest first; ephemeral replies are not among it. */
  visibleIn(channelId: string): APIMessage[] {
    return [...this.#pages.values()]
      .map(({ message }) => message)
      .filter((message) => message.channel_id === channelId && !isEphemeral(message) && !isLoading(message));
  }

  find(channelId: string, messageId: string): APIMessage | undefined {
    const message = this.#pages.get(messageId)?.message;
    return message?.channel_id === channelId ? message : undefined;
  }

  /** As {@link find}, or 10008. */
  get(channelId: string, messageId: string): APIMessage {
    const message = this.find(channelId, messageId);
    if (!message) throw refusals.unknownMessage();
    return message;
  }

  write(
    channel: WorldChannel,
    author: WorldUser,
    form: MessageForm,
    files: readonly UploadedFile[],
    extra: MessageExtra = {},
  ): APIMessage {
    const attachments = this.#attachments(channel, form, files);
    if (((extra.flags ?? 0) & loading) === 0) requireContent({ ...form, attachments });
    const message = {
      id: this.#mint(),
      type: MessageType.Default,
      channel_id: channel.id,
      author: userPayload(author),
      content: form.content ?? '',
      timestamp: new Date(this.#clock.now()).toISOString(),
      edited_timestamp: null,
      tts: form.tts ?? false,
      ...visibleMentions(this.#world, channel, form.content ?? '', form.allowed_mentions ?? undefined),
      attachments,
      embeds: toEmbeds(form),
      components: form.components ?? [],
      pinned: false,
      flags: form.flags ?? 0,
      ...(form.nonce === undefined || form.nonce === null ? {} : { nonce: form.nonce }),
      ...extra,
    } as unknown as APIMessage;
    this.#pages.set(message.id, { message, channel });
    if (!isLoading(message)) this.added.emit(message);
    return message;
  }

  /** Changes what the form names and keeps the rest. A reply that was loading is shown by its first edit. */
  edit(message: APIMessage, form: MessageForm, files: readonly UploadedFile[]): APIMessage {
    const page = this.#pages.get(message.id);
    if (!page) throw refusals.unknownMessage();
    const before = page.message;
    const wasLoading = isLoading(before);
    const attachments =
      form.attachments || files.length > 0
        ? [...keptAttachments(before, form), ...this.#attachments(page.channel, form, files)]
        : before.attachments;
    const content = form.content === undefined ? before.content : (form.content ?? '');
    const after = {
      ...before,
      content,
      embeds: form.embeds === undefined ? before.embeds : toEmbeds(form),
      components: form.components === undefined ? before.components : (form.components ?? []),
      attachments,
      flags: editedFlags(before.flags ?? 0, form.flags),
      ...visibleMentions(this.#world, page.channel, content, form.allowed_mentions ?? undefined),
      edited_timestamp: wasLoading ? null : new Date(this.#clock.now()).toISOString(),
    } as unknown as APIMessage;
    requireContent(after);
    if (wasLoading) {
      page.message = after;
      this.added.emit(after);
    } else {
      this.#replace(page, after);
    }
    return after;
  }

  /** Sets flags that no edit of a bot's sets, such as "crossposted". */
  flag(message: APIMessage, flags: MessageFlags): APIMessage {
    const page = this.#pages.get(message.id);
    if (!page) throw refusals.unknownMessage();
    page.message = Object.assign({ ...page.message }, { flags: (page.message.flags ?? 0) | flags });
    return page.message;
  }

  delete(message: APIMessage): void {
    this.#pages.delete(message.id);
  }

  #replace(page: Page, after: APIMessage): void {
    const { message: before } = page;
    page.message = after;
    const edit = { channelId: after.channel_id, messageId: after.id, at: this.#clock.now(), before, after };
    this.edits.push(edit);
    this.edited.emit(edit);
  }

  #attachments(
    channel: WorldChannel,
    form: MessageForm,
    files: readonly UploadedFile[],
  ): APIMessage['attachments'] {
    return files.map((file) => {
      const id = this.#mint();
      const described = form.attachments?.find((attachment) => `files[${attachment.id}]` === file.key);
      const url = `https://cdn.discordapp.com/attachments/${channel.id}/${id}/${file.name}`;
      return {
        id,
        filename: described?.filename ?? file.name,
        size: file.data.byteLength,
        content_type: file.contentType,
        url,
        proxy_url: url.replace('cdn.discordapp.com', 'media.discordapp.net'),
        ...(described?.description ? { description: described.description } : {}),
      };
    });
  }
}

export function isEphemeral(message: APIMessage): boolean {
  return ((message.flags ?? 0) & ephemeral) !== 0;
}

export function isLoading(message: APIMessage): boolean {
  return ((message.flags ?? 0) & loading) !== 0;
}

function toEmbeds(form: MessageForm): unknown[] {
  return (form.embeds ?? []).map((embed) => ({ type: 'rich', ...embed }));
}

function keptAttachments(before: APIMessage, form: MessageForm): APIMessage['attachments'] {
  const kept = new Set((form.attachments ?? before.attachments).map(({ id }) => String(id)));
  return before.attachments.filter(({ id }) => kept.has(id));
}

/** "Components v2" cannot be taken back once it was sent. */
function editedFlags(before: number, asked: number | null | undefined): number {
  if (asked === undefined || asked === null) return before & ~loading;
  const sticky = isComponentsV2(before) ? MessageFlags.IsComponentsV2 : 0;
  return (before & ~editableFlags & ~loading) | (asked & editableFlags) | sticky;
}
