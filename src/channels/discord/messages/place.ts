import { ChannelFlags, ChannelType, RequestMethod, Routes } from 'discord.js';
import type { APIChannel, Client } from 'discord.js';

import type { MessageRest } from './message-rest.ts';

/** What is known of the channel that an address names. */
export type Place =
  | { readonly kind: 'text' | 'thread' }
  /** What is posted there can be published to those who follow it. */
  | { readonly kind: 'announcement' }
  | ForumPlace;

/** Each thing told there is a post of its own; with a tag where the forum demands one. */
export interface ForumPlace {
  readonly kind: 'forum';
  readonly guildId: string;
  readonly tags: readonly { readonly id: string; readonly name: string }[];
}

/** What Discord is like around messages. */
export interface Places {
  /** `ask` also where that takes a call. `undefined` where nobody knows. */
  of(channelId: string, ask: boolean): Promise<Place | undefined>;
  /** Asked whatever is known of it, which may have changed. */
  again(channelId: string): Promise<Place | undefined>;
  /** As `of`, once what was urgent is done: asked where nobody tells this process of channels. */
  after(channelId: string): Promise<Place | undefined>;
}

/** Channels that the client does not hold are asked for once. */
const REMEMBERED = 20_000;

export function createPlaces(
  rest: MessageRest,
  client: () => Client | undefined,
  isBlind: () => boolean = () => false,
): Places {
  const asked = new Map<string, Place>();

  function held(channelId: string): Place | undefined {
    const channel = client()?.channels.cache.get(channelId);
    if (channel === undefined || channel.isDMBased()) return undefined;
    const isForum = channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia;
    return placeFrom(channel.type, {
      guildId: channel.guildId,
      demandsTag: isForum && channel.flags.has(ChannelFlags.RequireTag),
      tags: isForum ? channel.availableTags : [],
    });
  }

  async function lookUp(channelId: string): Promise<Place | undefined> {
    try {
      const channel = (await rest.call(RequestMethod.Get, Routes.channel(channelId))) as APIChannel;
      return placeFrom(channel.type, {
        guildId: 'guild_id' in channel ? (channel.guild_id ?? '') : '',
        demandsTag: ((channel.flags ?? 0) & ChannelFlags.RequireTag) !== 0,
        tags: 'available_tags' in channel ? channel.available_tags : [],
      });
    } catch {
      // The message itself will say what is wrong with the channel.
      return undefined;
    }
  }

  async function of(channelId: string, ask: boolean): Promise<Place | undefined> {
    const known = held(channelId) ?? asked.get(channelId);
    // Before the client is in it holds nothing, and news does not wait for that.
    if (known !== undefined || !(ask || client()?.isReady() === true)) return known;
    return await again(channelId);
  }

  async function again(channelId: string): Promise<Place | undefined> {
    const place = await lookUp(channelId);
    if (place !== undefined) asked.set(channelId, place);
    for (const old of asked.keys()) if (asked.size > REMEMBERED) asked.delete(old);
    return place;
  }

  return {
    of,
    again,
    after: async (channelId) => await of(channelId, isBlind()),
  };
}

interface Facts {
  readonly guildId: string;
  readonly demandsTag: boolean;
  readonly tags: readonly { readonly id: string; readonly name: string; readonly moderated: boolean }[];
}

function placeFrom(type: ChannelType, { demandsTag, guildId, tags }: Facts): Place {
  switch (type) {
    case ChannelType.GuildAnnouncement:
      return { kind: 'announcement' };
    case ChannelType.GuildForum:
    case ChannelType.GuildMedia: {
      const free = demandsTag ? tags.filter(({ moderated }) => !moderated) : [];
      return { kind: 'forum', guildId, tags: free.map(({ id, name }) => ({ id, name })) };
    }
    case ChannelType.PublicThread:
    case ChannelType.PrivateThread:
    case ChannelType.AnnouncementThread:
      return { kind: 'thread' };
    default:
      return { kind: 'text' };
  }
}

/** The tag of a post where it has to have one: that of the exchange, one that speaks of trouble, or the first. */
export function tagsFor({ tags }: ForumPlace, exchangeName: string): readonly string[] {
  const exchange = exchangeName.toLowerCase();
  const best =
    tags.find(({ name }) => name.toLowerCase() === exchange) ??
    tags.find(({ name }) => /outage|incident|status|alert|down|news/i.test(name)) ??
    tags[0];
  return best === undefined ? [] : [best.id];
}
