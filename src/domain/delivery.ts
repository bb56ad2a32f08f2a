import type { Notice } from '#src/domain/incident.ts';

/** One notice on its way to one channel. Its id is fixed by what it is: the notice and the channel. */
export interface Delivery {
  readonly id: string;
  /** `notice` makes a message; `refresh` brings the incident's newest message up to date. */
  readonly kind: 'notice' | 'refresh';
  readonly notice: Notice;
  readonly guildId: string;
  readonly channelId: string;
  /** Roles to mention, from all subscriptions of the channel that want the notice. */
  readonly roleIds: readonly string[];
  readonly subscriptionIds: readonly string[];
  readonly createdAt: number;
  readonly attempts: number;
  /** Epoch ms before which it is not tried again. */
  readonly notBefore: number;
}

/** What was posted of one incident in one channel, for replies and edits. */
export interface PostedMessage {
  readonly channelId: string;
  readonly incident: string;
  /** The first message, which later ones reply to. */
  readonly rootId: string;
  /** The newest message, which edits keep up to date. */
  readonly latestId: string;
  readonly latestNotice: Notice;
  readonly postedAt: number;
}

export function deliveryId(kind: Delivery['kind'], noticeId: string, channelId: string): string {
  return kind === 'notice' ? `${noticeId}@${channelId}` : `${noticeId}@${channelId}!refresh`;
}

export function postedMessageId(incident: string, channelId: string): string {
  return `${incident}@${channelId}`;
}
