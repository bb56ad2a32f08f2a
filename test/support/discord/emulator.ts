import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { APIApplicationCommand, APIMessage, PermissionsString } from 'discord.js';

import { systemClock, type Clock } from '#src/platform/clock.ts';

import type { OptionValues } from './command-options.ts';
import { Gateway } from './gateway.ts';
import type { HttpEndpoints } from './http-endpoints.ts';
import { InteractionDriver, type Choice } from './interaction-driver.ts';
import type { InteractionReply } from './interaction-reply.ts';
import type { MessageEdit } from './message-book.ts';
import { channelPayload, guildCreatePayload, memberPayload, rolePayload } from './payloads.ts';
import type { RateLimits, RateLimitScope } from './rate-limits.ts';
import { RestServer, type LoggedRequest } from './rest-server.ts';
import { allRoutes } from './routes/index.ts';
import {
  rateLimitFailure,
  Script,
  type Failure,
  type RateLimitFailure,
  type RequestPattern,
} from './script.ts';
import type { WaitOptions } from './signal.ts';
import { createState, type DiscordState } from './state.ts';
import type { ChannelAccess, ChannelSetup, GuildSetup, MemberSetup, RoleSetup } from './world.ts';
import type { WorldChannel, WorldGuild, WorldMember, WorldRole } from './world-records.ts';

export interface DiscordOptions {
  readonly clock?: Clock;
  /** None to speak of unless told, so that tests are quick. */
  readonly rateLimits?: RateLimits;
  /** How long an author's nonce is remembered; 5 minutes unless told. */
  readonly nonceWindowMs?: number;
  /** Refuse a first response after 3 s (10062). Off, it is only measured: see `firstResponseMs`. */
  readonly enforceDeadlines?: boolean;
  readonly heartbeatIntervalMs?: number;
}

/** Starts a Discord of one's own on loopback: REST v10 and the gateway, on one port. */
export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordEmulator> {
  const emulator = new DiscordEmulator(options);
  await emulator.listen();
  return emulator;
}

/** What the bot under test takes for Discord. Tests build its world here, act in it, and look at it. */
export class DiscordEmulator {
  readonly token = 'MTAwMDAwMDAwMDAwMDAwMDAwMA.emulated.not-a-secret';
  readonly applicationId: string;
  readonly gateway: Gateway;
  readonly #state: DiscordState;
  readonly #script = new Script();
  readonly #rest: RestServer;
  readonly #driver: InteractionDriver;
  readonly #server: Server;

