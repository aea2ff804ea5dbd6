import { owned, stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { PointsAccount } from "./account/account.entity";
import { accountPolicies } from "./account/account.policies";
import { loadAccounts } from "./account/account.queries";
import { AccountResolver, SiteAccountsResolver, VolunteerAccountsResolver } from "./account/account.resolver";
import { holderConsumer } from "./holder/holder.consumer";
import { Holder } from "./holder/holder.entity";
import { Earning } from "./ledger/earning.entity";
import { LedgerEntry } from "./ledger/entry.entity";
import { entryPolicies } from "./ledger/entry.policies";
import { loadEntries } from "./ledger/entry.queries";
import { AccountEntriesResolver, EntryResolver, RecordEntriesResolver } from "./ledger/entry.resolver";
import { IssuingAccount } from "./ledger/issuing-account.entity";
import { serviceConsumer } from "./ledger/service.consumer";
import { pointsMigrations } from "./migrations/migrations";
import { PointsRate } from "./rate/rate.entity";
import { ratePolicies } from "./rate/rate.policies";
import { loadRates } from "./rate/rate.queries";
import { RateResolver, SiteRatesResolver } from "./rate/rate.resolver";

/** Owns what volunteers have earned and may spend. */
export const points: SubgraphDefinition = {
  name: "points",
  resolvers: [AccountResolver, VolunteerAccountsResolver, SiteAccountsResolver, EntryResolver, AccountEntriesResolver, RecordEntriesResolver, RateResolver, SiteRatesResolver],
  entityTypes: {
    PointsAccount: owned("acct", loadAccounts),
    LedgerEntry: owned("ent", loadEntries),
    PointsRate: owned("rate", loadRates),
    Volunteer: stub("vol"),
    PracticeSite: stub("site"),
    ServiceRecord: stub("rec"),
  },
  entities: [Holder, PointsAccount, PointsRate, IssuingAccount, LedgerEntry, Earning],
  migrations: pointsMigrations,
  policies: [accountPolicies, entryPolicies, ratePolicies],
  consumers: [holderConsumer, serviceConsumer],
};
