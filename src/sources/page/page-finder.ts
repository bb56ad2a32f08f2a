/** Where a page is: as pasted, without query and fragment. */
export interface PageAddress {
  readonly origin: string;
  readonly host: string;
  readonly page: string;
  /** Of `/status/<slug>`, which Uptime Kuma uses. */
  readonly slug?: string;
}

/** A component as the page names it. */
export interface PageName {
  readonly name: string;
  readonly group?: string | undefined;
}

/** How a pasted address is found to be of one platform. Its type of source asks and reads; this only tells what to try. */
export interface PageSearch {
  /** What people call the platform. */
  readonly title: string;
  /** Its configuration stands in the page's HTML. */
  readonly needsHtml?: true;
  /** Its configurations belong together, and the first must work; otherwise the first that works does it. */
  readonly takesAll?: true;
  configs(address: PageAddress, html: string): readonly Readonly<Record<string, unknown>>[];
  /** Whether documents that its type could read are certainly of this platform. */
  accepts?(documents: readonly unknown[]): boolean;
}

export interface PageFinder extends PageSearch {
  /** The components that documents list, by the names that the page has for them. */
  names(documents: readonly unknown[]): readonly PageName[];
}
