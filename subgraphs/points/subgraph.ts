import { owned, stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { PointsAccount } from "./account/account.entity";
import { accountPolicies } from "./account/account.policies";
import { loadAccounts } from "./account/account.queries";
import { AccountResolver, SiteAccountsResolver, VolunteerAccountsResolver } from "./account/account.resolver";
import { holderConsumer } from "./holder/holder.consumer";
import { Holder } from "./holder/holder.entity";
import { pointsMigrations } from "./migrations/migrations";

/** Owns what volunteers have earned and may spend. */
export const points: SubgraphDefinition = {
  name: "points",
  resolvers: [AccountResolver, VolunteerAccountsResolver, SiteAccountsResolver],
  entityTypes: { PointsAccount: owned("acct", loadAccounts), Volunteer: stub("vol"), PracticeSite: stub("site") },
  entities: [Holder, PointsAccount],
  migrations: pointsMigrations,
  policies: [accountPolicies],
  consumers: [holderConsumer],
};
