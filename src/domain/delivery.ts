import type { Notice } from '#src/domain/incident.ts';

/** Where something is told, and who is mentioned there. */
export interface DeliveryTarget {
  /** What tells it, such as `discord`. */
  readonly channel: string;
  /** A place that this channel knows, such as the id of a text channel. */
  readonly address: string;
  /** Whom to mention there: ids of roles. */
  readonly mentions: readonly string[];
}

/** One notice on its way to one address. Its id is fixed by what it is: the notice and the address. */
export interface Delivery {
  readonly id: string;
  /** `notice` makes a message; `refresh` brings the incident's newest message up to date. */
  readonly kind: 'notice' | 'refresh';
  readonly notice: Notice;
  readonly guildId: string;
  readonly target: DeliveryTarget;
  /** All subscriptions of the address that want the notice. */
  readonly subscriptionIds: readonly string[];
  readonly createdAt: number;
  readonly attempts: number;
  /** Epoch ms before which it is not tried again. */
  readonly notBefore: number;
}

/** What was posted of one incident at one address, for replies and edits. */
export interface PostedMessage {
  readonly address: string;
  readonly incident: string;
  /** The first message, which later ones reply to. */
  readonly rootId: string;
  /** The newest message, which edits keep up to date. */
  readonly latestId: string;
  readonly latestNotice: Notice;
  readonly postedAt: number;
}

export function deliveryId(kind: Delivery['kind'], noticeId: string, address: string): string {
  return kind === 'notice' ? `${noticeId}@${address}` : `${noticeId}@${address}!refresh`;
}

export function postedMessageId(incident: string, address: string): string {
  return `${incident}@${address}`;
}
