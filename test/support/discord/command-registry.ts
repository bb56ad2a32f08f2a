import { ApplicationCommandType, type APIApplicationCommand } from 'discord.js';

import { checkCommands } from './limits/command.ts';
import { Signal } from './signal.ts';
import type { MintSnowflake } from './snowflake.ts';

const globalScope = 'global';

/** The commands the bot has registered, everywhere or in one guild. */
export class CommandRegistry {
  readonly overwritten = new Signal<void>();
  readonly #scopes = new Map<string, APIApplicationCommand[]>();
  readonly #mint: MintSnowflake;
  readonly #applicationId: string;

  constructor(mint: MintSnowflake, applicationId: string) {
    this.#mint = mint;
    this.#applicationId = applicationId;
  }

  get isEmpty(): boolean {
    return this.#scopes.values().every((commands) => commands.length === 0);
  }

  list(guildId?: string): readonly APIApplicationCommand[] {
    return this.#scopes.get(guildId ?? globalScope) ?? [];
  }

  /** A chat command as a member of the guild finds it; the guild's own wins. */
  find(guildId: string, name: string): APIApplicationCommand | undefined {
    return [...this.list(guildId), ...this.list()].find(
      (command) => command.name === name && command.type === ApplicationCommandType.ChatInput,
    );
  }

  /** Replaces a scope's commands. One that keeps its name keeps its id. */
  overwrite(body: unknown, guildId?: string): readonly APIApplicationCommand[] {
    const known = new Map(this.list(guildId).map(({ type, name, id }) => [`${type}:${name}`, id]));
    const commands = checkCommands(body).map((form) => ({
      ...form,
      id: known.get(`${form.type}:${form.name}`) ?? this.#mint(),
      application_id: this.#applicationId,
      version: this.#mint(),
      description: form.description ?? '',
      default_member_permissions: form.default_member_permissions ?? null,
      nsfw: false,
      ...(guildId === undefined ? {} : { guild_id: guildId }),
    })) as unknown as APIApplicationCommand[];
    this.#scopes.set(guildId ?? globalScope, commands);
    this.overwritten.emit();
    return commands;
  }
}
