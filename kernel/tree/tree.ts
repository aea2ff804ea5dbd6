import type { Sql } from "sql-template-tag";
import type { Day } from "../time/time";

/** A practice site as every subgraph knows it. */
export interface SiteNode {
  readonly id: string;
  readonly parentId: string | null;
  /** `/<root id>/…/<own id>/`: ends with a separator, so that one id is never a prefix of another. */
  readonly path: string;
  readonly level: string;
  /** The regions that it covers now. */
  readonly regionIds: readonly string[];
  readonly foundedOn: Day;
  /** Exclusive; null while it is open. */
  readonly closedOn: Day | null;
}

/**
 * What every subgraph knows of the sites, without asking `org` while it answers: enough for rights and rules. A well-formed id that is not
 * known yet is looked for once more in what org wrote up to now; that takes place before a transaction and never in one. While org cannot be
 * reached, or takes too long, what depends on such an id throws Fault NOT_YET_VISIBLE.
 */
export interface SiteTree {
  /** True when the site is one of `ancestorIds` or below one. False for a site that does not exist. */
  isWithin(siteId: string, ancestorIds: readonly string[]): Promise<boolean>;
  /** The sites of a verb's input, in the order asked; a Refusal NOT_FOUND at `field` (such as "siteId") when one does not exist. */
  require(siteIds: readonly string[], field: string | null): Promise<readonly SiteNode[]>;
  /** As known now; null when it is not (yet). */
  find(siteId: string): Promise<SiteNode | null>;
  /** Ids from the site itself up to its root, nearest first; empty when it is not known. */
  ancestorsOf(siteId: string): Promise<readonly string[]>;
  /** A condition that holds where `column` names one of these sites or one below, for the WHERE of a list. */
  within(column: string, ancestorIds: readonly string[]): Promise<Sql>;
}

export function ancestorIdsOf(site: SiteNode): readonly string[] {
  return site.path.split("/").filter(Boolean).reverse();
}
