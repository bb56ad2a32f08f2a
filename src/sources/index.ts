import { announcements } from './posts/announcements/announcements.ts';
import { feed } from './posts/feed/feed.ts';
import { wallets } from './api/wallets/wallets.ts';
import { pairs } from './api/pairs/pairs.ts';
import { json } from './api/json/json.ts';
import { events } from './api/events/events.ts';
import { http } from './api/http/http.ts';
import { betterstack } from './page/betterstack/betterstack.ts';
import { cachet } from './page/cachet/cachet.ts';
import { gatus } from './page/gatus/gatus.ts';
import { instatus } from './page/instatus/instatus.ts';
import { openstatus } from './page/openstatus/openstatus.ts';
import { statusio } from './page/statusio/statusio.ts';
import { statuspage } from './page/statuspage/statuspage.ts';
import { uptimekuma } from './page/uptimekuma/uptimekuma.ts';
import type { SourceType } from './source.ts';

/**
 * Every type of source, by the name it has in an exchange's file. A pasted address is tried with the types of status
 * pages in this order: the common ones first.
 */
export const SOURCE_TYPES = {
  json,
  wallets,
  pairs,
  events,
  http,
  announcements,
  feed,
  statuspage,
  instatus,
  betterstack,
  statusio,
  openstatus,
  uptimekuma,
  gatus,
  cachet,
} satisfies Record<string, SourceType>;

export type SourceTypeName = keyof typeof SOURCE_TYPES;
