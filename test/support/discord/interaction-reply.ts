import { InteractionResponseType, type APIEmbed, type APIMessage } from 'discord.js';

import type { Interaction } from './interaction-desk.ts';
import type { WaitOptions } from './signal.ts';
import type { DiscordState } from './state.ts';

/** Discord shows "did not respond" when the first response takes longer. */
const firstResponseWithinMs = 3000;

/** What a member sees of the bot's answer. It is live: later edits and follow-ups show in it. */
export class InteractionReply {
  readonly #state: DiscordState;
  readonly #interaction: Interaction;

  constructor(state: DiscordState, interaction: Interaction) {
    this.#state = state;
    this.#interaction = interaction;
  }

  /** Until the first response, by the emulator's clock. */
  get firstResponseMs(): number {
    const { acknowledged, createdAt } = this.#interaction;
    return (acknowledged?.at ?? Number.POSITIVE_INFINITY) - createdAt;
  }

  get isInTime(): boolean {
    return this.firstResponseMs <= firstResponseWithinMs;
  }

  /** True when the bot first only said that it was thinking. */
  get isDeferred(): boolean {
    const type = this.#interaction.acknowledged?.type;
    return (
      type === InteractionResponseType.DeferredChannelMessageWithSource ||
      type === InteractionResponseType.DeferredMessageUpdate
    );
  }

  /** Only the member who asked sees it. */
  get isEphemeral(): boolean {
    return this.#interaction.acknowledged?.ephemeral ?? false;
  }

  /** The reply as it reads now; of a button, the message it stands on. Nothing when the bot deleted it. */
  get message(): APIMessage | undefined {
    return this.#state.book.find(this.#interaction.channel.id, this.#interaction.originalId ?? '');
  }

  get content(): string {
    return this.message?.content ?? '';
  }

  get embeds(): readonly APIEmbed[] {
    return this.message?.embeds ?? [];
  }

  get followUps(): readonly APIMessage[] {
    const { channel, followUpIds } = this.#interaction;
    return followUpIds.flatMap((id) => this.#state.book.find(channel.id, id) ?? []);
  }

  /** The modal that was opened in place of a reply. */
  get modal(): Readonly<Record<string, unknown>> | undefined {
    return this.#interaction.modal;
  }

  /** The message that a button of a form stands on, for what is sent with the form. */
  get sourceId(): string | undefined {
    return this.#interaction.sourceId;
  }

  /** Resolves when the bot edits this reply or follows up on it. */
  async nextChange(options?: WaitOptions): Promise<void> {
    const { name } = this.#interaction;
    await this.#state.desk.progressed.next(`more of ${name}`, (one) => one === this.#interaction, options);
  }
}
