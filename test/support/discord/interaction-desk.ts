import { randomBytes } from 'node:crypto';

import type { InteractionResponseType, InteractionType } from 'discord.js';

import type { Clock } from '#src/platform/clock.ts';

import { Signal } from './signal.ts';
import type { MintSnowflake } from './snowflake.ts';
import type { WorldChannel, WorldUser } from './world-records.ts';

/** Something a member did that the bot has to answer, and how far the answer has come. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  /** As a person would say it: `/status`, `button "details"`. */
  readonly name: string;
  readonly channel: WorldChannel;
  readonly user: WorldUser;
  /** Epoch ms by the emulator's clock. */
  readonly createdAt: number;
  /** The message of a component. */
  readonly sourceId?: string;
  acknowledged?: { readonly type: InteractionResponseType; readonly at: number; readonly ephemeral: boolean };
  originalId?: string;
  /** True from the first response until there is something to read. */
  pending: boolean;
  readonly followUpIds: string[];
  choices?: readonly { readonly name: string; readonly value: string | number }[];
  modal?: Readonly<Record<string, unknown>>;
}

export type NewInteraction = Pick<Interaction, 'type' | 'name' | 'channel' | 'user' | 'sourceId'>;

/** Every interaction so far. Its token is all that a callback or a follow-up needs. */
export class InteractionDesk {
  readonly progressed = new Signal<Interaction>();
  readonly #byToken = new Map<string, Interaction>();
  readonly #clock: Clock;
  readonly #mint: MintSnowflake;

  constructor(clock: Clock, mint: MintSnowflake) {
    this.#clock = clock;
    this.#mint = mint;
  }

  open(fields: NewInteraction): Interaction {
    const interaction: Interaction = {
      ...fields,
      id: this.#mint(),
      token: `aW50ZXJhY3Rpb246${randomBytes(24).toString('base64url')}`,
      createdAt: this.#clock.now(),
      pending: true,
      followUpIds: [],
    };
    this.#byToken.set(interaction.token, interaction);
    return interaction;
  }

  find(token: string): Interaction | undefined {
    return this.#byToken.get(token);
  }

  isOlderThan(interaction: Interaction, ms: number): boolean {
    return this.#clock.now() - interaction.createdAt > ms;
  }
}
