/**
 * Where something was read, as people would call it. A type of source says which of these it reads.
 *
 * - `status_page`: a page that people look at · `system_status`: the exchange's answer to "are you well?"
 * - `coin_list` and `market_list`: what can be moved and traded · `offers`: what others offer there (P2P)
 * - `events`: its calendar of maintenances · `announcements`: its news · `probe`: we asked whether it answers
 */
export const VENUES = [
  'status_page',
  'system_status',
  'coin_list',
  'market_list',
  'offers',
  'events',
  'announcements',
  'probe',
] as const;

export type Venue = (typeof VENUES)[number];
