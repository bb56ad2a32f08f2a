/** Something that an exchange published: an article, a feed's entry, a post of its account. Text is as it came. */
export interface Post {
  /** Stays the same when the post is edited. */
  readonly id: string;
  readonly title: string;
  readonly body?: string | undefined;
  readonly link?: string | undefined;
  /** Epoch milliseconds. */
  readonly publishedAt: number;
}
