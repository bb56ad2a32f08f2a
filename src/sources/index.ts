import { announcements } from './announcements/announcements.ts';
import { feed } from './feed/feed.ts';
import { wallets } from './wallets/wallets.ts';
import { pairs } from './pairs/pairs.ts';
import { json } from './json/json.ts';
import { events } from './events/events.ts';
import { http } from './http/http.ts';
import { betterstack } from './betterstack/betterstack.ts';
import { cachet } from './cachet/cachet.ts';
import { gatus } from './gatus/gatus.ts';
import { instatus } from './instatus/instatus.ts';
import { openstatus } from './openstatus/openstatus.ts';
import { statusio } from './statusio/statusio.ts';
import { statuspage } from './statuspage/statuspage.ts';
import { uptimekuma } from './uptimekuma/uptimekuma.ts';
import type { SourceType } from './source.ts';

/** Every type of source, by the name it has in an exchange's file. */
export const SOURCE_TYPES = {
  announcements,
  events,
  feed,
  http,
  json,
  pairs,
  wallets,
  betterstack,
  cachet,
  gatus,
  instatus,
  openstatus,
  statusio,
  statuspage,
  uptimekuma,
} satisfies Record<string, SourceType>;

export type SourceTypeName = keyof typeof SOURCE_TYPES;
