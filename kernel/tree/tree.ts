/** What every subgraph knows of the sites, without asking `org` while it answers: enough for rights and rules. */
export interface SiteTree {
  /** True when the site is one of `ancestorIds` or below one. False for a site that is not known. */
  isWithin(siteId: string, ancestorIds: readonly string[]): Promise<boolean>;
}