  constructor(options: DiscordOptions) {
    const { clock = systemClock } = options;
    this.#state = createState({
      clock,
      nonceWindowMs: options.nonceWindowMs ?? 5 * 60_000,
      publish: (event, data, guildId) => this.gateway.publish(event, data, guildId),
    });
    const { applicationId, world } = this.#state;
    const { token } = this;
    this.applicationId = applicationId;
    const heartbeatIntervalMs = options.heartbeatIntervalMs ?? 41_250;
    this.gateway = new Gateway({ world, token, applicationId, heartbeatIntervalMs });
    this.#rest = new RestServer({
      clock,
      token,
      script: this.#script,
      rateLimits: options.rateLimits ?? {},
      routes: allRoutes(this.#state, this.gateway, { enforceDeadlines: options.enforceDeadlines ?? false }),
    });
    this.#driver = new InteractionDriver(this.#state, () => this.#lastRefusal());
    this.#server = createServer((request, response) => {
      // A fault of the emulator itself must fail the test run, and not leave the client waiting.
      void this.#rest.serve(request, response).catch((error: unknown) => {
        response.destroy();
        throw error;
      });
    });
    this.#server.on('upgrade', (request, socket, head) => this.gateway.accept(request, socket, head));
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.gateway.url = `ws://127.0.0.1:${this.#port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.gateway.close();
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** What `DISCORD_API_URL` gets. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  // The world: before the bot logs in, or while it runs and is told of it.

  /** A guild that has not let the bot in yet: it can be furnished before it does. */
  addForeignGuild(setup: GuildSetup): WorldGuild {
    return this.#state.world.addGuild(setup);
  }

  addForeignChannel(guild: WorldGuild, setup: ChannelSetup): WorldChannel {
    return this.#state.world.addChannel(guild, setup);
  }

  /** An admin lets the bot into a guild, with all that is there. */
  invite(guild: WorldGuild): void {
    this.dispatch('GUILD_CREATE', guildCreatePayload(guild, this.#state.world.bot), guild.id);
  }

  addGuild(setup: GuildSetup): WorldGuild {
    const { world } = this.#state;
    const guild = world.addGuild(setup);
    this.dispatch('GUILD_CREATE', guildCreatePayload(guild, world.bot), guild.id);
    return guild;
  }

  addChannel(guild: WorldGuild, setup: ChannelSetup): WorldChannel {
    const channel = this.#state.world.addChannel(guild, setup);
    this.dispatch('CHANNEL_CREATE', channelPayload(channel), guild.id);
    return channel;
  }

  addRole(guild: WorldGuild, setup: RoleSetup): WorldRole {
    const role = this.#state.world.addRole(guild, setup);
    this.dispatch('GUILD_ROLE_CREATE', { guild_id: guild.id, role: rolePayload(role) }, guild.id);
    return role;
  }

  addMember(guild: WorldGuild, setup: MemberSetup): WorldMember {
    return this.#state.world.addMember(guild, setup);
  }

  /** Replaces the bot's own overwrite in a channel. */
  setBotAccess(channel: WorldChannel, access: ChannelAccess): void {
    this.#state.world.setBotAccess(channel, access);
    this.dispatch('CHANNEL_UPDATE', channelPayload(channel), channel.guildId);
  }

  /** A thread that a member has begun. */
  addThread(guild: WorldGuild, setup: ChannelSetup): WorldChannel {
    const state = { archived: false, locked: false, autoArchiveMinutes: 4320, ownerId: guild.ownerId };
    const thread = this.#state.world.addChannel(guild, setup, { id: this.#state.mint(), state });
    this.dispatch('THREAD_CREATE', { ...(channelPayload(thread) as object), newly_created: true }, guild.id);
    return thread;
  }

  /** A moderator locks a thread, or unlocks it. */
  setLocked(channel: WorldChannel, locked: boolean): void {
    if (channel.thread === undefined) throw new Error(`${channel.name} is no thread.`);
    channel.thread.locked = locked;
    this.dispatch('THREAD_UPDATE', channelPayload(channel), channel.guildId);
  }

  /** A moderator gives a forum other tags, or has its posts need one. */
  setForumTags(channel: WorldChannel, tags: readonly string[], demandsTag: boolean): void {
    const named = tags.map((name) => ({ id: this.#state.mint(), name }));
    channel.forum = { tags: named, demandsTag };
    this.dispatch('CHANNEL_UPDATE', channelPayload(channel), channel.guildId);
  }

  /** An admin changes what a role may do; the bot's own role, unless told. */
  setRolePermissions(guild: WorldGuild, permissions: readonly PermissionsString[], role?: WorldRole): void {
    const changed = this.#state.world.setRolePermissions(guild, permissions, role);
    this.dispatch('GUILD_ROLE_UPDATE', { guild_id: guild.id, role: rolePayload(changed) }, guild.id);
  }

  /** An admin gives the bot other roles, besides its own. */
  setBotRoles(guild: WorldGuild, roles: readonly WorldRole[]): void {
    const member = this.#state.world.setBotRoles(guild, roles);
    // Discord tells a bot of its own member whatever its intents.
    this.dispatch('GUILD_MEMBER_UPDATE', { guild_id: guild.id, ...memberPayload(member) }, guild.id);
  }

  channelDelete(channelId: string): void {
    const channel = this.#state.world.channel(channelId);
    if (!channel?.guildId) throw new Error(`There is no channel ${channelId} in any guild.`);
    this.#state.world.guildOf(channel)?.channels.delete(channelId);
    this.dispatch('CHANNEL_DELETE', channelPayload(channel), channel.guildId);
  }

  /** The bot is thrown out; or, `unavailable`, the guild has an outage and is still the bot's. */
  guildDelete(guildId: string, { unavailable = false }: { unavailable?: boolean } = {}): void {
    if (!unavailable) this.#state.world.guilds.delete(guildId);
    this.dispatch('GUILD_DELETE', unavailable ? { id: guildId, unavailable } : { id: guildId }, guildId);
  }

  /** A moderator deletes a message. */
  messageDelete(channelId: string, messageId: string): void {
    this.#state.book.delete(this.#state.book.get(channelId, messageId));
    const guildId = this.#state.world.channel(channelId)?.guildId;
    this.dispatch('MESSAGE_DELETE', { id: messageId, channel_id: channelId, guild_id: guildId }, guildId);
  }

  /** An admin lets the bot into a guild, and Discord tells the URL of events. */
  async authorize(guild: WorldGuild): Promise<void> {
    const { endpoints } = this.#state;
    const { status } = await endpoints.authorized(this.applicationId, { id: guild.id, name: guild.name });
    if (status !== 204) throw new Error(`The event is answered with ${status}.`);
  }

  /** How Discord asks the application's web server, where it has one. */
  get endpoints(): HttpEndpoints {
    return this.#state.endpoints;
  }

  /** Somebody ends in a channel's settings that it follows another. */
  endFollowing(webhookId: string): void {
    this.#state.followings.delete(webhookId);
  }

  /** Somebody makes a webhook in a channel. */
  addWebhook(channelId: string): void {
    const webhookId = this.#state.mint();
    this.#state.followings.set(webhookId, { webhookId, sourceId: '', channelId });
  }

  /** Any event, to the shard of its guild. */
  dispatch(event: string, data: unknown, guildId?: string): void {
    this.gateway.publish(event, data, guildId);
  }

  // Members at work.

  /** `name` may name a subcommand: "watchlist add". Resolves once there is something to read. */
  command(
    member: WorldMember,
    guild: WorldGuild,
    channel: WorldChannel,
    name: string,
    options: OptionValues = {},
    wait?: WaitOptions,
  ): Promise<InteractionReply> {
    this.#requireBot();
    return this.#driver.command({ guild, channel, member }, name, options, wait);
  }

  /** As {@link command}, typed in the member's direct messages with the bot. */
  whisper(
    member: WorldMember,
    name: string,
    options: OptionValues = {},
    wait?: WaitOptions,
  ): Promise<InteractionReply> {
    this.#requireBot();
    const channel = this.directChannel(member);
    return this.#driver.command({ channel, member }, name, options, wait);
  }

  /** As {@link command}, in a server that the bot is not in: only the member has installed it, for themselves. */
  commandAsOwn(
    member: WorldMember,
    guild: WorldGuild,
    channel: WorldChannel,
    name: string,
    options: OptionValues = {},
    wait?: WaitOptions,
  ): Promise<InteractionReply> {
    this.#requireBot();
    return this.#driver.command({ guild, channel, member, isOwnInstall: true }, name, options, wait);
  }

  directChannel(member: WorldMember): WorldChannel {
    return this.#state.world.directChannel(member.user);
  }

  /** Somebody lets the bot write to them, or no longer. */
  setTakesDirect(member: WorldMember, takes: boolean): void {
    this.#state.world.setTakesDirect(member.user, takes);
  }

  /** What is offered while the member types into `focused`, whose text so far stands in `options`. */
  autocomplete(
    member: WorldMember,
    guild: WorldGuild,
    channel: WorldChannel,
    name: string,
    options: OptionValues,
    focused: string,
    wait?: WaitOptions,
  ): Promise<readonly Choice[]> {
    this.#requireBot();
    return this.#driver.autocomplete({ guild, channel, member }, name, options, focused, wait);
  }

  /** Presses a button, or picks `values` in a menu. Resolves at a reply, an update, or what follows a deferral. */
  click(
    member: WorldMember,
    message: APIMessage,
    customId: string,
    values?: readonly string[],
    wait?: WaitOptions,
  ): Promise<InteractionReply> {
    this.#requireBot();
    const channel = this.#state.world.channel(message.channel_id);
    const guild = channel && this.#state.world.guildOf(channel);
    if (!channel || (!guild && !channel.recipient)) throw new Error('The message is in no channel.');
    return this.#driver.click({ guild, channel, member }, message, customId, values, wait);
  }

  /** Sends the form that a reply has opened: what is chosen or typed, by the fields' custom ids. */
  submit(
    member: WorldMember,
    channel: WorldChannel,
    reply: InteractionReply,
    fields: Readonly<Record<string, readonly string[] | string>>,
    wait?: WaitOptions,
  ): Promise<InteractionReply> {
    const guild = this.#state.world.guildOf(channel);
    if (reply.modal === undefined) throw new Error('No form was opened.');
    return this.#driver.submit({ guild, channel, member }, reply.modal, fields, reply.sourceId, wait);
  }

  // Trouble.

  failNext(failure: Failure): void {
    this.#script.add(failure);
  }

  rateLimitNext(failure: RateLimitFailure): void {
    this.#script.add(rateLimitFailure(failure));
  }

  /** Forgets failures that have not come up. */
  forgetNonces(): void {
    this.#state.nonces.forgetAll();
  }

  heal(): void {
    this.#script.clear();
  }

  // What there is to see.

  /** What everyone in the channel can read, oldest first; replies to commands too, unless ephemeral. */
  messages(channelId: string): readonly APIMessage[] {
    return this.#state.book.visibleIn(channelId);
  }

  /** The messages of a channel as they were posted, before any edit. */
  posted(channelId: string): readonly APIMessage[] {
    const edits = this.edits(channelId);
    return this.messages(channelId).map(
      (message) => edits.find(({ messageId }) => messageId === message.id)?.before ?? message,
    );
  }

  edits(channelId: string): readonly MessageEdit[] {
    return this.#state.book.edits.filter((edit) => edit.channelId === channelId);
  }

  get requests(): readonly LoggedRequest[] {
    return this.#rest.log;
  }

  /** How many 429s were answered. */
  get rateLimited(): Readonly<Record<RateLimitScope, number>> {
    return this.#rest.rateLimited;
  }

  registeredCommands(guild?: WorldGuild): readonly APIApplicationCommand[] {
    return this.#state.commands.list(guild?.id);
  }

  // Waiting, without polling.

  /** The next message that everyone in the channel can read. */
  nextMessage(channelId: string, wait?: WaitOptions): Promise<APIMessage> {
    const isHere = (message: APIMessage): boolean => message.channel_id === channelId;
    return this.#state.book.added.next(() => `a message in ${channelId}${this.#lastRefusal()}`, isHere, wait);
  }

  /** Resolves as soon as the channel holds so many messages, which may be now. */
  async messagesReach(channelId: string, count: number, wait?: WaitOptions): Promise<readonly APIMessage[]> {
    const isReached = (): boolean => this.messages(channelId).length >= count;
    const what = (): string =>
      `${count} messages in ${channelId}, which has ${this.messages(channelId).length}${this.#lastRefusal()}`;
    if (!isReached()) await this.#state.book.added.next(what, isReached, wait);
    return this.messages(channelId);
  }

  nextEdit(channelId: string, wait?: WaitOptions): Promise<MessageEdit> {
    return this.#state.book.edited.next(
      `an edit in ${channelId}`,
      (edit) => edit.channelId === channelId,
      wait,
    );
  }

  /** The next request that matches, as it comes in and before it is answered. */
  nextRequest(pattern: RequestPattern, wait?: WaitOptions): Promise<LoggedRequest> {
    return this.#rest.next(pattern, wait);
  }

  /** Resolves when a bot is logged in and has registered commands, which may be now. */
  async botReady(wait?: WaitOptions): Promise<void> {
    const { commands } = this.#state;
    if (!this.gateway.isConnected && this.endpoints.interactionsUrl === undefined)
      await this.gateway.nextLogin(wait);
    if (!commands.isEmpty) return;
    await commands.overwritten.next('the registration of commands', () => !commands.isEmpty, wait);
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #requireBot(): void {
    if (!this.gateway.isConnected && this.endpoints.interactionsUrl === undefined)
      throw new Error('No bot is connected to the gateway.');
  }

  /** Why a test may be waiting in vain. */
  #lastRefusal(): string {
    const refused = this.requests.findLast(({ status = 0 }) => status >= 400);
    if (!refused) return '';
    const { method, path, status, code } = refused;
    return `; the last request refused was ${method} ${path}: ${status}, code ${code}`;
  }
}
