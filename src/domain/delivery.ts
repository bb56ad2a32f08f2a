import type { Closed } from '#src/domain/closed.ts';
import type { Style } from '#src/domain/guild.ts';
import type { Notice, NoticeKind } from '#src/domain/incident.ts';
import type { Selector } from '#src/domain/selector.ts';

/** Where something is told, and who is mentioned there. */
export interface DeliveryTarget {
  /** What tells it, such as `discord`. */
  readonly channel: string;
  /** A place that this channel knows, such as the id of a text channel. */
  readonly address: string;
  /** Whom to mention there: ids of roles. */
  readonly mentions: readonly string[];
  /** How it is told there; in replies by default. */
  readonly style?: Style;
  /** What is told there reaches those who follow the hub. */
  readonly hub?: true;
  /** The language to tell it in; English by default. */
  readonly locale?: string;
  /** What is followed there, so that it is told in those terms. */
  readonly focus?: readonly Selector[];
  /** It is told to one member alone. */
  readonly isDirect?: true;
}

/** Who is told something at one address. */
export interface Addressee {
  readonly guildId: string;
  readonly target: DeliveryTarget;
  /** All subscriptions of the address that want it. */
  readonly subscriptionIds: readonly string[];
  /** It is not told before then: the guild wants quiet. Epoch milliseconds. */
  readonly holdUntil?: number;
  /** Where it is held and over by the time that it could be told: when that is told. Epoch milliseconds. */
  readonly digestAt?: number | 'never';
  /** The guild wants quiet, so that nobody's phone rings for it. */
  readonly isHushed?: true;
}

/**
 * `notice` makes a message; `refresh` brings the incident's first message up to date. `reminder` and `unmuted` say again
 * that it is so: after some hours, and because nobody wants quiet about it any more.
 */
export type DeliveryKind = 'notice' | 'refresh' | 'reminder' | 'unmuted';

/** A notice on its way to many addresses, as it is stored: once, and not once for each of them. */
export interface Telling {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly notice: Notice;
  readonly createdAt: number;
  readonly to: readonly Addressee[];
}

/** One notice on its way to one address. Its id is fixed by what it is: the notice and the address. */
export interface Delivery extends Addressee {
  readonly id: string;
  /** The telling that it is part of. */
  readonly telling: string;
  readonly kind: DeliveryKind;
  readonly notice: Notice;
  readonly createdAt: number;
}

/** That a delivery was begun: what was tried once may have arrived. */
export interface Attempt {
  /** When it was first tried, by the channel's own time. */
  readonly at: number;
  /** The answer could be read either way, so that it has to be looked up before it is tried again. */
  readonly unclear?: true;
  /** Of a message that stands for several deliveries: their ids. */
  readonly covers?: readonly string[];
}

/** How a delivery ended. It is kept for a while. */
export interface DeliveryEnding {
  readonly kind: 'sent' | 'edited' | 'superseded' | 'refused' | 'expired';
  readonly at: number;
  readonly messageId?: string;
  /** Why it was not sent, or what it was superseded by: for the operator. */
  readonly why?: string;
  /** It said that something began, which nobody heard there: whoever tells the end of it says that, too. */
  readonly isBeginning?: true;
}

/** What was posted of one incident at one address, for replies and edits. */
export interface PostedMessage {
  readonly address: string;
  readonly incident: string;
  /** The first message, which later ones reply to. */
  readonly rootId: string;
  /** The newest message, which edits keep up to date. */
  readonly latestId: string;
  /** The notice that the newest message shows. */
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly postedAt: number;
  /** The first message speaks of other incidents too, so that it is left as it is. */
  readonly shared?: true;
}

/** What is known of an address besides what waits for it, for whoever tells there next. Times are epoch milliseconds. */
export interface LaneState {
  /** Failed tries in a row. */
  readonly failures: number;
  /** How often in a row the address was found closed. */
  readonly closed: number;
  readonly editsFrom?: number;
  /** When messages to a member were begun, of late. */
  readonly told?: readonly number[];
  readonly hold?: {
    readonly cause: 'busy' | 'trouble' | 'closed' | 'store';
    readonly until: number;
    readonly earliest: number;
  };
  /** `isOnTrial`: worth a try by whatever comes next. */
  readonly paused?: { readonly reason: Closed; readonly lookedAt: number; readonly isOnTrial?: true };
}

/** Who tells at an address, and how it stands. */
export interface LaneRecord {
  /** Made anew for everybody who takes it; absent where nobody has it. */
  readonly owner?: string;
  readonly state?: LaneState;
  /** It was left with so many that are not told, and there is nothing to do before then. */
  readonly wait?: { readonly until: number; readonly left: number };
}

/** `mark` tells apart what the same notice comes to at different times: see `refresh`. */
export function deliveryId(noticeId: string, address: string, mark = ''): string {
  return mark === '' ? `${noticeId}@${address}` : `${noticeId}@${address}!${mark}`;
}

export function postedMessageId(incident: string, address: string): string {
  return `${incident}@${address}`;
}
